"""Forms of a notice read, of whatever type the file is: Word, Excel, and old formats of both."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generators.dossier.dossier import Dossier
from generators.dossier.task_tables import to_fill
from generators.intake.cleaning import cleaned
from generators.intake.doubts import shortened
from generators.intake.file_type import FileType
from generators.intake.identity import Identification
from generators.intake.inbox import ReceivedFile
from generators.outputs.planning import Templates, outputs, planned
from generators.plan import Kind, Output
from generators.problems import DubanError, Place, Problem, reading, warning
from generators.submission import Identify, Submission
from generators.workspace.workspace import Workspace


class ReadForm(NamedTuple):
    """The words of a file, the doubts about the file itself, and whether it was read as it came, and not converted."""

    submission: Submission
    doubts: list[Problem]
    exact: bool


@dataclass
class FormReader:
    """Reads forms of one notice, knowing how each looks before it is filled in."""

    workspace: Workspace
    dossier: Dossier
    kinds: Sequence[Kind]  # that units fill in
    unit: str = ""  # whose forms these are, where the clerk has said so

    def read(self, one: ReceivedFile) -> ReadForm:
        """The words of a file. Raises DubanError when it cannot be read."""
        with reading(one.file):
            return self._read(one)

    def _read(self, one: ReceivedFile) -> ReadForm:
        raw, exact = _modern(one)
        is_workbook = one.type in (FileType.EXCEL, FileType.OLD_EXCEL)
        identification = Identification(self.dossier, self.kinds, one.file, self.unit)
        read = self._workbook if is_workbook else self._form
        submission, doubts = cleaned(
            read(raw, one.file, identification.identify, self.dossier.notice.report_labels), one.file
        )
        return ReadForm(submission, [*identification.doubts, *doubts], exact)

    def _form(self, raw: bytes, file: str, identify: Identify, asked: Sequence[str]) -> Submission:
        """The words of a Word form that were not there when it was sent out."""
        from generators.forms.read import read_form

        return read_form(raw, file, self._blank, identify, asked, self._attached)

    @cached_property
    def _attached(self) -> dict[str, list[list[str]]]:
        """The tables of attachments that units fill in: title -> head and rows as they are printed."""
        filled = {one.title: to_fill(self.dossier, one) for one in self.dossier.attached if one.content.filled_by}
        return {title: [table.head, *table.rows] for title, table in filled.items()}

    def _workbook(self, raw: bytes, file: str, identify: Identify, asked: Sequence[str]) -> Submission:
        from generators.excel.reading import read_workbook_form

        return read_workbook_form(raw, file, identify, asked, self._sent)

    def _sent(self, unit: str) -> list[str]:
        """The texts of a unit's workbook as it is made from the content now."""
        from generators.excel.reading import sent_texts

        name = self.dossier.units[unit].name if unit in self.dossier.units else unit
        forms = (one for (_, of), items in self._forms.items() if of == name for one in items)
        found = next((one for one in forms if one[0].suffix == ".xlsx"), None)
        return sent_texts(self._rendered(*found)) if found else []

    def _blank(self, kind: str, unit: str) -> frozenset[str]:
        """The texts of a unit's empty form: made from the content now, lying in output/, or issued earlier."""
        from generators.forms.read import blank_texts

        known = next((one for one in self.dossier.units if unit in one.names), None)
        found = set(known.names if known else ())  # the form may have been sent out under an earlier name
        for form in self._forms.get((kind, known.name if known else unit), []):
            output, issued = self.workspace.output(self.dossier.name), self.workspace.issued(self.dossier.name)
            name = _any_number(form[1].path)
            # A unit may have had another name when the form was sent out.
            names = [name.replace(f"-{known.short_name}-", f"-{one}-") for one in known.names] if known else [name]
            sent = [file for one in names for file in (*output.glob(one), *issued.glob(f"*/{one}"))]
            for raw in {self._rendered(*form), *(file.read_bytes() for file in sent if file.is_file())}:
                found |= blank_texts(raw, self.dossier.notice.report_labels)
        return frozenset(found)

    @cached_property
    def _forms(self) -> dict[tuple[str, str], list[tuple[Kind, Output]]]:
        """The forms as they are sent out, by kind and unit."""
        forms: dict[tuple[str, str], list[tuple[Kind, Output]]] = {}
        for kind, output in outputs(self.dossier, self.kinds):
            forms.setdefault((kind.name, output.for_ or ""), []).append((kind, output))
        return forms

    def _rendered(self, kind: Kind, output: Output) -> bytes:
        """A form as it is made from the content now."""
        return self._templates.render(planned(self.dossier, self._templates, kind, output))

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self.workspace)


def _any_number(path: str) -> str:
    """A pattern for a form under all the names it has had: with its 序号 in fewer digits too."""
    folder, _, name = path.rpartition("/")
    return f"{glob.escape(folder)}/*{glob.escape(name[name.index('-') :])}"


def _modern(one: ReceivedFile) -> tuple[bytes, bool]:
    """A file in the format of 2007, and whether it is exactly what came. Raises DubanError where it cannot be read."""
    from generators.excel.old_workbook import read_old_workbook
    from generators.office.apart import apart
    from generators.office.old_word import by_libreoffice, modern_word

    if one.type in (FileType.WORD, FileType.EXCEL):
        return one.raw, True
    if one.type is not FileType.OLD_EXCEL:
        other = ".rtf" if one.raw.startswith(b"{\\rtf") else ".odt"
        return modern_word(one.raw, ".doc" if one.type is FileType.OLD_WORD else other, one.file)
    read = apart(read_old_workbook, one.raw)
    if read and read.exact:
        return read
    try:
        return by_libreoffice(one.raw, ".xls", "xlsx", one.file), False
    except DubanError:
        if read is None:
            raise
        return read


def all_doubtful(submission: Submission, file: str) -> Iterator[Problem]:
    """Every value of a converted file: an old format may have moved words between cells."""
    hint = "旧格式转换而来，对照原件核对"
    for label, words in submission.about.items():
        yield warning(f"{label}：“{shortened(words)}”", hint, Place(file, nearby=label))
    for entry in submission.entries:
        for label, words in entry.values.items():
            yield warning(f"{entry.task} {label}：“{shortened(words)}”", hint, Place(file, nearby=entry.place))
