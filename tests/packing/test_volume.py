"""Volumes of templates that a clerk has changed in Word: bound as their documents are, or refused with a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import ooxml_integrity
import pypdfium2
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from support.bound_templates import with_bare_first_section, with_note, with_picture_in_header
from support.files import ROOT, W

from generators.dossier.dossier import Dossier
from generators.kinds import all_kinds
from generators.office.libreoffice_copy import libreoffice_copy
from generators.office.paper import laid_out
from generators.problems import TemplateError
from generators.word.contents import Contents
from generators.word.package import read_parts
from generators.word.render import CompiledTemplate

pytestmark = pytest.mark.slow

CHANGES = {"picture": with_picture_in_header, "bare": with_bare_first_section}
NAME = "task_sheet.docx"
Template = Callable[[bytes], bytes]
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


CONTENTS = Contents("任务清单合订本", ["省编委办", "省发展改革委", "省<教育>厅"], [2, 4, 7])


def made(dossier: Dossier, change: Template, folder: Path, contents: Contents | None = None) -> tuple[list[Path], Path]:
    """Three documents of a changed template alone, and their volume."""
    kind = next(kind for kind in all_kinds() if kind.title == "任务清单")
    template = CompiledTemplate(change((ROOT / "templates" / NAME).read_bytes()), NAME)
    fields = [one.fields for one in kind.outputs(dossier)][:3]
    alone = [folder / f"{number}.docx" for number in range(3)]
    for path, one in zip(alone, fields, strict=True):
        path.write_bytes(template.render(one, {"dc:title": "一份"}))
    volume = folder / "合订本.docx"
    volume.write_bytes(template.render_volume(fields, {"dc:title": "合订本"}, contents))
    return alone, volume


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


@needs_office
@pytest.mark.libreoffice
def test_the_pages_of_a_volume_are_those_of_its_documents(dossier: Dossier, tmp_path: Path) -> None:
    """With their headers, footers and numbers, after the contents page; blank sheets, which are no pages, aside."""
    files: dict[str, list[Path]] = {}
    for name, change in CHANGES.items():
        (tmp_path / name).mkdir()
        alone, volume = made(dossier, change, tmp_path / name, CONTENTS)
        files[name] = [volume, *alone]
    copies = {
        str(file): libreoffice_copy(file.read_bytes(), file.name).docx for all_ in files.values() for file in all_
    }
    pdfs = laid_out(copies, timeout=200).pdfs
    for name, (volume, *alone) in files.items():
        contents, *printed = [page for page in pages(pdfs[str(volume)]) if page]
        assert contents.startswith("目录（任务清单合订本，共3份") and contents.endswith("3省<教育>厅第7张"), name
        assert printed == [page for one in alone for page in pages(pdfs[str(one)]) if page], name
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
