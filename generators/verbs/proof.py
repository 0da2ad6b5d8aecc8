"""proof: how a document looks that the content makes, saved or not, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generators.characters import without_whitespace
from generators.dossier.load import load
from generators.kinds import NOTICE, all_kinds
from generators.office.libreoffice import find
from generators.office.libreoffice_copy import libreoffice_copy
from generators.office.paper import laid_out
from generators.office.pictures import page_texts, pictures
from generators.office.words import words_of
from generators.opening import open_notice
from generators.outputs.planning import PlannedOutput, Templates, plan
from generators.plan import MadeBy
from generators.problems import DubanError, Problem, TemplateError, errors_among
from generators.report import Report
from generators.verbs.edit import with_notice
from generators.verbs.making import faults_in_template
from generators.workspace.workspace import Workspace

_TAG = re.compile("【[^】]*】")


@dataclass(frozen=True)
class Proof(Report):
    """A document of a notice as it would be made now, not written anywhere.

    `documents`: all that can be looked at, their titles by their paths; `document`: the path of this one; `docx` is
    None where there are errors.
    """

    notice: str
    documents: dict[str, str]
    document: str
    docx: bytes | None
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Sheets:
    """A document on paper: its PDF, and the words of each page. Without LibreOffice only `words`, on one page."""

    pdf: bytes
    words: Sequence[Sequence[str]]

    def picture(self, number: int) -> bytes | None:
        """A page, counted from 0, as PNG; None where there is none of that number."""
        return next(pictures(self.pdf, "", pages=range(number, number + 1)), None) if self.pdf else None

    def page_with(self, words: str) -> int:
        """The page, counted from 0, on which words stand, however their lines break; 0 where they stand nowhere.

        Of words with dates in them (【时限：…】), which are printed otherwise, the longest part between is looked for.
        """
        wanted = _plain([max(_TAG.split(words), key=len)])[:40]
        return next((number for number, page in enumerate(self.words) if wanted and wanted in _plain(page)), 0)


def proof(workspace: Workspace, notice: str, document: str = "", text: str | None = None) -> Proof:
    """Make one document in memory; the notice itself where the path names none.

    `text`: of notice.yaml, instead of what is saved. Raises UsageError where the notice does not exist.
    """
    opened = open_notice(workspace, notice)
    dossier, problems = opened.dossier, opened.problems
    if text is not None:
        loaded = load(with_notice(workspace, opened.content, text.encode()))
        dossier, problems = loaded.dossier, loaded.problems
    if dossier is None:
        return Proof(opened.name, {}, "", None, errors_among(problems))
    kinds = [kind for kind in all_kinds() if kind.made_by is MadeBy.BUILD and kind.suffix == ".docx"]
    templates = Templates(workspace, faults_in_template)
    planned = {one.spec.path: one for one in plan(dossier, templates, lambda _: None, kinds)}
    titles = {path: " · ".join(filter(None, (one.kind.title, one.spec.for_))) for path, one in planned.items()}
    path = document if document in planned else _first(planned.values())
    found = Proof(opened.name, titles, path, None)
    try:
        return replace(found, docx=templates.render(planned[path])) if path else found
    except TemplateError as fault:
        return replace(found, problems=fault.problems)


def sheets(docx: bytes) -> Sheets:
    """A document on paper, or its words alone where LibreOffice is missing. Raises LibreOfficeError where it fails."""
    try:
        find()
    except DubanError:
        return Sheets(b"", [words_of(docx)])
    pdf = next(iter(laid_out({"校样": libreoffice_copy(docx, "校样").docx}).pdfs.values()), b"")
    return Sheets(pdf, [page.splitlines() for page in page_texts(pdf)]) if pdf else Sheets(b"", [words_of(docx)])


def _first(planned: Iterable[PlannedOutput]) -> str:
    """The path of the notice, else of whatever comes first."""
    paths = {one.kind: one.spec.path for one in reversed(list(planned))}
    return paths.get(NOTICE) or next(iter(paths.values()), "")


def _plain(lines: Iterable[str]) -> str:
    return without_whitespace("".join(lines))
