"""A return that has errors: what can be made out of it, so that it stops nothing and nobody is taken for silent."""

from __future__ import annotations

from generators.dates import PartialDate
from generators.dossier.returns import Return
from generators.dossier.source import Source
from generators.dossier.values import Known


def stand_in(source: Source, known: Known) -> Return | None:
    """The unit of a faulty return and its 收到日期, if it can be read; None where its unit cannot be made out.

    The unit is that under 单位, else the one that the file is named after. Nothing else is taken from the file: whether
    a plan has come, and a column is open, is not known before it is mended.
    """
    data = source.data if isinstance(source.data, dict) else {}
    names = [data.get("单位"), source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]]
    units = known.units or {}
    unit = next((units[name] for name in names if isinstance(name, str) and name in units), None)
    if unit is None:
        return None
    day = _day(data.get("收到日期"))
    return Return.model_validate({"单位": unit, **({"收到日期": day} if day else {})}, context=known)


def _day(words: object) -> PartialDate | None:
    try:
        day = PartialDate.parse(words) if isinstance(words, str) else None
    except ValueError:
        return None
    return day if day and day.day else None
