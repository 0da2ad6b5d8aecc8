"""Reasons: a document is told of the facts that it shows and of no other, also where several were edited at once."""

from __future__ import annotations

import itertools
import pickle
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from support.edits import EDITS
from support.files import NOTICE, ROOT
from support.shared import once

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.outputs.paginate import plan_all
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.reasons import Reasons
from generators.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

SUPPLIED = Workspace(ROOT).content_files(NOTICE)
TEMPLATES = Templates(Workspace(ROOT))
# What an edit renames: another edit beside it is told under the new name.
NEW_NAMES = {"时限改名": ("专栏开通", "开通专栏"), "单位改名": ("省物价局", "省价格局")}
PAIRS = random.Random(2013).sample(list(itertools.combinations(EDITS, 2)), 60)


class Effect(NamedTuple):
    """What some edits do: the facts that each changed document is told, and what tells them."""

    told: Mapping[str, set[str]]
    reasons: Reasons
    dossier: Dossier

    def facts(self) -> set[str]:
        """Every fact that changed, for everybody or for one unit."""
        units = (None, *(unit.name for unit in self.dossier.units))
        return {one.text for unit in units for one in self.reasons.differences(unit, "")}


@dataclass(frozen=True)
class Edited:
    """What one edit does: the facts that each changed document is told, and every fact that changed."""

    told: Mapping[str, set[str]]
    facts: set[str]


def edited(names: Iterable[str]) -> ContentFiles | None:
    """The supplied content after some edits; None where they do not go together."""
    texts = {"notice.yaml": SUPPLIED.notice[1].decode(), "departments.yaml": SUPPLIED.departments[1].decode()}
    try:
        for name in names:
            EDITS[name][0](texts)
    except (AssertionError, ValueError):  # the second finds no more what the first has changed
        return None
    departments, notice = texts["departments.yaml"].encode(), texts["notice.yaml"].encode()
    return ContentFiles(NOTICE, (SUPPLIED.departments[0], departments), (SUPPLIED.notice[0], notice), {})


def planned(content: ContentFiles, folder: Path) -> dict[str, PlannedOutput]:
    dossier = load(content).dossier
    return {i.spec.path: i for i in plan_all(dossier, TEMPLATES, folder)} if dossier else {}


def effect(names: Iterable[str], before: Mapping[str, PlannedOutput], folder: Path) -> Effect | None:
    content = edited(names)
    after = planned(content, folder) if content else {}
    dossier = load(content).dossier if content else None
    if dossier is None:
        return None
    reasons = Reasons(dossier, lambda version: SUPPLIED)
    changed = [path for path in after if path in before and after[path].spec.fields != before[path].spec.fields]
    return Effect({path: set(reasons.facts(after[path], "")) for path in changed}, reasons, dossier)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PlannedOutput]:
    """The documents of the supplied content."""
    return planned(SUPPLIED, tmp_path_factory.mktemp("reasons"))


@pytest.fixture(scope="module")
def alone(before: dict[str, PlannedOutput], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edited]:
    """What each edit does by itself; found once for all workers."""

    def find(folder: Path) -> None:
        effects = {name: effect([name], before, folder) for name in EDITS}
        found = {name: Edited(one.told, one.facts()) for name, one in effects.items() if one}
        (folder / "found").write_bytes(pickle.dumps(found))

    return dict(pickle.loads((once(tmp_path_factory, "alone", find) / "found").read_bytes()))


def test_every_changed_document_is_told_a_fact(alone: dict[str, Edited]) -> None:
    assert alone.keys() == EDITS.keys()
    assert [(name, path) for name, one in alone.items() for path, told in one.told.items() if not told] == []


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_of_two_edits_a_document_is_told_only_what_reaches_it(
    alone: dict[str, Edited], before: dict[str, PlannedOutput], tmp_path: Path, first: str, second: str
) -> None:
    both = effect([first, second], before, tmp_path)
    if both is None:
        return
    assert [path for path, told in both.told.items() if not told] == []
    for one, other in ((alone[first], alone[second]), (alone[second], alone[first])):
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
