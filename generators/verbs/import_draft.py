"""What an import would make of a file: each line with what it was taken for, to be corrected before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generators.importer.answered import answered
from generators.importer.document import Role
from generators.importer.findings import Answers as Answers
from generators.importer.findings import Read, Unresolved
from generators.importer.importing import Imported
from generators.importer.lines import SourceTable
from generators.problems import Problem, UsageError, error
from generators.report import Report, Screen

_RECOGNISED = (Role.POINT, Role.TABLE, Role.OTHER)  # what a person cannot make of a line
ROLES = [str(role) for role in Role if role not in _RECOGNISED]


class DraftLine(NamedTuple):
    """A line or table of the source: its number in answers, its line in the file, its words, what it was taken for."""

    number: int
    line: int
    words: str
    role: str
    facts: Sequence[Read]

    @property
    def is_table(self) -> bool:
        """Whether it is a table, which cannot be made anything else."""
        return self.role == Role.TABLE


@dataclass(frozen=True)
class ImportDraft(Report):
    """A notice as it would be written; nothing is. `answers`: what a person has said of it until now."""

    notice: str
    file: str
    answers: Answers
    parts: Sequence[DraftLine]
    unresolved: Sequence[Unresolved]
    problems: Sequence[Problem]

    @property
    def facts(self) -> list[Read]:
        """All facts, by whose index an answer names them."""
        return [fact for one in self.parts for fact in one.facts]

    def lines(self, screen: Screen) -> Iterator[str]:
        """Each line with what it was taken for."""
        yield from (f"{one.role}　{one.words}" for one in self.parts)


def lines_of(made: Imported) -> list[DraftLine]:
    """The lines of an import, in their order."""
    facts: dict[int, list[Read]] = {}
    for one in made.findings.read:
        facts.setdefault(one.place, []).append(one)
    return [
        DraftLine(
            number,
            block.number,
            "\n".join("　".join(row) for row in block.rows) if isinstance(block, SourceTable) else block.text,
            str(made.roles.get(number, Role.OTHER)),
            facts.get(number, []),
        )
        for number, block in enumerate(made.blocks, 1)
    ]


def corrected(
    draft: ImportDraft, roles: Mapping[int, str], verdicts: Mapping[int, bool], given: Mapping[int, str]
) -> Answers:
    """The answers of a draft with more of them: other roles of lines; by the index of a fact, whether it is right, and
    who leads or what is due instead. Raises UsageError for a day that is none.
    """
    known = {one.number: one.role for one in draft.parts}
    new = {number: Role(role) for number, role in roles.items() if role in ROLES and known.get(number, role) != role}
    answers = replace(draft.answers, roles={**draft.answers.roles, **new})
    for index, fact in enumerate(draft.facts):
        if not fact.words:
            continue
        if index in verdicts:
            answers = answered(answers, fact, verdicts[index])
        if (words := given.get(index, "").strip()) and words != fact.given:
            answers = _given(answers, fact, words)
    return answers


def _given(answers: Answers, fact: Read, words: str) -> Answers:
    try:
        return answered(answers, fact, words)
    except ValueError:
        raise UsageError(error(f"第{fact.line}行：“{words}”不是日期", "日期写成 2013-12-14")) from None
