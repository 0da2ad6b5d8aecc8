"""Wording that several kinds of documents share, made from the facts of the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generators.dates import PartialDate
from generators.plan import Fields, FieldValue, notice_path
from generators.typesetting.lines import mark_type, signature_indents, width
from generators.typesetting.titles import title_lines
from generators.wording import (
    LEAD_DEPARTMENTS,
    Answer,
    level_number,
    listed,
    within_marks,
)

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.models import Adjustment, Deadline, Unit
    from generators.dossier.nodes import Measure
    from generators.dossier.status import DeadlineStatus

ADJUSTMENTS = "调整通知"  # the folder of notices of adjustment
_FEW = 4  # names that a sentence has room for in its subject


def common_fields(dossier: Dossier) -> dict[str, str]:
    """The fields that every document of the notice may print. 密级 is inherited, 附注 never (design, section 3)."""
    notice = dossier.notice
    return {
        "密级": notice.secrecy,
        "通知标题": within_marks(notice.title.replace("\n", "")),
        "任务标题": dossier.subject,
        "引用": dossier.cited,
        "发文机关": notice.issuer,
        "发文字号": notice.document_number,
        "调整依据": also_cited(dossier, dossier.notice.adjustments),
        "受理机关": receiving_office(dossier),
        "联系人": notice.contact.person,
        "联系电话": notice.contact.telephone,
        "电子邮箱": "" if notice.secrecy else notice.contact.mail,  # what is secret must not come through the internet
    }


def basis(dossier: Dossier, most: int) -> list[str]:
    """The line 依据：《通知标题》（字号）, broken into lines of at most `most` characters, never within the number."""
    return dossier.once(_basis, most)


def _basis(dossier: Dossier, most: int) -> list[str]:
    notice = dossier.notice
    number = f"（{notice.document_number}）" if notice.document_number else ""
    title = within_marks(notice.title.replace("\n", ""))
    lines = title_lines(f"依据：《{title}》{number}", [number], most)
    for cited in _cited(dossier, notice.adjustments):
        lines += title_lines(cited, [], most)
    return lines


def adjustment_title(dossier: Dossier, adjustment: Adjustment) -> str:
    """The title of a 调整通知: 某机关关于调整某工作安排有关事项的通知; a notice without 印发件 is named in 《》."""
    issuer, subject = dossier.notice.issuer, dossier.subject
    if not dossier.notice.arrangements:
        subject = f"《{dossier.bodies[0].title.removeprefix(issuer)}》"
    verb, what = ("更正", "有关文字") if adjustment.is_correction else ("调整", "有关事项")
    return f"{issuer}关于{verb}{subject}{what}的通知"


def adjustment_path(dossier: Dossier, adjustment: Adjustment) -> str:
    """The path of a 调整通知, by which it is known whether it was issued."""
    return f"{ADJUSTMENTS}/{notice_path(dossier.name, f'调整通知-{adjustment.issued_on}')}"


def also_cited(dossier: Dossier, adjustments: Sequence[Adjustment]) -> str:
    """Adjustments behind the title of the notice: 和《某机关关于调整……的通知》（字号）; empty where there is none."""
    return "".join(f"和{one}" for one in _cited(dossier, adjustments))


def _cited(dossier: Dossier, adjustments: Sequence[Adjustment]) -> list[str]:
    found = []
    for one in adjustments:
        number = f"（{one.document_number}）" if one.document_number else ""
        title = adjustment_title(dossier, one).replace("《", "〈").replace("》", "〉")
        found.append(f"《{title}》{number}")
    return found


def letterhead(dossier: Dossier, mark: str, title: str, day: PartialDate | None = None) -> dict[str, FieldValue]:
    """The fields of a document that the office issues on a day, the run's if none is given: mark, title, signature."""
    notice, on = dossier.notice, day or dossier.context.on
    assert on is not None, "such a document is made as of a day"
    drawn, date = mark_type([mark], joint=False), on.text()
    of_name, of_date = signature_indents(notice.issuer, date, sealed=notice.sealed)
    return {
        **common_fields(dossier),
        "发文机关标志": mark,
        "标志字号": f"{drawn.size:g}",
        "标志字宽": str(drawn.scale),
        "年份": str(on.year),
        "标题": title_lines(title, [notice.issuer, dossier.cited]),
        "截至": date,
        "落款": {"机关": notice.issuer, "日期": date, "机关右空": f"{of_name:g}", "日期右空": f"{of_date:g}"},
    }


def reply_by(dossier: Dossier) -> str:
    """The new date that the clerk sets for what is owed: 2013年12月20日; blanks to be filled in where none is set."""
    day = dossier.context.reply_by
    return day.text() if day else "　　月　　日"


def receiving_office(dossier: Dossier) -> str:
    """The short name of the issuer, for text that says whom to report to: 辽宁省人民政府办公厅 -> 省政府办公厅."""
    issuer = dossier.notice.issuer
    province, found, office = issuer.partition("人民政府")
    return f"{province[-1]}政府{office}" if found and province and office else issuer


def limit(deadline: Deadline) -> str:
    """A deadline as a limit: 2013年9月6日前, 2014年内, 2015年之前（最迟2014年12月31日）."""
    if deadline.printed and deadline.date and deadline.date.day and deadline.date.text() not in deadline.printed:
        return f"{deadline.printed}（最迟{deadline.date.text()}）"
    return deadline.by()


