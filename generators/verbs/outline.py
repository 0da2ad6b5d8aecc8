"""outline: a notice's content as a clerk edits it: text, items with leads and lines, deadlines, units, problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from generators.dossier.load import read_units
from generators.dossier.source import Path
from generators.editing.notice_edits import EditableText, EditError
from generators.opening import open_notice
from generators.problems import Problem, in_order
from generators.report import Report
from generators.verbs.content_texts import as_typed
from generators.workspace.files import digest_of
from generators.workspace.workspace import Workspace

_LISTS = ("导语", "正文", "部分", "事项", "措施", "结语")  # what a node may hold below it, in the order of print
_FACTS = ("标题", "发文机关", "发文字号", "主送机关", "成文日期", "附注")


class Entry(NamedTuple):
    """A part of the notice that can be edited. `path` as `path_of` reads it; `words_path`: where its words stand."""

    path: str
    words_path: str
    depth: int
    what: str
    words: str
    leads: Sequence[str]
    can_lead: bool
    line: int
    is_first: bool
    is_last: bool


class DeadlineEntry(NamedTuple):
    """A deadline: its path, its date as it is written, and the words of the text for it (表述), empty for none."""

    path: str
    name: str
    due: str
    printed: str
    line: int


class GroupEntry(NamedTuple):
    """A group of units of the notice (单位组): its path and its members as they are written."""

    path: str
    name: str
    members: Sequence[str]
    line: int


@dataclass(frozen=True)
class Outline(Report):
    """A notice as it can be edited. `text` and `digest` are of the file as it was read; `fault`: why no outline is."""

    notice: str
    file: str
    text: str
    digest: str
    problems: Sequence[Problem]
    units: Sequence[str] = ()
    categories: Sequence[str] = ()
    facts: Sequence[Entry] = ()
    deadlines: Sequence[DeadlineEntry] = ()
    groups: Sequence[GroupEntry] = ()
    entries: Sequence[Entry] = ()
    fault: str = ""


def path_of(text: str) -> Path:
    """A path of the content from its text 印发件/部分/0/标题."""
    return tuple(int(step) if step.isdecimal() else step for step in text.split("/"))


def outline(workspace: Workspace, notice: str) -> Outline:
    """Read a notice for editing. Raises UsageError where it does not exist."""
    opened = open_notice(workspace, notice)
    file, raw = opened.content.notice
    text = as_typed(raw, file)
    known = read_units(workspace.departments())
    units, categories = [unit.short_name for unit in known], list(dict.fromkeys(unit.category for unit in known))
    found = Outline(opened.name, file, text, digest_of(raw), in_order(opened.problems), units, categories)
    try:
        editable = EditableText(text)
        return _filled(found, editable)
    except EditError as fault:
        return replace(found, fault=str(fault))


def _filled(found: Outline, notice: EditableText) -> Outline:
    facts = [
        Entry(key, key, 0, key, notice.value((key,)), (), False, notice.line((key,)), True, True)
        for key in _FACTS
        if isinstance(notice.value((key,)), str)
    ]
    deadlines = [
        DeadlineEntry(
            f"时限/{index}", one.get("名称", ""), one["截止"], one.get("表述") or "", notice.line(("时限", index))
        )
        for index, one in enumerate(notice.value(("时限",)) or [])
        if isinstance(one, dict) and isinstance(one.get("截止"), str)
    ]
    groups = [
        GroupEntry(f"单位组/{index}", one.get("名称", ""), _listed(one.get("成员")), notice.line(("单位组", index)))
        for index, one in enumerate(notice.value(("单位组",)) or [])
        if isinstance(one, dict)
    ]
    entries = [*_entries(notice, (), 0), *(one for path in _issued(notice) for one in _entries(notice, path, 0))]
    return replace(found, facts=facts, deadlines=deadlines, groups=groups, entries=entries)


def _issued(notice: EditableText) -> list[Path]:
    """The paths of what the notice issues: one without a list, or several in one."""
    value = notice.value(("印发件",))
    return [("印发件", index) for index in range(len(value))] if isinstance(value, list) else [("印发件",)]


def _entries(notice: EditableText, path: Path, depth: int) -> Iterator[Entry]:
    """The entries of all lists of a node, each followed by what is below it."""
    for key in _LISTS:
        value = notice.value((*path, key))
        for index, one in enumerate(value if isinstance(value, list) else []):
            at: Path = (*path, key, index)
            words = next((name for name in ("标题", "内容") if isinstance(one, dict) and one.get(name)), "")
            spoken = one if isinstance(one, str) else one.get(words, "") if isinstance(one, dict) else ""
            shown, words_at = _text(at), _text((*at, words) if words else at)
            can_lead = isinstance(one, dict) and key in ("事项", "部分")
            place = (notice.line(at), index == 0, index == len(value) - 1)
            yield Entry(shown, words_at, depth, key, str(spoken), _leads(one), can_lead, *place)
            yield from _entries(notice, at, depth + 1)


def _leads(one: Any) -> list[str]:
    lead = one.get("牵头") if isinstance(one, dict) else None
    return _listed(lead.get("部门", []) if isinstance(lead, dict) else lead)


def _listed(names: Any) -> list[str]:
    return [names] if isinstance(names, str) and names else list(names or [])


def _text(path: Path) -> str:
    return "/".join(map(str, path))
