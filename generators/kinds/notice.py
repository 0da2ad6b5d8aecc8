"""通知: the official notice with what it issues."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.imprint import imprint_of
from generators.dossier.printed_body import printed_entries, printed_paragraphs
from generators.dossier.printed_texts import attached_texts, issued_texts, listed_attachments, printed_sections
from generators.file_names import safe_name
from generators.kinds import NOTICE
from generators.plan import FINISHED, Fields, Output, Paged, notice_path
from generators.typesetting.first_page import lines_above
from generators.typesetting.lines import (
    CHARACTERS,
    LINES,
    ROOM,
    lines_needed,
    mark_type,
    signature_indents,
    signer_rows,
)
from generators.typesetting.page_end import Below, settle
from generators.typesetting.paragraphs import counted, divided, entries_set, entry_counted
from generators.typesetting.titles import title_lines
from generators.wording import mark_text

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.dossier.dossier import Dossier


# 版式 -> its template.
VARIANTS = dict(zip(("文件", "信函", "命令", "纪要"), ("", *NOTICE.variants), strict=True))

_PITCH = 28.95  # points


def outputs(dossier: Dossier) -> Iterator[Output]:
    """The one document, in the variant of its 版式, and finished attachments; none without 发文机关 or 成文日期."""
    notice = dossier.notice
    if not (notice.issuer and notice.issued_on):
        return
    fields = _fields(dossier, notice.issued_on)
    yield Output(
        path=notice_path(dossier.name, NOTICE.title),
        title=notice.title.replace("\n", ""),
        fields=fields,
        variant=VARIANTS[notice.layout],
        paged=_paged(fields) if fields["版记另页"] else None,
    )
    yield from _finished(dossier)


def _fields(dossier: Dossier, issued_on: PartialDate) -> Fields:
    """What the template prints, laid out from the first page on: what stands above leaves its room to what follows."""
    notice = dossier.notice
    issuers = list(dict.fromkeys([notice.issuer, *notice.joint_issuers]))
    names = [*issuers, *(unit.name for unit in dossier.units)]
    title, header = title_lines(notice.title, names), _header(dossier, issuers)
    addressees = notice.addressees if notice.layout in ("文件", "信函") else ""
    above = _lines_above(dossier, header) + (2 + len(title) + 1 if notice.layout != "命令" else 0)
    lines = lines_needed(f"{addressees}：", CHARACTERS) if addressees else 0
    moved = above + lines + 1 > ROOM
    imprint = imprint_of(dossier, addressees if moved else "", notice.printed_on)
    listed = listed_attachments([body.title for body in dossier.notice_attachments])
    foot = _foot(dossier, imprint)
    attached = any(one.is_printed for one in notice.attachments)
    ends_here = not notice.arrangements and not attached
    below = _below(dossier, listed, issuers)._replace(foot=foot if ends_here else 0)
    text = _text(dossier, ROOM - above - (0 if moved else lines), below)
    return {
        **header,
        "标题": title,
        "主送机关": "" if moved else notice.addressees,
        **text,
        "附件说明": listed,
        "落款": _signature(issuers, issued_on.text(), sealed=notice.sealed),
        "签署人": {"职务": notice.signatory.post, "姓名": notice.signatory.name} if notice.signatory else {},
        "人员": _attendance(dossier),
        "附注": "；".join(notice.notes),
        "各条附注": notice.notes,
        "印发件": issued_texts(dossier, names, 0 if attached else foot),
        "附件": attached_texts(dossier, names, foot),
        "版记": imprint,
        "版记另页": "是" if notice.duplex and imprint and notice.layout != "信函" else "",
        "双面": "是" if notice.duplex else "",
    }


def _finished(dossier: Dossier) -> Iterator[Output]:
    """The attachments that are finished documents, each a file of its own."""
    digests = dict(dossier.finished)
    for body in dossier.attached:
        if file := body.content.file:
            path = f"附件/{safe_name(f'{body.name}-{body.title}')}.docx"
            yield Output(path, body.title, {"文件": file, "文件内容": digests[file]}, variant=FINISHED)


def _paged(fields: Fields) -> Paged:
    """Printed on both sides the imprint belongs on the last even page; where the text ends on one, on the same page."""
    return Paged(whole={**fields, "版记另页": ""}, text={**fields, "版记另页": "", "版记": {}})


def _header(dossier: Dossier, issuers: list[str]) -> Fields:
    """The elements above the title. 密级 belongs on the second line, so without 份号 the first is left blank."""
    notice = dossier.notice
    joint = len(issuers) > 1 and notice.layout == "文件" and not notice.mark
    mark = mark_text(notice.mark, notice.issuer, notice.layout)
    above = 2 if notice.secrecy else bool(notice.copy_number)
    return {
        "份号": notice.copy_number,
        "密级": notice.secrecy,
        "紧急程度": notice.urgency,
        "版头行数": str(above + bool(notice.urgency)),
        "发文机关标志": mark,
        "联合发文机关": issuers if joint else [],
        **_mark_type(issuers if joint else [mark], joint=joint),
        "发文机关": notice.issuer,
        "发文字号": notice.document_number,
        "签发人": signer_rows(notice.signers),
    }


def _mark_type(names: Sequence[str], *, joint: bool) -> dict[str, str]:
    drawn = mark_type(names, joint=joint)
    return {"标志字号": f"{drawn.size:g}", "标志字宽": str(drawn.scale)}


def _lines_above(dossier: Dossier, header: Fields) -> float:
    """How many lines of the first page the elements above the title take."""
    elements = sum(bool(header[name]) for name in ("份号", "密级", "紧急程度"))
    return lines_above(
        dossier.notice.layout,
        float(str(header["标志字号"])),
        joint=len(header["联合发文机关"]),
        signers=len(header["签发人"]),
        elements=elements,
    )


def _text(dossier: Dossier, left: float, below: Below) -> Fields:
    """The paragraphs of the notice itself, their end laid out above what stands below them.

    `left`: free on the first page. Its items follow the paragraphs where it issues nothing apart.
    """
    notice = dossier.notice
    texts = printed_paragraphs(dossier, notice.text)
    entries = [] if notice.arrangements else printed_sections(dossier, dossier.bodies[0])
    if any(paragraph.table for paragraph in notice.text):
        texts, entries = [], [*printed_entries(dossier, notice.text), *entries]
    ending = settle([*map(counted, texts), *map(entry_counted, entries)], left, below)
    paragraphs, carried = (texts, "") if entries else divided(texts, ending)
    return {
        "正文": paragraphs,
        "正文接排": carried,
        "正文行距": f"{ending.pitch:g}",
        "正常段数": str(ending.tight_from),
        "末段同页": "是" if ending.together and not carried else "",
        "版记同页": "是" if ending.together and below.foot else "",
        "附件同页": "是" if below.soft + below.hard <= LINES - 2 else "",
        "自带部分": entries_set(entries, ending, len(texts)),
    }


def _below(dossier: Dossier, listed: Sequence[Fields], issuers: Sequence[str]) -> Below:
    """The lines that belong under the text: list of attachments, signature or attendance, note."""
    notice = dossier.notice
    soft = bool(listed) + sum(lines_needed(str(entry["名称"]), CHARACTERS - 6) for entry in listed) + len(notice.notes)
    if notice.layout == "纪要":
        people = [lines_needed(str(row["姓名"]), CHARACTERS - 5) for row in _attendance(dossier)]
        return Below(soft + bool(people) + sum(people))
    if notice.layout == "命令":
        return Below(soft + 2 + (2 if notice.signatory else len(issuers)) + 1)
    if notice.sealed and len(issuers) > 1:  # a table with room for seals
        return Below(soft + 2, math.ceil(len(issuers) / 2) * 5 - 2)
    names = sum(lines_needed(name, CHARACTERS if notice.sealed else CHARACTERS - 2) for name in issuers)
    return Below(soft + (2 if notice.sealed else 1) + names + 1)


def _foot(dossier: Dossier, imprint: Fields) -> float:
    """The height of the imprint in lines, 0 where it has a page of its own."""
    if not imprint or (dossier.notice.duplex and dossier.notice.layout != "信函"):
        return 0
    return (int(str(imprint["行数"])) * 22 + 2.5) / _PITCH


def _attendance(dossier: Dossier) -> list[Fields]:
    notice = dossier.notice
    groups = (("出席：", notice.present), ("请假：", notice.absent), ("列席：", notice.attending))
    return [{"栏目": label, "姓名": "、".join(people)} for label, people in groups if people]


def _signature(issuers: list[str], date: str, *, sealed: bool) -> Fields:
    """Names and date, and how many characters each is indented from the right edge.

    Several sealed names are set two a row, so that the seals do not touch, the last above the date (7.3.5.1).
    """
    of_name, of_date = signature_indents(issuers[-1], date, sealed=sealed)
    odd = issuers if len(issuers) % 2 == 0 else [*issuers[:-1], "", issuers[-1]]
    rows: list[Fields] = [{"左": odd[at], "右": odd[at + 1]} for at in range(0, len(odd), 2)]
    return {
        "机关": issuers,
        "日期": date,
        "机关右空": f"{of_name:g}",
        "日期右空": f"{of_date:g}",
        "用印": "是" if sealed else "",
        "联合": rows if sealed and len(issuers) > 1 else [],
    }
