"""Whether documents may leave the house: all there, none older than the content, none with a choice still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.outputs.decide import Outcome
from generators.outputs.writer import Action
from generators.problems import Problem, error


def blocking_problems(steps: Sequence[Action], notice: str, verb: str) -> Iterator[Problem]:
    """An error for documents that a build would make, and for each whose new version lies beside it unread.

    `steps` are what a build would do; `verb` is what was to be done with the documents.
    """
    late = [step for step in steps if step.decision.render or step.decision.outcome is Outcome.FAILED]
    if late:
        hint = f"先运行 duban build {notice}，再{verb}"
        yield error(f"有 {len(late)} 份文书还没有生成，或不是最新的，如 {late[0].planned.path}", hint)
    for step in steps:
        if step.decision.outcome is Outcome.EDITED and step.beside and not step.decision.render:
            hint = f"看过以后，要发改过的就删去新版，要发新版就用它替换，再{verb}"
            yield error(f"{step.planned.path} 手工改过，旁边的新版还没有取舍：{step.beside}", hint)
