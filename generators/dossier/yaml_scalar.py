"""How a text is written as a YAML scalar in content files, so that it is read back as it was."""

from __future__ import annotations

import json
import re

# Text that YAML reads as it stands: no mark in front that means something, no colon or comment within.
_PLAIN = re.compile(r"""(?![\s?:,\[\]{}#&*!|>'"%@`~-])(?!.*(?::\s|\s#))[^\n]*[^\s:]""")
_FLOW = set(",[]{}?:")
_NOT_AS_ITSELF = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # beside those that JSON escapes too


def scalar(text: str, *, in_flow: bool = True) -> str:
    """A text as YAML: plain where it is read so, else in quotation marks."""
    is_safe = text.replace("\u3000", "").isprintable() and not (in_flow and _FLOW & set(text))
    return text if is_safe and _PLAIN.fullmatch(text) else in_marks(text)


def in_marks(text: str) -> str:
    """A text as YAML in double quotation marks, on one line."""
    written = json.dumps(text, ensure_ascii=False)
    return _NOT_AS_ITSELF.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
