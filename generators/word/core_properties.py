"""The core properties of a package (ECMA-376 part 2): title, subject and identifier, and never a person or a time."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generators.characters import NOT_IN_XML
from generators.word.parts import related, with_part

_CORE_PROPERTIES = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def with_core_properties(parts: Mapping[str, bytes], properties: Mapping[str, str]) -> dict[str, bytes]:
    """The parts with these core properties for those that the package had, if any."""
    core = core_properties(properties)
    known = related(parts, "", "core-properties")
    if known:
        return {**parts, known[0]: core}
    names = {"kind": _CORE_RELATION, "content_type": _CORE_TYPE, "rel_id": "rIdCore"}
    return with_part(parts, "", _CORE_PROPERTIES, core, **names)


def core_properties(properties: Mapping[str, str]) -> bytes:
    """The core properties' part, values as plain text. The keys are qualified names, such as dc:title.

    Characters that XML cannot carry are left out.
    """
    plain = {name: NOT_IN_XML.sub("", value) for name, value in properties.items()}
    elements = "".join(f"<{name}>{escape(value, quote=False)}</{name}>" for name, value in plain.items() if value)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{elements}</cp:coreProperties>"
    ).encode()
