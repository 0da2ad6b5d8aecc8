"""questions: what is doubtful in the returns of a notice, and the answers that settle it one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generators.dossier.dossier import Dossier
from generators.dossier.returns import Return
from generators.dossier.stock_words import FILE as STOCK_ANSWERS
from generators.editing.stock_answers import with_answer
from generators.intake.choices import Choice, Question
from generators.intake.questions import questions
from generators.intake.return_yaml import return_yaml
from generators.intake.store import ORIGINALS, return_files, return_of_now
from generators.opening import open_notice
from generators.problems import ContentError, Place, Problem, UsageError, error, warning
from generators.report import Report, Screen
from generators.workspace.lock import locked
from generators.workspace.seen import FILE, unseen, with_answered
from generators.workspace.workspace import Workspace


class UnitQuestions(NamedTuple):
    """The open questions about the return of a unit. `originals`: the folder of the files that they name."""

    unit: str
    questions: Sequence[Question]
    originals: str


@dataclass(frozen=True)
class AnswerReport(Report):
    """A question that was answered: of which unit, where, and how."""

    unit: str
    place: str
    answer: str

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        return {"for": self.unit, "place": self.place, "answer": self.answer}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was answered."""
        yield f"{self.unit}，{self.place}：{self.answer}。"


def open_questions(workspace: Workspace, dossier: Dossier) -> Iterator[UnitQuestions]:
    """What is doubtful in the returns of a notice and has not been answered, by unit."""
    kept, folder = workspace.seen(dossier.name), f"content/{dossier.name}/returns/{ORIGINALS}"
    for unit, path in return_files(workspace, dossier).items():
        answer = return_of_now(dossier, path, path.read_bytes())
        asked = [one for one in questions(dossier, answer) if unseen([_problem(path, one)], kept)]
        still_open = {one.key for one in asked}
        asked = [one for one in asked if one.within in ("", *still_open)]
        if asked:
            yield UnitQuestions(unit, asked, folder)


def settle_question(workspace: Workspace, notice: str, key: str, choice: int, typed: str) -> AnswerReport:
    """Answer a question by its key with one of its choices, and what was typed with it.

    Raises UsageError where the question is not open any more, or what was typed cannot be taken.
    """
    opened = open_notice(workspace, notice)
    if opened.dossier is None:
        raise ContentError(*opened.problems)
    with locked(workspace.root, f"settle {opened.name}") as undo:
        for unit, path in return_files(workspace, opened.dossier).items():
            raw = path.read_bytes()
            answer = return_of_now(opened.dossier, path, raw)
            one = next((one for one in questions(opened.dossier, answer) if one.key == key), None)
            if one is None or not 0 <= choice < len(one.choices):
                continue
            chosen = one.choices[choice]
            if chosen.change:
                changed = _changed(answer, chosen, typed)
                undo.write(path, return_yaml(changed, raw))
                if one.within:  # what was typed beside the original is not asked about again
                    now = [other for other in questions(opened.dossier, changed) if other.place == one.place]
                    known = [_problem(path, other) for other in now if other.within]
                    seen = with_answered(workspace.seen(opened.name), known)
                    undo.write(workspace.root / "content" / opened.name / FILE, seen)
            elif chosen.teaches:
                file = workspace.root / "content" / STOCK_ANSWERS
                undo.write(file, with_answer(file.read_bytes() if file.is_file() else b"", chosen.teaches, one.words))
            else:
                known = [_problem(path, one), warning(one.message, "", Place(_file(path)))]
                seen = with_answered(workspace.seen(opened.name), known)
                undo.write(workspace.root / "content" / opened.name / FILE, seen)
            return AnswerReport(unit, one.place, chosen.label)
    raise UsageError(error("这一处已经核对过，或者内容已经改了", "重新打开“收材料”看"))


def _changed(answer: Return, chosen: Choice, typed: str) -> Return:
    typed = typed.replace("\r\n", "\n").strip()
    if chosen.asks and not typed:
        raise UsageError(error(f"没有填{chosen.asks}", "填上再点"))
    try:
        assert chosen.change is not None
        return chosen.change(answer, typed)
    except ValueError as fault:
        message = str(fault) if not str(fault).isascii() else f"“{typed}”不是日期"
        raise UsageError(error(message, "日期写成 2013-12-14")) from None


def _problem(path: Path, question: Question) -> Problem:
    """A question as `seen` keeps it."""
    return warning(f"{question.place}：{question.message}：{question.words}", "", Place(_file(path)))


def _file(path: Path) -> str:
    return "/".join(path.parts[-4:])
