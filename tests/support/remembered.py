"""What depends on nothing but what it is given is worked out once in a run: the tests ask for the same again and again.

Each function below stands before one of the product's. That these depend on nothing else is held by tests of their own:
test_render.py for documents, test_planning.py for what is read from content files and planned from it.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pytest

from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import Loaded, load
from generators.outputs import planning
from generators.outputs.planning import PlannedOutput, Templates
from generators.plan import Kind, Output
from generators.word.render import CompiledTemplate
from generators.word.tag_words import words_in_tags

LOAD, OUTPUTS, PLANNED, WORDS = load, planning.outputs, planning.planned, words_in_tags


def remember(patch: pytest.MonkeyPatch) -> None:
    """Works out once what is asked for again: documents, content, plans, words of templates."""
    Renderings().install(patch)
    plans = Plans()
    for real, stand_in in ((LOAD, plans.load), (OUTPUTS, plans.outputs), (PLANNED, plans.planned)):
        _exchange(patch, real, stand_in)
    _exchange(patch, WORDS, lru_cache(64)(WORDS))


def _exchange(patch: pytest.MonkeyPatch, real: Callable[..., Any], stand_in: Callable[..., Any]) -> None:
    """Puts a function in the place of another wherever that has been imported to, but here."""
    for module in [one for name, one in sys.modules.items() if name.startswith(("generators.", "support.", "test_"))]:
        if module.__name__ != __name__ and vars(module).get(real.__name__) is real:
            patch.setattr(module, real.__name__, stand_in)


class _Same:
    """A key: the very same objects, and equal values."""

    def __init__(self, *objects: object, equal: object = None) -> None:
        self._objects, self._equal = objects, equal  # kept, so that no other object gets the id of one of them

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._objects)))

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, _Same)
        pairs = zip(self._objects, other._objects, strict=True)
        return all(one is another for one, another in pairs) and self._equal == other._equal


class Plans:
    """Stands before reading and planning: the same content files are read once, what they ask for is planned once."""

    def __init__(self) -> None:
        self._loaded: Callable[..., Loaded] = lru_cache(64)(self._load)
        self._outputs: dict[_Same, list[tuple[Kind, Output]]] = {}
        self._planned: dict[_Same, PlannedOutput] = {}

    def load(self, files: ContentFiles, documents: frozenset[str] | None = None, *, sound: bool = False) -> Loaded:
        if files.tables or files.documents:
            return LOAD(files, documents, sound=sound)
        found = self._loaded(
            files.name, files.departments, files.notice, tuple(files.returns.items()), files.phrases, documents, sound
        )
        return Loaded(found.dossier, list(found.problems))

    def _load(
        self, name: str, departments: Any, notice: Any, returns: Any, phrases: Any, documents: Any, sound: bool
    ) -> Loaded:
        return LOAD(ContentFiles(name, departments, notice, dict(returns), phrases), documents, sound=sound)

    def outputs(self, dossier: Dossier, kinds: Collection[Kind] | None = None) -> Iterator[tuple[Kind, Output]]:
        names = None if kinds is None else frozenset(kind.name for kind in kinds)
        key = self._content(dossier, (dossier.context, names))
        if key not in self._outputs:
            self._forget(self._outputs, 48)
            self._outputs[key] = list(OUTPUTS(dossier, kinds))
        return iter(self._outputs[key])

    def planned(self, dossier: Dossier, templates: Templates, kind: Kind, output: Output) -> PlannedOutput:
        file = kind.template(output.variant)
        key = _Same(dossier.notice, kind, output, equal=(dossier.name, templates.digest(file), templates.names(file)))
        if key not in self._planned:
            self._forget(self._planned, 6000)
            self._planned[key] = PLANNED(dossier, templates, kind, output)
        return self._planned[key]

    def _content(self, dossier: Dossier, context: object) -> _Same:
        facts = dossier.notice, dossier.units, dossier.returns, dossier.phrases
        return _Same(*facts, equal=(dossier.name, dossier.unchecked, dossier.finished, context))

    @staticmethod
    def _forget(known: dict[_Same, Any], most: int) -> None:
        """Drops what has been known longest."""
        if len(known) >= most:
            known.pop(next(iter(known)))


COMPILE, RENDER, BIND = CompiledTemplate.__init__, CompiledTemplate.render, CompiledTemplate.render_volume


class Renderings:
    """Stands before CompiledTemplate: the same template is compiled once, the same document or volume rendered once.

    A rendering depends on the template, the fields and the properties alone; test_render.py holds that.
    """

    def __init__(self) -> None:
        self._compiled = lru_cache(64)(self._state)
        self._known: dict[bytes, bytes] = {}

    def install(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(CompiledTemplate, "__init__", lambda template, raw, file: self._init(template, raw, file))
        patch.setattr(CompiledTemplate, "render", lambda template, *arguments: self._rendered(template, *arguments))
        patch.setattr(CompiledTemplate, "render_volume", lambda template, *arguments: self._bound(template, *arguments))

    def _state(self, raw: bytes, file: str) -> dict[str, Any]:
        template = object.__new__(CompiledTemplate)
        COMPILE(template, raw, file)
        return {**vars(template), "_digest": hashlib.sha256(raw + file.encode()).digest()}

    def _init(self, template: CompiledTemplate, raw: bytes, file: str) -> None:
        vars(template).update(self._compiled(raw, file))

    def _rendered(self, template: CompiledTemplate, fields: Mapping[str, Any], properties: Mapping[str, str]) -> bytes:
        return self._once(RENDER, template, dict(fields), dict(properties))

    def _bound(
        self, template: CompiledTemplate, fields: Sequence[Any], properties: Mapping[str, str], *contents: object
    ) -> bytes:
        return self._once(BIND, template, [dict(one) for one in fields], dict(properties), *contents)

    def _once(self, make: Callable[..., bytes], template: CompiledTemplate, *arguments: object) -> bytes:
        asked = pickle.dumps((make.__name__, vars(template)["_digest"], arguments))
        key = hashlib.sha256(asked).digest()
        if key not in self._known:
            self._known[key] = make(template, *arguments)
        return self._known[key]
