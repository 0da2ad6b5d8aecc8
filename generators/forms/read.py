"""A form that came back: what was typed in it, by the labels of the form and never by the file's name.

What the form asks for is an answer; every other word that was not in the form when it was sent out is kept as loose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from generators.forms.answers import answers
from generators.forms.attachment_table import filled_tables
from generators.forms.cells import Line, Table, blocks_of, identity_of, texts_of
from generators.forms.choices import chosen, is_untouched, without_boxes, without_nil_box
from generators.forms.passages import TASK, Passage, key, place_of
from generators.forms.printed import Printed, again, asked_at, in_story, printed_aside, printed_value
from generators.problems import Place, TemplateError, error
from generators.submission import PROGRESS_LABELS, UNIT_LABELS, Aside, Entry, Identify, Loose, Submission
from generators.word.controls import PROMPTS
from generators.word.package import read_parts, transitional
from generators.word.parts import content_types, text_parts

_MOST_PARAGRAPHS = 20_000  # some minutes of reading; a form of 200 tasks has 3,000
_PARAGRAPH = re.compile(rb"<\w+:p[\s/>]")
_STATE, _PROBLEMS = "完成状态", "存在问题"


def read_form(
    raw: bytes,
    file: str,
    blank: Callable[[str, str], Collection[str]],
    identify: Identify = lambda stated, texts: stated,
    asked: Sequence[str] = PROGRESS_LABELS,
    attached: Mapping[str, Sequence[Sequence[str]]] = MappingProxyType({}),
) -> Submission:
    """What was typed into a form. `blank` gives `blank_texts` of the form as it was sent out, for its kind and unit.

    `asked` are the labels of a task; `attached` the tables of attachments that units fill in (see `filled_tables`).

    Where `blank` gives nothing, every printed word counts as typed. The identity is empty for a document of somebody
    else's. Raises TemplateError, naming `file`, for what is no Word document that can be read.
    """
    parts = _parts(raw, file)
    blocks = list(blocks_of(parts, file))
    notice, kind, unit = identify(identity_of(parts), list(texts_of(blocks)))
    taken = _Taken(Printed(blank(kind, unit)))
    tables, blocks = filled_tables(blocks, attached)
    for passage in answers(blocks, asked):
        taken.take(passage)
    entries = [Entry(one.task, one.values, one.place) for one in taken.entries.values() if one.values]
    asides = [one for one in _asides(blocks) if not taken.printed.holds_aside(one)]
    return Submission(notice, kind, unit, taken.about, entries, taken.loose, asides, tables)


def blank_texts(raw: bytes, asked: Sequence[str] = PROGRESS_LABELS) -> set[str]:
    """What stands in a form that nobody has filled in: its paragraphs, and marks for what stands there more than once.

    Those of several versions of a form may be put together. Raises TemplateError as `read_form`.
    """
    found: set[str] = set()
    seen: Counter[str] = Counter()
    headings: dict[int, str] = {}
    blocks = list(blocks_of(_parts(raw, "空白表"), "空白表"))
    found |= {printed_aside(aside.what, number) for number, aside in enumerate(_asides(blocks))}
    for passage in answers(blocks, asked):
        if passage.label == TASK:
            headings[passage.entry] = passage.heading or "".join(passage.lines)
        if passage.label and passage.label != TASK:
            if words := _value(passage)[0]:
                found.add(printed_value(headings.get(passage.entry, ""), passage.label, words))
            continue
        if any(line.strip() in PROMPTS for line in passage.lines):
            found.add(asked_at(passage.place))
        for line in filter(None, map(_without_prompts, passage.lines)):
            seen[key(line)] += 1
            found.add(in_story(passage.story, line) if passage.story else line)
            if not passage.story and seen[key(line)] > 1:
                found.add(again(line, seen[key(line)]))
    return found


def _parts(raw: bytes, file: str) -> dict[str, bytes]:
    if not raw:
        raise TemplateError(error("是空文件", "请对方重新报送", Place(file)))
    parts = transitional(read_parts(raw, file))
    kinds = content_types(parts)
    if any(name.endswith("vbaProject.bin") or "macroEnabled" in kind for name, kind in kinds.items()):
        raise TemplateError(error("带宏的文件，不打开", "请对方另存为不带宏的 .docx 再报", Place(file)))
    paragraphs = sum(len(_PARAGRAPH.findall(parts[name])) for name in text_parts(parts))
    if paragraphs > _MOST_PARAGRAPHS:
        message = f"有 {paragraphs} 段，不像报送表（最多 {_MOST_PARAGRAPHS} 段）"
        raise TemplateError(error(message, "删去空行后再收，或者照原件录入", Place(file)))
    return parts


def _asides(blocks: Iterable[Line | Table]) -> Iterator[Aside]:
    """What stands in a form beside the words that are read, but for printed prompts and choices."""
    for block in blocks:
        if isinstance(block, Line):
            found = [(block.place, block.remarks)]
        else:
            rows = enumerate(block.rows)
            found = [(place_of(block, row, at), cell.remarks) for row, cells in rows for at, cell in enumerate(cells)]
        for place, remarks in found:
            for remark in remarks:
                words = _without_prompts(remark.words)
                if remark.sort != "left" or (words and not is_untouched(words)):
                    yield Aside(place, remark.what, words, remark.sort)


def _without_prompts(line: str) -> str:
    """Without the prompt that an office left in front of or behind what was typed."""
    text = line.strip()
    for prompt in PROMPTS:
        if text.startswith(prompt):
            return text.removeprefix(prompt).strip()
        if text.endswith(prompt):
            return text.removesuffix(prompt).strip()
    return text


def _value(passage: Passage) -> tuple[str, str]:
    """The words of a value, and what was typed beside it."""
    lines = list(filter(None, map(_without_prompts, passage.lines)))
    words = "\n".join(lines)
    if passage.label not in (_STATE, _PROBLEMS):
        return words, ""
    choice = chosen(words) if passage.label == _STATE else without_nil_box(words)
    return choice.words, "" if choice.whole else without_boxes(words)


@dataclass
class _Entry:
    task: str
    place: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class _Taken:
    """What has been taken from a form so far."""

    printed: Printed
    about: dict[str, str] = field(default_factory=dict)
    entries: dict[int, _Entry] = field(default_factory=dict)
    loose: list[Loose] = field(default_factory=list)

    def take(self, passage: Passage) -> None:
        """Keep a passage as a task's heading, an answer, or loose words."""
        if passage.label == TASK:
            if passage.entry not in self.entries:
                task = passage.heading or self.printed.heading(passage.lines)
                self.entries[passage.entry] = _Entry(task, passage.place)
            self._keep(passage)
        elif passage.label:
            self._answer(passage)
        else:
            self._keep(passage)

    def _keep(self, passage: Passage) -> None:
        """Keep what was not printed there."""
        typed = list(self._typed(passage))
        if typed:
            self.loose.append(Loose(passage.place, "\n".join(typed), self.printed.asks(passage)))

    def _typed(self, passage: Passage) -> Iterator[str]:
        for line in filter(None, map(_without_prompts, passage.lines)):
            if not self.printed.holds(passage, line):
                yield line

    def _answer(self, passage: Passage) -> None:
        words, beside = _value(passage)
        entry = self.entries.get(passage.entry)
        if not words or self.printed.holds_value(entry.task if entry else "", passage.label, words):
            return
        values = self.about if passage.label in UNIT_LABELS or not entry else entry.values
        before = values.get(passage.label)
        if before is None:
            values[passage.label] = words
        elif passage.more:
            values[passage.label] = f"{before}\n{words}"
        else:
            self.loose.append(Loose(passage.place, words))
        if beside:
            self.loose.append(Loose(passage.place, beside))
