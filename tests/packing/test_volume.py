"""Volumes of templates that a clerk has changed in Word: bound as their documents are, or refused with a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
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
from generators.word.package import read_parts
from generators.word.render import CompiledTemplate

pytestmark = pytest.mark.slow

CHANGES = {"picture": with_picture_in_header, "bare": with_bare_first_section}
NAME = "task_sheet.docx"
Template = Callable[[bytes], bytes]
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


def made(dossier: Dossier, change: Template, folder: Path) -> tuple[list[Path], Path]:
    """Three documents of a changed template alone, and their volume."""
    kind = next(kind for kind in all_kinds() if kind.title == "任务清单")
    template = CompiledTemplate(change((ROOT / "templates" / NAME).read_bytes()), NAME)
    fields = [one.fields for one in kind.outputs(dossier)][:3]
    alone = [folder / f"{number}.docx" for number in range(3)]
    for path, one in zip(alone, fields, strict=True):
        path.write_bytes(template.render(one, {"dc:title": "一份"}))
    volume = folder / "合订本.docx"
    volume.write_bytes(template.render_volume(fields, {"dc:title": "合订本"}))
    return alone, volume


def pages(pdf: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize("change", CHANGES)
def test_both_validators_find_no_error_in_the_volume_of_a_changed_template(
    dossier: Dossier, tmp_path: Path, change: str
) -> None:
    _, volume = made(dossier, CHANGES[change], tmp_path)
    assert [str(fault) for fault in OpenXmlValidator().validate(str(volume)).errors] == []
    faults = [str(fault) for fault in ooxml_integrity.check(str(volume))]
    # That the stock footers are not referred to any more is what the clerk did to the template.
    assert [fault for fault in faults if "[INFO ]" not in fault] == []


@needs_office
@pytest.mark.libreoffice
def test_the_pages_of_a_volume_are_those_of_its_documents(dossier: Dossier, tmp_path: Path) -> None:
    """With their headers, footers and numbers; blank sheets between them, which are no pages, aside."""
    files: dict[str, list[Path]] = {}
    for name, change in CHANGES.items():
        (tmp_path / name).mkdir()
        alone, volume = made(dossier, change, tmp_path / name)
        files[name] = [volume, *alone]
    copies = {
        str(file): libreoffice_copy(file.read_bytes(), file.name).docx for all_ in files.values() for file in all_
    }
    pdfs = laid_out(copies, timeout=200).pdfs
    for name, (volume, *alone) in files.items():
        printed = [page for page in pages(pdfs[str(volume)]) if page]
        assert printed == [page for one in alone for page in pages(pdfs[str(one)]) if page], name
        assert any("内部资料" in page or "附页页脚" in page for page in printed)


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
