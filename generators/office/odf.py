"""What LibreOffice's import of a Word file gets wrong and its ODF can put right, before it is laid out."""

from __future__ import annotations

import re

from generators.word.package import files_in_zip, write_parts

_PARTS = ("content.xml", "styles.xml")
_AUTOSPACE = re.compile(rb'style:text-autospace="[^"]*"')
_FRAME_BORDER = re.compile(rb'(<style:graphic-properties\b[^>]*?\sfo:border=)"0\.06pt solid #000000"')
_MASTER = re.compile(rb"<style:master-page\b[^>]*>")
_LAYOUT = re.compile(rb'<style:page-layout style:name="([^"]*)".*?</style:page-layout>\s*', re.DOTALL)
_ATTRIBUTE = re.compile(rb'([\w:-]+)="([^"]*)"')
_NAME, _LAYOUT_NAME, _NEXT = b"style:name", b"style:page-layout-name", b"style:next-style-name"
_USAGE = re.compile(rb'style:page-usage="(right|left)"')
_HEADER = b"<style:header-style"


def mended(odt: bytes, *, autospace: bool) -> bytes:
    """A text document put right. `autospace`: whether Word, too, has a blank between Chinese and Western letters.

    Raises TemplateError where it is no zip.
    """
    files = files_in_zip(odt, "odt")
    for name in _PARTS:
        xml = without_frame_borders(with_even_room(files[name]))
        files[name] = xml if autospace else without_autospace(xml)
    return write_parts(files)


def without_autospace(odf: bytes) -> bytes:
    """Without the quarter em beside digits, which the import adds whatever the Word file says."""
    return _AUTOSPACE.sub(b'style:text-autospace="none"', odf)


def without_frame_borders(odf: bytes) -> bytes:
    """Without the hairline that LibreOffice's own frames have, and that the import leaves around a VML text box."""
    return _FRAME_BORDER.sub(rb'\1"none"', odf)


def with_even_room(odf: bytes) -> bytes:
    """With equal room on all pages of a section that begins on an odd or even page.

    The first page of such a section gets a page style of its own, whose header and footer are of a default height
    instead of theirs: its text stands 3 to 4 mm off. It is given those of the page style that follows it.
    """
    masters = {master[_NAME]: master for master in map(_attributes, _MASTER.findall(odf))}
    layouts = {found[1]: found[0] for found in _LAYOUT.finditer(odf)}
    added: dict[bytes, bytes] = {}

    def with_layout_of_next(found: re.Match[bytes]) -> bytes:
        master = _attributes(found[0])
        name, following = master.get(_LAYOUT_NAME, b""), masters.get(master.get(_NEXT, b""), {}).get(_LAYOUT_NAME, b"")
        layout = layouts.get(name, b"")
        if not _USAGE.search(layout.partition(b">")[0]) or following not in layouts:
            return found[0]
        both = b"%b-%b" % (name, following)
        page, rest = layout.partition(_HEADER)[0], b"".join(layouts[following].partition(_HEADER)[1:])
        added[both] = page.replace(b'"%b"' % name, b'"%b"' % both, 1) + rest
        return found[0].replace(b'"%b"' % name, b'"%b"' % both, 1)

    mended = _MASTER.sub(with_layout_of_next, odf)
    places = list(_LAYOUT.finditer(mended))
    at = places[-1].end() if places else 0
    return mended[:at] + b"".join(added.values()) + mended[at:]


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))
