"""The text of a notice as the notice prints it: nodes as paragraphs with their headings, numbers and leads.

A node prints 标题 · 导语 · 正文 · 措施 · 事项 · 结语 · 牵头.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from generators.dossier.lead_words import is_bracket
from generators.dossier.ordinals import Ordinal, of_measures
from generators.plan import Fields
from generators.typesetting.lines import width
from generators.wording import LEAD_HERE, heading_sentence

if TYPE_CHECKING:
    from generators.dossier.facts import Facts
    from generators.dossier.nodes import Lead, Measure, Paragraph, Table, WorkItem
    from generators.dossier.positions import Numbered

_NARROW, _WIDE = 2, 14  # characters: the bounds between which columns of tables follow their words
_TO_FILL = 6  # of a column that is to be filled in
_SHORT, _MARGIN = 6, 1.2  # of words that stand on one line, and around them
_ACROSS = 42  # of the type of tables in the width of the page
_STYLES = {Ordinal.SECTION: "一", Ordinal.CHAPTER: "一", Ordinal.ITEM: "二"}


def printed_paragraphs(facts: Facts, paragraphs: Iterable[Paragraph]) -> list[str]:
    """Paragraphs outside of sections as the notice prints them."""
    return [str(line["文字"]) for line in printed_entries(facts, paragraphs)]


def printed_entries(facts: Facts, paragraphs: Iterable[Paragraph]) -> list[Fields]:
    """The same in the form of `printed_sections`, tables included."""
    printer = _Printer(facts)
    for paragraph in paragraphs:
        printer.close()
        printer.paragraph(paragraph, None)
    return list(printer.lines)


def printed_sections(facts: Facts, sections: Iterable[Numbered]) -> list[Fields]:
    """The paragraphs of sections: 级别 (一 二 三; empty: no heading), 标题, and the 文字 that runs on after it.

    A table is a line with 表格 (表头 and 行, cells with their 字 and the column's 宽).
    """
    printer = _Printer(facts)
    for section in sections:
        printer.item(section)
    return list(printer.lines)


def printed_within(facts: Facts, place: Numbered) -> list[str]:
    """The paragraphs of an item without its heading and its lead."""
    content = place.content.model_copy(update={"title": "", "lead": None})
    lines = printed_sections(facts, [replace(place, content=content, prefix="")])
    return [f"{line['标题']}{line['文字']}" for line in lines]


def table_line(table: Table) -> Fields:
    """A table as a line of its own, in the form of `printed_sections`."""
    return {"级别": "", "标题": "", "文字": "", "表格": table_fields(table)}


def table_fields(table: Table) -> Fields:
    """A table: cells with the share of the table's width that their column has, by its longest words."""
    rows = [*([table.head] if table.head else []), *table.rows]
    columns = list(zip(*rows, strict=True))
    longest = [max(max(map(width, cell.split("\n"))) for cell in column) for column in columns]
    open_ones = [not any(column[bool(table.head) :]) for column in columns]
    longest = [max(one, _TO_FILL) if is_open else one for one, is_open in zip(longest, open_ones, strict=True)]
    shares = [str(round(100 * share)) for share in _shares([max(one, _NARROW) for one in longest])]

    def cells(row: Sequence[str]) -> list[Fields]:
        return [{"字": cell, "宽": share} for cell, share in zip(row, shares, strict=True)]

    over = table.upper or [""] * len(table.head)
    merged = ["continue" if table.upper and not word else "" for word in over]
    head = [{**cell, "并": one} for cell, one in zip(cells(table.head) if table.head else [], merged, strict=True)]
    return {"上层": _upper_row(table), "表头": head, "行": [cells(row) for row in table.rows]}


def _upper_row(table: Table) -> list[Fields]:
    """The upper row of a head: equal words side by side are one cell; a name without any goes down over both rows."""
    found: list[Fields] = []
    for word, pairs in groupby(zip(table.upper, table.head, strict=False), key=itemgetter(0)):
        names = [name for _, name in pairs]
        if word:
            found.append({"字": word, "跨": str(len(names)), "并": ""})
        else:
            found += [{"字": name, "跨": "1", "并": "restart"} for name in names]
    return found


def _shares(longest: Sequence[float]) -> list[float]:
    """The widths of columns in characters: short words stand on one line, long texts share what these leave."""
    wanted = [min(one, _WIDE) + _MARGIN for one in longest]
    short = sum(one for one in wanted if one <= _SHORT + _MARGIN)
    left = _ACROSS - short
    long = sum(wanted) - short
    if long <= left or left < _SHORT * sum(one > _SHORT + _MARGIN for one in wanted):
        return wanted
    return [one if one <= _SHORT + _MARGIN else one * left / long for one in wanted]


@dataclass
class _Printer:
    """Writes nodes into lines. `is_open`: what comes next runs on in the last line."""

    facts: Facts
    lines: list[Fields] = field(default_factory=list)
    is_open: bool = False

    def close(self) -> None:
        self.is_open = False

    def item(self, place: Numbered) -> None:
        content = place.content
        self._heading(place)
        for paragraph in (*content.introduction, *content.text):
            self.paragraph(paragraph, content.lead)
        self.is_open = self.is_open or bool(content.introduction and not content.text)
        self._measures(content.measures, of_measures(content.ordinal, len(content.measures)), content.lead)
        for below in place.below:
            self.close()
            self.item(below)
        self.close()
        for paragraph in content.closing:
            self.paragraph(paragraph, content.lead)
        self._lead(content.lead, content.paragraphs())
        self.close()

    def paragraph(self, paragraph: Paragraph, around: Lead | None) -> None:
        """One paragraph with its measures, its clauses and its lead; `around` is the lead of what stands around it."""
        if paragraph.table:
            self.lines.append(table_line(paragraph.table))
            self.close()
            return
        self._measure("", paragraph, around)
        self.is_open = True
        ordinal = of_measures(paragraph.ordinal, len(paragraph.measures))
        self._measures(paragraph.measures, ordinal, paragraph.lead or around)
        self._lead(paragraph.lead, [paragraph, *paragraph.measures])
        self.close()

    def _heading(self, place: Numbered) -> None:
        content, style = place.content, _STYLES.get(place.ordinal, "三")
        if place.ordinal is Ordinal.NONE:
            style = "一二三"[min(place.level, 3) - 1]
        if not content.title:
            self._start(place.prefix)
            return
        has_text = any(True for _ in content.paragraphs()) if not content.items else bool(_before_items(content))
        has_text = has_text or (content.lead is not None and not content.items)
        runs = has_text and (content.run_in if content.run_in is not None else _runs_in(place))
        title = heading_sentence(content.title) if runs else content.title
        self.lines.append({"级别": style, "标题": place.prefix + title, "文字": ""})
        self.is_open = runs

    def _measures(self, measures: Sequence[Measure], ordinal: Ordinal, around: Lead | None) -> None:
        for number, measure in enumerate(measures, 1):
            if not ordinal.is_inline:
                self.close()
            self._measure(ordinal.text(number), measure, around)
            self.is_open = True
            self._lead(measure.lead, [measure])
        if measures:
            self.close()

    def _measure(self, number: str, measure: Measure, around: Lead | None) -> None:
        """Number, text and clauses; each clause with its lead."""
        self._run(number)
        for part in measure.parts():
            lead = part.lead or measure.lead or around
            self._run(self.facts.notice_text(part.text).replace(LEAD_HERE, self._words(lead)))
            if part.lead and LEAD_HERE not in part.text:
                self._close_with(self._words(part.lead))

    def _lead(self, lead: Lead | None, measures: Iterable[Measure]) -> None:
        """The lead at the end of its node, unless one of the node's `measures` has it in place."""
        if lead and not any(LEAD_HERE in part.text for one in measures for part in one.parts()):
            self._close_with(self._words(lead))

    def _words(self, lead: Lead | None) -> str:
        return self.facts.lead_words(lead) if lead else ""

    def _close_with(self, words: str) -> None:
        if is_bracket(words) and self.lines and "表格" not in self.lines[-1]:
            self._add(words)
            return
        for line in filter(None, words.split("\n")):
            self._start(line)
            self.close()

    def _add(self, text: str) -> None:
        self.lines[-1] = {**self.lines[-1], "文字": f"{self.lines[-1]['文字']}{text}"}

    def _start(self, text: str) -> None:
        self.lines.append({"级别": "", "标题": "", "文字": text})
        self.is_open = True

    def _run(self, text: str) -> None:
        if text and self.is_open:
            self._add(text)
        elif text:
            self._start(text)


def _before_items(content: WorkItem) -> Sequence[Measure]:
    return (*content.introduction, *content.text, *content.measures)


def _runs_in(place: Numbered) -> bool:
    """Whether a heading runs into its text where content does not say (接排)."""
    stands_alone = place.ordinal in (Ordinal.SECTION, Ordinal.CHAPTER)
    return not stands_alone and not (place.ordinal is Ordinal.NONE and place.level == 1)
