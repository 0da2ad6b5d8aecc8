"""The parts of a 公文: what stands above its text, the text, the signature, and what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generators.dates import PartialDate
from generators.importer import head_forms as forms
from generators.importer.lines import Block, SourceLine, SourceTable, folded

_MOST_HEAD_LINES = 25


@dataclass
class Attached:
    """An attachment: `title`, the words of its marker, and its blocks; `listed`: it is named before the signature."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    marker: str = ""
    listed: bool = False


@dataclass
class Document:
    """A source taken apart. `title` and `issued_title` are lines; lists of blocks are in the source's order.

    `places` gives the line where an element was read, by its key; `stray` are lines that belong to no element.
    """

    title: list[str] = field(default_factory=list)
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    addressees: str = ""
    text: list[Block] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    issued_on: PartialDate | None = None
    notes: list[str] = field(default_factory=list)
    issued_title: list[str] = field(default_factory=list)
    issued: list[Block] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    copied_to: list[str] = field(default_factory=list)
    imprint: list[str] = field(default_factory=list)
    printer: str = ""
    printed_on: PartialDate | None = None
    places: dict[str, int] = field(default_factory=dict)
    stray: list[SourceLine] = field(default_factory=list)

    @property
    def whole_title(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    def note(self, key: str, line: Block) -> None:
        """Note where an element stands."""
        self.places.setdefault(key, line.number)


def taken_apart(blocks: Sequence[Block]) -> Document:
    """The parts of a document."""
    document = Document()
    rest = _head(document, list(blocks))
    rest = _imprint(document, rest)
    signed = _signature_at(document, rest)
    if signed is None:
        document.text = rest
        return document
    start, end = signed
    document.text = _without_list(document, rest[:start])
    _behind(document, rest[end:])
    return document


# -- above the text -------------------------------------------------------------------------------------------------


def _head(document: Document, blocks: list[Block]) -> list[Block]:
    """Read what stands above the text; returns the blocks from there on."""
    for index, block in enumerate(blocks[:_MOST_HEAD_LINES]):
        if isinstance(block, SourceTable):
            return blocks[index:]
        if forms.is_addressed(block):
            document.addressees = block.text[:-1]
            document.note("主送机关", block)
            return blocks[index + 1 :]
        if _element(document, block):
            continue
        if forms.is_text(block) or _is_complete(document, block):
            return blocks[index:]
        document.title.append(block.text)
        document.note("标题", block)
    return blocks[_MOST_HEAD_LINES:]


def _element(document: Document, line: SourceLine) -> bool:
    """Take a line that is one of the elements of a head; False where it is none."""
    key = line.key
    if found := forms.NUMBER.match(key):
        rest = line.text[found.end() :]
        if not rest or folded(rest).startswith("签发人"):
            document.number = line.text[found.start(1) : found.end(1)]
            document.note("发文字号", line)
            document.stray += [SourceLine(rest, line.number, rest)] if rest else []
            return True
    if forms.SECRECY.fullmatch(key):
        document.secrecy = line.text
    elif found := forms.URGENCY.fullmatch(key):
        document.urgency = found[1]
    elif re.fullmatch("[一-龥]{3,30}文件", key) and "关于" not in key and not document.title:
        document.stray.append(line)
    elif re.fullmatch(rf"（?{forms.DATE}(?:发布|印发)?）?", key) and document.title and document.issued_on is None:
        document.issued_on = forms.parsed_date(key)
        document.note("成文日期", line)
    else:
        return False
    return True


def _is_complete(document: Document, line: SourceLine) -> bool:
    """Whether the title has come to its end, so that this line is none of it."""
    title = folded(document.whole_title)
    if not title or title.count("《") > title.count("》") or title.count("“") > title.count("”"):
        return False
    if line.key.startswith("的") or re.fullmatch(r"（[^（）]{2,20}）", line.key):
        return False
    if re.search("关于(?:印发|转发|下达|公布|发布|批转)", title) and not re.search("(?:通知|函|意见|批复|通报)$", title):
        return False
    return forms.IS_TITLED.search(title) is not None


# -- below everything -----------------------------------------------------------------------------------------------


def _imprint(document: Document, blocks: list[Block]) -> list[Block]:
    """Take 抄送, 印发机关 and 印发日期 from the end; returns what stands above."""
    at = len(blocks)
    while at and isinstance(line := blocks[at - 1], SourceLine) and _is_imprint(line):
        at -= 1
    for line in blocks[at:]:
        assert isinstance(line, SourceLine)
        found = forms.PRINTED.fullmatch(line.key)
        if found and not line.key.endswith("。"):
            document.printer = line.text[: found.end(1)]
            document.printed_on = forms.parsed_date(line.key)
            document.note("印发日期", line)
        elif line.key.startswith("抄送：") and (copied := _copied(line)):
            document.copied_to = copied
            document.note("抄送", line)
        else:
            document.imprint.append(line.text)
            document.note("版记", line)
    return blocks[:at]


def _is_imprint(line: SourceLine) -> bool:
    key = line.key
    is_printed = forms.PRINTED.fullmatch(key) is not None and len(key) < 60
    return is_printed or bool(forms.COPIED.fullmatch(key)) or bool(forms.COPIES.fullmatch(key))


def _copied(line: SourceLine) -> list[str]:
    """The names of 抄送, empty where they could not be printed as they stand: parted by 、, or without a full stop."""
    words = line.text[3:]
    return words[:-1].split("，") if re.fullmatch("[^、；。,]+。", words) else []


# -- signature ------------------------------------------------------------------------------------------------------


def _signature_at(document: Document, blocks: list[Block]) -> tuple[int, int] | None:
    """Where the signature begins and ends; None where there is none."""
    for index, block in enumerate(blocks):
        if not isinstance(block, SourceLine):
            continue
        key = block.key
        fused = re.fullmatch(rf"({forms.ORGAN.pattern})({forms.DATE})", key)
        if fused:
            return _signed(document, [block.text[: fused.end(1)]], block, index, index + 1)
        if not re.fullmatch(forms.DATE, key):
            continue
        start = index
        while start and isinstance(above := blocks[start - 1], SourceLine) and forms.is_signer(above):
            start -= 1
        issuers = [one for line in blocks[start:index] if isinstance(line, SourceLine) for one in forms.signers_of(line)]
        if issuers or _ends(blocks[index + 1 :]):
            return _signed(document, issuers, block, start, index + 1)
    return None


def _signed(document: Document, issuers: list[str], line: SourceLine, start: int, end: int) -> tuple[int, int]:
    document.issuers = issuers
    document.issued_on = forms.parsed_date(line.key)
    document.note("发文机关", line)
    document.places["成文日期"] = line.number
    return start, end


def _ends(blocks: Sequence[Block]) -> bool:
    """Whether nothing but notes and attachments follows."""
    if not blocks:
        return True
    first = blocks[0]
    return isinstance(first, SourceLine) and bool(
        forms.NOTE.fullmatch(first.key) or re.match("附件|抄送", first.key) or forms.IS_TITLED.search(first.key)
    )


def _without_list(document: Document, blocks: list[Block]) -> list[Block]:
    """Take the list of attachments from the end of the text; returns the text above."""
    starts = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, SourceLine) and re.match(r"附\s*(?:件|表)?(?:\d{0,2})：", block.key) and len(block.text) < 90
    ]
    if not starts or not all(isinstance(one, SourceLine) and len(one.text) < 90 for one in blocks[starts[0] :]):
        return blocks
    titles: list[str] = []
    for line in blocks[starts[0] :]:
        assert isinstance(line, SourceLine)
        words = re.sub(r"^附\s*(?:件|表)?\d{0,2}[：:]", "", line.text)
        for part in re.split(r"(?<=.)(?=[2-9]\.(?!\d))", words) if re.match(r"1[.．、]", words) else [words]:
            found = re.match(r"(\d{1,2})[.．、]", part)
            if found or not titles:
                titles.append(part[found.end() :] if found else part)
            else:
                titles[-1] += part
    document.attachments = [Attached(title, listed=True) for title in titles if title]
    document.note("附件", blocks[starts[0]])
    return blocks[: starts[0]]


