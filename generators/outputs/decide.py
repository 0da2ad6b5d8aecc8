"""The one place that decides what is done about a file: pure functions of what is planned, found and wished."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto

from generators.outputs.found import Found, IssuedCopy, IssuedState, OutputSpec
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


class Effect(Enum):
    """What is done on the disk."""

    LEAVE = auto()
    RENDER = auto()  # put a rendered document at the target
    PUT_ISSUED = auto()  # put the copy kept of the issue at the target
    REMOVE = auto()  # remove the file and its record
    FORGET = auto()  # remove the record of a file that is gone


@dataclass(frozen=True)
class Wishes:
    """Options of a run.

    `dry_run`: nothing will be written; `overwrite`: write over edited files; `restate`: make issued documents anew;
    `prune`: remove what is no longer planned.
    """

    dry_run: bool = False
    overwrite: bool = False
    restate: bool = False
    prune: bool = False


@dataclass(frozen=True)
class Action:
    """What is done about one output, and what is reported of it.

    `target` is where a document goes: the output's path, or beside an edited file. `found` is the digest of what lay at
    the output's path when this was decided. `version` is the state of the content that is recorded for a document that
    is written. `records` are changes of records that hold even if nothing is written (None: the record is removed).
    `issued` is the issued copy where it stands for a rendered document. `if_refused` is reported where the disk refuses
    what the action does; empty: the error of the disk is reported.
    """

    spec: OutputSpec
    found: str | None
    outcome: Outcome
    target: str
    reason: str = ""
    effect: Effect = Effect.LEAVE
    version: str = ""
    records: Mapping[str, Record | None] = field(default_factory=dict)
    issued: IssuedCopy | None = None
    if_refused: str = ""

    def failed(self, reason: str) -> Action:
        """The same as an action that fails: nothing is done."""
        return replace(self, outcome=Outcome.FAILED, reason=reason, effect=Effect.LEAVE, target=self.spec.path)

    @property
    def writes(self) -> bool:
        """Whether a document is put on the disk."""
        return self.effect in (Effect.RENDER, Effect.PUT_ISSUED)

    @property
    def beside(self) -> str | None:
        """The path of the new version beside a hand-edited file, if there is one."""
        return self.target if self.target != self.spec.path else None


_IN_THE_WAY = {
    FOLDER_FOUND: "这个位置上有一个同名的文件夹；把它改名或移走后再运行",
    UNREADABLE: "原来的文件读不了：没有权限，或正被别的程序占着；放开后再运行",
}


def decide(spec: OutputSpec, found: Found, wishes: Wishes) -> Action:
    """What to do about one planned output."""
    action = _decide_from_record(spec, found, wishes)
    if found.issue and not wishes.restate:
        action = _decide_from_issue(action, found, found.issue)
    return _heed_read_only(action, found)


def _decide_from_record(spec: OutputSpec, found: Found, wishes: Wishes) -> Action:
    """The decision as if the output had never been issued."""
    digest, record, changes = found.file.digest, found.record, found.changes
    same = Action(spec, digest, Outcome.SAME, spec.path, version=found.version, records=_records_moved(found))
    if digest in _IN_THE_WAY:
        return same.failed(_IN_THE_WAY[digest])
    if record and digest == record.content and not changes:
        return replace(same, records={**same.records, spec.path: replace(record, version=found.version)})
    render = replace(same, effect=Effect.RENDER)
    if record is None:
        if digest is None:
            return replace(render, outcome=Outcome.NEW, reason=found.why_new)
        return _decide_edited(replace(render, reason="不是本工具生成的文件"), found, wishes)
    if digest is None:
        return replace(render, outcome=Outcome.RESTORED, reason="；".join(filter(None, ("文件不见了", changes))))
    if digest != record.content:
        reason = f"文件被手工改过；{changes}" if changes else "文件被手工改过，内容没有新的变化"
        effect = Effect.RENDER if changes else Effect.LEAVE
        return _decide_edited(replace(render, reason=reason, effect=effect), found, wishes)
    return replace(render, outcome=Outcome.UPDATED, reason=changes)


def _records_moved(found: Found) -> dict[str, Record | None]:
    """The record of a new version moves with it to the place of the edited file."""
    if found.moved is None:
        return {}
    left: dict[str, Record | None] = {} if found.moved.digest else {found.moved.path: None}
    return {found.file.path: found.moved.record, **left}


def _decide_edited(action: Action, found: Found, wishes: Wishes) -> Action:
    """What to do where a person's file lies: the new version goes beside it, unless it already lies or lay there."""
    if wishes.overwrite:
        return replace(action, outcome=Outcome.UPDATED, effect=Effect.RENDER)
    action = replace(action, outcome=Outcome.EDITED)
    if not action.writes:
        return action
    for place in found.beside:
        if place.record and (place.record.fields, place.record.template) == (action.spec.fields, action.spec.template):
            target = place.path if place.digest else action.spec.path
            return replace(action, effect=Effect.LEAVE, target=target)
        if place.digest is None or place.is_as_written:
            return replace(action, target=place.path)
    raise AssertionError("a free place is always among them")


