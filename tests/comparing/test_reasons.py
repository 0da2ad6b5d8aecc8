"""Reasons: a document is told of the facts that it shows and of no other, also where several were edited at once."""

from __future__ import annotations

import itertools
import random

import pytest
from support.edits import EDITS
from support.effects import Alone, effect

pytestmark = pytest.mark.slow

# What an edit renames: another edit beside it is told under the new name.
NEW_NAMES = {"时限改名": ("专栏开通", "开通专栏"), "单位改名": ("省物价局", "省价格局")}
PAIRS = random.Random(2013).sample(list(itertools.combinations(EDITS, 2)), 60)


@pytest.mark.parametrize("name", EDITS)
def test_every_changed_document_is_told_a_fact(alone: Alone, name: str) -> None:
    assert [path for path, told in alone(name).told.items() if not told] == []


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_of_two_edits_a_document_is_told_only_what_reaches_it(alone: Alone, first: str, second: str) -> None:
    both = effect([first, second])
    if both is None:
        return
    assert [path for path, told in both.told.items() if not told] == []
    for one, other in itertools.permutations((alone(first), alone(second))):
        its_own = one.facts - other.facts
        assert {
            path: told & its_own for path, told in both.told.items() if path not in one.told and told & its_own
        } == {}
        # A document that only this edit reaches is told what it is told when the edit is made alone.
        only = one.told.keys() & both.told.keys() - other.told.keys()
        told = {path: {under_new_names(fact, first, second) for fact in one.told[path]} for path in only}
        assert {path: {under_new_names(fact, first, second) for fact in both.told[path]} for path in only} == told


def under_new_names(fact: str, *edits: str) -> str:
    for old, new in (NEW_NAMES[edit] for edit in edits if edit in NEW_NAMES):
        fact = fact.replace(old, new)
    return fact
