"""The content rules for texts: marks that are missing, dates and units without a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.label_lines import is_label_line, is_lead_line
from generators.dossier.nodes import Measure, Node, Paragraph
from generators.dossier.positions import Numbered
from generators.dossier.source import Path, Source
from generators.dossier.tasks import asks
from generators.dossier.units import ALL_CITIES
from generators.dossier.values import REFERENCE
from generators.problems import Problem, error, notice, warning
from generators.wording import listed

_DATE_IN_TEXT = re.compile(r"\d{4}年(?![春夏秋冬度])(?:(?:\d{1,2}月)(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
# The words by which text means 各市 (design, section 3, "Who is meant"); 各市、各部门 in a safeguard binds everyone.
_CITIES_IN_TEXT = re.compile(r"各市(?!、各)|市、县级政府|各级政府")
# Before a unit that is given something, and does nothing: 报县农业农村局备案, 办公室设在县公安局.
_GIVEN = "(?:报|报送|上报|报告|抄送|送|提交|移送|设在|向)(?:至|给|到)?"
_LITERAL = ("标题", "名称", "表述", "附注", "填写提示", "主送机关")  # keys whose words are printed as they are


def check_texts(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Every finding in the texts of a notice, with its place in the notice's file."""
    yield from _typed_marks(dossier, source)
    yield from _stray_references(source)
    yield from _loose_words(dossier, source)


def _typed_marks(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Paragraphs without a full stop, and references to deadlines that are not recognised."""
    for path, text, _ in _texts(dossier):
        if re.search(r"[^。！？；，：、”）》…]$", text) and "分句" not in path and not is_label_line(text):
            yield notice("这一段末尾没有句号", "补上“。”", source.place(path))
        for near in re.findall(r"[\[【（(]\s*[时期]限\s*[：:][^\]】）)]*[\]】）)]", REFERENCE.sub("", text)):
            yield warning(f"“{near}”像是引用时限，但没有认出", "写成【时限：名称】", source.place(path))


def _stray_references(source: Source) -> Iterator[Problem]:
    """References to deadlines in places that print their words as they are."""
    for path, text in source.texts():
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if "【时限" in text and key in _LITERAL:
            yield error("这里不能引用时限", "直接写出文字，或移到正文里", source.place(path))


def _loose_words(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Dates and units written in text without a reference: an edit of the fact would not change them."""
    for path, text, _ in _texts(dossier):
        for date in _dates_ahead(text, dossier.notice.issued_on):
            hint = "在“时限”里写明这个日期，正文改用【时限：名称】引用"
            yield notice(f"正文里直接写了日期“{date}”", hint, source.place(path))
    for path, text, named in _texts(dossier):
        if named is None:
            continue
        names = list(_units_in(text, dossier, named))
        if names and is_lead_line(text):
            hint = "这一行照样印出来：和“牵头”改成同样的单位"
            yield warning(f"这一行写的{listed(names)}，“牵头”里没有", hint, source.place(path))
        elif names:
            hint = f"确需其负责的，补上“责任: [{', '.join(names)}]”"
            yield notice(f"正文提到“{listed(names)}”，但没有写进“责任”", hint, source.place(path))


def _dates_ahead(text: str, issued: PartialDate | None) -> Iterator[str]:
    for found in _DATE_IN_TEXT.findall(re.sub("《[^》]*》", "", REFERENCE.sub("", text))):
        if issued is None:
            continue
        written = found if "年" in found else f"{issued.year}年{found}"
        try:
            ahead = PartialDate.parse(written).last_day >= issued.last_day
        except ValueError:
            ahead = True
        if ahead:
            yield found


def _units_in(text: str, dossier: Dossier, named: set[str]) -> Iterator[str]:
    for unit in dossier.units.named_in(text):
        found = next((name for name in unit.names if name in text), None)
        if found and unit.name not in named:
            acts = re.search(rf"(?<!〓){re.escape(found)}", re.sub(f"{_GIVEN}(?={re.escape(found)})", "〓", text))
            text = text.replace(found, "")
            if acts:
                yield unit.short_name
    cities = {unit.name for unit in dossier.units.of_group(ALL_CITIES)}
    if cities - named and _CITIES_IN_TEXT.search(text):
        yield ALL_CITIES


class _Text(NamedTuple):
    """A text with its path and the units named there; `named` None where text cannot name a responsible unit."""

    path: Path
    text: str
    named: set[str] | None


def _texts(dossier: Dossier) -> Iterator[_Text]:
    """Every text of the notice and of what it issues, with its path."""
    yield from _of_paragraphs(dossier, dossier.notice.text, ("正文",), None)
    for body in (*dossier.bodies, *(one for one in dossier.attached if asks(one.sections))):
        yield from _of_paragraphs(dossier, body.content.introduction, body.opening, None)
        yield from _of_paragraphs(dossier, body.content.closing, (*body.path, "结语"), None)
        for section in body.sections:
            yield from _of_item(dossier, section, set())


def _of_item(dossier: Dossier, item: Numbered, around: set[str]) -> Iterator[_Text]:
    content, named = item.content, around | _named(dossier, item.content)
    yield from _of_paragraphs(dossier, content.introduction, (*item.path, "导语"), None)
    yield from _of_paragraphs(dossier, content.text, (*item.path, "正文"), named)
    yield from _of_paragraphs(dossier, content.measures, (*item.path, "措施"), named)
    yield from _of_paragraphs(dossier, content.closing, (*item.path, "结语"), named)
    for below in item.below:
        yield from _of_item(dossier, below, named)


def _of_paragraphs(dossier: Dossier, texts: Sequence[Measure], path: Path, around: set[str] | None) -> Iterator[_Text]:
    for index, text in enumerate(texts):
        here = (*path, index)
        of_text = _named(dossier, text)
        named = of_text if around is None and of_text else None if around is None else around | of_text
        yield _Text((*here, "内容"), text.text, named)
        for number, clause in enumerate(text.clauses):
            of_clause = None if named is None else named | _named(dossier, clause)
            yield _Text((*here, "分句", number, "内容"), clause.text, of_clause)
        if isinstance(text, Paragraph):
            yield from _of_paragraphs(dossier, text.measures, (*here, "措施"), named)


def _named(dossier: Dossier, node: Node) -> set[str]:
    names: Iterable[str] = node.responsible
    if node.lead:
        names = [*names, *node.lead.departments, *node.lead.cooperating, *node.lead.guiding]
    return set(dossier.member_names(names))
