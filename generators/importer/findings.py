"""What was read, and what was not understood: the two lists of an import's report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generators.importer.document import Role

Key = tuple[int, str]
_AGAIN = "\0"  # stands in no source


@dataclass(frozen=True)
class Answers:
    """What a person has answered about facts, by `Read.key`, and about whole lines.

    `names`: who leads instead, `days`: what is due instead (2013-12-14), `heads`: what a head states instead. `roles`:
    what lines are, by their numbers.
    """

    denied: frozenset[Key] = frozenset()
    confirmed: frozenset[Key] = frozenset()
    names: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    days: Mapping[Key, str] = field(default_factory=dict)
    heads: Mapping[Key, str] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """A fact as read: its sort (牵头, 时限, 标题, ...), its value, the line of the source, and whether it is sure.

    `words` are those of the source that state it, `place` the number of their part; `given` is what a person may put
    otherwise: the names of those who lead, or the day.
    """

    fact: str
    value: str
    line: int
    sure: bool = True
    words: str = ""
    place: int = 0
    given: str = ""

    @property
    def key(self) -> Key:
        """By what an answer to it is known: the part of the source, and the words there."""
        return self.place, self.words

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        return {"fact": self.fact, "value": self.value, "line": self.line, "sure": self.sure}


@dataclass(frozen=True)
class Unresolved:
    """A place that was not understood, with the reason: `kept` as text, or set aside."""

    line: int
    text: str
    reason: str
    kept: bool = True

    def as_json(self) -> dict[str, object]:
        """The object that `import --json` prints."""
        return {"line": self.line, "text": self.text, "reason": self.reason}


@dataclass
class Findings:
    """Both lists, while a source is read."""

    answers: Answers = field(default_factory=Answers)
    read: list[Read] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    _met: Counter[Key] = field(default_factory=Counter)

    def note(self, fact: str, value: str, line: int, *, sure: bool = True, words: str = "", given: str = "") -> None:
        """Note a fact."""
        self.read.append(Read(fact, value, line, sure, words, line, given))

    def is_sure(self, line: int, words: str, *, sure: bool) -> bool:
        """Whether what words state is sure, by itself or because a person has confirmed it."""
        given = (self.answers.confirmed, self.answers.names, self.answers.days, self.answers.heads)
        return sure or any((line, words) in one for one in given)

    def once(self, line: int, words: str) -> str:
        """Words by which a fact is known among those of its part; where they stand there again, with their number."""
        self._met[line, words] += 1
        number = self._met[line, words]
        return words if number == 1 else f"{words}{_AGAIN}{number}"

    def is_denied(self, line: int, words: str) -> bool:
        """Whether a person has answered that words state no fact. Of words without number, all in that line."""
        return any(place == line and words in (key, key.partition(_AGAIN)[0]) for place, key in self.answers.denied)

    def renumber(self, lines: Mapping[int, int]) -> None:
        """Put the lines of the source in place of the numbers of its parts."""
        self.read = [replace(one, line=lines.get(one.line, one.line)) for one in self.read]
        self.unresolved = [replace(one, line=lines.get(one.line, one.line)) for one in self.unresolved]

    def unresolve(self, line: int, text: str, reason: str, *, kept: bool = True) -> None:
        """Note a place that was not understood."""
        self.unresolved.append(Unresolved(line, text[:60], reason, kept))
