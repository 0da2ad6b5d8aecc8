"""What was tried in an attack, what happened, and what did not hold."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count, takewhile
from time import monotonic


@dataclass
class Tally:
    """`tried`: trials by their kind; `happened`: ends of trials, in words; `faults`: what did not hold, and where."""

    tried: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0  # of processor time, the most that one trial took
    megabytes: float = 0  # the most memory that one trial took

    def add(
        self,
        what: str,
        ended: str,
        faults: Iterable[str] = (),
        seconds: float = 0,
        megabytes: float = 0,
        number: int = 1,
    ) -> None:
        """Count a trial, or one of so many things at once; what did not hold is told immediately."""
        self.tried[what] += number
        self.happened[ended] += number
        found = [f"{what}: {one}" for one in faults]
        self.faults += found
        for one in found:
            print(one, file=sys.stderr, flush=True)
        self.seconds, self.megabytes = max(self.seconds, seconds), max(self.megabytes, megabytes)

    def join(self, other: Tally) -> Tally:
        """Both tallies as one."""
        return Tally(
            self.tried + other.tried,
            self.happened + other.happened,
            [*self.faults, *other.faults],
            max(self.seconds, other.seconds),
            max(self.megabytes, other.megabytes),
        )


class Clock:
    """Until when attacks go on (seconds of `time.monotonic`), for all of this process and those forked from it."""

    until = float("inf")

    @classmethod
    def trials(cls, number: int) -> Iterable[int]:
        """So many trials, as far as there is time."""
        return takewhile(lambda at: at < number and monotonic() < cls.until, count())
