"""restyle: put the common page and styles into the workspace's templates; words and tags stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generators.dossier.validation import read_source, validate
from generators.judging.layout import Layout
from generators.judging.restyle import restyle as restyled
from generators.problems import ContentError, Problem, TemplateError, UsageError, error
from generators.report import Report, Screen, as_json, problem_lines
from generators.word.package import read_parts, write_parts
from generators.workspace.lock import locked
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class RestyleReport(Report):
    """Which templates were changed and which had the layout already. Names are file names in templates/."""

    changed: Sequence[str]
    same: Sequence[str]
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, object]:
        """The report as an object."""
        problems = as_json(self.problems)
        return {"changed": list(self.changed), "same": list(self.same), "problems": problems}

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was restyled."""
        yield from problem_lines(self.problems)
        if self.changed:
            yield f"已套用版式：{'、'.join(self.changed)}"
            yield "模板里的文字和字段没有动。再运行 duban build，用新版式生成文书。"
        if self.same:
            yield f"版式没有变化：{'、'.join(self.same)}"


def layout_of(workspace: Workspace) -> Layout:
    """The workspace's layout, else the stock one. Raises ContentError with every fault of the file."""
    file, raw = workspace.layout()
    layout, problems = validate(Layout, read_source(raw, file, Layout))
    if layout is None:
        raise ContentError(*problems)
    return layout


def restyle(workspace: Workspace) -> RestyleReport:
    """Restyle every template of the workspace. One that cannot be read or written is a problem, the others go on."""
    layout = layout_of(workspace)
    templates = workspace.own_templates()
    if not templates:
        hint = "用 duban new 建一个工作文件夹，里面就有模板"
        raise UsageError(error("这个文件夹里没有 templates，没有可以套版式的模板", hint))
    with locked(workspace.root, "restyle") as undo:
        return _restyled(templates, layout, undo)


def _restyled(templates: Sequence[Path], layout: Layout, undo: Undo) -> RestyleReport:
    changed: list[str] = []
    same: list[str] = []
    problems: list[Problem] = []
    for path in templates:
        file = f"templates/{path.name}"
        try:
            old = read_parts(path.read_bytes(), file)
            new = restyled(old, layout)
            if new != old:
                undo.write(path, write_parts(new))
            (same if new == old else changed).append(path.name)
        except TemplateError as fault:
            problems += fault.problems
        except OSError:
            problems.append(error(f"{file} 写不进去", "可能正在 Word 或 WPS 里打开；关闭后再运行"))
    return RestyleReport(changed, same, problems)
