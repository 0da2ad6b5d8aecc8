"""Work that is done once for a whole test run, however many workers share it."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from generators.word.render import CompiledTemplate


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to ask for it makes and fills; the others wait. Not to be changed by a test."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    done = folder.with_name(f"{name}.done")
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


COMPILE, RENDER = CompiledTemplate.__init__, CompiledTemplate.render


class Renderings:
    """Stands before CompiledTemplate: the same template is compiled once, the same document rendered once.

    A rendering depends on the template, the fields and the properties alone; test_render.py holds that.
    """

    def __init__(self) -> None:
        self._compiled = lru_cache(64)(self._state)
        self._known: dict[bytes, bytes] = {}

    def install(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(CompiledTemplate, "__init__", lambda template, raw, file: self._init(template, raw, file))
        patch.setattr(CompiledTemplate, "render", lambda template, *arguments: self._rendered(template, *arguments))

    def _state(self, raw: bytes, file: str) -> dict[str, Any]:
        template = object.__new__(CompiledTemplate)
        COMPILE(template, raw, file)
        return {**vars(template), "_digest": hashlib.sha256(raw + file.encode()).digest()}

    def _init(self, template: CompiledTemplate, raw: bytes, file: str) -> None:
        vars(template).update(self._compiled(raw, file))

    def _rendered(self, template: CompiledTemplate, fields: Mapping[str, Any], properties: Mapping[str, str]) -> bytes:
        asked = pickle.dumps((vars(template)["_digest"], dict(fields), dict(properties)))
        key = hashlib.sha256(asked).digest()
        if key not in self._known:
            self._known[key] = RENDER(template, fields, properties)
        return self._known[key]
