"""Files of the formats before 2007, read without LibreOffice: word for word, or with a doubt about everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.dossier.dossier import Dossier
from generators.excel.old_workbook import OldWorkbook, read_old_workbook
from generators.excel.reading import read_workbook_form
from generators.forms.read import read_form
from generators.intake.identity import Identification
from generators.kinds import all_kinds
from generators.office import old_word
from generators.office.libreoffice import LibreOfficeError
from generators.office.old_text import stored_text
from generators.office.old_word import Modern, modern_word
from generators.problems import error
from generators.submission import Identity, Submission

OLD = Path(__file__).parent.parent / "data" / "old"


@pytest.fixture
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> bytes:
        raise LibreOfficeError(error("没有 LibreOffice", ""))

    monkeypatch.setattr(old_word, "by_libreoffice", missing)


def modern(file: str) -> Modern:
    return modern_word((OLD / file).read_bytes(), ".doc", file)


def words(submission: Submission) -> object:
    return submission.about, [(entry.task, entry.values) for entry in submission.entries]


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize("name", ["form", "plan"])
def test_a_doc_reads_as_the_docx_that_it_was_saved_from(name: str) -> None:
    old = modern(f"{name}.doc")
    new = read_form((OLD / f"{name}.docx").read_bytes(), "新", lambda kind, unit: ())
    assert old.exact and new.entries
    assert words(read_form(old.raw, "旧", lambda kind, unit: ())) == words(new)


def test_an_xls_reads_as_the_xlsx_that_it_was_saved_from() -> None:
    old = read_old_workbook((OLD / "form.xls").read_bytes())
    assert old and old.exact
    new = read_workbook_form((OLD / "form.xlsx").read_bytes(), "新")
    assert new.entries and words(read_workbook_form(old.xlsx, "旧")) == words(new)


@pytest.mark.usefixtures("without_libreoffice")
def test_what_is_more_than_words_is_no_exact_reading() -> None:
    """It holds a box that is ticked, a drop-down, a text box, a note and hidden words."""
    assert not modern("more-than-words.doc").exact
    errors = read_old_workbook((OLD / "error-values.xls").read_bytes())
    assert errors and not errors.exact


def test_what_cannot_be_read_goes_to_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "by_libreoffice", lambda raw, suffix, target, file: b"converted " + suffix.encode())
    assert modern("more-than-words.doc") == Modern(b"converted .doc", False)
    assert modern_word(b"{\\rtf1}", ".rtf", "a.rtf") == Modern(b"converted .rtf", False)
    assert modern_word(b"\xd0\xcf\x11\xe0 torn", ".doc", "a.doc") == Modern(b"converted .doc", False)


@pytest.mark.parametrize("file", ["form.doc", "form.xls"])
def test_a_torn_file_is_none_and_no_fault(file: str) -> None:
    raw = (OLD / file).read_bytes()
    for size in range(0, len(raw), 1999):
        if file.endswith(".xls"):
            assert isinstance(read_old_workbook(raw[:size]), OldWorkbook | None)
            continue
        try:
            stored_text(raw[:size])
        except ValueError:
            continue


def test_an_old_form_is_known_by_its_notice_and_its_label_without_a_doubt(dossier: Dossier) -> None:
    kinds = [kind for kind in all_kinds() if kind.answers]
    known = Identification(dossier, kinds, "表.doc")
    submission = read_form(modern("form.doc").raw, "表.doc", lambda kind, unit: (), known.identify)
    assert Identity(submission.notice, submission.kind, submission.unit) == (dossier.name, "report-form", "省财政厅")
    assert known.doubts == []
