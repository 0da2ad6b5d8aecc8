"""Volumes of templates that a clerk has changed in Word: bound as their documents are, or refused with a sentence."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import ooxml_integrity
import pypdfium2
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from support.bound_templates import CHANGES, CONTENTS, NAME, made, with_bare_first_section, with_note
from support.files import W
from support.installed import missing
from support.on_paper import VOLUMES, OnPaper

from generators.dossier.dossier import Dossier
from generators.problems import TemplateError
from generators.word.package import read_parts

pytestmark = pytest.mark.slow


def pages(pdf: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize("change", CHANGES)
def test_both_validators_find_no_error_in_the_volume_of_a_changed_template(
    dossier: Dossier, tmp_path: Path, change: str
) -> None:
    _, volume = made(dossier, CHANGES[change], tmp_path, CONTENTS)
    assert [str(fault) for fault in OpenXmlValidator().validate(str(volume)).errors] == []
    faults = [str(fault) for fault in ooxml_integrity.check(str(volume))]
    # That the stock footers are not referred to any more is what the clerk did to the template.
    assert [fault for fault in faults if "[INFO ]" not in fault] == []


@pytest.mark.skipif(bool(missing()), reason=missing())
@pytest.mark.libreoffice
def test_the_pages_of_a_volume_are_those_of_its_documents(on_paper: OnPaper) -> None:
    """With their headers, footers and numbers, after the contents page; blank sheets, which are no pages, aside."""
    printed_pages = {name: pages(pdf.read_bytes()) for name, pdf in on_paper.pdfs(VOLUMES).items()}
    for name in CHANGES:
        volume, *alone = (found for key, found in printed_pages.items() if key.startswith(f"{name}/"))
        contents, *printed = filter(None, volume)
        assert contents.startswith("目录（任务清单合订本，共3份") and contents.endswith("3省<教育>厅第7张"), name
        assert printed == [page for one in alone for page in one if page], name
        assert any("内部资料" in page or "附页页脚" in page for page in printed)


@pytest.mark.parametrize("sheets", [[], [2, 4, 7]])
def test_a_contents_page_lists_the_units_with_links_and_with_sheets_where_they_are_known(
    dossier: Dossier, tmp_path: Path, sheets: list[int]
) -> None:
    _, volume = made(dossier, lambda raw: raw, tmp_path, replace(CONTENTS, sheets=sheets))
    body = etree.fromstring(read_parts(volume.read_bytes(), volume.name)["word/document.xml"])[0]
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in body.find(f"{W}tbl").iter(f"{W}tr")]
    wanted = [["序号", "单位", "起始纸张"], *([str(n), unit, ""] for n, unit in enumerate(CONTENTS.units, 1))]
    for row, sheet in zip(wanted[1:], sheets or [0] * 3, strict=True):
        row[2] = f"第{sheet}张"
    assert rows == [row if sheets else row[:2] for row in wanted]
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    begun = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert links == [name for name in begun if name in links] and len(set(links)) == 3
    first = next(body.iter(f"{W}sectPr"))
    assert first.find(f"{W}footerReference") is None and first.find(f"{W}headerReference") is None


def test_a_first_section_without_a_footer_does_not_take_over_that_of_the_document_before(
    dossier: Dossier, tmp_path: Path
) -> None:
    _, volume = made(dossier, with_bare_first_section, tmp_path)
    parts = read_parts(volume.read_bytes(), volume.name)
    sections = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))
    footers = [[one.get(f"{W}type") for one in section.findall(f"{W}footerReference")] for section in sections]
    assert footers == [["default", "even"]] * 6
    assert "".join(etree.fromstring(parts["word/empty_footer.xml"]).itertext()) == ""


def test_a_volume_of_the_stock_template_gets_no_footer_that_it_does_not_need(dossier: Dossier, tmp_path: Path) -> None:
    _, volume = made(dossier, lambda raw: raw, tmp_path)
    assert [name for name in read_parts(volume.read_bytes(), volume.name) if "empty" in name] == []


@pytest.mark.parametrize("note", ["footnote", "endnote"])
def test_notes_of_words_own_are_refused_with_a_sentence(dossier: Dossier, tmp_path: Path, note: str) -> None:
    """A document alone prints them; in a volume their numbers would run on, or they would all stand at the end."""
    with pytest.raises(TemplateError, match="有脚注、尾注的文书不能合订") as refused:
        made(dossier, lambda raw: with_note(raw, note, "说明"), tmp_path)
    assert refused.value.problems[0].place.file == NAME and "逐份打印" in refused.value.problems[0].hint
    alone = tmp_path / "0.docx"
    assert [str(fault) for fault in OpenXmlValidator().validate(str(alone)).errors] == []
    assert "说明".encode() in read_parts(alone.read_bytes(), alone.name)[f"word/{note}s.xml"]
