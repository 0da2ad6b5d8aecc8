"""One pass over the output folder of a notice: decide about every output, render and write, then see to orphans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from generators.outputs.build_state import BuildState
from generators.outputs.choice import Choice
from generators.outputs.decide import Action, Effect, Wishes
from generators.outputs.orphans import decide_orphan
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.writer import Writer

ProgressBar = Callable[[int], AbstractContextManager[Callable[[], object]]]


class Run:
    """A build of some outputs of a notice. `writer` is None in a dry run: everything is decided, nothing done."""

    def __init__(self, state: BuildState, templates: Templates, wishes: Wishes, writer: Writer | None) -> None:
        self._state = state
        self._templates = templates
        self._wishes = wishes
        self._writer = writer
        self._besides: set[str] = set()

    def build(self, outputs: Sequence[PlannedOutput], progress: ProgressBar | None) -> list[Action]:
        """Decide about every output, then render and write those that need it, in order."""
        actions = self._decide(outputs)
        if self._writer is None:
            return actions
        done, total = list[Action](), sum(action.writes for action in actions)
        with progress(total) if progress and total else nullcontext(lambda: None) as advance:
            for output, action in zip(outputs, actions, strict=True):
                done.append(self._writer.attempt(action, partial(self._templates.render, output)))
                if action.writes:
                    advance()
        return done

    def _decide(self, outputs: Sequence[PlannedOutput]) -> list[Action]:
        actions = [self._state.action(output, self._wishes) for output in outputs]
        self._besides |= {action.beside for action in actions if action.beside}
        return actions

    def settle_orphans(self, everything: Sequence[PlannedOutput], choice: Choice) -> list[Action]:
        """See to the outputs of earlier runs that nothing plans any more; then record everything for the next run."""
        found = [o for o in self._state.orphans(everything, self._besides) if o.is_gone or choice.includes_orphan(o)]
        actions = [decide_orphan(orphan, self._wishes) for orphan in found]
        if self._writer is not None:
            actions = [self._writer.attempt(action) for action in actions]
            self._state.finish(self._writer)
        return [action for action in actions if action.effect is not Effect.FORGET]
