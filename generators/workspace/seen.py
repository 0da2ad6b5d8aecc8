"""Warnings and hints that the clerk has answered with 知道了, kept in content/<notice>/.seen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from generators.problems import Problem, Severity

FILE = ".seen"


def as_seen(problems: Iterable[Problem], kept: bytes | None = None) -> bytes:
    """What `.seen` holds of problems: file -> message -> how often it occurs there. Errors are never answered so.

    Of what it held before (`kept`) the answers about returns stay, which were given one by one.
    """
    found: dict[str, dict[str, int]] = {}
    one_by_one = {key: number for key, number in _read(kept).items() if "/returns/" in key[0]}
    for (file, message), number in (one_by_one | Counter(map(_key, filter(_may_be_seen, problems)))).items():
        found.setdefault(file, {})[message] = number
    return _written(found)


def with_answered(kept: bytes | None, problems: Iterable[Problem]) -> bytes:
    """What `.seen` holds (`kept`) with problems that were answered one by one."""
    found: dict[str, dict[str, int]] = {}
    for (file, message), number in (Counter(_read(kept)) + Counter(map(_key, problems))).items():
        found.setdefault(file, {})[message] = number
    return _written(found)


def unseen(problems: Sequence[Problem], kept: bytes | None) -> list[Problem]:
    """The problems that are new since `.seen` was written (`kept`, None where there is none), errors always.

    A problem is known again by its file and its message and not by its line, which every edit above it moves; where
    one of them occurs more often than it was seen, all of them come back.
    """
    seen = _read(kept)
    now = Counter(map(_key, problems))
    return [one for one in problems if not _may_be_seen(one) or now[_key(one)] > seen.get(_key(one), 0)]


def _written(found: dict[str, dict[str, int]]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _may_be_seen(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR


def _key(problem: Problem) -> tuple[str, str]:
    return problem.place.file if problem.place else "", problem.message


def _read(kept: bytes | None) -> dict[tuple[str, str], int]:
    """The numbers by file and message; a file that a person has broken counts as none."""
    try:
        found = json.loads(kept or b"{}")
        return {(file, message): int(number) for file, those in found.items() for message, number in those.items()}
    except (ValueError, AttributeError, TypeError):
        return {}
