"""What a template may hold: the parts, relationships and field codes of a document that only shows what is in it.

A document made from a template goes to every unit. Whatever Word would fetch, run or ask about when it is opened is
refused by a list of what is allowed: a kind of content that nobody thought of is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from generators.problems import Place, Problem, error
from generators.word.parts import CONTENT_TYPES, content_types
from generators.word.xml import PARSER, local_name

_REMOVE = "在 Word 或 WPS 里删掉它，再存一次"
_SAVE_ANEW = "把内容复制到一份新的 Word 文档里，另存为 .docx"

# Kinds of relationships, the last word of their types, that lead to a part of the package.
_KINDS = re.compile(
    r"""
    officeDocument | core-properties | extended-properties | custom-properties | thumbnail | customXml |
    customXmlProps | styles | stylesWithEffects | settings | webSettings | fontTable | font | theme |
    themeOverride | numbering | header | footer | footnotes | endnotes | comments | commentsExtended |
    commentsIds | commentsExtensible | people | documenttasks | glossaryDocument | image | chart |
    chartUserShapes | chartColorStyle | chartStyle | chartex | package | diagramData | diagramLayout |
    diagramQuickStyle | diagramColors | diagramDrawing | classificationlabels | printerSettings
    """,
    re.VERBOSE,
)
_LINKS = re.compile(r"(?i)(https?|mailto|tel):")  # what a reader follows by clicking; nothing is fetched unasked
# Content types, without what stands before the last dot; the main part's type is judged by `package.not_openable`.
_TYPES = re.compile(
    r"(?i)(application/vnd\.openxmlformats-[\w.\-]+\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.(spreadsheetml\.sheet|obfuscatedFont)"
    r"|application/vnd\.ms-(word|office)\.[\w.\-]+\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.(spreadsheet|wordprocessing)ml\.printerSettings"
    r"|application/(xml|x-fontdata|x-font-ttf)|text/xml"
    r"|image/(png|jpe?g|pjpeg|gif|bmp|tiff?|x-emf|emf|x-wmf|wmf|svg\+xml))"
)
_RUNNING_TYPE = re.compile(r"(?i)macro|vba|activeX|oleObject|keyMap|attachedToolbars|mailMerge")
# Elements that bring something in from outside of the document, by local name.
_ELEMENTS = {
    "altChunk": "嵌入的网页或别的文件",
    "subDoc": "子文档",
    "frameset": "框架网页",
    "mailMerge": "邮件合并的数据源",
    "saveThroughXslt": "另存时调用的转换程序",
    "OLEObject": "嵌入的对象",
    "object": "嵌入的对象",
    "objectEmbed": "嵌入的对象",
    "objectLink": "链接的对象",
    "control": "控件（ActiveX）",
    "ocx": "控件（ActiveX）",
    "movie": "影片",
    "script": "脚本",
    "audioFile": "声音",
    "videoFile": "影片",
    "videoPr": "网上的影片",
    "webVideoPr": "网上的影片",
}
_FIELD_CODES = re.compile(
    r"""
    PAGE | NUMPAGES | SECTION | SECTIONPAGES | PAGEREF | REF | NOTEREF | STYLEREF | TOC | TC | XE | INDEX | SEQ
    | LISTNUM | HYPERLINK | SYMBOL | EQ | ADVANCE | QUOTE | IF | COMPARE | SET | DATE | TIME | CREATEDATE |
    SAVEDATE | PRINTDATE | EDITTIME | TITLE | SUBJECT | KEYWORDS | COMMENTS | AUTHOR | DOCPROPERTY | FILENAME |
    NUMCHARS | NUMWORDS | FORMTEXT | FORMCHECKBOX | FORMDROPDOWN | AUTONUM | AUTONUMLGL | AUTONUMOUT | REVNUM
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?i)([a-z][a-z0-9+.\-]*:|[\\/]{2}|%5c)")
_ON_THIS_COMPUTER = re.compile(r"(?i)(file:///)?[a-z]:[\\/]|file:///[^\\/]|[^:\\/]+$")
_REFERENCES = ("src", "href", "link", "relid", "pict", "embed")
_PICTURES = ("image", "imagedata", "fill", "stroke", "use", "feImage")  # whose href is fetched, not followed


class _Found(NamedTuple):
    """Something that is not allowed: in words, with the words nearby, and the remedy."""

    what: str
    nearby: str = ""
    hint: str = _REMOVE