def limit_of(one: DeadlineStatus) -> str:
    """The limit of what is followed: of a deadline that recurs the day of its period, 2022年6月10日前（每周五）."""
    if not one.deadline.period:
        return limit(one.deadline)
    day = PartialDate(one.due.year, one.due.month, one.due.day)
    return f"{day.by()}（{one.deadline.text()}）"


def recipient_for(dossier: Dossier, what: Answer, unit: Unit) -> str:
    """Who receives an answer of a unit."""
    return recipient(dossier, dossier.deadline_for(what, unit))


def recipient(dossier: Dossier, deadline: Deadline | None) -> str:
    """Who receives what a deadline asks for: its 受理, else the issuer."""
    return (deadline.recipient if deadline else "") or receiving_office(dossier)


def limit_for(dossier: Dossier, what: Answer, unit: Unit) -> str:
    """The limit by which a unit is to give an answer; empty where the notice does not ask it of this unit."""
    deadline = dossier.deadline_for(what, unit)
    return limit(deadline) if deadline else ""


def limits(dossier: Dossier, deadlines: Sequence[Deadline]) -> str:
    """The deadlines of one measure: a single one as its limit alone, several each with its matter."""
    brief = [deadline.by() for deadline in deadlines]
    if len(deadlines) == 1:
        return brief[0]
    return "；".join(f"{when}，{matter(dossier, deadline)}" for when, deadline in zip(brief, deadlines, strict=True))


def dated(dossier: Dossier, deadlines: Sequence[Deadline]) -> dict[str, str]:
    """The deadlines of one measure as two fields: 完成时限, a day a line; 备注, what is due on each of several."""
    days = "\n".join(dict.fromkeys(deadline.by() for deadline in deadlines))
    return {"完成时限": days, "备注": limits(dossier, deadlines) if len(deadlines) > 1 else ""}


def dated_for(dossier: Dossier, measure: Measure, unit: Unit) -> dict[str, str]:
    """The same of the deadlines that bind a unit."""
    return dated(dossier, [one for one in dossier.deadlines_in(measure) if dossier.binds(one, unit)])


def matter(dossier: Dossier, deadline: Deadline) -> str:
    """What is due: its 事由, else its 名称."""
    return dossier.text(deadline.matter) or deadline.name


def bound(dossier: Dossier, deadline: Deadline) -> str:
    """Whom a deadline binds: the words of its 对象, else the units that its measures mean."""
    if deadline.is_the_issuers:
        return receiving_office(dossier)
    return short_labels(dossier, dossier.bound_names(deadline))


def subject_of(dossier: Dossier, deadline: Deadline) -> str:
    """Whom a deadline binds, as the subject of a sentence: 各市、各牵头部门; 有关单位 where its words name no few."""
    names = dossier.bound_names(deadline)
    if len(names) > _FEW:
        return "有关单位"
    return short_labels(dossier, names).replace(LEAD_DEPARTMENTS, f"各{LEAD_DEPARTMENTS}")


def short_labels(dossier: Dossier, names: Sequence[str]) -> str:
    """Units and groups as a table lists them: units by their 简称, groups by their name."""
    return listed(labels(dossier, names))


def labels(dossier: Dossier, names: Sequence[str]) -> list[str]:
    """The same, one by one."""
    units = dossier.units
    return [units[name].short_name if name in units else units.called(name) for name in names]


def deadline_rows(dossier: Dossier, unit: Unit) -> list[Fields]:
    """A row for each deadline that binds a unit, the earliest first."""
    return [
        {"序号": str(number), **dossier.once(_due, one)} for number, one in enumerate(dossier.deadlines_of(unit), 1)
    ]


def _due(dossier: Dossier, deadline: Deadline) -> dict[str, str]:
    return {"截止": limit(deadline), "事由": matter(dossier, deadline)}


def name_lines(names: Sequence[str], most: int, after: str = "") -> str:
    """Names joined by 、 for a column `most` characters wide: a line ends between names, never within one.

    `after` follows the last name, on its line where it fits there. Of a name that is too long for a line goes to the
    next what stands in brackets behind it, or counts those that are not named (等6个单位).
    """
    lines = [""]
    for name in [*(f"{name}、" for name in names[:-1]), *names[-1:], *filter(None, [after])]:
        behind = name.rfind("等") if name.endswith("个单位") else name.find("（")
        at = behind if width(name) > most else 0
        for word in (name[:at], name[at:]) if at > 0 else (name,):
            if lines[-1] and width(lines[-1]) + width(word) > most:
                lines.append("")
            lines[-1] += word
    return "\n".join(lines)


def short_names(units: Sequence[Unit]) -> str:
    """The 简称 of units, joined: 省财政厅、省审计厅."""
    return listed(unit.short_name for unit in units)


def numbered(parts: Sequence[tuple[str, object]]) -> dict[str, str]:
    """Numbers 一 二 三 for the parts of a document, empty for those without content. Takes (name, content)."""
    present = [name for name, shown in parts if shown]
    return {name: level_number(1, present.index(name) + 1) if shown else "" for name, shown in parts}
