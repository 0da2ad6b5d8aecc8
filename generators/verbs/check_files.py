"""check FILE.docx: tell mistakes in the tags of Word templates, and where they leave the common layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, reduce
from pathlib import Path

from generators.judging.deviations import Deviation, deviations
from generators.judging.layout import Layout
from generators.judging.lint import tag_problems
from generators.judging.restyle import restyle
from generators.kinds import all_kinds
from generators.plan import Fields, FieldValue, Kind
from generators.problems import Problem, Severity, TemplateError, error, has_errors, notice
from generators.reference import example_dossier
from generators.report import Report, Screen
from generators.verbs.restyle import layout_of
from generators.word.package import read_parts, well_formed
from generators.word.parts import part_of
from generators.word.render import CompiledTemplate
from generators.workspace.workspace import Workspace

# Told with every check, so that nobody takes silence for approval.
_ONLY_ON_THE_PAGE = (
    "每页是不是 22 行、每行是不是 28 字",
    "标题怎样分行，首页有没有正文",
    "落款和日期会不会单独落在一页",
    "版记是不是在最后一页的最下面，页码的位置对不对",
)


@dataclass(frozen=True)
class Finding:
    """One thing found in a file, its `clause` of GB/T 9704-2012 empty where that is silent. See `Deviation`."""

    file: str
    clause: str
    strength: str
    severity: Severity
    message: str
    found: str
    wanted: str
    place: str
    hint: str

    @classmethod
    def of_problem(cls, file: str, problem: Problem) -> Finding:
        """A mistake in a tag, or a file that cannot be read."""
        nearby = f"“{problem.place.nearby}”" if problem.place and problem.place.nearby else ""
        return cls(file, "", "must", problem.severity, problem.message, "", "", nearby, problem.hint)

    @classmethod
    def of_deviation(cls, file: str, one: Deviation) -> Finding:
        """A deviation from the layout."""
        return cls(file, severity=one.severity, **vars(one))

    def __str__(self) -> str:
        where = "" if self.message.startswith(self.place) else self.place + ("附近" if self.place[-1] == "”" else "")
        more = "；".join(filter(None, (self.clause and f"国标 {self.clause}", self.hint)))
        return f"{self.file}{':' if where else ''}{where}: {self.severity.word}：{self.message}（{more}）"


@dataclass(frozen=True)
class FilesReport(Report):
    """What was found in Word files, which files are in order, and in words what was not judged."""

    findings: Sequence[Finding]
    clean: Sequence[str]
    not_judged: Sequence[str]
    missing: bool

    @property
    def exit_code(self) -> int:
        """2 when a file does not exist, 1 after an error, else 0: deviations from the layout are no errors."""
        return 2 if self.missing else int(any(one.severity is Severity.ERROR for one in self.findings))

    def as_json(self) -> dict[str, object]:
        """The object that `check FILE --json` prints."""
        return {"findings": [asdict(one) for one in self.findings], "not_judged": list(self.not_judged)}

    def lines(self, screen: Screen) -> Iterator[str]:
        """A line for each finding, how many there are, and what was not judged."""
        yield from map(str, self.findings)
        counts = Counter(one.severity for one in self.findings)
        if counts:
            yield "共 " + "、".join(f"{counts[one]} 处{one.word}" for one in Severity if counts[one])
        yield from (f"{name}：没有发现问题。" for name in self.clean)
        yield "没有检查："
        yield from (f"  {what}" for what in self.not_judged)


def check_files(workspace: Workspace, names: Iterable[str]) -> FilesReport:
    """Check Word files, named from the workspace's folder. A file that cannot be read is told, the others go on."""
    layout = layout_of(workspace)
    findings: list[Finding] = []
    clean: list[str] = []
    not_judged: list[str] = []
    missing = False
    for name in names:
        try:
            found, passed_over = _check(name, (workspace.root / name).read_bytes(), layout)
        except FileNotFoundError:
            missing, passed_over = True, []
            found = [Finding.of_problem(name, error("没有这个文件", "检查路径和文件名"))]
        except TemplateError as fault:
            found, passed_over = [Finding.of_problem(name, problem) for problem in fault.problems], []
        except OSError:
            unreadable = error("这个文件读不了", "看看它是不是文件夹、有没有读的权限")
            found, passed_over = [Finding.of_problem(name, unreadable)], []
        findings += found
        clean += [] if found else [name]
        not_judged += passed_over
    pages = [f"{what}：用 duban preview 看" for what in _ONLY_ON_THE_PAGE]
    return FilesReport(findings, clean, [*not_judged, *pages], missing)