def active_content(parts: Mapping[str, bytes], file: str) -> list[Problem]:
    """An error for each thing in a package that Word would fetch, run or ask about. `file` names it in problems.

    Parts that are no well-formed XML are passed over: they are refused elsewhere.
    """
    types = content_types(parts)
    found = [*_names(types)]
    for name, content in parts.items():
        if types[name].endswith("xml") or name.endswith((".xml", ".rels")):
            found += _in_xml(name, content)
    unique = dict.fromkeys(found)
    return [error(f"文件里不能有{one.what}", one.hint, Place(file, nearby=one.nearby or None)) for one in unique]


def _names(types: Mapping[str, str]) -> Iterator[_Found]:
    """Names of parts, and their content types."""
    for name, content_type in types.items():
        if name == CONTENT_TYPES or name.endswith(".rels"):
            continue
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            yield _Found("指到文件外面去的部分", name, _SAVE_ANEW)
        elif not _TYPES.fullmatch(content_type) or _RUNNING_TYPE.search(content_type):
            is_code = _RUNNING_TYPE.search(content_type) or name.lower().endswith("vbaproject.bin")
            yield _Found("宏、控件或嵌入的对象" if is_code else "来历不明的部分", name, _SAVE_ANEW)


def _in_xml(name: str, content: bytes) -> Iterator[_Found]:
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError:
        return
    if name.endswith(".rels"):
        yield from _relationships(root)
        return
    for element in root.iter("*"):
        if found := _ELEMENTS.get(local_name(element)):
            yield _Found(found)
        for attribute, value in element.attrib.items():
            if _is_fetched(element, str(attribute), str(value)):
                yield _Found("从别处取来的内容", _short(str(value)))
    yield from _fields(root)


def _is_fetched(element: etree._Element, attribute: str, address: str) -> bool:
    is_address = _ADDRESS.match(address.strip()) or "{" in address  # a tag could print one
    if attribute.rpartition("}")[2].lower() not in _REFERENCES or not is_address:
        return False
    is_followed = attribute == "href" and local_name(element) not in _PICTURES and _LINKS.match(address)
    return not is_followed and not address.startswith("data:image/")


def _relationships(root: etree._Element) -> Iterator[_Found]:
    for entry in root.iter("{*}Relationship"):
        kind, target = str(entry.get("Type", "")).rpartition("/")[2], str(entry.get("Target", ""))
        is_external = entry.get("TargetMode", "").lower() == "external" or bool(_ADDRESS.match(target.strip()))
        if kind == "attachedTemplate" and _ON_THIS_COMPUTER.match(target):
            continue  # where the template was made; taken out before anything is built
        if kind == "hyperlink":
            if is_external and not _LINKS.match(target):
                yield _Found("指到文件或程序的超链接", _short(target))
        elif not _KINDS.fullmatch(kind) or is_external:
            yield _Found(_RELATIONS.get(kind, "从别处取来的内容" if is_external else "来历不明的部分"), _short(target))


_RELATIONS = {
    "attachedTemplate": "放在别处的模板",
    "aFChunk": "嵌入的网页或别的文件",
    "subDocument": "子文档",
    "oleObject": "嵌入的对象",
    "control": "控件（ActiveX）",
    "vbaProject": "宏",
    "mailMergeSource": "邮件合并的数据源",
    "frame": "框架网页",
}


def _fields(root: etree._Element) -> Iterator[_Found]:
    """The fields whose code is not allowed: w:fldSimple, and codes cut into runs, also inside of one another."""
    codes = [_attribute(simple, "instr") for simple in root.iter("{*}fldSimple")]
    unfinished = [""]  # the first one takes the words of a code that nothing begins
    for element in root.iter("{*}fldChar", "{*}instrText"):
        kind = _attribute(element, "fldCharType")
        if local_name(element) == "instrText":
            unfinished[-1] += element.text or ""
        elif kind == "begin":
            unfinished.append("")
        elif kind == "end" and len(unfinished) > 1:
            codes.append(unfinished.pop())
    for code in (*codes, *unfinished):
        yield from _field(code)


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _field(code: str) -> Iterator[_Found]:
    words = code.split()
    if not words:
        return
    if not words[0].startswith("=") and not _FIELD_CODES.fullmatch(words[0].upper()):
        yield _Found("会取外面内容或运行程序的域", _short(code.strip()))
    elif words[0].upper() == "HYPERLINK":
        target = next((word.strip('"“”') for word in words[1:] if not word.startswith("\\")), "")
        if _ADDRESS.match(target) and not _LINKS.match(target):
            yield _Found("指到文件或程序的超链接", _short(target))


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:60] + "…"
