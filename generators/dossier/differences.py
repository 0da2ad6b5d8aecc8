"""What differs between two states of a notice's content, told in facts: for everybody, and unit by unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generators.dossier.dossier import Dossier
from generators.dossier.models import Unit
from generators.dossier.positions import PlacedItem
from generators.dossier.values import likeness
from generators.dossier.words import leads, manner, role, short_labels, short_names
from generators.wording import first_sentence, measure_key

Facts = Mapping[tuple[str, ...], str]
"""What a fact is about -> its words: ("时限", "进展报告") -> 2013年12月13日."""

_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?前?|\d{1,2}月\d{1,2}日前?")
_BLANK = "＿"
_MOST_SHOWN = 24  # characters of a changed text

# Sort of fact -> how it is told when it changes, comes, and goes. {0}, {1} is what it is about.
_TOLD = {
    "时限": ("时限“{0}” {old} → {new}", "新的时限“{0}”：{new}", "取消时限“{0}”"),
    "约束": ("时限“{0}” {old} → {new}", "新受时限“{0}”约束：{new}", "不再受时限“{0}”约束"),
    "事由": ("时限“{0}”的事由改了：{old} → {new}", "", ""),
    "对象": ("时限“{0}”的对象 {old} → {new}", "", ""),
    "事项": ("", "新增“{0}”", "删去“{0}”"),
    "牵头": ("“{0}”：{old} → {new}", "新牵头“{0}”", "不再牵头“{0}”"),
    "牵头单位": ("“{0}”的牵头 {old} → {new}", "“{0}”的牵头：{new}", "“{0}”没有牵头了"),
    "牵头方式": ("“{0}”的牵头方式 {old} → {new}", "", ""),
    "配合": ("“{0}”的配合 {old} → {new}", "“{0}”的配合：{new}", "“{0}”没有配合了"),
    "序号": ("“{0}”的序号 {old} → {new}", "", ""),
    "措施": ("“{0}”的措施改了：{old} → {new}", "“{0}”增加“{1}”", "“{0}”删去“{1}”"),
    "要求": ("“{0}”的要求改了：{old} → {new}", "新的要求：“{0}”的“{1}”", "不再要求：“{0}”的“{1}”"),
    "责任": ("“{0}”的“{1}”责任单位 {old} → {new}", "", ""),
    "单位": ("", "新增单位“{0}”", "删去单位“{0}”"),
    "简称": ("“{0}”的简称 {old} → {new}", "", ""),
    "类别": ("“{0}”的类别 {old} → {new}", "", ""),
    "报送": ("{0}的报送材料改了", "{0}报送了材料", "{0}的报送材料撤下了"),
}
_OTHER = ("{0} {old} → {new}", "{0}：{new}", "删去{0}：{old}")


@dataclass(frozen=True)
class Difference:
    """One fact that changed: in words, and what of it can be found in documents before and after.

    `lost` and `gained` are the ways in which documents may show it.
    """

    text: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    def shows_in(self, lost: str, gained: str) -> bool:
        """Whether it is seen in a document that lost and gained these words."""
        return any(one and one in lost for one in self.lost) or any(one and one in gained for one in self.gained)


def everywhere(old: Dossier, new: Dossier) -> list[Difference]:
    """What changed in the notice as a whole."""
    return list(_differences(_facts_of_all(old), _facts_of_all(new)))


def for_unit(old: Dossier, new: Dossier, name: str) -> list[Difference]:
    """What changed for one unit: what it leads, what is asked of it, its dates and its own names."""
    before = _facts_of_unit(old, old.units[name]) if name in old.units else {}
    after = _facts_of_unit(new, new.units[name]) if name in new.units else {}
    return list(_differences(before, after))


def _facts_of_all(dossier: Dossier) -> dict[tuple[str, ...], str]:
    facts = dict(_elements(dossier))
    for unit in dossier.units:
        facts |= {("单位", unit.name): "", ("简称", unit.name): unit.short_name, ("类别", unit.name): unit.category}
    for deadline in dossier.notice.deadlines:
        facts["时限", deadline.name] = deadline.printed or deadline.date.text()
        facts["事由", deadline.name] = _without_dates(dossier.text(deadline.matter))
        facts["对象", deadline.name] = short_labels(dossier, deadline.bound)
    for item in dossier.placed:
        title = item.content.title
        facts["事项", title] = ""
        facts["序号", title] = item.label
        lead = item.content.lead
        if lead:
            facts["牵头单位", title] = lead.printed or leads(dossier, item)
            facts["牵头方式", title] = "" if lead.printed else manner(dossier, item)
            facts["配合", title] = short_names(dossier.cooperating(item))
        facts |= _measures(dossier, item)
    facts |= {("报送", dossier.units[one.unit].short_name): repr(one) for one in dossier.returns}
    return facts


def _elements(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], str]]:
    """The elements of the notice itself, under their keys."""
    own = dossier.notice
    for name, field in type(own).model_fields.items():
        value = getattr(own, name)
        key = field.alias or ""
        if isinstance(value, bool):
            yield (key,), "是" if value else "否"
        elif isinstance(value, str):
            yield (key,), value.replace("\n", "")
        elif key in ("成文日期", "印发日期"):
            yield (key,), value.text() if value else ""
        elif key in ("签发人", "联合发文", "抄送", "出席", "请假", "列席"):
            yield (key,), "、".join(value)
    for key, person in (("联系人", own.contact.person), ("联系电话", own.contact.telephone)):
        yield (key,), person
    yield ("电子邮箱",), own.contact.mail
    yield ("签署人",), f"{own.signatory.post}{own.signatory.name}" if own.signatory else ""
    body = dossier.body
    yield ("印发件的标题",), body.title.replace("\n", "") if own.arrangement else ""
    for key, texts in (("正文", own.text), ("导语", body.introduction), ("结语", body.closing)):
        for number, text in enumerate(texts, 1):
            yield (f"{key}第{number}段",), text
    for number, attachment in enumerate(own.attachments, 1):
        yield (f"附件{number}的名称",), attachment.title
        yield (f"附件{number}的正文",), "".join(attachment.text)


def _measures(dossier: Dossier, item: PlacedItem) -> dict[tuple[str, ...], str]:
    """The words of an item as written, references to dates standing as names; its parts have their units."""
    title = item.content.title
    facts: dict[tuple[str, ...], str] = {}
    if item.content.introduction:
        facts["措施", title, "导语"] = item.content.introduction
    for _, measure in item.passages:
        name = first_sentence(dossier.measure(measure))
        facts["措施", title, measure_key(name)] = "".join(part.text for part in measure.parts())
        facts["责任", title, measure_key(name)] = short_labels(dossier, measure.named)
    return facts


def _facts_of_unit(dossier: Dossier, unit: Unit) -> dict[tuple[str, ...], str]:
    facts: dict[tuple[str, ...], str] = {
        ("简称", unit.name): unit.short_name,
        ("类别", unit.name): unit.category,
        ("文件名里的序号",): str(unit.number),
    }
    for item in dossier.items_led_by(unit):
        title = item.content.title
        facts["牵头", title] = role(dossier, item, unit)
        facts["序号", title] = item.label
        facts |= {key: words for key, words in _measures(dossier, item).items() if key[0] == "措施"}
    for deadline in dossier.deadlines_of(unit):
        facts["约束", deadline.name] = deadline.printed or deadline.date.text()
        facts["事由", deadline.name] = _without_dates(dossier.text(deadline.matter))
    for duty in [*dossier.namings_of(unit), *dossier.common_requirements(unit)]:
        name = first_sentence(dossier.measure(duty.measure))
        facts["要求", duty.item.content.title, measure_key(name)] = _without_dates(duty.text)
    return facts


def _without_dates(text: str) -> str:
    """Text with its dates as blanks: that a date moved is told once, as the date's own change."""
    return _DATE.sub(_BLANK, text)


