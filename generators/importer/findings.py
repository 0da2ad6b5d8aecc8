"""What was read, and what was not understood: the two lists of an import's report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Read:
    """A fact as read: its sort (牵头, 时限, 标题, ...), its value, the line of the source, and whether it is sure."""

    fact: str
    value: str
    line: int
    sure: bool = True

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        return {"fact": self.fact, "value": self.value, "line": self.line, "sure": self.sure}


@dataclass(frozen=True)
class Unresolved:
    """A place that was kept as text because it was not understood, with the reason."""

    line: int
    text: str
    reason: str

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        return {"line": self.line, "text": self.text, "reason": self.reason}


@dataclass
class Findings:
    """Both lists, while a source is read."""

    read: list[Read] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)

    def note(self, fact: str, value: str, line: int, *, sure: bool = True) -> None:
        """Note a fact."""
        self.read.append(Read(fact, value, line, sure))

    def renumber(self, lines: Mapping[int, int]) -> None:
        """Put the lines of the source in place of the numbers of its parts."""
        self.read = [replace(one, line=lines.get(one.line, one.line)) for one in self.read]
        self.unresolved = [replace(one, line=lines.get(one.line, one.line)) for one in self.unresolved]

    def unresolve(self, line: int, text: str, reason: str) -> None:
        """Note a place that was not understood."""
        self.unresolved.append(Unresolved(line, text[:60], reason))
