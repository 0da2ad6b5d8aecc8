"""Reading the content files of one notice: bytes by path -> Dossier and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generators.dossier import checks, return_checks
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.models import Notice, Units
from generators.dossier.returns import Return
from generators.dossier.source import Source
from generators.dossier.units import UnitList, clashes
from generators.dossier.validation import read_source, validate
from generators.dossier.values import Known
from generators.problems import Problem, has_errors, in_order


@dataclass(frozen=True)
class Loaded:
    """The dossier, None when the notice or the units have errors, and the problems of all files.

    `returns_faulty`: some return could not be read, so that nothing that reads returns may be built.
    """

    dossier: Dossier | None
    problems: list[Problem]
    returns_faulty: bool = False


def load(files: ContentFiles) -> Loaded:
    """Read and check all content files of a notice. Never raises for a fault of a file."""
    units, problems = _units(*files.departments)
    source = read_source(files.notice[1], files.notice[0], Notice)
    known = units.known(_deadline_names(source)) if units else Known()
    notice, found = validate(Notice, source, known)
    problems += found
    returns, return_problems = _returns(files.returns, known)
    sound = notice is not None and units is not None and not has_errors(problems)
    if not sound or notice is None or units is None:
        return Loaded(None, in_order(problems + return_problems), has_errors(return_problems))
    dossier = Dossier(files.name, notice, units, tuple(content for content, _ in returns))
    problems += checks.check(dossier, source)
    return_problems += return_checks.check_returns(dossier, returns)
    stops = has_errors(problems)
    return Loaded(None if stops else dossier, in_order(problems + return_problems), has_errors(return_problems))


def read_units(departments: tuple[str, bytes]) -> UnitList:
    """The units of departments.yaml (its path for messages, its bytes); none where the file cannot be read."""
    return _units(*departments)[0] or UnitList(())


def _units(file: str, raw: bytes) -> tuple[UnitList | None, list[Problem]]:
    source = read_source(raw, file, Units)
    units, problems = validate(Units, source)
    if units is None:
        return None, problems
    return UnitList(units.units), problems + list(clashes(units, source))


def _deadline_names(source: Source) -> frozenset[str] | None:
    """The names of the deadlines as written, before the file is validated: text and measures may refer to them.

    None where 时限 cannot be read.
    """
    if not isinstance(source.data, dict) or source.is_spoiled(("时限",)):
        return None
    data = source.data.get("时限", [])
    entries = data if isinstance(data, list) else []
    return frozenset(
        entry["名称"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("名称"), str)
    )


def _returns(files: Mapping[str, bytes], known: Known) -> tuple[list[tuple[Return, Source]], list[Problem]]:
    found: list[tuple[Return, Source]] = []
    problems: list[Problem] = []
    for file, raw in files.items():
        source = read_source(raw, file, Return)
        content, faults = validate(Return, source, known)
        problems += faults
        if content is not None:
            found.append((content, source))
    return found, problems
