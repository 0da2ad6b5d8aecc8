"""Sections and items as other documents follow them: each with one lead, its passages, and what binds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, zip_longest

from generators.dossier.label_lines import is_label_line
from generators.dossier.natures import Judge, Judgement
from generators.dossier.nodes import Clause, Lead, Measure, Nature, Node, Paragraph, Table, TableWords, WorkItem
from generators.dossier.ordinals import Ordinal, of_measures
from generators.dossier.positions import Numbered
from generators.dossier.source import Path
from generators.dossier.task_key import TaskKey
from generators.dossier.values import REFERENCE
from generators.wording import HEADING_MARKS, LEAD_HERE, first_sentence

_LONGEST = 30  # characters of the first words that stand for a heading
_MOST_CELLS = 60  # of a table that other documents say in words
Passage = tuple[str, Measure]


@dataclass(frozen=True)
class PlacedItem:
    """A section (level 1) or item (level 2 and below) with the number that its place gives it.

    Where parts of an item have leads of their own, each such part is an item too. `title` is its heading without a
    mark at its end (its first words where it has none), `label` its number with those above it (一（二）), `number` its
    own. `passages` are its texts with their numbers; their 责任 and 时限 include those inherited from what stands
    around. `introduction` are the words before its measures or items that ask for nothing by themselves, and
    `of_section` those that stand before the first item of its section. `path` leads to it in the content file.
    """

    content: WorkItem
    title: str
    level: int
    number: str
    label: str
    path: Path
    lead: Lead | None
    judgement: Judgement
    introduction: tuple[Measure, ...]
    of_section: tuple[Measure, ...]
    passages: list[Passage]

    @cached_property
    def key(self) -> TaskKey:
        """By what the item as a whole is recognised in returns."""
        return TaskKey(self.title)

    @property
    def nature(self) -> Nature:
        """性质."""
        return self.judgement.nature

    @property
    def is_task(self) -> bool:
        """Whether it is work to be followed and reported on."""
        return self.nature is Nature.TASK and bool(self.passages)

    @property
    def is_safeguard(self) -> bool:
        """Whether it is a 保障措施."""
        return self.nature is Nature.SAFEGUARD and bool(self.passages)


@dataclass(frozen=True)
class _Around:
    """What a node inherits."""

    lead: Lead | None = None
    responsible: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    by_label: tuple[str, ...] = ()  # of lines such as 完成时限：…; they hold beside the deadlines of a passage
    title: str = ""  # the headings of the items above, which a part's own title needs to be understood
    introduction: tuple[Measure, ...] = ()
    of_section: tuple[Measure, ...] = ()

    def within(self, node: Node) -> _Around:
        """What stands inside the node inherits."""
        return replace(
            self,
            lead=node.lead or self.lead,
            responsible=tuple(node.responsible) or self.responsible,
            deadlines=tuple(node.deadlines) or self.deadlines,
        )

    def measure(self, measure: Measure) -> Measure:
        """A measure with what it inherits."""
        dated = any(clause.deadlines for clause in (measure, *measure.clauses))
        return measure.model_copy(
            update={
                "lead": measure.lead or self.lead,
                "responsible": measure.responsible or list(self.responsible),
                "deadlines": list(dict.fromkeys((*(measure.deadlines if dated else self.deadlines), *self.by_label))),
            }
        )

    def clause(self, text: str) -> Clause:
        """A clause with what it inherits."""
        return Clause.model_construct(
            text=text, lead=self.lead, responsible=list(self.responsible), deadlines=list(self.deadlines)
        )


def items_of(sections: Iterable[Numbered], judge: Judge) -> Iterator[PlacedItem]:
    """Sections and items in reading order."""
    sections = tuple(sections)
    judged = judge.judge(sections)
    for section in sections:
        yield from _items(section, judged, _Around())


def paragraph_items(key: str, texts: Sequence[Paragraph], path: Path, judge: Judge) -> Iterator[PlacedItem]:
    """The paragraphs outside of all sections (`key`: 正文, 导语 or 结语) that carry 牵头, 责任, 时限 or 性质."""
    carrying = [index for index, text in enumerate(texts) if any(map(_carries, text.nodes()))]
    for number, index in enumerate(carrying, 1):
        text = texts[index]
        label = f"{key}{number}" if len(carrying) > 1 else key
        content = WorkItem.model_construct(text=[text])
        nature = next((one.nature for one in text.nodes() if one.nature), None)
        natures = [judge.of_node(one) for one in text.nodes()]
        judgement = Judgement(nature or (Nature.TASK if Nature.TASK in natures else Nature.SAFEGUARD))
        node = Numbered(content, 1, Ordinal.NONE, label, label, (*path, index), ())
        yield from _items(node, {node.path: judgement}, _Around())


def asks(sections: Iterable[Numbered | WorkItem]) -> bool:
    """Whether anything in sections carries 牵头, 责任, 时限 or 性质."""
    contents = (section.content if isinstance(section, Numbered) else section for section in sections)
    return any(_carries(node) for content in contents for node in content.nodes())


def _carries(node: Node) -> bool:
    return bool(node.lead or node.responsible or node.deadlines or node.nature)


def _items(place: Numbered, judged: dict[Path, Judgement], above: _Around) -> Iterator[PlacedItem]:
    content, around = place.content, _with_label_lines(above.within(place.content), place.content)
    introduces = bool(content.measures or content.items)
    leading = [one for one in content.introduction if introduces and not any(map(_carries, one.nodes()))]
    introduction = (*above.introduction, *_with_tables(_without_label_lines(leading)))
    whole = PlacedItem(
        content=content,
        title="",
        level=place.level,
        number=place.number,
        label=place.label,
        path=place.path,
        lead=around.lead,
        judgement=judged[place.path],
        introduction=introduction,
        of_section=above.of_section,
        passages=list(_passages(content, around, leading)),
    )
    title = content.title.rstrip(HEADING_MARKS) or _first_words(whole.passages, content)
    whole = replace(whole, title=f"{above.title}：{title}" if above.title else title)
    yield from _by_lead(whole)
    is_item = place.level > 1 and bool(content.title)
    inner = replace(around, title=whole.title if is_item else "", introduction=introduction)
    if place.level == 1:
        inner = replace(inner, introduction=(), of_section=introduction)
    for below in place.below:
        yield from _items(below, judged, inner)


def _passages(content: WorkItem, around: _Around, introduction: Sequence[Paragraph]) -> Iterator[Passage]:
    """All its text as (number, passage): paragraphs without a number, and measures; else its heading."""
    texts = (one for one in (*content.introduction, *content.text) if one not in introduction)
    ordinal = of_measures(content.ordinal, len(content.measures))
    passages: list[Passage] = [("", around.measure(text)) for text in _with_tables(_without_label_lines(texts))]
    passages += [(ordinal.text(n), around.measure(measure)) for n, measure in enumerate(content.measures, 1)]
    passages += [("", around.measure(text)) for text in _with_tables(_without_label_lines(content.closing))]
    if not passages and not content.items and content.title:
        heading = Measure.model_construct(text=f"{content.title.rstrip(HEADING_MARKS)}。")
        passages = [("", around.measure(heading))]
    return (part for passage in passages for part in _parts_by_lead(*passage))


def _with_label_lines(around: _Around, content: WorkItem) -> _Around:
    """What stands inside a node inherits, and the deadlines that a line such as 完成时限：… gives it."""
    lines = [one for one in (*content.introduction, *content.text, *content.closing) if is_label_line(one.text)]
    named = (name for line in lines for name in (*line.deadlines, *REFERENCE.findall(line.text)))
    dates = tuple(dict.fromkeys(named))
    return replace(around, by_label=dates) if dates else around


def _without_label_lines(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Those paragraphs that say what is to be done, not only who or by when."""
    return (one for one in paragraphs if not is_label_line(one.text))


