"""One run over the outputs of a notice: each planned, decided about and, where a writer is given, carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from generators.outputs.build_state import BuildState, Current
from generators.outputs.choice import Choice
from generators.outputs.decide import Action, Effect, Wishes
from generators.outputs.orphans import decide_orphan
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.writer import Writer

ProgressBar = Callable[..., AbstractContextManager[Callable[[], object]]]


class Run:
    """A build of some outputs of a notice. `writer` is None in a dry run: everything is decided, nothing done."""

    def __init__(self, state: BuildState, templates: Templates, wishes: Wishes, writer: Writer | None) -> None:
        self._state = state
        self._templates = templates
        self._wishes = wishes
        self._writer = writer
        self._current = Current()

    def build(self, outputs: Iterable[PlannedOutput], choice: Choice, progress: ProgressBar | None) -> list[Action]:
        """Plan, decide about, render and write one output after the other: no more than one is held in memory."""
        actions = list[Action]()
        with progress() if progress and self._writer else nullcontext(lambda: None) as advance:
            for output in outputs:
                self._current.add(output)
                if choice.includes(output.spec):
                    actions.append(self._carry_out(output))
                    advance()
        self._current.besides.update(action.beside for action in actions if action.beside)
        return actions

    def _carry_out(self, output: PlannedOutput) -> Action:
        action = self._state.action(output, self._wishes)
        if self._writer is None:
            return action
        return self._writer.attempt(action, partial(self._templates.render, output))

    def settle_orphans(self, choice: Choice) -> list[Action]:
        """See to the outputs of earlier runs that nothing plans any more; then record everything for the next run.

        Those of kinds that this run does not make are left alone.
        """
        orphans = self._state.orphans(self._current, choice.includes_kind)
        found = [one for one in orphans if one.is_gone or choice.includes_orphan(one)]
        actions = [decide_orphan(orphan, self._wishes) for orphan in found]
        if self._writer is not None:
            actions = [self._writer.attempt(action) for action in actions]
            self._state.finish(self._writer)
        return [action for action in actions if action.effect is not Effect.FORGET]