def _decide_from_issue(action: Action, found: Found, issue: IssuedState) -> Action:
    """What has been issued stays as it was issued."""
    path, digest, copy = action.spec.path, action.found, issue.copy
    is_issued_copy = copy is not None and copy.digest == digest
    stands = replace(action, effect=Effect.LEAVE, target=path)
    if not issue.changes:
        if is_issued_copy:
            return replace(stands, outcome=Outcome.SAME, reason="")
        return _with_copy(action, copy) if copy else action
    if not action.writes:
        return action
    kept = f"已于{issue.on}印发，正文不改（{issue.changes}）；确要重印加 --restate"
    if digest is None and copy:
        spec = replace(action.spec, fields=issue.fields, template=issue.template)
        reason = f"文件不见了，照印发的原样补回；{kept}"
        return _with_copy(replace(action, spec=spec, outcome=Outcome.RESTORED, reason=reason), copy)
    if digest is None:
        lost = "文件不见了，留存的印发稿也不见了或者被改过；从备份恢复，或加 --restate 按现在的内容重做"
        return action.failed(f"已于{issue.on}印发，{lost}")
    if not is_issued_copy and (found.record is None or found.record.content != digest):
        return replace(stands, outcome=Outcome.EDITED, reason=f"文件被手工改过；{kept} --overwrite（改过的会留存一份）")
    return replace(stands, outcome=Outcome.ISSUED, reason=kept)


def _with_copy(action: Action, copy: IssuedCopy) -> Action:
    effect = Effect.PUT_ISSUED if action.writes else action.effect
    return replace(action, effect=effect, issued=copy, version=copy.version)


def _heed_read_only(action: Action, found: Found) -> Action:
    """Writing over a read-only file fails before it is tried: whoever set it so wants it to stay."""
    places = (found.file, *found.beside)
    if not action.writes or not any(one.is_read_only for one in places if one.path == action.target):
        return action
    why = f"（{action.reason}）" if action.reason else ""
    return action.failed(f"文件是只读的，没有改{why}；要改，先在文件属性里去掉“只读”再运行")


def what_changed(
    spec: OutputSpec, fields: Mapping[str, str], template: str, explain: Callable[[Sequence[str]], str]
) -> str:
    """What an output would be made of otherwise than of `fields` and `template`, in words; empty where nothing differs.

    `explain` words the change of the fields whose names it is given.
    """
    names = [*spec.fields, *(name for name in fields if name not in spec.fields)]
    changed = [name for name in names if spec.fields.get(name) != fields.get(name)]
    reasons = ["模板变了"] if spec.template != template else []
    return "；".join([*reasons, explain(changed)] if changed else reasons)
