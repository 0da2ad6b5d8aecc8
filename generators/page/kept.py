"""What the page keeps for a while between requests: the last few of a sort, by key."""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

from flask import abort

What = TypeVar("What")


class Kept(Generic[What]):
    """The things of a sort that were used last, by key. `most`: how many."""

    def __init__(self, most: int = 10) -> None:
        self._kept: dict[str, What] = {}
        self._most = most
        self._moving = Lock()  # several requests may ask for one thing at once

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    def put(self, key: str, what: What) -> None:
        """Keep something, and give up what is older than the last few."""
        with self._moving:
            self._kept.pop(key, None)
            self._kept[key] = what
            for old in list(self._kept)[: -self._most]:
                del self._kept[old]

    def of(self, key: str) -> What:
        """What is kept, and from now on the last to be given up. Answers 404 where it is gone."""
        with self._moving:
            if key not in self._kept:
                abort(404)
            self._kept[key] = found = self._kept.pop(key)
            return found
