"""通知: the official notice with what it issues."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.dossier.printed_body import printed_paragraphs, printed_sections
from generators.plan import Fields, Kind, Output, Paged, notice_path
from generators.titles import title_lines
from generators.typesetting import (
    CHARACTERS,
    LINES,
    Settled,
    lines_needed,
    mark_type,
    settle,
    signature_indents,
    signer_rows,
    split_lines,
)

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


# 版式 -> its template.
VARIANTS = {"文件": "", "信函": "letter", "命令": "order", "纪要": "minutes"}
_MARK_ENDS = {"文件": "文件", "信函": "", "命令": "令", "纪要": "纪要"}

# Lines of the first page above the blank lines before the title, with one name and one signer.
_HEADER_LINES = {"文件": 8, "信函": 3, "命令": 7, "纪要": 9}
_IMPRINT_CHARACTERS = 26  # size-4 characters on a line of 抄送


def outputs(dossier: Dossier) -> Iterator[Output]:
    """The one document, in the variant of its 版式; none without 发文机关 or 成文日期."""
    notice = dossier.notice
    if not (notice.issuer and notice.issued_on):
        return
    issuers = list(dict.fromkeys([notice.issuer, *notice.joint_issuers]))
    names = [*issuers, *(unit.name for unit in dossier.units)]
    title = title_lines(notice.title, names)
    header = _header(dossier, issuers)
    above = _header_lines(notice.layout, header) + 2 + len(title) + 1
    moved = above + lines_needed(notice.addressees + "：", CHARACTERS) >= LINES
    imprint = _imprint(dossier, notice.addressees if moved else "")
    listed = _attachment_list(dossier)
    left = LINES - above - (0 if moved or not notice.addressees else lines_needed(notice.addressees + "：", CHARACTERS))
    body = _text(dossier, left, _tail_lines(dossier, listed, issuers))
    fields: Fields = {
        **header,
        "标题": title,
        "主送机关": "" if moved else notice.addressees,
        **body,
        "自带部分": [] if notice.arrangement else _own_sections(dossier),
        "附件说明": listed,
        "落款": _signature(issuers, notice.issued_on.text(), sealed=notice.sealed),
        "签署人": {"职务": notice.signatory.post, "姓名": notice.signatory.name} if notice.signatory else {},
        "人员": _attendance(dossier),
        "附注": notice.notes,
        "印发件": _issued(dossier, names),
        "附件": _attachments(dossier, names),
        "版记": imprint,
        "版记另页": "是" if notice.duplex and imprint and notice.layout != "信函" else "",
        "双面": "是" if notice.duplex else "",
    }
    yield Output(
        path=notice_path(dossier.name, KIND.title),
        title=notice.title.replace("\n", ""),
        fields=fields,
        variant=VARIANTS[notice.layout],
        paged=_paged(fields) if fields["版记另页"] else None,
    )


def _paged(fields: Fields) -> Paged:
    """Printed on both sides the imprint belongs on the last even page; where the text ends on one, on the same page."""
    return Paged(whole={**fields, "版记另页": ""}, text={**fields, "版记另页": "", "版记": {}})


def _header(dossier: Dossier, issuers: list[str]) -> Fields:
    """The elements above the title. 密级 belongs on the second line, so without 份号 the first is left blank."""
    notice = dossier.notice
    end = _MARK_ENDS[notice.layout]
    joint = len(issuers) > 1 and notice.layout == "文件" and not notice.mark
    mark = notice.mark or f"{notice.issuer}{end}"
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


def _header_lines(layout: str, header: Fields) -> int:
    """How many lines of the first page the elements above the title take."""
    more = max(len(header["签发人"]) - 1, 0)
    if layout == "信函":
        return _HEADER_LINES[layout] + max(sum(bool(header[name]) for name in ("份号", "密级", "紧急程度")) - 1, 0)
    names = len(header["联合发文机关"])
    return _HEADER_LINES[layout] + more + (math.ceil(names * 1.4 - 1.2) if names else 0)


def _text(dossier: Dossier, left: int, tail: int) -> Fields:
    """The paragraphs, and how their end is laid out with the `tail` lines under it; `left`: free on the first page."""
    texts = printed_paragraphs(dossier, dossier.notice.text)
    settled = _settled(dossier, texts, left, tail)
    last, carried = split_lines(texts[-1], settled.carried, CHARACTERS, 2) if texts else ("", "")
    return {
        "正文": [*texts[:-1], last] if texts else [],
        "正文接排": carried,
        "正文行距": f"{settled.pitch:g}",
        "末段同页": "" if carried or len(texts) == 1 else "是",
        "附件同页": "是" if tail <= LINES - 2 else "",
    }


def _settled(dossier: Dossier, texts: Sequence[str], left: int, tail: int) -> Settled:
    """How the text ends above its signature (`settle`); lines are counted only where all of it is plain paragraphs."""
    notice = dossier.notice
    if not texts or (dossier.placed and not notice.arrangement):
        return Settled(1, 0)
    counts = [lines_needed(text, CHARACTERS, first=2) for text in texts]
    return settle(left, sum(counts), tail, counts[-1])


def _tail_lines(dossier: Dossier, listed: Sequence[Fields], issuers: Sequence[str]) -> int:
    """The lines that belong under the text: list of attachments, blank lines, signature, note."""
    notice = dossier.notice
    names = math.ceil(len(issuers) / 2) * 5 - 3 if notice.sealed and len(issuers) > 1 else len(issuers)
    listing = bool(listed) + sum(lines_needed(str(entry["名称"]), CHARACTERS - 6) for entry in listed)
    return listing + (2 if notice.sealed else 1) + names + 1 + len(notice.notes)


def _imprint(dossier: Dossier, addressees: str) -> Fields:
    """版记 with the lines it takes, empty where there is none; a letter has no 印发 row (clause 10.1)."""
    notice = dossier.notice
    copies = "，".join(notice.copied_to)
    printing = notice.layout != "信函" and bool(notice.printer or notice.printed_on)
    printed = [f"{text}。" for text in (addressees, copies) if text] + notice.imprint
    rows = [lines_needed(text, _IMPRINT_CHARACTERS) for text in printed]
    if not rows and not printing:
        return {}
    return {
        "主送": addressees,
        "抄送": copies,
        "其他": notice.imprint,
        "印发": "是" if printing else "",
        "印发机关": notice.printer,
        "印发日期": notice.printed_on.text() if notice.printed_on else "",
        "行数": str(sum(rows) + printing),
    }


def _attendance(dossier: Dossier) -> list[Fields]:
    notice = dossier.notice
    groups = (("出席：", notice.present), ("请假：", notice.absent), ("列席：", notice.attending))
    return [{"栏目": label, "姓名": "、".join(people)} for label, people in groups if people]


def _attachments(dossier: Dossier, names: list[str]) -> list[Fields]:
    attachments = dossier.notice.attachments
    return [
        {
            "序号": f"附件{number if len(attachments) > 1 else ''}",
            "标题": title_lines(attachment.title, names),
            "正文": [dossier.notice_text(text) for text in attachment.text],
        }
        for number, attachment in enumerate(attachments, 1)
    ]


def _attachment_list(dossier: Dossier) -> list[Fields]:
    titles = [attachment.title.replace("\n", "") for attachment in dossier.notice.attachments]
    if len(titles) == 1:
        return [{"序号": "附件：", "名称": titles[0]}]
    heads = ["附件：1.", *(f"{number}." for number in range(2, len(titles) + 1))]
    return [{"序号": head, "名称": title} for head, title in zip(heads, titles, strict=False)]


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


def _own_sections(dossier: Dossier) -> list[Fields]:
    """The sections of a notice that carries them itself, and what stands after them."""
    closing = printed_paragraphs(dossier, dossier.body.closing)
    return [*printed_sections(dossier), *({"级别": "", "标题": "", "文字": text} for text in closing)]


def _issued(dossier: Dossier, names: list[str]) -> list[Fields]:
    """The arrangement (印发件) as a list of one, empty where there is none."""
    if dossier.notice.arrangement is None:
        return []
    body = dossier.body
    return [
        {
            "标题": title_lines(body.title, names),
            "导语": printed_paragraphs(dossier, body.introduction),
            "段落": printed_sections(dossier),
            "结语": printed_paragraphs(dossier, body.closing),
        }
    ]


KIND = Kind(
    name="notice",
    command="notice",
    title="通知",
    rank=1,
    binding=True,
    outputs=outputs,
    variants=tuple(filter(None, VARIANTS.values())),
)
