"""What is worked out of facts once, although the documents of many units print it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Self, TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")


class Once:
    """Facts that do not change, and what was worked out of them and of a part of them."""

    def once(self, make: Callable[[Self, Part], Made], part: Part) -> Made:
        """What `make` gives of these facts and a part of them, and of nothing else; nothing may change it afterwards.

        A part is known by its identity, for parts hold lists.
        """
        known = self._made.get((make, id(part)))
        if known is None:
            known = self._made[make, id(part)] = (part, make(self, part))
        return known[1]

    @cached_property
    def _made(self) -> dict[tuple[object, int], tuple[object, Any]]:
        """What was made, with its part, which is kept so that no other one can get its identity."""
        return {}
