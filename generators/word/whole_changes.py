"""Two states of a document with whole paragraphs and rows as tracked changes, where finer ones cannot be had.

Bodies, headers, footers and notes are laid side by side block by block. Controls in paragraphs that are struck out or
put in become plain text; the look of pages stays that of the old document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import count, zip_longest
from typing import TypeAlias

from lxml import etree

from generators.word.ids import with_unique_ids
from generators.word.parts import RELATIONSHIPS, content_types, main_part, relationships_of, text_parts, with_part
from generators.word.xml import PARSER, local_name
from generators.word.xml import qualified as _w

_BLOCKS = (_w("p"), _w("tbl"), _w("sdt"))
_REFERENCES = (_w("headerReference"), _w("footerReference"))
_APART = {"pPr": (_w("rPr"), _w("sectPr")), "sectPr": _REFERENCES}  # what properties hold besides their own
_ID = f"{{{RELATIONSHIPS}}}id"
_IDENTITY = re.compile(rb' \w+:(?:rsid\w*|paraId|textId)="[^"]*"|<w:id [^>]*>')  # the element is a control's number
_FIRST_ID = 100_000
_Segment: TypeAlias = tuple[list[etree._Element], etree._Element | None]  # blocks, and the table behind them


class NotTrackableError(Exception):
    """Two documents differ in more than paragraphs and rows."""


def whole_changes(old: Mapping[str, bytes], new: Mapping[str, bytes], author: str, date: str) -> dict[str, bytes]:
    """The parts of the old document with what makes it the new one as tracked changes of a date and time.

    Raises NotTrackableError where one has notes or pictures that the other one has not.
    """
    made = _with_headers(old, new)
    stories, marks = text_parts(made), _Marks(author, date)
    for name in stories:
        after = new.get(name, _empty(made[name]))
        if made[name] == after:
            continue
        rels = relationships_of(name)
        marks.takes_references = made.get(rels) == new.get(rels) or name not in new
        roots = [etree.fromstring(part, PARSER) for part in (made[name], after)]
        for was, now in zip(*(_holders(root) for root in roots), strict=True):
            marks.compare(was, now)
        made[name] = etree.tostring(roots[0], xml_declaration=True, encoding="UTF-8", standalone=True)
    return with_unique_ids(made, stories)


def _with_headers(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, bytes]:
    """The old parts with headers and footers, still without words, of those pages where only the new ones have any."""
    main, made = main_part(old), dict(old)
    root = etree.fromstring(old[main], PARSER)
    sections = root[0].find(_w("sectPr")), etree.fromstring(new[main_part(new)], PARSER)[0].find(_w("sectPr"))
    if any(one is None for one in sections):
        return made
    there = {_pages(one) for one in sections[0].iterchildren(*_REFERENCES)}
    for at, reference in enumerate(list(sections[1].iterchildren(*_REFERENCES))):
        if _pages(reference) not in there:
            name = _target(new, reference.get(_ID, ""))
            if name in made:
                raise NotTrackableError
            kind, number = local_name(reference).removesuffix("Reference"), f"rIdNew{at}"
            names = {"kind": f"{RELATIONSHIPS}/{kind}", "content_type": content_types(new)[name], "rel_id": number}
            made = with_part(made, main, name, _empty(new[name]), **names)
            reference.set(_ID, number)
            sections[0].insert(0, reference)
    made[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _pages(reference: etree._Element) -> tuple[str, str]:
    return str(reference.tag), reference.get(_w("type"), "default")


def _target(parts: Mapping[str, bytes], number: str) -> str:
    main = main_part(parts)
    rels = etree.fromstring(parts[relationships_of(main)], PARSER)
    target = next(str(one.get("Target")) for one in rels if one.get("Id") == number)
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(main), target)).lstrip("/")


def _empty(story: bytes) -> bytes:
    """A header, footer or part of notes with an empty paragraph for what is in it."""
    root = etree.fromstring(story, PARSER)
    for holder in _holders(root):
        holder[:] = [etree.Element(_w("p"))]
    return bytes(etree.tostring(root))


def _holders(root: etree._Element) -> list[etree._Element]:
    """The elements of a part that hold blocks: the body; a header; each of the notes."""
    found = list(root.iterchildren(_w("body"), _w("footnote"), _w("endnote")))
    return found or [root]


class _Marks:
    """Puts the marks of tracked changes into elements."""

    def __init__(self, author: str, date: str) -> None:
        self._attributes = {_w("author"): author, _w("date"): date}
        self._ids = count(_FIRST_ID)
        self.takes_references = True

    def compare(self, old: etree._Element, new: etree._Element) -> None:
        """Make of what holds blocks the changes to another one."""
        before, after = ([one for one in holder if one.tag in _BLOCKS] for holder in (old, new))
        last = (before.pop(), after.pop()) if _ends_in_text(before) and _ends_in_text(after) else None
        end = last[0] if last else old.find(_w("sectPr"))
        for was, now, following in _differing(before, after):
            for (struck, table), (put, other) in zip_longest(_segments(was), _segments(now), fillvalue=([], None)):
                place = table if table is not None and other is not None else end if following is None else following
                alone = [] if table is None or other is not None else [table]
                self._strike([*struck, *alone])
                self._put_in(old, [*put, *([other] if other is not None and table is None else [])], place)
                if table is not None and other is not None:
                    self._compare_rows(table, other)
        if last and _key(last[0]) != _key(last[1]):
            self._change_end(*last)
        sections = [holder.find(_w("sectPr")) for holder in (old, new)]
        if all(one is not None for one in sections):
            self._change_properties(*sections)

    def _compare_rows(self, old: etree._Element, new: etree._Element) -> None:
        rows = [list(table.iterchildren(_w("tr"))) for table in (old, new)]
        for was, now, following in _differing(*rows):
            self._strike(was)
            self._put_in(old, now, following)

    def _strike(self, blocks: Sequence[etree._Element]) -> None:
        for one in blocks:
            for plain in _without_controls(one):
                self._mark(plain, "del")

    def _put_in(self, holder: etree._Element, blocks: Sequence[etree._Element], before: etree._Element | None) -> None:
        for one in blocks:
            for plain in _without_controls(self._copied(one)):
                self._mark(plain, "ins")
                if before is None:
                    holder.append(plain)
                else:
                    before.addprevious(plain)

    def _copied(self, block: etree._Element) -> etree._Element:
        names = (name for element in block.iter(etree.Element) for name in element.attrib)
        if not self.takes_references and any(name.startswith(f"{{{RELATIONSHIPS}}}") for name in names):
            raise NotTrackableError
        copy = deepcopy(block)
        etree.strip_elements(copy, _w("bookmarkStart"), _w("bookmarkEnd"))
        return copy

    def _change_end(self, old: etree._Element, new: etree._Element) -> None:
        """Change the last paragraph, whose end can neither be struck out nor put in."""
        added = self._copied(new)
        for paragraph, change in ((old, "del"), (added, "ins")):
            _without_controls(paragraph)
            self._mark_runs(paragraph, change)
        now = _child(added, "pPr", 0)
        self._change_properties(_child(old, "pPr", 0), now)
        added.remove(now)
        old.extend(list(added))

    def _change_properties(self, old: etree._Element, new: etree._Element) -> None:
        """Put new properties of a paragraph or section in the place of the old ones, and these down as the former."""
        name = local_name(old)
        was, now = ([one for one in properties if one.tag not in _APART[name]] for properties in (old, new))
        if [_key(one) for one in was] != [_key(one) for one in now]:
            former = self._element(f"{name}Change")
            etree.SubElement(former, _w(name)).extend(was)
            at = len(old) if name == "sectPr" else 0
            old[at:at] = [deepcopy(one) for one in now]
            old.append(former)

    def _mark(self, block: etree._Element, change: str) -> None:
        for row in block.iter(_w("tr")):
            _child(row, "trPr", 1 if row.find(_w("tblPrEx")) is not None else 0).append(self._element(change))
        self._mark_runs(block, change)
        for paragraph in block.iter(_w("p")):
            properties = _child(paragraph, "pPr", 0)
            after = len([one for one in properties if one.tag not in (*_APART["pPr"], _w("pPrChange"))])
            _child(properties, "rPr", after).insert(0, self._element(change))

    def _mark_runs(self, block: etree._Element, change: str) -> None:
        """Mark the runs; what is in a text box goes with it, and is struck out for itself as validators want it."""
        runs = list(block.iter(_w("r")))
        outer = [run for run in runs if next(run.iterancestors(_w("r")), None) is None]
        for run in runs if change == "del" else outer:
            around = self._element(change)
            run.addprevious(around)
            around.append(run)
            for text in run.iterchildren(_w("t"), _w("instrText")) if change == "del" else ():
                text.tag = _w("delText") if text.tag == _w("t") else _w("delInstrText")

    def _element(self, tag: str) -> etree._Element:
        return etree.Element(_w(tag), {_w("id"): str(next(self._ids)), **self._attributes})


def _differing(
    old: Sequence[etree._Element], new: Sequence[etree._Element]
) -> Iterator[tuple[list[etree._Element], list[etree._Element], etree._Element | None]]:
    """What stands in the place of what, and the block that follows in the old document, None at its end."""
    before, after = ([_key(one) for one in blocks] for blocks in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield list(old[i1:i2]), list(new[j1:j2]), old[i2] if i2 < len(old) else None


def _segments(blocks: Sequence[etree._Element]) -> Iterator[_Segment]:
    found: list[etree._Element] = []
    for one in blocks:
        if one.tag == _w("tbl"):
            yield found, one
            found = []
        else:
            found.append(one)
    if found:
        yield found, None


def _ends_in_text(blocks: Sequence[etree._Element]) -> bool:
    return bool(blocks) and blocks[-1].tag == _w("p")


def _key(element: etree._Element) -> bytes:
    return _IDENTITY.sub(b"", etree.tostring(element, method="c14n", exclusive=True))


def _without_controls(block: etree._Element) -> list[etree._Element]:
    """A block with the content of controls in their places: itself, or where it is a control, what is in it.

    Those of rows stay, as they come and go with their rows.
    """
    if block.tag in (_w("tr"), _w("tbl")):
        return [block]
    for control in [one for one in block.iter(_w("sdt")) if one is not block]:
        _take_out(control)
    if block.tag != _w("sdt"):
        return [block]
    content = list(block.find(_w("sdtContent")))
    if block.getparent() is not None:
        _take_out(block)
    return content


def _take_out(control: etree._Element) -> None:
    parent, content = control.getparent(), control.find(_w("sdtContent"))
    at = parent.index(control)
    parent[at : at + 1] = list(content) if content is not None else []


def _child(element: etree._Element, tag: str, at: int) -> etree._Element:
    """The child of a name, which is put in at a place where it is not there."""
    found = element.find(_w(tag))
    if found is None:
        found = etree.Element(_w(tag))
        element.insert(at, found)
    return found
