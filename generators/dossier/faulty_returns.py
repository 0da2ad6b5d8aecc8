"""A return that has errors: what can be made out of it, so that it stops nothing and nobody is taken for silent."""

from __future__ import annotations

from generators.dates import PartialDate
from generators.dossier.returns import Return
from generators.dossier.source import Source
from generators.dossier.values import Known

_DATES = ("收到日期", "方案报送日期", "开通日期")


def stand_in(source: Source, known: Known) -> Return | None:
    """The unit of a faulty return and its days that can be read; None where its unit cannot be made out.

    The unit is that under 单位, else the one that the file is named after.
    """
    data = source.data if isinstance(source.data, dict) else {}
    names = [data.get("单位"), source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]]
    units = known.units or {}
    unit = next((units[name] for name in names if isinstance(name, str) and name in units), None)
    if unit is None:
        return None
    days = {label: day for label in _DATES if (day := _day(data.get(label)))}
    return Return.model_validate({"单位": unit, **days}, context=known)


def _day(words: object) -> PartialDate | None:
    try:
        day = PartialDate.parse(words) if isinstance(words, str) else None
    except ValueError:
        return None
    return day if day and day.day else None
