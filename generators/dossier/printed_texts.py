"""The texts that a notice issues or attaches, as its template prints them: each begins a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generators.dossier.bodies import AttachedBody, IssuedBody
from generators.dossier.printed_body import printed_entries, printed_paragraphs, table_line
from generators.dossier.task_tables import body_sections, to_fill
from generators.plan import Fields
from generators.typesetting.lines import ROOM
from generators.typesetting.page_end import Below, settle
from generators.typesetting.paragraphs import counted, divided, entries_set, entry_counted
from generators.typesetting.titles import title_lines

if TYPE_CHECKING:
    from generators.dossier.bodies import Body
    from generators.dossier.facts import Facts


def issued_texts(facts: Facts, names: Sequence[str], foot: float) -> list[Fields]:
    """What is issued (印发件), each text followed by its own attachments; `foot`: the imprint under the last, in lines.

    `names` are names that a title must not be broken in.
    """
    if not facts.notice.arrangements:
        return []
    bodies = [one for body in facts.bodies for one in (body, *body.attached) if _is_printed(one)]
    return [_issued(facts, body, names, foot if body is bodies[-1] else 0) for body in bodies]


def _issued(facts: Facts, body: Body, names: Sequence[str], foot: float) -> Fields:
    title = title_lines(body.printed_title, names)
    opening = printed_entries(facts, body.content.introduction)
    entries = [*_table(facts, body), *printed_sections(facts, body)]
    if any("表格" in entry for entry in opening):
        opening, entries = [], [*opening, *entries]
    ending = settle([*map(entry_counted, [*opening, *entries])], ROOM - 3 - len(title), Below(foot=foot))
    return {
        "序号": body.number,
        "标题": title,
        "导语": [str(entry["文字"]) for entry in opening],
        "段落": entries_set(entries, ending, len(opening)),
        "附件说明": listed_attachments([one.title for one in body.attached]) if isinstance(body, IssuedBody) else [],
        "结语": [],  # stands among the 段落; templates of before print it by itself
    }


def attached_texts(facts: Facts, names: Sequence[str], foot: float) -> list[Fields]:
    """The notice's own attachments that have more than a name; under the last of them stands the imprint."""
    bodies = [body for body in facts.notice_attachments if _is_printed(body)]
    return [
        {"序号": body.number, **_attached(facts, body, names, foot if body is bodies[-1] else 0)} for body in bodies
    ]


def _attached(facts: Facts, body: Body, names: Sequence[str], foot: float) -> Fields:
    """One of them: plain paragraphs as its 正文, all else as 段落."""
    content, title = body.content, title_lines(body.printed_title, names)
    texts, entries = printed_paragraphs(facts, content.introduction), list[Fields]()
    table, sections = _table(facts, body), printed_sections(facts, body)
    if table or sections or any(paragraph.table for paragraph in content.introduction):
        texts, entries = [], [*printed_entries(facts, content.introduction), *table, *sections]
    ending = settle([*map(counted, texts), *map(entry_counted, entries)], ROOM - 3 - len(title), Below(foot=foot))
    paragraphs, carried = divided(texts, ending)
    return {
        "标题": title,
        "正文": [*paragraphs, carried] if carried else paragraphs,
        "行距": f"{ending.pitch:g}",
        "正常段数": str(ending.tight_from),
        "末段同页": "是" if ending.together else "",
        "接排": "是" if carried else "",
        "段落": entries_set(entries, ending),
    }


def printed_sections(facts: Facts, body: Body) -> list[Fields]:
    """The sections of a text, and what stands after them."""
    return [*body_sections(facts, body), *printed_entries(facts, body.content.closing)]


def listed_attachments(titles: Sequence[str]) -> list[Fields]:
    """附件说明: a single attachment without a number."""
    if len(titles) == 1:
        return [{"序号": "附件：", "名称": titles[0]}]
    heads = ["附件：1.", *(f"{number}." for number in range(2, len(titles) + 1))]
    return [{"序号": head, "名称": title} for head, title in zip(heads, titles, strict=False)]


def _is_printed(body: Body) -> bool:
    return not isinstance(body, AttachedBody) or body.content.is_printed


def _table(facts: Facts, body: Body) -> list[Fields]:
    """The table of an attachment; one that units fill in with the empty rows that their forms have."""
    if not isinstance(body, AttachedBody) or body.content.table is None:
        return []
    return [table_line(to_fill(facts, body) if body.content.filled_by else body.content.table)]
