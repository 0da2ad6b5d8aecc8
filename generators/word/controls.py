"""Content controls in forms: their numbers, and the prompts that stand in them until somebody types."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping

_CONTROL_ID = re.compile(rb'(<w:id\s+w:val=")[^"]*(")')

# Ours first, those of forms sent out earlier too; then what Word, WPS and LibreOffice put into a control that was
# emptied again.
PROMPTS = (
    *("单击此处填写", "单击此处选择日期", "点此填写", "点此填"),
    *("单击或点击此处输入文字。", "单击此处输入文字。", "单击或点击此处输入日期。", "单击此处输入日期。"),
    *("单击或轻触此处输入文字。", "单击或轻触此处输入日期。", "单击此处输入文本。", "选择一项。", "选择项目。"),
    *("Click or tap here to enter text.", "Click here to enter text.", "Choose an item.", "Choose an item"),
    *("Click or tap to enter a date.", "Click here to enter a date.", "Choose a date"),
)


def with_numbered_controls(parts: Mapping[str, bytes], names: Iterable[str]) -> dict[str, bytes]:
    """The parts with the content controls of those named numbered from 1: a loop repeats ids, and Word objects."""
    numbers = itertools.count(1)
    changed = dict(parts)
    for name in names:
        changed[name] = _CONTROL_ID.sub(lambda found: b"%b%d%b" % (found[1], next(numbers), found[2]), parts[name])
    return changed