def as_measure(paragraph: Paragraph) -> Measure:
    """A paragraph with its measures as one measure: each of them a clause that begins with its number."""
    if not paragraph.measures:
        return paragraph
    ordinal = of_measures(paragraph.ordinal, len(paragraph.measures))
    clauses = [*paragraph.clauses]
    for number, measure in enumerate(paragraph.measures, 1):
        around = _Around().within(measure)
        parts = list(measure.parts())
        for part in parts:
            text = ordinal.text(number) + part.text if part is parts[0] else part.text
            clauses.append(around.within(part).clause(text))
    return paragraph.model_copy(update={"clauses": clauses, "measures": []})


def _with_tables(paragraphs: Iterable[Paragraph]) -> list[Measure]:
    """Paragraphs as measures; a table is said in words at the end of the paragraph above it."""
    found: list[Measure] = []
    for paragraph in paragraphs:
        if paragraph.table is None:
            found.append(as_measure(paragraph))
        elif found:
            words = TableWords.model_construct(text=_table_words(paragraph.table))
            found[-1] = found[-1].model_copy(update={"clauses": [*found[-1].clauses, words]})
        else:
            found.append(paragraph.model_copy(update={"text": _table_words(paragraph.table), "table": None}))
    return found


def without_tables(measure: Measure) -> Measure:
    """A measure without the tables that it says in words: it is known by its own."""
    clauses = [clause for clause in measure.clauses if not isinstance(clause, TableWords)]
    return measure if len(clauses) == len(measure.clauses) else measure.model_copy(update={"clauses": clauses})


