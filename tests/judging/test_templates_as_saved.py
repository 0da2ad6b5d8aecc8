"""Templates as Word, WPS, LibreOffice and clerks leave them: what is checked, what is built."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from support.files import ROOT, W

from generators.examples import example_outputs
from generators.judging.lint import tag_problems
from generators.kinds import all_kinds
from generators.plan import Kind
from generators.problems import Problem, Severity
from generators.verbs.check_files import errors_in_template
from generators.word.package import read_parts
from generators.word.parts import text_parts
from generators.word.render import CompiledTemplate

DATA = ROOT / "tests" / "data" / "templates"


def kind_of(name: str) -> Kind:
    return max((kind for kind in all_kinds() if kind.template("")[:-5] in name), key=lambda kind: len(kind.name))


def problems(name: str) -> list[Problem]:
    return tag_problems(read_parts((DATA / name).read_bytes(), name), name)


def words(raw: bytes) -> list[str]:
    """The paragraphs of every part that a reader sees."""
    parts = read_parts(raw, "t.docx")
    roots = [etree.fromstring(parts[name]) for name in text_parts(parts)]
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for root in roots for p in root.iter(f"{W}p")]


def made(name: str, raw: bytes | None = None) -> list[list[str]]:
    """The words of the example documents of a template."""
    template = CompiledTemplate(raw or (DATA / name).read_bytes(), name)
    return [words(template.render(fields, {})) for fields in example_outputs(kind_of(name), "")]


@pytest.mark.parametrize(
    "name",
    [
        "notice-inside-own-name.docx",
        "notice-script-boundaries.docx",
        "notice-zero-width.docx",
        "numeric-report_form.docx",
        "quot-report_form.docx",
    ],
)
def test_a_tag_is_read_however_a_program_saved_it(name: str) -> None:
    assert problems(name) == []
    printed = "".join(word for document in made(name) for word in document)
    assert printed and not re.search(r"\{\{|\{%|&#|&quot;|\u200b", printed)


@pytest.mark.parametrize(
    ("name", "wrong", "hint"),
    [
        ("notice-capital-prefix.docx", "标记里的“P”要小写", "改成“p”"),
        ("notice-capital-prefix.docx", "标记里的“TR”要小写", "改成“tr”"),
        ("one-If-task_sheet.docx", "标记里的“If”要小写", "改成“if”"),
        ("wide-equals-task_sheet.docx", "标记里的“＝”是全角的", "改成半角的“=”"),
    ],
)
def test_a_wrong_letter_is_named_and_nothing_else(name: str, wrong: str, hint: str) -> None:
    found = problems(name)
    assert (wrong, hint) in {(one.message, one.hint) for one in found}
    assert all("要小写" in one.message or "全角" in one.message for one in found)
    assert errors_in_template(f"templates/{kind_of(name).template('')}", (DATA / name).read_bytes())


def test_loops_without_a_prefix_are_named_with_the_right_way_to_write_them() -> None:
    found = problems("for-without-p-notice.docx")
    assert {one.severity for one in found} == {Severity.WARNING}
    (one,) = (one for one in found if one.place and one.place.nearby == "{% for 行 in 标题 %}")
    assert one.message == "这个标记独占一段，没写前缀 p，印出来会多出空行"
    assert one.hint == "写成 {%p for 行 in 标题 %} 和 {%p endfor %}，各占一段"


@pytest.mark.parametrize(
    ("name", "mark"),
    [("comment-in-loop-task_sheet.docx", "1 处批注"), ("tracked-fixed-words-task_sheet.docx", "3 处修订")],
)
def test_a_review_is_counted_and_stays_in_the_office(
    workspace: Path, duban: Callable[..., Result], name: str, mark: str
) -> None:
    template = workspace / "templates" / "task_sheet.docx"
    template.write_bytes((DATA / name).read_bytes())
    checked = duban("check", "templates/task_sheet.docx")
    assert f"警告：文件里还有 {mark}" in checked.output
    assert duban("build", "--for", "省财政厅", "--kind", "task-sheet").exit_code == 0
    (document,) = (workspace / "output").rglob("*省财政厅*.docx")
    content = b"".join(read_parts(document.read_bytes(), "t").values()).decode("utf-8", "replace")
    assert not re.search("处长|经办人|先别发|w:ins |w:del |comment", content)
    assert "清单</w:t>" not in content if "tracked" in name else True


def test_build_reports_what_check_reports(workspace: Path, duban: Callable[..., Result]) -> None:
    name = "one-If-task_sheet.docx"
    (workspace / "templates" / "task_sheet.docx").write_bytes((DATA / name).read_bytes())
    line = "templates/task_sheet.docx:“{%p If 密级 %}”附近: 错误：标记里的“If”要小写（改成“if”）"
    assert line in duban("check", "templates/task_sheet.docx").output
    result = duban("build", "--for", "省财政厅", "--kind", "task-sheet")
    assert line in result.output and result.exit_code == 1
