"""Two returns of the same unit made one: of a later file, of cells typed into the ledger, of a return kept aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from generators.dossier.nodes import Content
from generators.dossier.returns import AboutTask, FilledAttachment, Return
from generators.intake.doubts import doubt
from generators.problems import Problem

Model = TypeVar("Model", bound=Content)
Entry = TypeVar("Entry", bound=AboutTask)
Value = TypeVar("Value")

_IDENTITY = ("unit", "item", "measure")


def merge(old: Return, new: Return, file: str = "", *, prefer_new: bool = False) -> tuple[Return, list[Problem]]:
    """An earlier return with what a later one adds, and a doubt for each value in which the two differ.

    The earlier value stays; with `prefer_new` the later one takes its place. 收到日期 is that of the first report in
    any case. `file` names the later return in doubts.
    """
    merging = _Merging(file, prefer_new)
    merged = merging.fields(old, new, "").model_copy(
        update={
            "received_on": old.received_on or new.received_on,
            "progress": merging.entries(old.progress, new.progress),
            "plan": merging.entries(old.plan, new.plan),
            "attachments": merging.attachments(old.attachments, new.attachments),
            "loose": [*old.loose, *(one for one in new.loose if one not in old.loose)],
            "origins": [*old.origins, *(one for one in new.origins if one not in old.origins)],
        }
    )
    return merged, merging.doubts


@dataclass
class _Merging:
    file: str
    prefer_new: bool
    doubts: list[Problem] = field(default_factory=list)

    def fields(self, old: Model, new: Model, task: str) -> Model:
        """The single values of two returns or entries; lists are left as they are in the old one."""
        values: dict[str, object] = {}
        for name, info in type(old).model_fields.items():
            before, now = getattr(old, name), getattr(new, name)
            if name in (*_IDENTITY, "received_on") or isinstance(before, list):
                continue
            if isinstance(before, dict):
                values[name] = self._words(before, now, task)
            else:
                values[name] = self._value(before, now, f"{task} {info.alias}".strip())
        return old.model_copy(update=values)

    def entries(self, old: Sequence[Entry], new: Sequence[Entry]) -> list[Entry]:
        """The old entries in their order, then those about other tasks."""
        merged = list(old)
        for entry in new:
            index = next((at for at, one in enumerate(merged) if one.key == entry.key), None)
            if index is None:
                merged.append(entry)
            else:
                merged[index] = self.fields(merged[index], entry, entry.measure or entry.item)
        return merged

    def attachments(self, old: Sequence[FilledAttachment], new: Sequence[FilledAttachment]) -> list[FilledAttachment]:
        """The old ones, then new ones of other titles; a doubt about each that differs."""
        merged = {one.title: one for one in old}
        for one in new:
            before = merged.setdefault(one.title, one)
            if before.rows != one.rows:
                self.doubts.append(doubt(self.file, one.title, f"{len(one.rows)}行", "与先前收到的不同", "保留先前的"))
                merged[one.title] = one if self.prefer_new else before
        return list(merged.values())

    def _words(self, old: Mapping[str, str], new: Mapping[str, str], task: str) -> dict[str, str]:
        labels = {**new, **old}
        return {one: self._value(old.get(one, ""), new.get(one, ""), f"{task} {one}".strip()) for one in labels}

    def _value(self, old: Value, new: Value, place: str) -> Value:
        if not (old and new) or old == new:
            return old or new
        hint = f"先前是“{str(old)[:30]}”，保留先前的"
        self.doubts.append(doubt(self.file, place, str(new), "与先前收到的不同", hint))
        return new if self.prefer_new else old
