"""check FILE.docx: mistakes in the tags of Word templates, and where they leave the common layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generators.examples import example_fields, example_outputs
from generators.judging.findings import Examples, Finding, check_file, has_unreadable_parts, require_styles
from generators.judging.lint import tag_problems
from generators.judging.numbers import unreadable_numbers
from generators.kinds import all_kinds
from generators.problems import DubanError, Problem, Severity, UsageError, error, reading
from generators.report import Report, Screen
from generators.verbs.restyle import layout_of
from generators.word.active_content import active_content
from generators.word.package import read_parts
from generators.word.template_size import require_usual_size
from generators.workspace.files import read_given
from generators.workspace.workspace import Workspace

# Named after every check, so that nobody takes silence for approval.
_ONLY_ON_THE_PAGE = (
    "每页是不是 22 行、每行是不是 28 字",
    "标题怎样分行，首页有没有正文",
    "落款和日期会不会单独落在一页",
    "版记是不是在最后一页的最下面，页码的位置对不对",
)


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
    """Check Word files, named from the workspace's folder. One that cannot be read is a finding, the others go on."""
    layout = layout_of(workspace)
    findings: list[Finding] = []
    clean: list[str] = []
    not_judged: list[str] = []
    missing = False
    for name in names:
        try:
            with reading(name):
                found, passed_over = check_file(name, read_given(workspace.root / name), layout, _examples(name))
        except UsageError:
            missing, passed_over = True, []
            found = [Finding.of_problem(name, error("没有这个文件", "检查路径和文件名"))]
        except DubanError as fault:
            found, passed_over = [Finding.of_problem(name, problem) for problem in fault.problems], []
        except OSError:
            unreadable = error("这个文件读不了", "看看它是不是文件夹、有没有读的权限")
            found, passed_over = [Finding.of_problem(name, unreadable)], []
        findings += found
        clean += [] if found else [name]
        not_judged += passed_over
    pages = [f"{what}：用 duban preview 看" for what in _ONLY_ON_THE_PAGE]
    return FilesReport(findings, clean, [*not_judged, *pages], missing)


def errors_in_template(name: str, raw: bytes) -> list[Problem]:
    """What `check` calls errors in a template: active content and mistakes in tags. Raises TemplateError."""
    parts, examples = read_parts(raw, name), _examples(name)
    if has_unreadable_parts(parts):
        return []  # compiling reports them
    require_styles(parts)
    require_usual_size(parts, name)
    problems = tag_problems(parts, name, examples.fields if examples else None)
    found = [*active_content(parts, name), *unreadable_numbers(parts, name)]
    return [*found, *(one for one in problems if one.severity is Severity.ERROR)]


def _examples(name: str) -> Examples | None:
    """Examples for the kind and variant whose template this is by its name, though it may be “notice（改）.docx”."""
    known = {kind.template(variant)[:-5]: (kind, variant) for kind in all_kinds() for variant in ("", *kind.variants)}
    stem = Path(name).stem
    fitting = [known_stem for known_stem in known if re.match(rf"{re.escape(known_stem)}(?![A-Za-z0-9])", stem)]
    if not fitting:
        return None
    kind, variant = known[max(fitting, key=len)]
    return Examples(example_fields(kind), example_outputs(kind, variant))
