"""What a dossier states, fact by fact, each under what it is about: so that two states of it can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from generators.dossier.dossier import Dossier
from generators.dossier.models import Deadline, Unit
from generators.dossier.phrases import leads, manner, role, short_labels, short_names
from generators.dossier.positions import PlacedItem
from generators.dossier.values import REFERENCE
from generators.plan import leaves

About: TypeAlias = tuple[str, ...]
"""A sort of fact and what it is of: ("时限", "进展报告")."""

BLANK = "＿"
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?前?|\d{1,2}月\d{1,2}日前?")


class Statement(NamedTuple):
    """What is stated of one thing: the words to tell it with, and how documents print it where that differs.

    `near`: the words beside which documents print it, where it would not be known by itself. `moves`: the words of what
    stands in another place because of it. `within`: words in which it shows for another reason.
    """

    words: str
    prints: tuple[str, ...] = ()
    near: str = ""
    moves: tuple[str, ...] = ()
    within: str = ""


Statements: TypeAlias = dict[About, Statement]


def of_all(dossier: Dossier) -> Statements:
    """What the notice states as a whole."""
    found = dict(_elements(dossier))
    found["单位次序",] = Statement("\n".join(unit.short_name for unit in dossier.units))
    for unit in dossier.units:
        found["单位", unit.name] = Statement("", (unit.name, unit.short_name))
        found["简称", unit.name] = _short_name(unit)
        found["类别", unit.name] = _category(unit)
    found |= {("有任务", unit.name): Statement("", unit.names) for unit in dossier.units_with_duties}
    found |= {("要报送", unit.name): Statement("", unit.names) for unit in dossier.reporting_units}
    for deadline in dossier.notice.deadlines:
        found["时限", deadline.name] = _limit(deadline)
        found["事由", deadline.name] = Statement(deadline.matter)
        found["对象", deadline.name] = Statement(short_labels(dossier, deadline.bound))
        bound = dossier.bound_by(deadline)
        cities = sum(unit.is_city for unit in bound)
        found["应报", deadline.name] = Statement(
            f"{len(bound)}个", tuple(map(str, (len(bound), len(bound) - cities, cities)))
        )
    total = sum(len(item.passages) for item in dossier.tasks)
    found["措施总数",] = Statement(f"{total}项", (str(total),))
    for item in dossier.placed:
        title, lead = item.content.title, item.content.lead
        found["事项", title] = Statement("", (title,))
        found["序号", title] = Statement(item.label, (item.label, item.number), near=title)
        if lead:
            found["牵头单位", title] = Statement(lead.printed or leads(dossier, item), near=title)
            if not lead.printed:
                found["牵头方式", title] = Statement(manner(dossier, item), near=title)
            found["配合", title] = Statement(short_names(dossier.cooperating(item)), near=title)
        found["填写提示", title] = Statement(item.content.guidance)
        found |= _item(dossier, item)
    for one in dossier.returns:
        name = dossier.units[one.unit].short_name
        found["报送", name] = Statement(repr(one), (name, *leaves(one.model_dump(mode="json"))))
    return found


def of_unit(dossier: Dossier, unit: Unit) -> Statements:
    """What is stated of one unit: what it leads, what is asked of it, its dates and its own names."""
    found: Statements = {
        ("简称", unit.name): _short_name(unit),
        ("类别", unit.name): _category(unit),
        ("文件名里的序号",): Statement(str(unit.number)),
    }
    for item in dossier.items_led_by(unit):
        title = item.content.title
        found["牵头", title] = Statement(role(dossier, item, unit), (title, role(dossier, item, unit)))
        found["序号", title] = Statement(item.label, (item.label, item.number), near=title)
        found |= {about: one for about, one in _item(dossier, item).items() if about[0] != "责任"}
    for deadline in dossier.deadlines_of(unit):
        found["约束", deadline.name] = _limit(deadline)
        found["事由", deadline.name] = Statement(deadline.matter)
    for item in dossier.safeguards:
        found["保障要求", item.content.title] = Statement(_without_dates(dossier.safeguard_words(item, unit)))
    for duty in [*dossier.namings_of(unit), *dossier.common_requirements(unit)]:
        name = dossier.key(duty.item, duty.measure).measure
        words = duty.text
        for deadline in dossier.deadlines_in(duty.measure):
            words = words.replace(deadline.text(), BLANK)
        found["要求", duty.item.content.title, name] = Statement(_without_dates(words))
    return found


def _elements(dossier: Dossier) -> Iterator[tuple[About, Statement]]:
    """The elements of the notice itself, under their keys."""
    own = dossier.notice
    for name, field in type(own).model_fields.items():
        value = getattr(own, name)
        key = field.alias or ""
        if isinstance(value, bool):
            yield (key,), Statement("是" if value else "否")
        elif isinstance(value, str):
            yield (key,), Statement(value.replace("\n", ""))
        elif key in ("成文日期", "印发日期"):
            yield (key,), _dated(value.text() if value else "")
        elif key in ("签发人", "联合发文", "抄送", "出席", "请假", "列席"):
            yield (key,), Statement("、".join(value))
    for key, person in (("联系人", own.contact.person), ("联系电话", own.contact.telephone)):
        yield (key,), Statement(person)
    yield ("电子邮箱",), Statement(own.contact.mail)
    yield ("签署人",), Statement(f"{own.signatory.post}{own.signatory.name}" if own.signatory else "")
    body = dossier.body
    yield ("印发件的标题",), Statement(body.title.replace("\n", "") if own.arrangement else "")
    for key, texts in (("正文", own.text), ("导语", body.introduction), ("结语", body.closing)):
        yield from _paragraphs(key, texts, dossier)
    for number, attachment in enumerate(own.attachments, 1):
        yield (f"附件{number}的名称",), Statement(attachment.title)
        yield (f"附件{number}的正文",), Statement("".join(attachment.text))
    summary = own.summary
    for key, text in (("汇总的导语", summary.introduction), *_named("汇总的领域", summary.areas)):
        yield (key,), Statement(text)
    for key, text in _named("汇总的保障", summary.safeguards):
        yield (key,), Statement(text)
    for key, texts in (("汇总的问题", summary.problems), ("汇总的下一步", summary.next_steps)):
        yield from _paragraphs(key, texts, dossier)


def _named(key: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{key}“{title}”", text) for title, text in texts.items())


def _paragraphs(key: str, texts: Iterable[str], dossier: Dossier) -> Iterator[tuple[About, Statement]]:
    for number, text in enumerate(texts, 1):
        dates = [dossier.deadlines[name] for name in REFERENCE.findall(text)]
        near = max(re.split("[。；\n]", REFERENCE.sub("。", text)), key=len) if dates else ""
        yield (f"{key}第{number}段",), Statement(text, _prints(dates), near)


def _item(dossier: Dossier, item: PlacedItem) -> Statements:
    """An item as written: its measures in their order, each with its units and the names of its dates."""
    title = item.content.title
    names = [dossier.key(item, measure).measure for _, measure in item.passages]
    found: Statements = {
        ("导语", title): Statement(item.content.introduction),
        ("次序", title): Statement("\n".join(names), near=title),
        ("下级", title): Statement("".join(one.title for one in item.content.items)),
    }
    for name, (_, measure) in zip(names, item.passages, strict=True):
        words = "".join(part.text for part in measure.parts())
        found["措施", title, name] = Statement(words)
        found["责任", title, name] = Statement(short_labels(dossier, measure.named), near=title)
        dates = dossier.deadlines_in(measure)
        found["完成时限", title, name] = Statement("、".join(one.name for one in dates), _prints(dates), title)
    return found


def _dated(words: str) -> Statement:
    """A date, which the notice prints without the year that is its own."""
    return Statement(words, tuple(dict.fromkeys((words, re.sub(r"^\d{4}年(?=\d)", "", words)))) if words else ())


def _short_name(unit: Unit) -> Statement:
    return Statement(unit.short_name, within=unit.name if unit.short_name != unit.name else "")


def _category(unit: Unit) -> Statement:
    """Of the categories documents show whether one is a city: a form bears a mark."""
    return Statement(unit.category, ("是" if unit.is_city else "",))


def _limit(deadline: Deadline) -> Statement:
    """A deadline's date. Tables stand in the order of their dates, so another one may move what is to be done by it."""
    return _dated(deadline.text())._replace(moves=tuple(filter(None, [deadline.matter])))


def _prints(deadlines: Iterable[Deadline]) -> tuple[str, ...]:
    return tuple(words for one in deadlines for words in _dated(one.text()).prints)


def _without_dates(text: str) -> str:
    """Text that is filled in already, its dates as blanks: that a date moved is told once, as the date's own change."""
    return _DATE.sub(BLANK, text)
