"""What somebody changed in a printed paragraph, taken back to the values of notice.yaml that it was printed from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

import yaml

from generators.dates import PartialDate
from generators.dossier.facts import Facts
from generators.editing.leads import IN_LEAD, lead_of, value_of
from generators.editing.printed_words import Date, LeadWords, Literal, Origin, Printed, printed_values
from generators.editing.yaml_text import YamlText
from generators.plan import digest
from generators.wording import LeadMode

_Hunk: TypeAlias = tuple[int, int, str]  # from, to, and the words that stand there now
_PIECES = re.compile(r"\d+|.", re.DOTALL)


@dataclass(frozen=True)
class Taken:
    """A value that was changed: its line, and what it was and is."""

    line: int
    old: str
    new: str

    @property
    def key(self) -> str:
        """By what it is known again: not where the content has changed meanwhile."""
        return digest([str(self.line), self.old, self.new])[:20]


@dataclass
class TakingOver:
    """The changes of a file's paragraphs, put into a notice. `taken` are the values that were changed.

    `wanted`: which of them are to be taken; the others stay as they are.
    """

    text: YamlText
    facts: Facts
    wanted: Callable[[Taken], bool] = lambda _: True
    taken: list[Taken] = field(default_factory=list)
    _values: dict[int, tuple[yaml.ScalarNode, dict[tuple[int, int], str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._printed = [one for one in printed_values(self.text, self.facts) if one.words]

    def take(self, old: str, new: str) -> bool:
        """Take a paragraph that was changed; whether all of it could be traced to values."""
        changed: dict[tuple[int, int], tuple[Origin, list[_Hunk]]] = {}
        for start, end, words in _hunks(old, new):
            found = self._origin(old, start, end)
            if found is None:
                return False
            origin, at, stop = found
            changed.setdefault((at, stop), (origin, []))[1].append((start - at, end - at, words))
        pieces = [(one, old[at:stop], _edited(old[at:stop], hunks)) for (at, stop), (one, hunks) in changed.items()]
        if not all(self._can_take(origin, now) for origin, _, now in pieces):
            return False
        for piece in pieces:
            self._take(*piece)
        return True

    def finish(self) -> bytes:
        """The notice with what was taken."""
        for node, edits in self._values.values():
            value = str(node.value)
            for (start, end), words in sorted(edits.items(), reverse=True):
                value = value[:start] + words + value[end:]
            self._put(node, value)
        return self.text.as_bytes()

    def _origin(self, paragraph: str, start: int, end: int) -> tuple[Origin, int, int] | None:
        """What the words at a place of a paragraph come from, and from where to where; None where it is not plain."""
        found: dict[tuple[bool, bool, int], list[tuple[Origin, int, int]]] = {}
        for one in self._printed:
            for match in re.finditer(f"(?={re.escape(one.words)})", paragraph):
                for origin, at, stop in _pieces(one, match.start()):
                    if at <= start and end <= stop:
                        # What is put in between two values belongs to the text before it.
                        is_inside = start < end or at < start < stop
                        if not is_inside and not isinstance(origin, Literal):
                            continue
                        found.setdefault((is_inside, at < start, len(one.words)), []).append((origin, at, stop))
        best = list(dict.fromkeys(found[max(found)])) if found else []
        literal = [one for one in best if isinstance(one[0], Literal)]
        best = literal if len(literal) == 1 else best
        return best[0] if len(best) == 1 and best[0][0] is not None else None

    def _can_take(self, origin: Origin, new: str) -> bool:
        if isinstance(origin, Literal):
            known = self._values.get(id(origin.node), (origin.node, {}))[1]
            return known.get((origin.start, origin.end), new) == new
        if isinstance(origin, Date):
            return _date(new, origin.value) is not None
        return isinstance(origin, LeadWords) and self._lists(origin.node, new) is not None

    def _take(self, origin: Origin, old: str, new: str) -> None:
        if isinstance(origin, Literal):
            edits = self._values.setdefault(id(origin.node), (origin.node, {}))[1]
            edits[origin.start, origin.end] = new
        elif isinstance(origin, Date):
            self._values[id(origin.node)] = origin.node, {(0, len(origin.node.value)): str(_date(new, origin.value))}
        elif isinstance(origin, LeadWords):
            self._take_lead(origin.node, old, new)

    def _take_lead(self, node: yaml.MappingNode, old: str, new: str) -> None:
        lists = self._lists(node, new)
        assert lists is not None
        taken = Taken(node.start_mark.line + 1, old, new)
        if not self.wanted(taken):
            return
        for key, names in lists[0].items():
            sequence = value_of(node, key)
            if isinstance(sequence, yaml.SequenceNode) and [one.value for one in sequence.value] != names:
                old_names = [str(one.value) for one in sequence.value]
                entries: list[list[str]] = [[name] for name in names[: len(old_names)]]
                entries += [[] for _ in old_names[len(entries) :]]
                entries[-1] = [*entries[-1], *names[len(old_names) :]]
                self.text.put_entries(sequence, entries)
        mode = value_of(node, "方式")
        if isinstance(mode, yaml.ScalarNode) and mode.value != lists[1]:
            self.text.put(mode, lists[1])
        self.taken.append(taken)

    def _lists(self, node: yaml.MappingNode, words: str) -> tuple[dict[str, list[str]], str] | None:
        """The lists of a lead and its 方式 with which it prints some words; None where there are none."""
        lead = lead_of(node, self.facts)
        old = dict(zip(IN_LEAD, (lead.departments, lead.cooperating, lead.guiding), strict=True))
        names = sorted(self.facts.units.names, key=len, reverse=True)
        found = re.findall("|".join(map(re.escape, [*names, *self.facts.units.groups])), words)
        for key in IN_LEAD:
            if not old[key]:
                continue
            others = {name for other in IN_LEAD if other != key for name in old[other]}
            lists = {**old, key: [name for name in dict.fromkeys(found) if name not in others]}
            for mode in (lead.mode, *LeadMode):
                update = {"departments": lists["部门"], "cooperating": lists["配合"], "guiding": lists["指导"]}
                if self.facts.lead_words(lead.model_copy(update={**update, "mode": mode})) == words:
                    return lists, str(mode)
        return None

    def _put(self, node: yaml.ScalarNode, value: str) -> None:
        taken = Taken(node.start_mark.line + 1, str(node.value), value)
        if value != node.value and self.wanted(taken):
            self.text.put(node, value)
            self.taken.append(taken)


def _hunks(old: str, new: str) -> Iterator[_Hunk]:
    """The changes of a text, figures as a whole."""
    pieces = _PIECES.findall(old), _PIECES.findall(new)
    ends = [0]
    for piece in pieces[0]:
        ends.append(ends[-1] + len(piece))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, pieces[0], pieces[1], autojunk=False).get_opcodes():
        if tag != "equal":
            yield ends[i1], ends[i2], "".join(pieces[1][j1:j2])


def _pieces(printed: Printed, at: int) -> Iterator[tuple[Origin, int, int]]:
    start = 0
    for end, origin in printed.pieces:
        yield origin, at + start, at + end
        start = end


def _edited(text: str, hunks: Sequence[_Hunk]) -> str:
    for start, end, words in reversed(hunks):
        text = text[:start] + words + text[end:]
    return text


def _date(words: str, before: PartialDate) -> PartialDate | None:
    """A date as text prints it, in the year of the one before where it names none."""
    plain = words.strip().removesuffix("前").removesuffix("底")
    try:
        return PartialDate.parse(plain if "年" in plain else f"{before.year}年{plain}")
    except ValueError:
        return None
