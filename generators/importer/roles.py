"""What each line of a source was taken for, and a document put together as a person says instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generators.importer import head_forms as forms
from generators.importer.document import LEVELS, Attached, Document, Issued, Role
from generators.importer.lines import Block, SourceLine, SourceTable
from generators.importer.tree import Node, tree_of

_BODY = (*LEVELS, Role.TEXT, Role.PLAIN)
_PLACES = {
    "发文字号": Role.NUMBER,
    "主送机关": Role.ADDRESSEES,
    "成文日期": Role.DAY,
    "附件": Role.ATTACHMENT,
} | dict.fromkeys(("抄送", "印发日期", "版记"), Role.IMPRINT)


def levels_of(roles: Mapping[int, Role]) -> dict[int, int]:
    """The levels that a person has given to headings, by the numbers of lines; 0 for mere text."""
    return {number: LEVELS.index(role) + 1 if role in LEVELS else 0 for number, role in roles.items() if role in _BODY}


# -- as recognised ----------------------------------------------------------------------------------------------------


def roles_of(document: Document, blocks: Sequence[Block], levels: Mapping[int, int]) -> dict[int, Role]:
    """What each line was taken for, by its number."""
    found = {block.number: _role_outside(document, block) for block in blocks}
    for body in _bodies(document):
        found |= {block.number: Role.TABLE if isinstance(block, SourceTable) else Role.TEXT for block in body}
        found |= dict(_headings(tree_of(body, levels=levels), 0))
    return found


def _headings(node: Node, depth: int) -> Iterator[tuple[int, Role]]:
    for below in node.below:
        yield below.line, LEVELS[min(depth, len(LEVELS) - 1)] if below.title else Role.POINT
        yield from _headings(below, depth + 1)


def _role_outside(document: Document, block: Block) -> Role:
    """The role of a line that stands in no body of text."""
    if isinstance(block, SourceTable):
        return Role.TABLE
    placed = {document.places[key]: role for key, role in _PLACES.items() if key in document.places}
    first = min((body[0].number for body in _bodies(document) if body), default=block.number + 1)
    known = (
        (Role.TITLE, document.title if block.number < first else []),
        (Role.ISSUER, document.issuers),
        (Role.NOTE, document.notes),
        (Role.ISSUED, [words for one in document.issued for words in one.title]),
        (Role.IMPRINT, document.imprint),
        (Role.ATTACHMENT, [words for one in document.attached for words in (one.marker, one.title, one.heading)]),
    )
    of_words = next((role for role, texts in known if block.text in texts), None)
    return of_words or placed.get(block.number) or Role.OTHER


def _bodies(document: Document) -> list[list[Block]]:
    return [document.text, *(one.blocks for one in document.issued), *(one.blocks for one in document.attached)]


# -- as a person says -------------------------------------------------------------------------------------------------


def assign(document: Document, blocks: Sequence[Block], roles: Mapping[int, Role]) -> None:
    """Put lines where a person says that they belong, by their numbers. What follows a new title goes with it."""
    for line in blocks:
        role = roles.get(line.number)
        if role is None or isinstance(line, SourceTable):
            continue
        if role in _BODY and any(line in body for body in _bodies(document)):
            continue
        if _exchange(document, line, role):
            continue
        _take_out(document, line)
        _put(document, line, role)


def _exchange(document: Document, line: SourceLine, role: Role) -> bool:
    """Make what is issued an attachment, or an attachment what is issued, by their first lines; whether they are."""
    issued = next((one for one in document.issued if line.text in one.title), None)
    if role is Role.ATTACHMENT and issued:
        title = "".join(text for text in issued.title if text != line.text) or _title(line)
        document.attachments[:0] = [Attached(title, issued.blocks, line.text), *issued.attachments]
        document.issued.remove(issued)
        document.places["附件"] = line.number
        return True
    one = next((one for one in document.attached if line.text in (one.marker, one.title)), None)
    if role is Role.ATTACHMENT and one is not None:
        return True
    if role is Role.ISSUED and one is not None and not document.issued:
        document.attachments.remove(one)
        document.issued = [Issued([one.title or line.text], one.blocks)]
        document.places["印发件"] = line.number
        return True
    return False


def _take_out(document: Document, line: SourceLine) -> None:
    """Take a line away from where it stands."""
    for home in (document.attachments, *(one.attachments for one in document.issued)):
        one = next((one for one in home if line.text in (one.marker, one.title) and not one.listed), None)
        if line.text and one:
            home.remove(one)
            _body_around(document, line.number)[0].extend(one.blocks)
            break
    if issued := next((one for one in document.issued if one.title == [line.text]), None):
        document.issued.remove(issued)
        _body_around(document, line.number)[0].extend(issued.blocks)
        document.attachments += issued.attachments
    for body in _bodies(document):
        body[:] = [block for block in body if block.number != line.number]
    titles = [one.title for one in document.issued]
    for texts in (document.title, document.issuers, document.notes, document.imprint, *titles):
        texts[:] = [text for text in texts if text != line.text]
    document.stray = [one for one in document.stray if one.number != line.number]
    for key in [key for key, number in document.places.items() if number == line.number]:
        del document.places[key]
        if key == "发文字号":
            document.number = ""
        elif key == "主送机关":
            document.addressees = ""
        elif key == "成文日期":
            document.issued_on = None


def _put(document: Document, line: SourceLine, role: Role) -> None:
    if role is Role.TITLE:
        is_first = document.places.get("标题", line.number) > line.number
        document.title.insert(0 if is_first else len(document.title), line.text)
        document.places["标题"] = min(line.number, document.places.get("标题", line.number))
    elif role is Role.NUMBER:
        document.number, document.places["发文字号"] = line.text, line.number
    elif role is Role.ADDRESSEES:
        document.addressees, document.places["主送机关"] = line.text.rstrip("：:"), line.number
    elif role is Role.ISSUER:
        document.issuers += forms.signers_of(line) or [line.text]
        document.places["发文机关"] = line.number
    elif role is Role.DAY and (day := forms.parsed_date(line.key)):
        document.issued_on, document.places["成文日期"] = day, line.number
    elif role is Role.NOTE:
        document.notes.append(line.text)
    elif role is Role.IMPRINT:
        document.imprint.append(line.text)
    elif role in (Role.ISSUED, Role.ATTACHMENT):
        _begin(document, line, role)
    elif role in _BODY:
        body, at = _body_around(document, line.number)
        body.insert(at, line)
    else:
        document.stray.append(line)


def _begin(document: Document, line: SourceLine, role: Role) -> None:
    """Part what follows a line from the text in which it stands."""
    body, at = _body_around(document, line.number)
    below = body[at:]
    del body[at:]
    if role is Role.ISSUED:
        document.issued.append(Issued([line.text], below))
        document.places["印发件"] = line.number
        return
    before = [one for one in document.attachments if one.blocks and one.blocks[0].number < line.number]
    document.attachments.insert(len(before), Attached(_title(line), below, line.text))
    document.places.setdefault("附件", line.number)


def _title(line: SourceLine) -> str:
    """What a marker of an attachment names it, the marker itself where it names nothing."""
    return re.sub(r"^附\s*(?:件|表)?\s*\d{0,2}[：:.]?", "", line.text) or line.text


def _body_around(document: Document, number: int) -> tuple[list[Block], int]:
    """The body of text in which a line with a number belongs, and at which place."""
    bodies = [body for body in _bodies(document) if body and body[0].number < number]
    body = max(
        bodies, key=lambda one: max(block.number for block in one if block.number < number), default=document.text
    )
    return body, sum(block.number < number for block in body)
