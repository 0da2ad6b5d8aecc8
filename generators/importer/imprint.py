"""版记 and what else stands behind the text: 抄送, 印发机关, 印发日期; notes, what is issued, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generators.importer import head_forms as forms
from generators.importer.document import Attached, Document, Issued
from generators.importer.lines import Block, SourceLine, SourceTable, folded


def take_imprint(document: Document, blocks: list[Block]) -> list[Block]:
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


def take_behind(document: Document, blocks: list[Block], *, flat: bool = False) -> None:
    """Notes, what is issued, and the attachments with their text."""
    while blocks and isinstance(first := blocks[0], SourceLine) and forms.NOTE.fullmatch(first.key):
        document.notes.append(first.text)
        document.note("附注", first)
        blocks = blocks[1:]
    blocks = take_imprint(document, blocks) if blocks and not document.printer else blocks
    if _is_list(blocks):
        document.imprint = [*(block.text for block in blocks if isinstance(block, SourceLine)), *document.imprint]
        document.note("版记", blocks[0])
        return
    marks = [] if flat else [index for index in range(len(blocks)) if _begins_attachment(blocks, index)]
    first_mark = marks[0] if marks else len(blocks)
    _issued(document, blocks[:first_mark])
    if document.issued and not document.attachments and not flat:
        last = document.issued[-1]
        last.blocks, last.attachments = without_list(last.blocks)
    for number, at in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else len(blocks)
        _attached(document, blocks[at:end], number)


def _is_list(blocks: Sequence[Block]) -> bool:
    """Whether nothing but a list of attachments stands below the signature: 附：1、甲表 / 2、乙表."""
    lines = [block.key for block in blocks if isinstance(block, SourceLine)]
    if not lines or len(lines) < len(blocks) or not re.match(r"附(?:件|表)?\d{0,2}[：、].", lines[0]):
        return False
    return all(len(key) < 90 and not re.search("[。；，].", key) for key in lines) and all(
        re.match(r"(?:附(?:件|表)?\d{0,2}[：、]|\d{1,2}[.、])", key) for key in lines
    )


def _begins_attachment(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is the marker of an attachment; a mere list of names closes the text in which it stands."""
    beside = _marker(blocks[index])
    ends = index + 1 == len(blocks) or _marker(blocks[index + 1]) is not None
    is_list = bool(beside) and (re.match(r"1[.．、]", beside or "") is not None or ends)
    return beside is not None and not is_list


def _marker(block: Block) -> str | None:
    """The title beside the marker of an attachment, empty where it has none; None for another block."""
    if not isinstance(block, SourceLine):
        return None
    found = re.fullmatch(r"附\s*(?:件|表)\s*(?:\d{1,2}|[一二三四五六七八九十]{0,2})[：.]?(.{0,80})", block.key)
    if found is None or forms.SENTENCE_END.search(block.key) or re.match("(?:[和及与或中的]|所列)", found[1]):
        return None
    return block.text[found.start(1) :]


def _issued(document: Document, blocks: list[Block]) -> None:
    """The texts that a notice issues: each begins with one of the titles that the notice names."""
    if not blocks:
        return
    document.note("印发件", blocks[0])
    expected = [*expected_titles(document.whole_title), *_titles_in(document.text)]
    starts = [0, *(index for index in range(1, len(blocks)) if _is_title(blocks[index:], expected))]
    for start, end in pairwise([*starts, len(blocks)]):
        lines, rest = title_lines(blocks[start:end], expected)
        if document.issued and not rest:
            document.issued[-1].blocks += blocks[start:end]
        else:
            document.issued.append(Issued(lines, rest))


def _titles_in(blocks: Sequence[Block]) -> list[str]:
    """The titles of which a notice says that it issues them: 现将《甲方案》《乙办法》印发给你们."""
    found: list[str] = []
    for block in blocks[:4]:
        issues = (
            re.search(
                "(?:现(?:将|予)|制定了?|修订了?|[拟制]定的|审议通过).*?(?:印发|下发|转发|发给|印送)|^《.*?印发",
                block.key,
            )
            if isinstance(block, SourceLine)
            else None
        )
        found += re.findall("《([^《》]*(?:《[^《》]*》)?[^《》]*)》", issues[0]) if issues else []
    return found


def _is_title(blocks: Sequence[Block], expected: Sequence[str]) -> bool:
    """Whether the first lines of blocks are together one of the titles, and text follows."""
    words = ""
    for block in blocks[:4]:
        if not isinstance(block, SourceLine) or not any(title.startswith(words + block.key) for title in expected):
            return False
        words += block.key
        if words in expected:
            return len(words) > 5
    return False


def _attached(document: Document, blocks: list[Block], number: int) -> None:
    """An attachment: of the notice where that lists it or issues nothing, else of what is issued."""
    home = document.attachments if document.attachments or not document.issued else document.issued[-1].attachments
    listed = home[number] if number < len(home) and home[number].listed else None
    beside = _marker(blocks[0]) or ""
    lines, rest = ([beside], blocks[1:]) if beside else title_lines(blocks[1:], [listed.title] if listed else [])
    heading = "".join(lines)
    one = listed or Attached(heading)
    if listed is None:
        home.append(one)
    elif heading and folded(heading) != folded(one.title):
        one.heading = heading
    elif heading:
        one.title = heading
    first = blocks[0]
    one.marker = first.text if isinstance(first, SourceLine) else ""
    one.blocks = rest
    document.note("附件", first)


_TO_FILL = re.compile("(?:填报|填表|报送|制表|单位|日期|时间|联系人|姓名)[^：]{0,8}：")


def title_lines(blocks: Sequence[Block], expected: Sequence[str]) -> tuple[list[str], list[Block]]:
    """The lines of a title at the head of blocks, and the blocks below. `expected`: titles that may stand there."""
    lines: list[str] = []
    for index, block in enumerate(blocks[:6]):
        joined = "".join(lines)
        if (
            isinstance(block, SourceTable)
            or (lines and block.level)
            or forms.is_text(block)
            or _TO_FILL.match(block.key)
        ):
            return lines, list(blocks[index:])
        is_whole = joined in expected or (joined and forms.IS_TITLED.search(folded(joined)))
        if is_whole and not re.match("的|（(?!略|另附|附后|另发)", block.key):
            return lines, list(blocks[index:])
        lines.append(block.text)
    return lines, list(blocks[len(lines) :])


def expected_titles(title: str) -> list[str]:
    """The titles of what a notice issues, by its own title."""
    quoted = re.findall("《([^《》]*)》", folded(title))
    issued = re.search("关于(?:印发|转发|下达|批转)《?(.*?)》?的通知", folded(title))
    return [*quoted, *([issued[1]] if issued else [])]


def without_list(blocks: list[Block]) -> tuple[list[Block], list[Attached]]:
    """A text without the list of attachments at its end, and what that lists."""
    starts = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, SourceLine)
        and re.match(r"附\s*(?:件|表)?(?:\d{0,2})：", block.key)
        and len(block.text) < 90
    ]
    if not starts or not all(isinstance(one, SourceLine) and len(one.text) < 90 for one in blocks[starts[0] :]):
        return blocks, []
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
    return blocks[: starts[0]], [Attached(title, listed=True) for title in titles if title]
