"""The kinds of documents: every module of this folder is one and holds its KIND."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from generators.plan import Kind


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every kind, by its place in the work: the notice first, the summary last."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    kinds = [module.KIND for module in modules]
    return tuple(sorted(kinds, key=lambda kind: (kind.rank, kind.name)))
