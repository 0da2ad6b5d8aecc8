"""Whether documents may be sent out: all there, none older than the content, no new version still beside one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.kinds import ADJUSTMENT
from generators.outputs.decide import Action, Outcome
from generators.problems import Problem, error


def blocking_problems(actions: Sequence[Action], notice: str, verb: str) -> Iterator[Problem]:
    """An error for documents that a build would make, and for each whose new version lies beside it unread.

    `actions` are what a build would do; `verb` is what was to be done with the documents.
    """
    late = [action for action in actions if action.writes or action.outcome is Outcome.FAILED]
    if late:
        command = ADJUSTMENT.command if late[0].spec.kind == ADJUSTMENT.name else "build"
        hint = f"先运行 duban {command} {notice}，再{verb}"
        yield error(f"有 {len(late)} 份文书还没有生成，或不是最新的，如 {late[0].spec.path}", hint)
    for action in actions:
        if action.outcome is Outcome.EDITED and action.beside and not action.writes:
            hint = f"看过以后，要发改过的就删去新版，要发新版就用它替换，再{verb}"
            yield error(f"{action.spec.path} 手工改过，旁边的新版还没有取舍：{action.beside}", hint)
