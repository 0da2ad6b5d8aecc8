"""Reading the content files of one notice: bytes by path -> Dossier and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generators.dossier import checks, return_checks
from generators.dossier.attached_files import check_attached_files
from generators.dossier.content_files import ContentFiles
from generators.dossier.dated import with_dates
from generators.dossier.dossier import Dossier
from generators.dossier.facts import Facts
from generators.dossier.faulty_returns import stand_in
from generators.dossier.models import Notice, Units
from generators.dossier.quoted import with_quoted
from generators.dossier.retitled import notices, retitled, with_titles
from generators.dossier.returns import Return
from generators.dossier.source import Source
from generators.dossier.stock_words import read_phrases
from generators.dossier.table_files import insert_tables
from generators.dossier.units import UnitList, clashes
from generators.dossier.validation import read_source, validate
from generators.dossier.values import Known
from generators.problems import Problem, errors_among, has_errors, in_order


@dataclass(frozen=True)
class Loaded:
    """The dossier, None when the notice or the units have errors, and the problems of all files.

    A return with an error stops no other: its unit counts as having returned, with its content still to be checked.
    """

    dossier: Dossier | None
    problems: list[Problem]


def load(files: ContentFiles, documents: frozenset[str] | None = None, *, sound: bool = False) -> Loaded:
    """Read and check all content files of a notice. Never raises for a fault of a file.

    `documents` are the titles of the kinds that 文书 may list; None: any. `sound`: documents were made of this content,
    so that the notice is not put to the content rules again.
    """
    units, of_units = _units(*files.departments)
    problems = list(of_units)
    source = read_source(files.notice[1], files.notice[0], Notice)
    insert_tables(source, files.tables)
    known = units.known(_names(source, "时限"), _names(source, "单位组")) if units else Known()
    notice, found = validate(Notice, source, replace(known, documents=documents))
    problems += found + list(check_attached_files(notice, source, files.documents) if notice else ())
    sources, returns, return_problems = _returns(files.returns, known)
    phrases, faults = read_phrases(files.phrases)
    problems += faults
    if notice is None or units is None or has_errors(problems):
        return Loaded(None, in_order(problems + return_problems))
    units = units.with_groups(notice.groups)
    notice = with_quoted(with_dates(notice))
    titles = retitled(Facts(files.name, notice, units), [content for content, _ in returns])
    return_problems += [one for answer, source in returns for one in notices(titles, answer, source)]
    returns = [(with_titles(titles, answer), source) for answer, source in returns]
    finished = tuple((name, document.digest) for name, document in files.documents.items())
    content = tuple(content for content, _ in returns)
    dossier = Dossier(files.name, notice, units, content, phrases=phrases, finished=finished)
    problems += () if sound else checks.check(dossier, source)
    return_problems += return_checks.check_returns(dossier, returns)
    faulty = {problem.place.file for problem in errors_among(return_problems) if problem.place}
    stops = has_errors(problems)
    settled = _without_faulty(dossier, returns, [one for one in sources if one.file in faulty], known)
    return Loaded(None if stops else settled, in_order(problems + return_problems))


def read_units(departments: tuple[str, bytes]) -> UnitList:
    """The units of departments.yaml (its path for messages, its bytes); none where the file cannot be read."""
    return _units(*departments)[0] or UnitList(())


@lru_cache(2)  # most edits leave them as they were: both states of a content have the same
def _units(file: str, raw: bytes) -> tuple[UnitList | None, Sequence[Problem]]:
    source = read_source(raw, file, Units)
    units, problems = validate(Units, source)
    if units is None:
        return None, problems
    return UnitList(units.units, units.categories), (*problems, *clashes(units, source))


def _names(source: Source, key: str) -> frozenset[str] | None:
    """The names of deadlines or groups as written, before the file is validated: text and measures may refer to them.

    None where what is under `key` cannot be read.
    """
    if not isinstance(source.data, dict) or source.is_spoiled((key,)):
        return None
    data = source.data.get(key, [])
    entries = data if isinstance(data, list) else []
    return frozenset(
        entry["名称"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("名称"), str)
    )


def _returns(
    files: Mapping[str, bytes], known: Known
) -> tuple[list[Source], list[tuple[Return, Source]], list[Problem]]:
    """Every file of a return as text, those that are sound with their content, and the problems of all."""
    sources: list[Source] = []
    found: list[tuple[Return, Source]] = []
    problems: list[Problem] = []
    for file, raw in files.items():
        source = read_source(raw, file, Return, verbatim=True)
        sources.append(source)
        content, faults = validate(Return, source, known)
        problems += faults
        if content is not None:
            found.append((content, source))
    return sources, found, problems


def _without_faulty(
    dossier: Dossier, returns: Sequence[tuple[Return, Source]], faulty: Sequence[Source], known: Known
) -> Dossier:
    """The dossier with what can be made out of the faulty returns, their units among `Dossier.unchecked`."""
    made = {one.unit: one for source in faulty if (one := stand_in(source, known))}
    sound = [answer for answer, source in returns if source not in faulty and answer.unit not in made]
    return replace(dossier, returns=(*sound, *made.values()), unchecked=frozenset(made)) if faulty else dossier
