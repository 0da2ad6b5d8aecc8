"""A source made into content that is proved whole: what does not survive as understood is kept as text in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load, read_units
from generators.dossier.units import UnitList
from generators.importer.document import Document, Role
from generators.importer.draft import Draft, drafted
from generators.importer.findings import Answers, Findings
from generators.importer.furniture import Page, notice_on
from generators.importer.head import taken_apart, with_notes_below
from generators.importer.leads import leads_in
from generators.importer.lines import Block, SourceLine, SourceTable
from generators.importer.people import People, issuer_names, level_of, speaks_within
from generators.importer.roles import assign, levels_of, roles_of
from generators.importer.tables import task_sections
from generators.importer.unit_file import new_units, with_units
from generators.importer.whole import Comparison, compared, printed_text
from generators.importer.written import contradicts, notice_yaml
from generators.problems import Problem

_ROUNDS = 5


@dataclass
class Imported:
    """What an import makes: the texts of notice.yaml and departments.yaml, and what was found on the way.

    `blocks`: the parts of the source, with the lines where they stand; `roles`: what each was taken for, by its number
    among them, from 1, as in answers.
    """

    notice: str
    departments: str
    findings: Findings
    problems: list[Problem] = field(default_factory=list)
    dossier: Dossier | None = None
    blocks: Sequence[Block] = ()
    roles: Mapping[int, Role] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)


def imported(
    blocks: Sequence[Block],
    name: str,
    file: str,
    departments: str,
    *,
    issuers: Sequence[str] = (),
    answers: Answers | None = None,
    forms: Mapping[str, str] | None = None,
) -> Imported:
    """The content made of a source. `departments` is the text of the units' file, `issuers` are those of the office's
    other notices; `answers`: to what was unsure in an earlier attempt; `forms`: how the notice prints its leads, left
    out where that is to be found out. Never raises for what stands in the source.
    """
    page = notice_on(blocks)
    blocks = with_notes_below(page.kept)
    lines = {number: block.number for number, block in enumerate(blocks, 1)}
    blocks = [replace(block, number=number) for number, block in enumerate(blocks, 1)]
    known = read_units(("content/departments.yaml", departments.encode())) if departments.strip() else UnitList()
    given = answers.roles if answers else {}
    renamed = {number for number, _ in answers.names} if answers else set()  # prints other names than the source
    written = [one for one in blocks if given.get(one.number) is not Role.ASIDE and one.number not in renamed]
    attempts: list[tuple[Imported, list[int]]] = []
    for flat in (False, True):
        document = taken_apart(blocks, flat=flat)
        assign(document, blocks, given)
        _take_data(document, page, file)
        people = partial(_people, document, known, foreign=_is_foreign(document, issuers))
        attempts.append(_settled(_Source(written, document, name, file, departments, forms), people, answers))
        attempts[-1][0].roles = {**roles_of(document, blocks, levels_of(given)), **given}
        if not attempts[-1][1] and attempts[-1][0].dossier is not None:
            break
    result, lost = min(attempts, key=lambda attempt: (attempt[0].dossier is None, len(attempt[1])))
    _list_lost(result.findings, lost, blocks)
    result.findings.renumber(lines)
    result.answers = answers or Answers()
    result.blocks = [replace(block, number=lines[block.number]) for block in blocks]
    _list_aside(result.findings, page)
    return result


def _list_aside(findings: Findings, page: Page) -> None:
    for line in page.aside:
        what = line.aside or "网页上的字，不是通知里的"
        findings.unresolve(line.number, line.text, f"{what}，没有写进内容", kept=False)


def _take_data(document: Document, page: Page, file: str) -> None:
    """Take from the data of a page what the notice itself does not state."""
    document.fallback_title = page.title or re.sub(r"\.\w{2,5}$", "", file)
    document.number = document.number or page.number
    if page.issuer and not document.title:
        document.title_issuers = document.title_issuers or [page.issuer]
    document.issued_on = document.issued_on or page.issued_on
    document.year = page.year


def _list_lost(findings: Findings, lost: Sequence[int], blocks: Sequence[Block]) -> None:
    """List the lines that the rebuilt notice does not print as they are, but for those that are listed already."""
    listed = {one.line for one in findings.unresolved}
    for number in sorted(set(lost) - listed):
        text = next((one.text for one in blocks if isinstance(one, SourceLine) and one.number == number), "表格")
        findings.unresolve(number, text, "没有照原样印出来，核对这一处")


class _Source(NamedTuple):
    """What attempts are made of."""

    blocks: Sequence[Block]
    document: Document
    name: str
    file: str
    departments: str
    forms: Mapping[str, str] | None


def _settled(source: _Source, people: Callable[[], People], answers: Answers | None) -> tuple[Imported, list[int]]:
    """The last of several attempts, and the lines that are lost in it: each takes more lines as mere text.

    Tables of tasks stay tables of tasks, because their facts are worth more than how they are printed.
    """
    plain: frozenset[int] = frozenset()
    literal: frozenset[int] = frozenset()
    tables = frozenset(one.number for one in source.blocks if isinstance(one, SourceTable) and task_sections(one))
    for _ in range(_ROUNDS):
        draft = drafted(source.document, people(), plain, literal, answers)
        result, comparison = _tried(draft, *source)
        wrong = frozenset(lead.line for lead in leads_in(draft.data) if contradicts(lead, draft.people.units))
        lost = frozenset(comparison.lost)
        if not lost - tables and not wrong - literal and result.dossier is not None:
            break
        if not (lost - plain - tables or wrong - literal):
            if result.dossier is not None:
                break
            every = frozenset(block.number for block in source.blocks)
            wrong, plain = (every, plain) if every - literal else (wrong, plain | every)
        plain, literal = plain | (lost - tables), literal | wrong
    return result, comparison.lost


def _people(document: Document, known: UnitList, *, foreign: bool) -> People:
    issuers = document.issuers or document.title_issuers or [document.whole_title.split("关于")[0]]
    return People(known, issuer_names(issuers), level_of(issuers[0]), foreign, speaks_within(document.addressees))


def _tried(
    draft: Draft,
    blocks: Sequence[Block],
    document: Document,
    name: str,
    file: str,
    departments: str,
    forms: Mapping[str, str] | None,
) -> tuple[Imported, Comparison]:
    """One attempt: written, read again as any content is, planned, and compared with its source."""
    units_text = with_units(departments, new_units(draft.people), draft.people.units)
    units = read_units(("content/departments.yaml", units_text.encode()))
    draft.people.units = units
    text = notice_yaml(draft, units, file, forms)
    files = ContentFiles(
        name,
        ("content/departments.yaml", units_text.encode()),
        (f"content/{name}/notice.yaml", text.encode()),
    )
    loaded = load(files)
    made = Imported(text, units_text, draft.findings, loaded.problems, loaded.dossier)
    if loaded.dossier is None:
        return made, Comparison([], [])
    body = document.text or [block for one in document.issued for block in one.blocks]
    head = body[0].number - 1 if body else 0
    return made, compared(blocks, printed_text(loaded.dossier), head)


def _is_foreign(document: Document, issuers: Sequence[str]) -> bool:
    """Whether a notice is that of an office of another place than the other notices: its 各市 are not theirs."""
    place = _place(document.issuers[0] if document.issuers else document.whole_title)
    return bool(issuers) and place not in map(_place, issuers)


def _place(issuer: str) -> str:
    found = re.match("(?:中共)?(.{1,8}?(?:省|自治区|市|州|盟|县|区))", issuer)
    return found[1] if found else ""
