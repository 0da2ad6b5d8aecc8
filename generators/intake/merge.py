"""Two returns of the same unit made one: of a later file, of cells typed into the ledger, of a return kept aside."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from generators.dossier.nodes import Content
from generators.dossier.returns import REWORDED, AboutTask, FilledAttachment, Return
from generators.intake.doubts import doubt
from generators.problems import Problem

Model = TypeVar("Model", bound=Content)
Entry = TypeVar("Entry", bound=AboutTask)
Value = TypeVar("Value")

_IDENTITY = ("unit", "item", "measure")


class Difference(NamedTuple):
    """A value in which two returns differ: where, and both."""

    place: str
    old: str
    new: str


class _All:
    """Every place."""

    def __contains__(self, place: object) -> bool:
        return True


def differences(old: Return, new: Return) -> list[Difference]:
    """The values in which two returns differ, in their order."""
    merging = _Merging("", ())
    merging.returns(old, new)
    return merging.differences


def merge(
    old: Return, new: Return, file: str = "", *, prefer_new: bool = False, at: Container[str] = ()
) -> tuple[Return, list[Problem]]:
    """An earlier return with what a later one adds, and a doubt for each value in which the two differ.

    The earlier value stays; with `prefer_new`, or at the places `at`, the later one stands instead. 收到日期 is that of
    the first report in any case. `file` names the later return in doubts.
    """
    merging = _Merging(file, _All() if prefer_new else at)
    return merging.returns(old, new), merging.doubts


@dataclass
class _Merging:
    file: str
    prefers_new: Container[str]
    doubts: list[Problem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def returns(self, old: Return, new: Return) -> Return:
        """The two as one."""
        return self.fields(old, new, "").model_copy(
            update={
                "received_on": old.received_on or new.received_on,
                "progress": self.entries(old.progress, new.progress),
                "plan": self.entries(old.plan, new.plan),
                "attachments": self.attachments(old.attachments, new.attachments),
                "loose": [*old.loose, *(one for one in new.loose if one not in old.loose)],
                "pending": [*old.pending, *(one for one in new.pending if one not in old.pending)],
                "origins": [*old.origins, *(one for one in new.origins if one not in old.origins)],
            }
        )

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
                self.differences.append(Difference(one.title, _table(before), _table(one)))
                merged[one.title] = one if one.title in self.prefers_new else before
        return list(merged.values())

    def _words(self, old: Mapping[str, str], new: Mapping[str, str], task: str) -> dict[str, str]:
        if REWORDED in old and REWORDED in new:  # how a form names a task is no answer
            new = {**new, REWORDED: old[REWORDED]}
        labels = {**new, **old}
        return {one: self._value(old.get(one, ""), new.get(one, ""), f"{task} {one}".strip()) for one in labels}

    def _value(self, old: Value, new: Value, place: str) -> Value:
        if not (old and new) or old == new:
            return old or new
        hint = f"先前是“{str(old)[:30]}”，保留先前的"
        self.doubts.append(doubt(self.file, place, str(new), "与先前收到的不同", hint))
        self.differences.append(Difference(place, str(old), str(new)))
        return new if place in self.prefers_new else old


def _table(one: FilledAttachment) -> str:
    return "\n".join("　".join(row) for row in one.rows)