def _check(name: str, raw: bytes, layout: Layout) -> tuple[list[Finding], list[str]]:
    """What is in a file, and in words what could not be judged. Raises TemplateError when it cannot be read."""
    if Path(name).name.startswith("~$"):
        temporary = notice("这是 Word 打开文件时的临时文件，没有检查", "关闭 Word 后它会消失")
        return [Finding.of_problem(name, temporary)], []
    parts = read_parts(raw, name)
    if any(well_formed(content) for part, content in parts.items() if part.endswith((".xml", ".rels"))):
        CompiledTemplate(raw, name)  # raises, and says which part is damaged
    if not part_of(parts, "styles"):
        raise TemplateError(error("文件里没有样式", "用 Word 或 WPS 打开后另存一次"))
    template = _template_of(name)
    found = [Finding.of_problem(name, problem) for problem in _tags(name, raw, parts, template)]
    not_judged = []
    if not template and any(b"{{" in content for content in parts.values()):
        not_judged.append(f"{name} 里的字段名：看文件名不知道是哪个文种的模板")
    found += [Finding.of_deviation(name, one) for one in deviations(parts, restyle(parts, layout))]
    return found, not_judged


def _tags(name: str, raw: bytes, parts: Mapping[str, bytes], template: tuple[Kind, str] | None) -> list[Problem]:
    """Mistakes in tags. What only shows when the template runs is looked for where nothing else is wrong."""
    problems = tag_problems(parts, name, _example(template[0].name) if template else None)
    if not has_errors(problems):
        try:
            compiled = CompiledTemplate(raw, name)
            for example in _outputs(template[0].name, template[1]) if template else ():
                compiled.render(example, {})
        except TemplateError as fault:
            problems += fault.problems
    return list(dict.fromkeys(problems))


def _template_of(name: str) -> tuple[Kind, str] | None:
    """The kind and variant whose template this is by its name, though it may say more: “notice（改）.docx”."""
    known = {kind.template(variant)[:-5]: (kind, variant) for kind in all_kinds() for variant in ("", *kind.variants)}
    stem = Path(name).stem
    fitting = [own for own in known if re.match(rf"{re.escape(own)}(?![A-Za-z0-9])", stem)]
    return known[max(fitting, key=len)] if fitting else None


@cache
def _outputs(kind_name: str, variant: str | None = None) -> tuple[Fields, ...]:
    """The fields of the stock notices' outputs of a kind; of a variant, one of each notice."""
    kind = next(kind for kind in all_kinds() if kind.name == kind_name)
    found: list[Fields] = []
    for file in ("2013-open-government/notice.yaml", "写法示例.yaml"):
        outputs = [o for o in kind.outputs(example_dossier(file)) if variant in (None, o.variant)]
        found += [output.fields for output in (outputs if variant is None else outputs[:1])]
    return tuple(found)


@cache
def _example(kind_name: str) -> Fields:
    """An example of a kind's fields with everything in it, each list with one entry that has all keys."""
    example = reduce(_merged, map(_folded, _outputs(kind_name)))
    assert isinstance(example, Mapping)
    return example


def _folded(value: FieldValue) -> FieldValue:
    if isinstance(value, Mapping):
        return {name: _folded(inner) for name, inner in value.items()}
    return value if isinstance(value, str) or not value else [reduce(_merged, map(_folded, value))]


def _merged(one: FieldValue, other: FieldValue) -> FieldValue:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {**other, **{name: _merged(value, other.get(name, value)) for name, value in one.items()}}
    if isinstance(one, list) and isinstance(other, list) and one and other:
        return [_merged(one[0], other[0])]
    return one or other
