"""A template that makes Word fetch, run or ask for something when a document is opened is refused, with the place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attack.active import ACTIVE, OFFICE, Parts, field, in_body, plain, related_to, with_file
from click.testing import Result
from support.files import ROOT

from generators.intake.file_type import type_of
from generators.problems import TemplateError
from generators.word.active_content import active_content
from generators.word.package import read_parts, write_parts
from generators.word.parts import part_of

TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))


@pytest.mark.parametrize("parts", ACTIVE.values(), ids=ACTIVE)
def test_what_word_would_fetch_or_run_is_refused_with_its_place(parts: Callable[[], Parts]) -> None:
    problems = active_content(read_parts(write_parts(parts()), "a.docx"), "a.docx")
    assert problems and all("文件里不能有" in problem.message and problem.hint for problem in problems)


HARMLESS: dict[str, Callable[[], Parts]] = {
    "page number cut into runs": lambda: in_body(field(" PA", "GE \\* ", "MERGEFORMAT ")),
    "sum": lambda: in_body(field("=SUM(ABOVE)")),
    "condition with a field in it": lambda: in_body(field("IF ", field("PAGE"), ' = 1 "甲" "乙"')),
    "address": lambda: related_to("hyperlink", "https://www.gov.cn/"),
    "mail address": lambda: related_to("hyperlink", "mailto:a@b.cn"),
    "place in the document": lambda: in_body(field("HYPERLINK \\l _Toc1")),
    "folder of whoever made it": lambda: related_to("attachedTemplate", "file:///C:\\Users\\甲\\Normal.dotm"),
    "picture": lambda: with_file("word/media/a.png", b"x", "image/png", f"{OFFICE}/image"),
    "data of WPS": lambda: with_file("customXml/item1.xml", b"<a/>", "application/xml", f"{OFFICE}/customXml"),
}


@pytest.mark.parametrize("parts", HARMLESS.values(), ids=HARMLESS)
def test_what_only_shows_what_is_in_it_is_allowed(parts: Callable[[], Parts]) -> None:
    assert active_content(read_parts(write_parts(parts()), "a.docx"), "a.docx") == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_the_stock_templates_are_allowed(template: Path) -> None:
    assert active_content(read_parts(template.read_bytes(), template.name), template.name) == []


def test_check_and_build_refuse_a_template_that_fetches(workspace: Path, duban: Callable[..., Result]) -> None:
    template = workspace / "templates/task_sheet.docx"
    template.write_bytes(write_parts(in_body(field("INCLUDETEXT x"))))
    checked, built = duban("check", "templates/task_sheet.docx"), duban("build", "--kind", "task-sheet")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    for result in (checked, built):
        assert "会取外面内容或运行程序的域" in result.output and "INCLUDETEXT x" in result.output
    assert not list(workspace.glob("output/*/任务清单/*.docx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration_is_refused_in_any_part(encoding: str) -> None:
    parts = plain()
    settings = part_of(parts, "settings")
    declared = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(TemplateError):
        read_parts(write_parts({**parts, settings: declared}), "a.docx")


def test_macros_are_known_by_their_type_whatever_the_names() -> None:
    parts = with_file("word/a.png", b"x", "application/vnd.ms-office.vbaProject", f"{OFFICE}/image")
    assert "宏" in type_of("表.docx", write_parts(parts))
