"""put_template: a Word file in the place of a template of the workspace, if it can be used as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generators.kinds import all_kinds
from generators.problems import Problem, TemplateError, UsageError, error, has_errors
from generators.report import Report, Screen, as_json, problem_lines
from generators.verbs.check_files import errors_in_template
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace


class Template(NamedTuple):
    """A template: its file name, what it is called, and whether the workspace has its own, differing one."""

    file: str
    title: str
    is_own: bool
    is_changed: bool


@dataclass(frozen=True)
class PutReport(Report):
    """The template that was put in, or what keeps it out."""

    file: str
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        return {"file": self.file, "problems": as_json(self.problems)}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was done."""
        yield from problem_lines(self.problems)
        if has_errors(self.problems):
            yield "没有换，原来的模板没有动。改正后再放。"
        else:
            yield f"换好了：{self.file}。再生成一次，文书就用新的模板；不要了可以撤销。"


def templates(workspace: Workspace) -> list[Template]:
    """All templates that documents are made from, in the order of the kinds."""
    of_workspace = {path.name for path in workspace.own_templates()}
    found = []
    for kind in all_kinds():
        if kind.suffix == ".docx":
            for variant in ("", *kind.variants):
                file = kind.template(variant)
                changed = file in of_workspace and workspace.template(file)[1] != workspace.supplied_template(file)
                found.append(Template(file, kind.title, file in of_workspace, changed))
    return found


def put_template(workspace: Workspace, file: str, raw: bytes) -> PutReport:
    """Put a Word file in the place of a template, unless its tags have errors. Raises UsageError for another name."""
    if file not in {one.file for one in templates(workspace)}:
        raise UsageError(error(f"没有“{file}”这个模板", "从列表里选一个"))
    workspace.require_own_content("换模板")
    try:
        problems = errors_in_template(f"templates/{file}", raw)
    except TemplateError as fault:
        problems = list(fault.problems)
    if not has_errors(problems):
        with locked(workspace.root, f"template {file}") as undo:
            undo.write(workspace.root / "templates" / file, raw)
    return PutReport(f"templates/{file}", problems)