# -- behind the signature -------------------------------------------------------------------------------------------


def _behind(document: Document, blocks: list[Block]) -> None:
    """Notes, what is issued, and the attachments with their text."""
    while blocks and isinstance(first := blocks[0], SourceLine) and forms.NOTE.fullmatch(first.key):
        document.notes.append(first.text)
        document.note("附注", first)
        blocks = blocks[1:]
    blocks = _imprint(document, blocks) if blocks and not document.printer else blocks
    marks = [index for index, block in enumerate(blocks) if _marker(block) is not None]
    first_mark = marks[0] if marks else len(blocks)
    _issued(document, blocks[:first_mark])
    for number, at in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else len(blocks)
        _attached(document, blocks[at:end], number)


def _marker(block: Block) -> str | None:
    """The title beside the marker of an attachment, empty where it has none; None for another block."""
    if not isinstance(block, SourceLine):
        return None
    found = re.fullmatch(r"附\s*(?:件|表)\s*(?:\d{1,2}|[一二三四五六七八九十]{0,2})[：.]?(.{0,45})", block.key)
    if found is None or forms.SENTENCE_END.search(block.key) or re.match("(?:[和及与或中的]|所列)", found[1]):
        return None
    return block.text[found.start(1) :]


def _issued(document: Document, blocks: list[Block]) -> None:
    if not blocks:
        return
    lines, rest = title_lines(blocks, expected_titles(document.whole_title))
    document.issued_title, document.issued = lines, rest
    document.note("印发件", blocks[0])


def _attached(document: Document, blocks: list[Block], number: int) -> None:
    beside = _marker(blocks[0]) or ""
    known = document.attachments[number].title if number < len(document.attachments) else ""
    lines, rest = ([beside], blocks[1:]) if beside else title_lines(blocks[1:], [known] if known else [])
    if number < len(document.attachments) and document.attachments[number].listed:
        one = document.attachments[number]
    else:
        one = Attached("")
        document.attachments.append(one)
    first = blocks[0]
    one.marker = first.text if isinstance(first, SourceLine) else ""
    one.title = "".join(lines) or one.title
    one.blocks = rest
    document.note("附件", first)


def title_lines(blocks: Sequence[Block], expected: Sequence[str]) -> tuple[list[str], list[Block]]:
    """The lines of a title at the head of blocks, and the blocks below. `expected`: titles that may stand there."""
    lines: list[str] = []
    for index, block in enumerate(blocks[:6]):
        joined = "".join(lines)
        if isinstance(block, SourceTable) or forms.is_text(block):
            return lines, list(blocks[index:])
        is_whole = joined in expected or (joined and forms.IS_TITLED.search(folded(joined)))
        if is_whole and not re.match("[（的]", block.key):
            return lines, list(blocks[index:])
        lines.append(block.text)
    return lines, list(blocks[len(lines) :])


def expected_titles(title: str) -> list[str]:
    """The titles of what a notice issues, by its own title."""
    quoted = re.findall("《([^《》]*)》", folded(title))
    issued = re.search("关于(?:印发|转发|下达|批转)《?(.*?)》?的通知", folded(title))
    return [*quoted, *([issued[1]] if issued else [])]
