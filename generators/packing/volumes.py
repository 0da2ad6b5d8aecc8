"""Volumes (合订本): the documents of all units of one kind in one file, to be printed in one go; and files as PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generators.file_names import safe_name
from generators.outputs.found import OutputSpec
from generators.outputs.planning import PlannedOutput, Templates
from generators.packing.pack_files import PDF, VOLUME, PackFile
from generators.packing.zips import Document
from generators.plan import Kind, digest
from generators.problems import Problem, TemplateError, error, notice
from generators.wording import listed, listed_briefly
from generators.workspace.files import digest_of

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier

# Part of every volume's fingerprint: raise it when `generators.word.volume` makes them otherwise.
_VOLUMES = "3"


@dataclass(frozen=True)
class Volume:
    """The documents of a kind to be bound, in official order."""

    dossier: Dossier
    kind: Kind
    outputs: Sequence[PlannedOutput]
    templates: Templates

    @property
    def units(self) -> list[str]:
        """The unit that each document is for."""
        return [output.spec.for_ or "" for output in self.outputs]

    @cached_property
    def _template(self) -> str:
        return digest([_VOLUMES, *sorted({output.spec.template for output in self.outputs})])

    @cached_property
    def _fields(self) -> dict[str, str]:
        return {output.spec.for_ or "": digest(output.spec.fields) for output in self.outputs}

    def file(self, sheets: Sequence[int]) -> PackFile:
        """The volume as a file of the pack. `sheets`: where each document begins, none where that is not known."""
        path = f"合订本/{safe_name(self.dossier.name)}-{self.kind.title}合订本.docx"
        fields = {**self._fields, **({"目录": digest([str(sheet) for sheet in sheets])} if sheets else {})}
        words = f"{len(self.units)} 份：{listed_briefly(self.units)}"
        spec = OutputSpec(path, VOLUME, None, self._template, fields)
        return PackFile(spec, [{"name": unit} for unit in self.units], words, partial(self.made, sheets))

    def draft(self) -> bytes:
        """The volume with as many pages as it is to have. Raises TemplateError."""
        return self.made([0] * len(self.outputs))

    def made(self, sheets: Sequence[int]) -> bytes:
        """The volume as Word. Raises TemplateError."""
        from generators.word.contents import Contents
        from generators.word.render import CompiledTemplate  # takes its time to import

        names = {output.template for output in self.outputs}
        self.templates.compile(names)
        (template,) = (self.templates.get(name) for name in names)
        assert isinstance(template, CompiledTemplate)
        bound, notice = f"{self.kind.title}合订本", self.dossier.notice
        title = f"{self.dossier.cited}{bound}"
        properties = {"dc:title": title, "dc:creator": notice.issuer, "dc:subject": self.dossier.name}
        fields = [output.output.fields for output in self.outputs]
        return template.render_volume(fields, properties, Contents(bound, self.units, sheets))


def volumes(dossier: Dossier, documents: Sequence[Document], templates: Templates) -> list[Volume]:
    """A volume for each kind with documents for single units, in official order.

    An edited document is left out: a volume is made from content and would print other words.
    """
    bound = [one.output for one in documents if one.unit and not one.edited and _can_be_bound(one.output.kind)]
    kinds = dict.fromkeys(output.kind for output in bound)
    return [Volume(dossier, kind, [one for one in bound if one.kind is kind], templates) for kind in kinds]


def _can_be_bound(kind: Kind) -> bool:
    """Whether its documents are Word files of one template."""
    return kind.suffix == ".docx" and not kind.variants


def pdf_of(path: str, content: bytes, make: Callable[[], bytes]) -> PackFile:
    """The PDF of a Word file of the pack, given by its path there."""
    name = PurePosixPath(path).name
    spec = OutputSpec(str(PurePosixPath(path).with_suffix(".pdf")), PDF, None, "", {name: digest_of(content)})
    return PackFile(spec, [{"name": name}], "", make)


def as_pdf(documents: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], list[Problem]]:
    """Word files, by any names, as PDF, all in one call of LibreOffice, and a problem for each that failed."""
    from generators.office.libreoffice import LibreOfficeError
    from generators.office.libreoffice_copy import LibreOfficeCopy, libreoffice_copy
    from generators.office.paper import laid_out, missing_faces

    copies, problems = dict[str, LibreOfficeCopy](), list[Problem]()
    for name, raw in documents.items():
        try:
            copies[name] = libreoffice_copy(raw, name)
        except TemplateError as fault:  # edited, and no Word file any more
            problems += fault.problems
    try:
        paper = laid_out({name: copy.docx for name, copy in copies.items()})
    except LibreOfficeError as fault:
        hint = "其余的已经打包，在 WPS 或 Word 里也能另存为 PDF；" + "；".join(one.hint for one in fault.problems)
        return {}, [error("没有生成 PDF：" + "；".join(problem.message for problem in fault.problems), hint)]
    problems += [error(f"{name} 没有排成 PDF", "用 WPS 或 Word 打开看看") for name in paper.lost]
    missing = missing_faces(copies.values())
    if missing and paper.pdfs:
        problems.append(notice(f"PDF 用的是替代字体：这台电脑没有{listed(missing)}", "印出来以装有这些字体的电脑为准"))
    return paper.pdfs, problems
