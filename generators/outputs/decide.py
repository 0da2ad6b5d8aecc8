"""What to do with one planned output, and why: a pure function of what is planned, recorded and found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from generators.workspace.files import FOLDER_FOUND, UNREADABLE
from generators.workspace.manifest import Record


class Outcome(StrEnum):
    """What became of an output."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    RESTORED = "restored"
    EDITED = "edited"
    ISSUED = "issued"
    ORPHAN = "orphan"
    FAILED = "failed"

    @property
    def word(self) -> str:
        """The word in the report."""
        titles = ("新增", "更新", "未变", "补写", "手工改动", "保持印发", "不再需要", "失败")
        return dict(zip(Outcome, titles, strict=True))[self]


@dataclass(frozen=True)
class Decision:
    """An outcome with its reason, and whether a document has to be rendered for it."""

    outcome: Outcome
    reason: str
    render: bool


_IN_THE_WAY = {
    FOLDER_FOUND: "这个位置上有一个同名的文件夹；把它改名或移走后再运行",
    UNREADABLE: "原来的文件读不了：没有权限，或正被别的程序占着；放开后再运行",
}


def decide(
    fields: Mapping[str, str],
    template: str,
    record: Record | None,
    found: str | None,
    tell: Callable[[Record, Sequence[str]], str],
) -> Decision:
    """`fields` and `template` are the digests of what is planned, `found` that of the file on the disk (or None).

    `tell` words why the content differs from what is recorded, given the names of the fields that differ.
    """
    if found in _IN_THE_WAY:
        return Decision(Outcome.FAILED, _IN_THE_WAY[found], False)
    if record is None:
        if found is None:
            return Decision(Outcome.NEW, "", True)
        return Decision(Outcome.EDITED, "不是本工具生成的文件", True)
    changes = what_changed(fields, template, record.fields, record.template, partial(tell, record))
    if found is None:
        return Decision(Outcome.RESTORED, "文件不见了" + (f"；{changes}" if changes else ""), True)
    if found != record.content:
        reason = "文件被手工改过" + (f"；{changes}" if changes else "，内容没有新的变化")
        return Decision(Outcome.EDITED, reason, bool(changes))
    if changes:
        return Decision(Outcome.UPDATED, changes, True)
    return Decision(Outcome.SAME, "", False)


def what_changed(
    fields: Mapping[str, str],
    template: str,
    old_fields: Mapping[str, str],
    old_template: str,
    tell: Callable[[Sequence[str]], str],
) -> str:
    """What a document is made of otherwise than it was, in words; empty where nothing differs.

    `fields` and `template` are digests; `tell` words the change of the fields that are named to it.
    """
    names = [*fields, *(name for name in old_fields if name not in fields)]
    changed = [name for name in names if fields.get(name) != old_fields.get(name)]
    reasons = ["模板变了"] if template != old_template else []
    if changed:
        reasons.append(tell(changed))
    return "；".join(reasons)
