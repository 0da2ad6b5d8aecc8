"""Line breaks set right: text in one line is parted, lines broken in mid-sentence are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generators.dossier.label_lines import is_label_line
from generators.importer import head_forms as forms
from generators.importer.imprint import expected_titles
from generators.importer.lines import Block, SourceLine, folded, line_of, without_blanks
from generators.importer.outline import chinese_number, number_of

_LONG, _FEW = 20, 5
_ENDED = re.compile(r"[。！？；：”）》]$|\.$")
_FUSED = 250  # characters of a line in which headings may have lost their breaks
_HEADING = re.compile(r"([一二三四五六七八九十]{1,3})、|（([一二三四五六七八九十]{1,3})）|(\d{1,2})[.．](?!\d)")
_HEAD = re.compile(rf"(.{{6,120}}?(?:{forms.KINDS_OF_TEXT}))(?=({forms.NUMBER.pattern})?(.*))")
_FUSED_HEADING = re.compile(
    "[一-龥、“”]{4,14}?(?<![得要应须由作成是视])(?=各[级市县地部单区有]|以习近平|以[^，。]{2,12}为|为[^，。]{4}|根据|按照|坚持以|认真|全[省市县]|对[^，。]{2,8}进行|到?(?:19|20)\\d{2}年)"
)
_SIGNED = re.compile(rf"(?<=[。）：])({forms.ORGAN.pattern})({forms.DATE})(?=$|（|附件|\S)")
_DATED = re.compile(rf"(?<=。){forms.DATE}(?=$|附[：件])")
_NOTE = re.compile("（(?:此件|联系人|本文有删减|此页)[^（）]*）")


def unwrapped(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Lines with their numbers, those joined that were broken in mid-sentence; empty ones left out."""
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    texts = [without_blanks(line) for _, line in filled]
    long = [text for text in texts if len(text) >= _LONG and not _stands_alone(text)]
    unended = [line for line in long if not _ENDED.search(folded(line))]
    if len(unended) < _FEW or len(unended) < 0.4 * len(long):
        return filled
    width = sorted(map(len, long))[int(len(long) * 0.9)]
    found: list[tuple[int, str]] = []
    blanks = {number for number, line in enumerate(lines, 1) if not line.strip()}
    indents = sum(1 for _, line in filled if _indented(line))
    before = ""
    for number, line in filled:
        if found and not _begins(line, before, number - 1 in blanks, width, indents < 0.6 * len(filled)):
            found[-1] = (found[-1][0], found[-1][1] + line.strip())
        else:
            found.append((number, line.rstrip()))
        before = without_blanks(line)
    return found


def _stands_alone(line: str) -> bool:
    """Whether a line is one by itself though no mark ends it: a row of data, a label, a numbered heading."""
    return "|" in line or is_label_line(folded(line)) or number_of(line.strip()) is not None


def _indented(line: str) -> bool:
    return bool(re.match(r"(?:　| {2,}|\t)\s*\S", line))


def _begins(line: str, before: str, after_blank: bool, width: int, indents_count: bool) -> bool:
    """Whether a line of broken text begins a paragraph; `before` is the line above it."""
    key = folded(without_blanks(line))
    if is_label_line(key):
        return True
    if after_blank and (_ENDED.search(folded(before)) or len(before) < 0.75 * width):
        return True
    if _indented(line) and indents_count:
        return True
    ended = bool(_ENDED.search(folded(before)))
    if number_of(key) and (ended or len(before) < 0.8 * width):
        return True
    if ended and len(before) < 0.9 * width and not re.search("[”）》；：]$", folded(before)):
        return True
    if len(before) < 0.75 * width and forms.is_addressed(line_of(before, 0)):
        return True
    return not ended and len(before) < 0.75 * width


