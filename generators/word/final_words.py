"""The words of a Word file with all tracked changes accepted, and whose document it is by its properties."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from generators.problems import Place, TemplateError, error
from generators.word.final_text import with_final_text
from generators.word.package import not_openable, read_parts, well_formed
from generators.word.parts import main_part
from generators.word.xml import PARSER
from generators.word.xml import qualified as _w

_OUTSIDE = {_w("txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_PROPERTIES = ("subject", "category", "identifier")


class FinalWords(NamedTuple):
    """The paragraphs of the body, cells included, that are not empty; notice, kind and unit where they are stated."""

    paragraphs: list[str]
    notice: str
    kind: str
    unit: str


def final_words(raw: bytes, file: str) -> FinalWords:
    """The words of a file. Raises TemplateError where it is no Word file that can be read."""
    parts = read_parts(raw, file)
    if faults := not_openable(parts, file):
        raise TemplateError(*faults)
    damaged = [name for name, part in parts.items() if name.endswith((".xml", ".rels")) and well_formed(part)]
    if damaged:
        raise TemplateError(error(f"其中的 {damaged[0]} 不完整", "用 Word 或 WPS 打开后另存一次", Place(file)))
    final = with_final_text(parts)
    body = etree.fromstring(final[main_part(final)], PARSER)
    texts = [_text(one) for one in body.iter(_w("p")) if not _OUTSIDE & {above.tag for above in one.iterancestors()}]
    stated = _stated(final.get("docProps/core.xml", b""))
    return FinalWords([text for text in texts if text], *(stated.get(name, "") for name in _PROPERTIES))


def _text(paragraph: etree._Element) -> str:
    words = (one.text or "" for one in paragraph.iter(_w("t")) if not _OUTSIDE & _between(one, paragraph))
    return "".join(words).strip()


def _between(inner: etree._Element, outer: etree._Element) -> set[str]:
    tags = set()
    while inner is not outer:
        tags.add(inner.tag)
        inner = inner.getparent()
    return tags


def _stated(core: bytes) -> dict[str, str]:
    if not core:
        return {}
    return {
        etree.QName(one).localname: one.text or "" for one in etree.fromstring(core, PARSER) if isinstance(one.tag, str)
    }