def _differences(old: Facts, new: Facts) -> Iterator[Difference]:
    old, renamed = _with_new_titles(old, new)
    yield from renamed
    old = _with_new_names(old, new)
    for about in [*new, *(about for about in old if about not in new)]:
        before, after = old.get(about), new.get(about)
        if before == after or _follows(about, old, new):
            continue
        sort = about[0]
        changed, came, gone = _TOLD.get(sort, _OTHER)
        names = about[1:] if sort in _TOLD else about
        template = changed if before is not None and after is not None else (came if before is None else gone)
        if template and (before or after or sort in ("事项", "牵头", "单位")):
            lost, gained, shown = _middle(before or "", after or "")
            words = template.format(*map(_inner, names), old=shown[0] or "（空）", new=shown[1] or "（空）")
            yield Difference(words, _seen(about, lost, before), _seen(about, gained, after))


def _seen(about: tuple[str, ...], words: str, whole: str | None) -> tuple[str, ...]:
    """The ways in which a document may show a fact.

    Its words, without the dates that were left out of them; its name, where it came or went; its number alone.
    """
    if whole is None:
        return ()
    if about[0] == "报送":
        return about[1:]
    longest = max(words.split(_BLANK), key=len)
    tail = re.search(r"（[^）]+）$|[一二三四五六七八九十百]+$", words)
    number = tail[0] if about[0] == "序号" and tail else ""
    return (longest, number) if words else (about[-1], *about[1:2])


