"""The parts of a 公文: what stands above its text, the text, the signature, and what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generators.importer import head_forms as forms
from generators.importer.document import Document
from generators.importer.imprint import take_behind, take_imprint, title_lines, without_list
from generators.importer.lines import Block, SourceLine, SourceTable, folded

_MOST_HEAD_LINES = 25


def taken_apart(blocks: Sequence[Block], *, flat: bool = False) -> Document:
    """The parts of a document; `flat`: attachments are not told from the text in which they stand."""
    document = Document()
    rest = _head(document, list(blocks))
    titles = [
        one.raw
        for one in blocks[: len(blocks) - len(rest)]
        if isinstance(one, SourceLine) and one.text in document.title
    ]
    document.title_issuers = forms.issuers_in(titles)
    rest = take_imprint(document, rest)
    signed = _signature_at(document, rest)
    start, end = signed or (len(rest), len(rest))
    document.text = rest[:start]
    if not flat:
        document.text, document.attachments = without_list(rest[:start])
        if document.attachments:
            document.note("附件", rest[len(document.text)])
    take_behind(document, rest[end:], flat=flat)
    return document


# -- above the text -------------------------------------------------------------------------------------------------


def _head(document: Document, blocks: list[Block]) -> list[Block]:
    """Read what stands above the text; returns the blocks from there on."""
    for index, block in enumerate(blocks[:_MOST_HEAD_LINES]):
        if isinstance(block, SourceTable) or block.level:
            return blocks[index:]
        if forms.is_addressed(block):
            document.addressees = block.text[:-1]
            document.note("主送机关", block)
            return blocks[index + 1 :]
        if _element(document, block):
            continue
        is_title = bool(document.title) and _number_follows(blocks[index + 1 :])
        if forms.is_text(block) or (_is_complete(document, block) and not is_title):
            return blocks[index:]
        document.title.append(block.text)
        document.note("标题", block)
    return blocks[_MOST_HEAD_LINES:]


def _element(document: Document, line: SourceLine) -> bool:
    """Take a line that is one of the elements of a head; False where it is none."""
    key = line.key
    if found := re.fullmatch(f"（{forms.NUMBER.pattern}）", key):  # as collections of laws set it
        document.number = line.text[found.start(1) : found.end(1)]
        document.note("发文字号", line)
        return True
    if re.fullmatch(r"[一-龥]{2,12}〔(?:19|20)\d{2}〕\d{1,4}", key):  # without 号, which a page has lost
        document.number = line.text
        document.note("发文字号", line)
        return True
    if found := forms.NUMBER.match(key):
        rest = line.text[found.end() :]
        if not rest or folded(rest).startswith("签发人"):
            document.number = line.text[found.start(1) : found.end(1)]
            document.note("发文字号", line)
            names = re.sub("^签发人?[：:]", "", line.raw[line.raw.find("签发") :]).split() if rest else []
            document.signers = [name for name in names if name]
            return True
    if found := forms.SIGNERS.fullmatch(key):
        document.signers = re.split(
            r"[\s　、]+", line.raw[line.raw.find("签发") :].split("：" if "：" in line.raw else ":", 1)[1].strip()
        )
    elif forms.SECRECY.fullmatch(key):
        document.secrecy = line.text
    elif found := forms.URGENCY.fullmatch(key):
        document.urgency = found[1]
    elif re.fullmatch(r"[A-Z]{2,8}\d{0,4}(?:[\-—–]\d{2,6}){1,3}号?", key) or (
        re.fullmatch(r"附(?:件|表)\d{0,2}：?|(?!.*关于)[一-龥]{3,30}文件", key) and not document.title
    ):
        document.stray.append(line)
    elif re.fullmatch(rf"（?{forms.DATE}(?:发布|印发)?）?", key) and document.title and document.issued_on is None:
        document.issued_on = forms.parsed_date(key)
        document.note("成文日期", line)
    else:
        return False
    return True


def _number_follows(blocks: Sequence[Block]) -> bool:
    """Whether the number of the notice stands in one of the next lines, so that what is above it is its title."""
    for block in blocks[:3]:
        if not isinstance(block, SourceLine) or forms.is_text(block):
            return False
        if forms.NUMBER.fullmatch(block.key):
            return True
    return False


def _is_complete(document: Document, line: SourceLine) -> bool:
    """Whether the title has come to its end, so that this line is none of it."""
    title = folded(document.whole_title)
    if not title or title.count("《") > title.count("》") or title.count("“") > title.count("”"):
        return False
    if line.key.startswith("的") or re.fullmatch(r"（(?!\d{4}年\d{1,2}月)[^（）]{2,20}）", line.key):
        return False
    if re.search("关于(?:印发|转发|下达|公布|发布|批转)", title) and not re.search(
        "(?:通知|函|意见|批复|通报)$", title
    ):
        return False
    return forms.IS_TITLED.search(title) is not None


# A remark on whose seal stands for the issuer's, or to whom the text goes.
_ABOVE_DATE = re.compile("（(?:[^（）]{0,30}(?:代章|盖章|公章|印章)|此件[^（）]{0,30})）")


def with_notes_below(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with remarks (某某代章, 此件……) that stand above the date below it, where notes are printed."""
    found = list(blocks)
    for index, (line, below) in enumerate(pairwise(found)):
        is_seal = isinstance(line, SourceLine) and _ABOVE_DATE.fullmatch(line.key)
        if is_seal and isinstance(below, SourceLine) and re.fullmatch(forms.DATE, below.key):
            found[index : index + 2] = below, line
    return found


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
        issuers = forms.signers([line for line in blocks[start:index] if isinstance(line, SourceLine)])
        if issuers or _ends(blocks[index + 1 :]):
            return _signed(document, issuers, block, start, index + 1)
    return None


def _signed(document: Document, issuers: list[str], line: SourceLine, start: int, end: int) -> tuple[int, int]:
    document.issuers = issuers
    document.issued_on = forms.parsed_date(line.key)
    if document.issued_on and not line.key.endswith(document.issued_on.text()):
        document.date_words = line.text.removeprefix(issuers[0] if issuers else "")
    document.note("发文机关", line)
    document.places["成文日期"] = line.number
    return start, end


def _ends(blocks: Sequence[Block]) -> bool:
    """Whether nothing but notes and attachments follows."""
    if not blocks:
        return True
    first = blocks[0]
    if not isinstance(first, SourceLine):
        return False
    is_title = forms.IS_TITLED.search("".join(title_lines(blocks, [])[0])) is not None
    return is_title or bool(forms.NOTE.fullmatch(first.key) or re.match("附件|附：|抄送", first.key))
