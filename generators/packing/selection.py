"""Which documents go out, and whether they may: none missing, none stale, a notice that was issued as it was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generators.dates import PartialDate
from generators.outputs.build_state import BuildState
from generators.outputs.decide import Outcome
from generators.outputs.planning import PlannedOutput
from generators.outputs.preconditions import blocking_problems
from generators.outputs.writer import Action
from generators.packing.zips import Document
from generators.problems import Problem, has_errors, notice, warning


def selection(items: Sequence[PlannedOutput], stock: BuildState, folder: Path) -> tuple[list[Document], list[Problem]]:
    """The documents to be sent as they lie in a notice's output folder, and what is to be said about them.

    None of them with an error: nothing may go out then. Raises OSError where one cannot be read.
    """
    steps = [stock.step(item) for item in items]
    pairs = [(item, step, _issued(item, step, stock)) for item, step in zip(items, steps, strict=True)]
    problems = list(
        blocking_problems([step for _, step, issued in pairs if issued is None], stock.content.name, "打包")
    )
    if has_errors(problems):
        return [], problems
    documents = []
    for item, step, issued in pairs:
        content = issued if issued is not None else (folder / item.planned.path).read_bytes()
        problems += _as_issued(item, step, stock) if issued is not None else []
        documents.append(Document(item, content, issued is None and step.decision.outcome is Outcome.EDITED))
    return documents, [*problems, *_edited(documents)]


def _issued(item: PlannedOutput, step: Action, stock: BuildState) -> bytes | None:
    """The document as it was issued, where that binds and what lies in output/ is not what a build makes of it now."""
    stands = step.sent or step.decision.outcome in (Outcome.ISSUED, Outcome.EDITED)
    if stock.issue is None or not item.kind.binding or not stands:
        return None
    return stock.issues.sent(stock.issue, item.planned.path)


def _as_issued(item: PlannedOutput, step: Action, stock: BuildState) -> Iterator[Problem]:
    """A word that a document goes as it was issued, where the content or the file has been changed since."""
    assert stock.issue is not None
    changes = stock.changes_since_issue(item)
    if changes or step.decision.outcome is Outcome.EDITED:
        on = PartialDate.parse(stock.issue.on).text()
        why, first = (f"变了：{changes}", "加 --restate 生成，") if changes else ("文件又改过", "")
        hint = f"要改发，{first}登记印发以后再打包"
        yield notice(f"{item.planned.path} 装的是{on}印发的那一份，印发以后{why}", hint)


def _edited(documents: Sequence[Document]) -> Iterator[Problem]:
    edited = [document.item.planned.path for document in documents if document.edited]
    if edited:
        message = f"有 {len(edited)} 份文书手工改过，压缩包里是改过的：{'、'.join(edited)}"
        yield warning(message, "核对要发的是不是这一版")
    unbound = [document.item.planned.path for document in documents if document.edited and document.unit]
    if unbound:
        message = f"合订本里没有手工改过的这 {len(unbound)} 份：{'、'.join(unbound)}"
        yield warning(message, "合订本按内容排，印不出手工改的地方；这几份另行打印")
