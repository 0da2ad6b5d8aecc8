"""What pasting brings into a content file and nobody sees: taken out before the YAML is read."""

from __future__ import annotations

import re
from collections.abc import Collection

# Zero-width characters, marks of direction, soft hyphens, a BOM within the text; and U+2028, U+2029 and U+0085, which
# YAML takes for line ends and editors do not, so that all lines behind them would be counted wrong.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\ufff9-\ufffb]"
)
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
_BLANK = "[ \\t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_ODD_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BEHIND_A_KEY = re.compile(rf"((?:^|[{{,]){_BLANK}*(?:-{_BLANK}+)*(\w+)[ ]?:)({_BLANK}+)")
_BEHIND_A_DASH = re.compile(rf"^( *-)({_BLANK}+)")


def cleaned(text: str, keys: Collection[str]) -> tuple[str, list[int]]:
    """A text without what is not seen and with half-width blanks behind colons, and the lines that were changed.

    `keys` are the words whose colon is meant. A text whose lines all end in U+0085 or U+2028 gets line feeds.
    """
    if "\n" not in text and _LINE_ENDS.search(text):
        text = _LINE_ENDS.sub("\n", text)

    def plain(found: re.Match[str]) -> str:
        return f"{found[1]} " if found[2] in keys and _ODD_BLANK.search(found[3]) else found[0]

    lines, changed = text.split("\n"), []
    for index, line in enumerate(lines):
        mended = _LINE_ENDS.sub("", _UNSEEN.sub("", line))
        if _ODD_BLANK.search(mended):
            mended = _BEHIND_A_DASH.sub(
                lambda found: f"{found[1]} " if _ODD_BLANK.search(found[2]) else found[0], mended
            )
            mended = _BEHIND_A_KEY.sub(plain, mended)
        if mended != line:
            lines[index] = mended
            changed.append(index + 1)
    return "\n".join(lines), changed