def _table_words(table: Table) -> str:
    """A table in words, row by row, each cell after the head of its column; of a long one only that it is there."""
    if len(table.rows) * len(table.rows[0] if table.rows else ()) > _MOST_CELLS:
        return "（此处有表，见通知。）"
    over = table.upper or [""] * len(table.head)
    head = [above + name for above, name in zip(over, table.head, strict=True)] if len(table.head) > 2 else ["", ""]
    mark = "，" if len(table.head) > 2 or (table.rows and len(table.rows[0]) > 2) else "："
    rows = (
        mark.join(f"{name}：{cell}" if name else cell for name, cell in zip_longest(head, row, fillvalue="") if cell)
        for row in ([one.replace("\n", "") for one in row] for row in table.rows)
    )
    return "；".join(filter(None, rows)) + "。"


def _parts_by_lead(number: str, measure: Measure) -> Iterator[Passage]:
    """A passage in parts of one lead each, where its clauses have leads of their own."""
    if not any(clause.lead for clause in measure.clauses):
        yield number, measure
        return
    for lead, parts in groupby(measure.parts(), key=lambda clause: clause.lead or measure.lead):
        yield number, measure.model_copy(update={"text": "", "clauses": list(parts), "lead": lead})


def _by_lead(whole: PlacedItem) -> Iterator[PlacedItem]:
    """The item, and as an item of its own each run of passages with another lead than the item's."""
    leads = [measure.lead for _, measure in whole.passages]
    if leads and all(lead == leads[0] for lead in leads):
        yield replace(whole, lead=leads[0])
        return
    yield replace(whole, passages=[one for one in whole.passages if one[1].lead == whole.lead])
    runs = groupby(whole.passages, key=lambda passage: passage[1].lead)
    others = [(lead, list(passages)) for lead, passages in runs if lead != whole.lead]
    for number, (lead, passages) in enumerate(others, 1):
        words = _first_words(passages, whole.content)
        yield replace(
            whole,
            title=f"{whole.title}：{words}" if passages[0][0] else words,
            label=f"{whole.label}-{number}",
            lead=lead,
            passages=passages,
            introduction=(),
        )


def _first_words(passages: Sequence[Passage], content: WorkItem) -> str:
    """The first words of a text, which stand for a heading: its first sentence, the first clause of a long one.

    Dates are left out, so that a changed deadline does not change by what an item is known.
    """
    texts = ["".join(part.text for part in measure.parts()) for _, measure in passages]
    texts += [item.title or next((one.text for one in item.paragraphs()), "") for item in content.items[:1]]
    plain = REFERENCE.sub("", next(iter(texts), "")).replace(LEAD_HERE, "").lstrip("前内，、")
    words = first_sentence(plain).rstrip(HEADING_MARKS)
    return words if len(words) <= _LONGEST else re.split("[，；：]", words)[0]
