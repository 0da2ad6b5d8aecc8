"""Which documents go out, and whether they may: none missing, none stale, a notice that was issued as it was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from generators.dates import PartialDate
from generators.kinds import ADJUSTMENT
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Action, Outcome, Wishes
from generators.outputs.found import OutputSpec
from generators.outputs.planning import PlannedOutput
from generators.outputs.preconditions import blocking_problems
from generators.packing.zips import Content, Document
from generators.plan import Output
from generators.problems import Problem, has_errors, notice, warning


def selection(
    outputs: Sequence[PlannedOutput], state: BuildState, folder: Path
) -> tuple[list[Document], list[Problem]]:
    """The documents to be sent as they lie in a notice's output folder, and the problems with them.

    No documents where a problem is an error: nothing may be sent then.
    """
    actions = [state.action(output, Wishes()) for output in outputs]
    chosen = [(output, one, _issued(output, one, state)) for output, one in zip(outputs, actions, strict=True)]
    problems = list(blocking_problems([one for _, one, issued in chosen if issued is None], state.content.name, "打包"))
    if has_errors(problems):
        return [], problems
    documents = []
    for output, action, issued in chosen:
        lies_there = Content(action.found or "", (folder / output.spec.path).read_bytes)
        content = lies_there if issued is None else Content.of(issued)
        if issued is not None and not any(one.kind is ADJUSTMENT for one in outputs):
            problems += _changed_since_issue(output, action, state)
        documents.append(Document(output, content, issued is None and action.outcome is Outcome.EDITED))
    return documents, [*problems, *_edited(documents)]


def issued_document(path: str, content: bytes) -> Document:
    """A document that was issued and that nothing plans any more, by its path."""
    output = Output(path, PurePosixPath(path).stem, {})
    spec = OutputSpec(path, ADJUSTMENT.name, None, "", {})
    return Document(PlannedOutput(ADJUSTMENT, output, {}, None, spec), Content.of(content))


def _issued(output: PlannedOutput, action: Action, state: BuildState) -> bytes | None:
    """The document as it was issued, where that binds and what lies in output/ is not what a build makes of it now."""
    stands = action.issued or action.outcome in (Outcome.ISSUED, Outcome.EDITED)
    copy = state.issued_copy(output) if output.kind.binding and stands else None
    return copy.content if copy else None


def _changed_since_issue(output: PlannedOutput, action: Action, state: BuildState) -> Iterator[Problem]:
    """A notice that a document goes as it was issued, where the content or the file has been changed since."""
    assert state.issue is not None
    changes = state.changes_since_issue(output)
    if changes or action.outcome is Outcome.EDITED:
        on = PartialDate.parse(state.issue.on).text()
        why, first = (f"变了：{changes}", "加 --restate 生成，") if changes else ("文件又改过", "")
        hint = f"要改发，{first}登记印发以后再打包"
        if changes:
            hint = f"还没有调整通知：duban {ADJUSTMENT.command} {state.content.name}，或者打包时加 --adjustment；{hint}"
        yield notice(f"{output.spec.path} 装的是{on}印发的那一份，印发以后{why}", hint)


def _edited(documents: Sequence[Document]) -> Iterator[Problem]:
    edited = [document.output.spec.path for document in documents if document.edited]
    if edited:
        message = f"有 {len(edited)} 份文书手工改过，压缩包里是改过的：{'、'.join(edited)}"
        yield warning(message, "核对要发的是不是这一版")
    unbound = [document.output.spec.path for document in documents if document.edited and document.unit]
    if unbound:
        message = f"合订本里没有手工改过的这 {len(unbound)} 份：{'、'.join(unbound)}"
        yield warning(message, "合订本按内容排，印不出手工改的地方；这几份另行打印")
