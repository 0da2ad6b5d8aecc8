"""The proof that nothing was lost and nothing invented: the planned notice beside its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generators.characters import without_whitespace
from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.importer.head_forms import DATE, NUMBER, parsed_date
from generators.importer.lines import Block, SourceTable, folded
from generators.importer.table_heads import below_head
from generators.importer.tables import task_sections
from generators.kinds import all_kinds

_FURNITURE = re.compile(r"附件\d*：?|\d{1,2}\.|抄送：|印发|[（）。：，]")


class Comparison(NamedTuple):
    """The numbers of the lines whose words are not in the notice, or not in their order; and words it has besides."""

    lost: list[int]
    added: list[str]


def printed_text(dossier: Dossier) -> str:
    """The text of the notice as it would be printed, in its order, without blanks."""
    notice = dossier.notice
    missing: dict[str, Any] = {}
    if not notice.issuer:
        missing["issuer"] = "某机关"
    if not notice.issued_on:
        missing["issued_on"] = PartialDate(9999, 1, 1)
    if missing:
        dossier = Dossier(dossier.name, notice.model_copy(update=missing), dossier.units)
    fields = next(iter(next(kind for kind in all_kinds() if kind.command == "notice").outputs(dossier))).fields
    return without_whitespace("".join(_texts(fields, drop=missing)))


def _texts(fields: Mapping[str, Any], drop: Mapping[str, Any]) -> Iterator[str]:
    yield from _flat(fields["发文机关标志"])
    yield from _flat(fields["发文字号"])
    yield f"签发人：{''.join(fields['签发人'])}" if fields["签发人"] else ""
    yield from _flat(fields["标题"])
    yield f"{fields['主送机关']}：" if fields["主送机关"] else ""
    yield from (*fields["正文"], fields["正文接排"])
    yield from _entries(fields["自带部分"])
    yield from (f"{one['序号']}{one['名称']}" for one in fields["附件说明"])
    yield from () if "issuer" in drop else fields["落款"]["机关"]
    yield "" if "issued_on" in drop else fields["落款"]["日期"]
    yield from (f"（{note}）" for note in fields["各条附注"])
    for issued in fields["印发件"]:
        yield from (issued["序号"], *_flat(issued["标题"]), *issued["导语"], *_entries(issued["段落"]))
        yield from (f"{one['序号']}{one['名称']}" for one in issued["附件说明"])
    for one in fields["附件"]:
        yield from (one["序号"], *_flat(one["标题"]), *one["正文"], *_entries(one["段落"]))
    imprint = fields["版记"]
    if imprint:
        yield f"{imprint['主送']}：" if imprint["主送"] else ""
        yield f"抄送：{imprint['抄送']}。" if imprint["抄送"] else ""
        yield from imprint["其他"]
        yield f"{imprint['印发机关']}{imprint['印发日期']}印发" if imprint["印发"] else ""


def _entries(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry['标题']}{entry['文字']}"
        table = entry.get("表格") or {"上层": [], "表头": [], "行": []}
        yield from (cell["字"] for row in (table["上层"], table["表头"], *table["行"]) for cell in row)


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (str(inner) for key, inner in value.items() if key in ("文字", "行", "标题"))
    else:
        for one in value:
            yield from _flat(one)


def compared(blocks: Sequence[Block], printed: str, head: int) -> Comparison:
    """A source beside the printed text; up to line `head` the order of lines is not looked at."""
    text, at = folded(printed), 0
    lost: list[int] = []
    added: list[str] = []
    for block in blocks:
        if isinstance(block, SourceTable):
            lost += [block.number] if _is_lost(block, text, at) else []
            continue
        for words in _words(block):
            found = text.find(words, at)
            if found < 0:
                words = _with_printed_date(words)
                found = text.find(words, at)
            is_moved = block.number <= head and (found < 0 or re.fullmatch(DATE, words))  # a date is printed at the end
            if is_moved and words in text:
                continue
            if found < 0:
                lost.append(block.number)
                continue
            between = _FURNITURE.sub("", text[at:found])
            if between and block.number > head:
                added.append(between)
            at = found + len(words)
    return Comparison(list(dict.fromkeys(lost)), added)


def _is_lost(table: SourceTable, text: str, at: int) -> bool:
    """Whether words of a table are nowhere in a text; what follows `at` is looked at first, cell by cell."""
    for words in _words(table):
        if (found := text.find(words, at)) >= 0:
            at = found
        elif words not in text:
            return True
    return False


def _words(block: Block) -> Iterator[str]:
    """The words of a block to look for, without blanks; a block of several parts gives several."""
    if isinstance(block, SourceTable):
        for row in below_head(block) if task_sections(block) else block.rows:
            for cell in dict.fromkeys(row):
                parts = (
                    folded(part) for part in re.split(r"[\s、，；,;/]+", cell) if not re.fullmatch(r"[\d.、]*", part)
                )
                yield from filter(None, parts)
        return
    words = without_whitespace(block.key)
    if found := re.fullmatch(f"（{NUMBER.pattern}）", words):
        words = found[1]
    if found := re.match(r"(附件\d*)：?(?=$|.{2,80}$)", words) if block.number > 1 else None:
        yield found[1]
        words = words[found.end() :]
        if not words:
            return
    if found := re.fullmatch(f"（({DATE})）", words):
        words = found[1]
    yield words


def _with_printed_date(words: str) -> str:
    """Words with the date at their end as 成文日期 prints it."""
    found = re.search(rf"{DATE}$", words)
    date = parsed_date(found[0]) if found else None
    return words[: found.start()] + date.text() if found and date else words
