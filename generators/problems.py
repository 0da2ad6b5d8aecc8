"""Problems as values: what is wrong, where, and how to correct it.

Everybody may import this module; it imports nothing of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is. Only an ERROR stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def word(self) -> str:
        """The word a clerk reads: 错误, 警告 or 提示."""
        return {"error": "错误", "warning": "警告", "notice": "提示"}[self.value]


@dataclass(frozen=True, slots=True)  # of each value of a file there is one while it is read
class Place:
    """The place of a problem. `line` and `column` count from 1; a Word file has neither, but text `nearby`."""

    file: str
    line: int | None = None
    column: int | None = None
    nearby: str | None = None

    def __str__(self) -> str:
        if self.nearby is not None:
            return f"{self.file}:“{self.nearby}”附近"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True)
class Problem:
    """One fault: `message` says what is wrong, `hint` what to do about it; both are Chinese, without markup."""

    severity: Severity
    message: str
    hint: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f"（{self.hint}）" if self.hint else ""
        return f"{where}{self.severity.word}：{self.message}{hint}"

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints for a problem."""
        place = self.place
        return {
            "severity": self.severity.value,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "message": self.message
            if place is None or place.nearby is None
            else f"“{place.nearby}”附近：{self.message}",
            "hint": self.hint,
        }


def error(message: str, hint: str = "", place: Place | None = None) -> Problem:
    """A problem that stops the outputs made from its file."""
    return Problem(Severity.ERROR, message, hint, place)


def warning(message: str, hint: str = "", place: Place | None = None) -> Problem:
    """A problem that is probably a mistake, but does not make a document wrong."""
    return Problem(Severity.WARNING, message, hint, place)


def notice(message: str, hint: str = "", place: Place | None = None) -> Problem:
    """Information for the clerk; nothing need be wrong."""
    return Problem(Severity.NOTICE, message, hint, place)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line and column, each only once."""

    def key(problem: Problem) -> tuple[str, int, int]:
        place = problem.place or Place("")
        return place.file, place.line or 0, place.column or 0

    return sorted(dict.fromkeys(problems), key=key)


def errors_among(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of severity ERROR, in their order."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class DubanError(Exception):
    """A mistake of the user, reported as problems. Any other exception is a bug."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ContentError(DubanError):
    """A file of the user is not of the form that it must have."""


def refused(file: str, message: str, hint: str) -> ContentError:
    """The error that a file is not read: what is wrong with it, and what to do about it."""
    return ContentError(error(message, hint, Place(file)))


class TemplateError(DubanError):
    """Faults in a Word template, or fields in its tags that do not exist."""


class UsageError(DubanError):
    """A command that cannot be carried out as typed."""


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Whatever reading a file from elsewhere throws becomes an error that names the file.

    Such files are made by anybody with anything: what a library throws at one is no fault of the program, and stops no
    other file. The name of the fault is kept in the hint, for whoever looks into it. OSError passes, and DubanError,
    with the file as the place of its problems that have none.
    """
    try:
        yield
    except DubanError as fault:
        raise type(fault)(*(replace(one, place=one.place or Place(file)) for one in fault.problems)) from fault
    except OSError:
        raise
    except Exception as fault:
        hint = f"用 Word、Excel 或 WPS 打开后另存一次再试（{type(fault).__name__}）"
        raise TemplateError(error("这个文件读不出来，可能已经损坏", hint, Place(file))) from fault