def parted(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the breaks put back that a text has lost."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, SourceLine):
            found.append(block)
            continue
        pieces = _pieces(block.text, is_head=index < 12)
        if len(pieces) == 1:
            found.append(block)
        else:
            found += [line_of(piece, block.number) for piece in pieces]
    return _with_titles(found)


def _pieces(text: str, *, is_head: bool) -> list[str]:
    key = folded(text)
    cuts: set[int] = set()
    if is_head:
        cuts |= _head_cuts(key)
    for found in [*_SIGNED.finditer(key), *_DATED.finditer(key)]:
        cuts |= {found.start(), found.end()}
    if dated := re.fullmatch(rf"({_NOTE.pattern}){forms.DATE}", key):
        cuts.add(dated.end(1))
    if cuts or len(key) > _FUSED:
        cuts |= {at for one in _NOTE.finditer(key) if _closes(key, one, cuts) for at in one.span()}
    if len(key) > _FUSED and len(_sequence(key)) > 2:
        cuts |= {cut for at in _sequence(key) for cut in (at, _heading_end(key, at)) if cut}
        listed = key.find("。附件：")
        if listed > 0 and len(key) - listed < 400:
            cuts.add(listed + 1)
    edges = sorted({0, *cuts, len(text)})
    return [text[start:end] for start, end in pairwise(edges) if text[start:end]]


def _closes(key: str, note: re.Match[str], cuts: set[int]) -> bool:
    return note.start() in cuts or key[note.start() - 1 : note.start()] in ("。", "日") or note.end() == len(key)


# A title without issuer that runs into the text below it: 秸秆禁烧工作实施方案为认真做好……
_TITLE_IN_TEXT = re.compile(
    "[^，。；：]{4,40}?(?:方案|要点|计划|办法|措施|意见)(?=为(?:认真|进一步|深入|贯彻|切实|全面|加强|做好|了|确保|推进|加快|落实|有效|扎实|规范))"
)


# A title that runs into those to whom the text is sent, a number in brackets between them.
_ADDRESSED_TITLE = re.compile(
    rf"([^。：]{{6,100}}?关于[^。：]{{4,100}}?的(?:通知|意见|函|通报|决定))(?:（{forms.NUMBER.pattern}）)?"
    "(?=各|[一-龥]{2,12}(?:政府|厅|局|委))"
)


def _head_cuts(key: str) -> set[int]:
    """Where a title, a number and recipients meet in one line."""
    number = re.search(r"[一-龥]{2,10}〔(?:19|20)\d{2}〕\d{1,4}号", key[:200])
    fused = re.search(
        rf"^.{{6,120}}?(?:{forms.KINDS_OF_TEXT})(?=[一-龥]{{2,10}}〔(?:19|20)\d{{2}}〕\d{{1,4}}号(?!）))", key
    )
    cuts: set[int] = set()
    if fused_title := _TITLE_IN_TEXT.match(key):
        return {fused_title.end()}
    if behind := re.fullmatch(rf"(?!附|《|\d{{1,2}}[.、])[^，。；：]{{6,200}}(（{forms.NUMBER.pattern}）)", key):
        cuts.add(behind.start(1))
        return cuts
    if number and fused and "（" not in key[fused.end() : number.end()]:
        cuts |= {fused.end(), number.end()}
    elif number and number.start() == 0 and number.end() < len(key):
        cuts.add(number.end())
    start = max(cuts, default=0)
    if found := _ADDRESSED_TITLE.match(key, start):
        cuts |= {found.end(1), found.end()}
        start = found.end()
    elif not start:
        return cuts | _behind_addressees(key)
    colon = key.find("：", start)
    if 0 < colon < start + 200 and forms.is_addressed(line_of(key[start : colon + 1], 1)) and colon + 1 < len(key):
        cuts.add(colon + 1)
    return cuts


def _behind_addressees(key: str) -> set[int]:
    """Where a text begins that runs on behind those to whom it is sent, in a line that begins with them."""
    names = key[: key.find("：") + 1]
    is_row = "，" in names and re.search("各|人民政府", names) is not None
    runs_on = len(key) - len(names) > _LONG and is_row and forms.is_addressed(line_of(names, 1))
    return {len(names)} if runs_on else set()


def _heading_end(key: str, at: int) -> int:
    """Where a heading without a mark ends, by the words with which texts begin; 0 where no such words follow."""
    number = _HEADING.match(key, at)
    found = _FUSED_HEADING.match(key, number.end()) if number else None
    return found.end() if found else 0


def _sequence(key: str) -> list[int]:
    """Where numbered headings begin in a text without breaks: each number begins a row or goes on by one."""
    last = {1: 0, 2: 0, 3: 0}
    found: list[int] = []
    for one in _HEADING.finditer(key):
        level = 1 if one[1] else 2 if one[2] else 3
        value = int(one[3]) if one[3] else chinese_number(one[1] or one[2])
        before = key[one.start() - 1 : one.start()]
        if before in "、第" or (level == 3 and before.isalnum()):
            continue
        if value == last[level] + 1 or (value == 1 and level > 1):
            if value > 1 and before not in "。；：！？）”" and before and level > 1:
                continue
            last = {at: (value if at == level else 0 if at > level else last[at]) for at in last}
            found.append(one.start())
    return found


def _with_titles(blocks: list[Block]) -> list[Block]:
    """Blocks with a break behind the title of what is issued, where text runs on behind it."""
    titles = [title for block in blocks[:6] if isinstance(block, SourceLine) for title in expected_titles(block.text)]
    found: list[Block] = []
    for block in blocks:
        title = next(
            (
                one
                for one in titles
                if isinstance(block, SourceLine) and block.key.startswith(one) and len(block.key) > len(one) + 20
            ),
            None,
        )
        if (
            title is None
            or not isinstance(block, SourceLine)
            or not re.match("[为根按一深近2第]", block.key[len(title) :])
        ):
            found.append(block)
        else:
            found += [line_of(block.text[: len(title)], block.number), line_of(block.text[len(title) :], block.number)]
    return found
