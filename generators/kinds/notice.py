"""通知: the official notice with what it issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generators.plan import Fields, Kind, Output, notice_path
from generators.typesetting import signature_indents, title_lines
from generators.wording import heading_sentence, lead_bracket

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.dossier.positions import PlacedItem


def outputs(dossier: Dossier) -> Iterator[Output]:
    """One notice."""
    own = dossier.notice
    issuers = list(dict.fromkeys([own.issuer, *own.joint_issuers]))
    names = [*issuers, *(unit.name for unit in dossier.units)]
    yield Output(
        path=notice_path(dossier.name, KIND.title),
        title=own.title.replace("\n", ""),
        fields={
            "份号": own.copy_number,
            "密级": own.secrecy,
            "紧急程度": own.urgency,
            "发文机关标志": [*issuers[:-1], f"{issuers[-1]}文件"],
            "发文字号": own.document_number,
            "签发人": "　".join(own.signers),
            "标题": title_lines(own.title, names),
            "主送机关": own.addressees,
            "正文": [dossier.notice_text(text) for text in own.text],
            "自带部分": [] if own.arrangement else _paragraphs(dossier) + _plain(dossier, dossier.body.closing),
            "附件说明": _attachment_list(dossier),
            "落款": _signature(issuers, own.issued_on.text(), sealed=own.sealed),
            "附注": own.note,
            "印发件": _issued(dossier, names),
            "附件": [
                {
                    "序号": f"附件{number if len(own.attachments) > 1 else ''}",
                    "标题": title_lines(attachment.title, names),
                    "正文": [dossier.notice_text(text) for text in attachment.text],
                }
                for number, attachment in enumerate(own.attachments, 1)
            ],
            "抄送": "，".join(own.copied_to),
            "印发机关": own.printer,
            "印发日期": own.printed_on.text() if own.printed_on else "",
        },
    )


def _attachment_list(dossier: Dossier) -> list[Fields]:
    titles = [attachment.title.replace("\n", "") for attachment in dossier.notice.attachments]
    if len(titles) == 1:
        return [{"序号": "附件：", "名称": titles[0]}]
    heads = ["附件：1.", *(f"{number}." for number in range(2, len(titles) + 1))]
    return [{"序号": head, "名称": title} for head, title in zip(heads, titles, strict=False)]


def _signature(issuers: list[str], date: str, *, sealed: bool) -> Fields:
    """Names and date, and how many characters each stands in from the right edge."""
    of_name, of_date = signature_indents(issuers[-1], date, sealed=sealed)
    return {"机关": issuers, "日期": date, "机关右空": f"{of_name:g}", "日期右空": f"{of_date:g}"}


def _issued(dossier: Dossier, names: list[str]) -> list[Fields]:
    """The arrangement as a list of one, or of none."""
    if dossier.notice.arrangement is None:
        return []
    body = dossier.body
    return [
        {
            "标题": title_lines(body.title, names),
            "导语": [dossier.notice_text(text) for text in body.introduction],
            "段落": _paragraphs(dossier),
            "结语": [dossier.notice_text(text) for text in body.closing],
        }
    ]


def _paragraphs(dossier: Dossier) -> list[Fields]:
    return [paragraph for item in dossier.placed for paragraph in _item_paragraphs(dossier, item)]


def _plain(dossier: Dossier, texts: Sequence[str]) -> list[Fields]:
    return [{"级别": "", "标题": "", "文字": dossier.notice_text(text)} for text in texts]


def _item_paragraphs(dossier: Dossier, item: PlacedItem) -> Iterator[Fields]:
    """The paragraphs of one section or item: level, heading and the text that runs on after it."""
    content = item.content
    measures = "".join(number + dossier.notice_measure(measure) for number, measure in item.numbered_measures)
    running = dossier.notice_text(content.introduction) + measures
    texts = ([running] if running else []) + [dossier.notice_measure(paragraph) for paragraph in content.text]
    if content.lead:
        texts = [*texts[:-1], (texts[-1] if texts else "") + (content.lead.printed or _bracket(dossier, item))]
    if item.level == 1:
        yield {"级别": "一", "标题": f"{item.number}、{content.title}", "文字": ""}
    else:
        title = heading_sentence(content.title) if texts else content.title
        yield {
            "级别": "二" if item.level == 2 else "三",
            "标题": item.number + title,
            "文字": texts.pop(0) if texts else "",
        }
    for text in texts:
        yield {"级别": "", "标题": "", "文字": text}


def _bracket(dossier: Dossier, item: PlacedItem) -> str:
    assert item.lead is not None
    return lead_bracket(
        [unit.name for unit in dossier.leads(item)],
        item.lead.mode,
        [unit.name for unit in dossier.cooperating(item)],
    )


KIND = Kind(name="notice", command="notice", title="通知", rank=1, outputs=outputs)
