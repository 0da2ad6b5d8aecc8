"""What edits of a policy do, found without a command: what is decided about each document, and the facts it is told."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.outputs.build_state import BuildState
from generators.outputs.choice import Choice
from generators.outputs.decide import Wishes
from generators.outputs.paginate import plan_all
from generators.outputs.planning import PlannedOutput, Templates
from generators.outputs.reasons import Reasons
from generators.outputs.run import Run
from generators.workspace.versions import version_of
from generators.workspace.workspace import Workspace
from support.edits import EDITS
from support.files import NOTICE, ROOT, W
from support.shared import once

SUPPLIED = Workspace(ROOT).content_files(NOTICE)
TEMPLATES = Templates(Workspace(ROOT))
VERSION = version_of(SUPPLIED)
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass
class Effect:
    """What some edits do.

    `told`: the facts that each changed document is told; `facts`: every fact that changed, for everybody or one unit.
    """

    told: Mapping[str, set[str]]
    facts: set[str]
    outcomes: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # path -> what a build makes of it, and why
    unseen: list[str] = field(default_factory=list)  # written over although a reader sees no difference


class Noting(Reasons):
    """Reasons that find the facts of a document once."""

    def __init__(self, dossier: Dossier, content: Callable[[str], ContentFiles | None]) -> None:
        super().__init__(dossier, content)
        self.known: dict[str, list[str]] = {}

    def facts(self, item: PlannedOutput, version: str) -> list[str]:
        if item.spec.path not in self.known:
            self.known[item.spec.path] = super().facts(item, version)
        return self.known[item.spec.path]


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


@lru_cache(1)
def supplied() -> dict[str, PlannedOutput]:
    """The documents of the supplied content."""
    dossier = load(SUPPLIED).dossier
    assert dossier
    return {one.spec.path: one for one in plan_all(dossier, TEMPLATES, ROOT / "output")}


def effect(names: Iterable[str], built_workspace: Path | None = None) -> Effect | None:
    """What some edits do, and to what was built, if that is given; None where they do not go together."""
    content = edited(names)
    dossier = load(content).dossier if content else None
    if content is None or dossier is None:
        return None
    reasons = Noting(dossier, lambda version: SUPPLIED)
    after = plan_all(dossier, TEMPLATES, ROOT / "output")
    changed = [one for one in after if is_changed(one)]
    told = {one.spec.path: set(reasons.facts(one, VERSION)) for one in changed}
    units = (None, *(unit.name for unit in dossier.units))
    found = Effect(told, {one.text for unit in units for one in reasons.differences(unit, VERSION)})
    if built_workspace:
        state = replace(BuildState.of(Workspace(built_workspace), content, dossier), reasons=reasons)
        found.outcomes = outcomes(state, after, Choice.of(dossier, (), (), None))
        made_again = [one for one in of_each_sort(changed) if one.spec.path in found.outcomes]
        found.unseen = [one.spec.path for one in made_again if is_unseen(state.folder.path, one)]
    return found


def outcomes(state: BuildState, planned: Iterable[PlannedOutput], choice: Choice) -> dict[str, tuple[str, str]]:
    """What a build makes of each document, and why, by their paths."""
    run = Run(state, TEMPLATES, Wishes(), None)
    actions = run.build((one for one in planned if choice.includes(one.spec)), choice, None)
    actions += run.settle_orphans(choice)
    return {action.spec.path: (action.outcome.value, action.reason) for action in actions}


def is_changed(output: PlannedOutput) -> bool:
    before = supplied().get(output.spec.path)
    return before is not None and before.spec.fields != output.spec.fields


def of_each_sort(changed: Iterable[PlannedOutput]) -> list[PlannedOutput]:
    """One of the documents of a kind in which the same fields have changed."""
    sorts = dict[tuple[str, frozenset[str]], PlannedOutput]()
    for one in changed:
        old, new = supplied()[one.spec.path].spec.fields, one.spec.fields
        names = frozenset(name for name in {*old, *new} if old.get(name) != new.get(name))
        sorts.setdefault((one.spec.kind, names), one)
    return list(sorts.values())


@lru_cache(1000)
def shown(name: str, part: bytes) -> object:
    """What a reader sees of a part: the text and the styles of pages, or the file's own properties."""
    if not name.startswith("word/") or not name.endswith(".xml"):
        is_core = name == "docProps/core.xml"
        return [etree.fromstring(part).findtext(f"{DC}{one}") for one in ("title", "creator")] if is_core else None
    root = etree.fromstring(part)
    marks = (f"{W}t", f"{W}br", f"{W}tr", f"{W}p")
    text = "".join((node.text or "") if node.tag == f"{W}t" else "|" for node in root.iter(*marks))
    return text, [node.get(f"{W}val", "") for node in root.iter(f"{W}pStyle")]


def is_unseen(folder: Path, new: PlannedOutput) -> bool:
    """Whether a document is written over in a folder although a reader sees no difference."""
    before, after = (folder / new.spec.path).read_bytes(), TEMPLATES.render(new)
    return before != after and are_alike(before, after)


def are_alike(old: bytes, new: bytes) -> bool:
    """Whether a reader sees no difference between two documents."""
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        sums = [{one.filename: one.CRC for one in package.infolist()} for package in (before, after)]
        assert sums[0].keys() == sums[1].keys()
        differing = [name for name in sums[0] if sums[0][name] != sums[1][name]]
        return all(shown(name, before.read(name)) == shown(name, after.read(name)) for name in differing)


class Alone:
    """What each edit does by itself to what was built, found once for all workers."""

    def __init__(self, built_workspace: Path, factory: pytest.TempPathFactory) -> None:
        self._built, self._factory = built_workspace, factory
        self._known = dict[str, Effect]()

    def __call__(self, name: str) -> Effect:
        if name not in self._known:
            folder = once(self._factory, f"edit-{name}", lambda folder: self._find(name, folder / "effect"))
            self._known[name] = pickle.loads((folder / "effect").read_bytes())
        return self._known[name]

    def _find(self, name: str, file: Path) -> None:
        found = effect([name], self._built)
        assert found, f"the edit {name} leaves no content"
        file.write_bytes(pickle.dumps(found))


@pytest.fixture(scope="session")
def alone(built_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Alone:
    return Alone(built_workspace, tmp_path_factory)