def _inner(name: str) -> str:
    """A name to stand in quotation marks: its own become single ones."""
    return name.replace("“", "‘").replace("”", "’")


def _follows(about: tuple[str, ...], old: Facts, new: Facts) -> bool:
    """Whether a change is told already by its whole: an item, or the lead of it, that came or went."""
    if len(about) < 2 or about[0] in ("事项", "牵头"):
        return False
    return any(((sort, about[1]) in old) != ((sort, about[1]) in new) for sort in ("事项", "牵头")) and about[0] in (
        *("措施", "责任", "序号", "牵头单位", "牵头方式", "配合"),
    )


def _with_new_titles(old: Facts, new: Facts) -> tuple[Facts, list[Difference]]:
    """The old facts under the titles that items have now, and what titles were reworded."""
    sorts = ("事项", "牵头")
    gone = [about[1] for about in old if about[0] in sorts and about not in new]
    came = [about[1] for about in new if about[0] in sorts and about not in old]
    titles: dict[str, str] = {}
    for title in gone:
        likely = [one for one in came if one not in titles.values()]
        best = max(likely, key=lambda one: likeness(title, one), default=None)
        if best and likeness(title, best) > 0.6:
            titles[title] = best
    told = [Difference(f"标题“{_inner(title)}”改为“{_inner(now)}”", (title,), (now,)) for title, now in titles.items()]
    facts = {
        (about[0], titles.get(about[1], about[1]), *about[2:]) if len(about) > 1 else about: words
        for about, words in old.items()
    }
    return facts, told


def _with_new_names(old: Facts, new: Facts) -> Facts:
    """The old facts with measures under the first sentences that they have now: a reworded one is a change."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for about in (one for one in old if len(one) == 3 and one not in new):
        came = [one for one in new if one[:2] == about[:2] and len(one) == 3 and one not in old]
        came = [one for one in came if one not in names.values()]
        best = max(came, key=lambda one: likeness(old[about], new[one]), default=None)
        if best and likeness(old[about], new[best]) > 0.5:
            names[about] = best
    return {names.get(about, about): words for about, words in old.items()}


def _middle(old: str, new: str) -> tuple[str, str, tuple[str, str]]:
    """What a text lost and gained, and how to show it: whole where it is short, else the changed part."""
    if len(old) <= _MOST_SHOWN and len(new) <= _MOST_SHOWN:
        shown = _without_same_year(old, new)
        return *shown, shown
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    lost, gained = old[start : len(old) - end], new[start : len(new) - end]
    before, after = old[max(0, start - 4) : start], old[len(old) - end :][:4]
    return lost, gained, (_quoted(before, lost, after), _quoted(before, gained, after))


def _quoted(before: str, words: str, after: str) -> str:
    short = words if len(words) <= _MOST_SHOWN else f"{words[: _MOST_SHOWN // 2]}…{words[-_MOST_SHOWN // 2 :]}"
    return f"“…{before}{short}{after}…”"


def _without_same_year(old: str, new: str) -> tuple[str, str]:
    """Two dates of one year by month and day, which is also how the notice prints them."""
    years = [re.fullmatch(r"(\d{4}年)(\d{1,2}月.*)", text) for text in (old, new)]
    if years[0] and years[1] and years[0][1] == years[1][1]:
        return years[0][2], years[1][2]
    return old, new
