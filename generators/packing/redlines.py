"""修订稿: copies of changed documents with tracked changes, from what was sent or made last to what is made now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generators.file_names import padded
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Outcome, Wishes
from generators.outputs.found import OutputSpec
from generators.outputs.planning import PlannedOutput, Templates
from generators.packing.pack_files import PackFile
from generators.plan import digest
from generators.workspace.files import digest_of
from generators.workspace.versions import version_of

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier

FOLDER, REDLINE = "修订稿", "redline"
_REDLINES = "3"  # part of every fingerprint: raise it when redlines are made otherwise


def redlines(
    dossier: Dossier, outputs: Sequence[PlannedOutput], state: BuildState, templates: Templates, day: str
) -> Iterator[PackFile]:
    """A redline for each Word document that was there before and would be made otherwise now.

    What was issued is compared as it was sent, other documents as they lie in output/, edited ones included. `day` is
    the date of the tracked changes.
    """
    names = sorted(name for unit in dossier.units for name in unit.names)
    for output in outputs:
        old = _before(output, state) if output.kind.suffix == ".docx" else None
        if old is not None:
            fields = {"旧": digest_of(old), "新": digest([output.spec.template, output.spec.fields, names])}
            spec = OutputSpec(output.spec.path, REDLINE, output.spec.for_, _REDLINES, fields)
            yield PackFile(spec, [], "", partial(_made, output, old, templates, (names, day)))


def _before(output: PlannedOutput, state: BuildState) -> bytes | None:
    """The document that the one of now is compared with; None where there is none, or it is made of the same."""
    if state.issue and output.kind.is_sent:
        path = state.issued_path(output) or _earlier_path(output, state)
        if path is None or (state.issued_path(output) and not state.changes_since_issue(output)):
            return None
        return state.issues.sent(state.issue, path)
    action, file = state.action(output, Wishes()), state.folder.path / output.spec.path
    is_changed = action.outcome is Outcome.UPDATED or (action.outcome is Outcome.EDITED and bool(action.beside))
    return file.read_bytes() if is_changed and file.is_file() else None


def _earlier_path(output: PlannedOutput, state: BuildState) -> str | None:
    """The path of the document that was issued to a unit under another name."""
    assert state.issue is not None
    names = state.reasons.renamed(version_of(state.issue.content))
    stems = {old for old, new in names.items() if new == output.spec.for_}
    paths = state.reasons.paths(version_of(state.issue.content), output.kind, stems)
    issued = {padded(path, 1): path for path in state.issue.fields}
    return next((issued[path] for path in paths if path in issued), None)


def _made(output: PlannedOutput, old: bytes, templates: Templates, names_and_day: tuple[list[str], str]) -> bytes:
    """Raises TemplateError, UsageError."""
    from generators.word.redline import redlined  # takes its time to import

    names, day = names_and_day
    return redlined(old, templates.render(output), names, day, output.spec.path)
