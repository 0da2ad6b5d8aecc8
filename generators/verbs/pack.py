"""pack 打包: what is sent out made ready for printing and sending: volumes, zips, and a list to sign on receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.kinds import all_kinds
from generators.opening import open_notice
from generators.outputs.adjusting import issued_adjustments, with_adjustments
from generators.outputs.build_report import OutputReport, reasons
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Outcome, Wishes
from generators.outputs.old_names import rename_files
from generators.outputs.output_folder import OutputFolder
from generators.outputs.paginate import plan_all
from generators.outputs.planning import PlannedOutput, Templates
from generators.packing.first_sheets import first_sheets
from generators.packing.pack_files import PARCEL, PDF, VOLUME, PackedFileReport, PackFile, PackWriter
from generators.packing.selection import issued_document, selection
from generators.packing.volumes import as_pdf, pdf_of, volumes
from generators.packing.zips import zips
from generators.plan import PACKED, MadeBy
from generators.problems import Problem, has_errors, in_order, warning
from generators.report import Report, Screen, as_json, problem_lines, table
from generators.verbs.making import faults_in_template
from generators.workspace.lock import locked
from generators.workspace.undo import Undo
from generators.workspace.workspace import Workspace

_TITLES = {VOLUME: "合订本", PARCEL: "压缩包", PDF: "PDF"}


@dataclass(frozen=True)
class PackReport(Report):
    """What was made of a notice's documents."""

    notice: str
    files: Sequence[PackedFileReport]
    problems: Sequence[Problem]

    @property
    def exit_code(self) -> int:
        """1 after an error, a file that could not be written, or an edited one that was left."""
        left = any(file.report.outcome in (Outcome.FAILED, Outcome.EDITED) for file in self.files)
        return int(left or has_errors(self.problems))

    def as_json(self) -> dict[str, object]:
        """The object that `pack --json` prints."""
        problems = as_json(self.problems)
        return {"notice": self.notice, "outputs": [file.as_json() for file in self.files], "problems": problems}

    def lines(self, screen: Screen) -> Iterator[str]:
        """Each file with its outcome and what is in it, and why it is not as it was; then where they are."""
        yield from problem_lines(self.problems)
        if not self.files:
            yield "没有打包。"
            return
        if self.problems:
            yield ""
        folder = f"output/{self.notice}/{PACKED}"
        made = [file for file in self.files if file.report.outcome is not Outcome.ORPHAN]
        yield from table(
            [(one.report.outcome.word, one.report.path.removeprefix(f"{folder}/"), one.words) for one in made]
        )
        yield from reasons([file.report for file in self.files], _TITLES)
        yield ""
        yield f"位置：{folder}"
        if any(file.report.outcome is Outcome.EDITED for file in self.files):
            yield "手工改过的没有动；不要它了，就删去再打包一次。"


def pack(workspace: Workspace, notice: str | None, *, pdf: bool) -> PackReport:
    """Make volumes, zips and the list of a notice. Nothing is made where a document is missing or out of date.

    `pdf`: also the volumes and the list as PDF. Raises UsageError when the notice does not exist or another run is
    writing.
    """
    opened = open_notice(workspace, notice)
    if opened.dossier is None:
        return PackReport(opened.name, [], opened.problems)
    with locked(workspace.root, f"pack {opened.name}") as undo:
        return _Packing(workspace, opened.content, opened.dossier, undo).run(pdf)


class _Packing:
    """One run of `pack`."""

    def __init__(self, workspace: Workspace, content: ContentFiles, dossier: Dossier, undo: Undo) -> None:
        self._root = workspace.root
        self._undo = undo
        self._folder = workspace.output(dossier.name)
        self._templates = Templates(workspace, faults_in_template)
        self._state = BuildState.of(workspace, content, dossier)
        self._issued = issued_adjustments(self._state)
        self._dossier = with_adjustments(dossier, self._state)
        kinds = [kind for kind in all_kinds() if kind.is_sent or kind.made_by is MadeBy.PACK]
        self._outputs = plan_all(self._dossier, self._templates, self._folder, kinds)
        self._documents = PackWriter(self._state.folder, undo, f"output/{dossier.name}/")
        self._packed = PackWriter(OutputFolder(self._folder / PACKED), undo, f"output/{dossier.name}/{PACKED}/")

    def run(self, pdf: bool) -> PackReport:
        """Choose what is sent, make the files, write them, report."""
        chosen = [output for output in self._outputs if output.kind.is_sent]
        renamed = rename_files(self._state.folder, self._undo)
        sent, problems = selection(chosen, self._state, self._folder)
        problems = [*renamed, *problems]
        if has_errors(problems):
            return PackReport(self._dossier.name, [], problems)
        sent += [issued_document(path, content) for path, content in self._issued.items()]
        problems += _secrecy(self._dossier.notice.secrecy)
        printed = [self._put_list(output) for output in self._outputs if output.kind.made_by is MadeBy.PACK]
        gone = list(self._documents.remove_stale({kind.name for kind in all_kinds() if kind.made_by is MadeBy.PACK}))
        self._state.finish(self._documents.writer)
        bound = volumes(self._dossier, sent, self._templates)
        sheets = first_sheets(bound, self._folder, count=pdf)
        printed += [self._packed.put(one.file(sheets.get(one.kind.name, ()))) for one in bound]
        files = [*printed, *(self._packed.put(file) for file in zips(self._dossier, sent))]
        pdfs, faults = self._pdfs([file.report for file in printed], pdf)
        files += [*pdfs, *gone, *self._packed.remove_stale((VOLUME, PARCEL, PDF))]
        self._packed.writer.finish()
        problems += [*faults, *self._documents.writer.problems, *self._packed.writer.problems]
        return PackReport(self._dossier.name, files, in_order(problems))

    def _put_list(self, output: PlannedOutput) -> PackedFileReport:
        """Make a document that lists what is sent, as `build` makes it."""
        file = PackFile(output.spec, [], "供签收", partial(self._templates.render, output))
        return self._documents.put(file, self._state.action(output, Wishes()))

    def _pdfs(self, printed: Sequence[OutputReport], wished: bool) -> tuple[list[PackedFileReport], list[Problem]]:
        """What is printed, as it lies there, as PDF. Where that is not wished, only those that are still up to date."""
        found: dict[str, bytes] = {}
        pdfs: dict[str, bytes] = {}
        for report in printed:
            path = self._root / report.path
            if report.outcome is not Outcome.FAILED and path.is_file():
                found[path.relative_to(self._folder / PACKED).as_posix()] = path.read_bytes()
        files = {path: pdf_of(path, content, partial(pdfs.__getitem__, path)) for path, content in found.items()}
        actions = {path: self._packed.decide(file) for path, file in files.items()}
        if not wished:
            return [self._packed.put(files[p]) for p, one in actions.items() if one.outcome is Outcome.SAME], []
        missing = {path: found[path] for path, one in actions.items() if one.writes}
        made, problems = as_pdf(missing) if missing else ({}, [])
        pdfs |= made
        return [self._packed.put(file) for path, file in files.items() if path not in missing or path in made], problems


def _secrecy(mark: str) -> Iterator[Problem]:
    if mark:
        yield warning(f"密级{mark}：不得通过互联网传送，按机要渠道传递")
