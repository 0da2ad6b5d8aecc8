"""The decision about a file, row by row: what is found, what is wished, what is done. Values only, no disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generators.outputs.decide import Action, Effect, Outcome, Wishes, decide, what_changed
from generators.outputs.found import FileState, Found, FoundOrphan, IssuedCopy, IssuedState, OutputSpec
from generators.outputs.orphans import decide_orphan, decide_stale
from generators.workspace.files import FOLDER_FOUND, UNREADABLE
from generators.workspace.manifest import Record

PATH, BESIDE, BESIDE_2 = "a.docx", "a.新版.docx", "a.新版2.docx"
SPEC = OutputSpec(PATH, "task-sheet", "省财政厅", "template", {"事项": "now"})
RECORD = Record("task-sheet", "省财政厅", "written", "template", {"事项": "now"}, "old version")
OTHER = replace(RECORD, content="other", fields={"事项": "before"})
WRITTEN = FileState(PATH, RECORD, "written")
EDITED = FileState(PATH, RECORD, "edited")
GONE = FileState(PATH, RECORD)
FOREIGN = FileState(PATH, None, "foreign")
NOTHING = FileState(PATH)
FREE = FileState(BESIDE)
COPY = IssuedCopy(b"issued", "issued", "issued version")
ISSUE = IssuedState("2013年8月21日", {"事项": "issued"}, "issued template", COPY)
CHANGED_ISSUE = replace(ISSUE, changes="时限变了")
KEPT = "已于2013年8月21日印发，正文不改（时限变了）；确要重印加 --restate"
READ_ONLY = "文件是只读的，没有改（时限变了）；要改，先在文件属性里去掉“只读”再运行"
FOLDER = "这个位置上有一个同名的文件夹；把它改名或移走后再运行"
LOCKED = "原来的文件读不了：没有权限，或正被别的程序占着；放开后再运行"
LOST = "已于2013年8月21日印发，文件不见了，留存的印发稿也不见了或者被改过；从备份恢复，或加 --restate 按现在的内容重做"
NO_NEWS = "文件被手工改过，内容没有新的变化"

NONE, OVERWRITE, RESTATE, PRUNE = Wishes(), Wishes(overwrite=True), Wishes(restate=True), Wishes(prune=True)
LEAVE, RENDER, PUT_ISSUED = Effect.LEAVE, Effect.RENDER, Effect.PUT_ISSUED


def found(file: FileState, *beside: FileState, changes: str = "", issue: IssuedState | None = None) -> Found:
    return Found(file, beside or (FREE,), changes, "首次有任务", "new version", issue)


def row(action: Action) -> tuple[Outcome, str, str, Effect]:
    return action.outcome, action.reason, action.target, action.effect


NEW = "时限变了"
TABLE = {
    "nothing there": (found(NOTHING), NONE, (Outcome.NEW, "首次有任务", PATH, RENDER)),
    "as written": (found(WRITTEN), NONE, (Outcome.SAME, "", PATH, LEAVE)),
    "as written, overwrite": (found(WRITTEN), OVERWRITE, (Outcome.SAME, "", PATH, LEAVE)),
    "as written, content changed": (found(WRITTEN, changes=NEW), NONE, (Outcome.UPDATED, NEW, PATH, RENDER)),
    "gone": (found(GONE), NONE, (Outcome.RESTORED, "文件不见了", PATH, RENDER)),
    "gone, content changed": (
        *(found(GONE, changes=NEW), NONE),
        (Outcome.RESTORED, "文件不见了；时限变了", PATH, RENDER),
    ),
    "foreign": (found(FOREIGN), NONE, (Outcome.EDITED, "不是本工具生成的文件", BESIDE, RENDER)),
    "foreign, overwrite": (found(FOREIGN), OVERWRITE, (Outcome.UPDATED, "不是本工具生成的文件", PATH, RENDER)),
    "edited": (found(EDITED), NONE, (Outcome.EDITED, NO_NEWS, PATH, LEAVE)),
    "edited, overwrite": (found(EDITED), OVERWRITE, (Outcome.UPDATED, NO_NEWS, PATH, RENDER)),
    "edited, content changed": (
        *(found(EDITED, changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, RENDER),
    ),
    "edited, the new version lies beside": (
        *(found(EDITED, FileState(BESIDE, RECORD, "written"), FREE, changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, LEAVE),
    ),
    "edited, the new version beside was edited too": (
        *(found(EDITED, FileState(BESIDE, RECORD, "edited too"), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, LEAVE),
    ),
    "edited, the new version beside was taken away": (
        *(found(EDITED, FileState(BESIDE, RECORD), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", PATH, LEAVE),
    ),
    "edited, an older version lies beside": (
        *(found(EDITED, FileState(BESIDE, OTHER, "other"), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, RENDER),
    ),
    "edited, an older version beside was taken away": (
        *(found(EDITED, FileState(BESIDE, OTHER), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, RENDER),
    ),
    "edited, an older version beside was edited too": (
        *(found(EDITED, FileState(BESIDE, OTHER, "edited too"), FileState(BESIDE_2), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE_2, RENDER),
    ),
    "edited, a foreign file beside": (
        *(found(EDITED, FileState(BESIDE, None, "foreign"), FileState(BESIDE_2), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE_2, RENDER),
    ),
    "edited, the older version beside has the same fields, another template": (
        *(found(EDITED, FileState(BESIDE, replace(RECORD, template="t"), "written"), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, RENDER),
    ),
    "a folder in the way": (found(FileState(PATH, None, FOLDER_FOUND)), NONE, (Outcome.FAILED, FOLDER, PATH, LEAVE)),
    "a folder in the place of a written file": (
        *(found(FileState(PATH, RECORD, FOLDER_FOUND), changes=NEW), OVERWRITE),
        (Outcome.FAILED, FOLDER, PATH, LEAVE),
    ),
    "unreadable": (found(FileState(PATH, RECORD, UNREADABLE)), NONE, (Outcome.FAILED, LOCKED, PATH, LEAVE)),
    "read-only": (found(replace(WRITTEN, is_read_only=True)), NONE, (Outcome.SAME, "", PATH, LEAVE)),
    "read-only, content changed": (
        *(found(replace(WRITTEN, is_read_only=True), changes=NEW), NONE),
        (Outcome.FAILED, READ_ONLY, PATH, LEAVE),
    ),
    "read-only and edited: the new version goes beside": (
        *(found(replace(EDITED, is_read_only=True), changes=NEW), NONE),
        (Outcome.EDITED, "文件被手工改过；时限变了", BESIDE, RENDER),
    ),
    "edited, the older version beside is read-only": (
        *(found(EDITED, FileState(BESIDE, OTHER, "other", is_read_only=True), changes=NEW), NONE),
        (Outcome.FAILED, READ_ONLY.replace("时限变了", "文件被手工改过；时限变了"), PATH, LEAVE),
    ),
    # 保持印发
    "issued, nothing changed, gone": (
        *(found(GONE, issue=ISSUE), NONE),
        (Outcome.RESTORED, "文件不见了", PATH, PUT_ISSUED),
    ),
    "issued, the copy lies there": (
        *(found(FileState(PATH, RECORD, "issued"), issue=ISSUE), NONE),
        (Outcome.SAME, "", PATH, LEAVE),
    ),
    "issued, nothing recorded, nothing there": (
        *(found(NOTHING, issue=ISSUE), NONE),
        (Outcome.NEW, "首次有任务", PATH, PUT_ISSUED),
    ),
    "issued, nothing changed, edited since": (
        *(found(EDITED, issue=ISSUE), NONE),
        (Outcome.EDITED, NO_NEWS, PATH, LEAVE),
    ),
    "issued, edited since, overwrite": (
        *(found(EDITED, issue=ISSUE), OVERWRITE),
        (Outcome.UPDATED, NO_NEWS, PATH, PUT_ISSUED),
    ),
    "issued, gone, the copy too": (
        *(found(GONE, issue=replace(ISSUE, copy=None)), NONE),
        (Outcome.RESTORED, "文件不见了", PATH, RENDER),
    ),
    "issued, content changed": (
        *(found(WRITTEN, changes=NEW, issue=CHANGED_ISSUE), NONE),
        (Outcome.ISSUED, KEPT, PATH, LEAVE),
    ),
    "issued, content changed, the copy lies there": (
        *(found(FileState(PATH, RECORD, "issued"), changes=NEW, issue=CHANGED_ISSUE), NONE),
        (Outcome.ISSUED, KEPT, PATH, LEAVE),
    ),
    "issued, content changed, edited": (
        *(found(EDITED, changes=NEW, issue=CHANGED_ISSUE), NONE),
        (Outcome.EDITED, f"文件被手工改过；{KEPT} --overwrite（改过的会留存一份）", PATH, LEAVE),
    ),
    "issued, content changed, edited, overwrite": (
        *(found(EDITED, changes=NEW, issue=CHANGED_ISSUE), OVERWRITE),
        (Outcome.EDITED, f"文件被手工改过；{KEPT} --overwrite（改过的会留存一份）", PATH, LEAVE),
    ),
    "issued, content changed, gone": (
        *(found(GONE, changes=NEW, issue=CHANGED_ISSUE), NONE),
        (Outcome.RESTORED, f"文件不见了，照印发的原样补回；{KEPT}", PATH, PUT_ISSUED),
    ),
    "issued, content changed, gone, the copy too": (
        *(found(GONE, changes=NEW, issue=replace(CHANGED_ISSUE, copy=None)), NONE),
        (Outcome.FAILED, LOST, PATH, LEAVE),
    ),
    "issued, restated since": (found(WRITTEN, issue=CHANGED_ISSUE), NONE, (Outcome.SAME, "", PATH, LEAVE)),
    "issued, content changed, restate": (
        *(found(WRITTEN, changes=NEW, issue=CHANGED_ISSUE), RESTATE),
        (Outcome.UPDATED, NEW, PATH, RENDER),
    ),
    "issued, a folder in the way": (
        *(found(FileState(PATH, RECORD, FOLDER_FOUND), issue=CHANGED_ISSUE), NONE),
        (Outcome.FAILED, FOLDER, PATH, LEAVE),
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_is_found_and_wished_decides(name: str) -> None:
    given, wishes, expected = TABLE[name]
    assert row(decide(SPEC, given, wishes)) == expected


def test_a_decision_keeps_what_it_rests_on() -> None:
    action = decide(SPEC, found(EDITED, changes=NEW), NONE)
    assert (action.found, action.beside, action.version, action.records) == ("edited", BESIDE, "new version", {})
    assert decide(SPEC, found(WRITTEN), NONE).beside is None


def test_a_document_that_is_the_same_is_recorded_with_the_content_of_now() -> None:
    assert decide(SPEC, found(WRITTEN), NONE).records == {PATH: replace(RECORD, version="new version")}


def test_an_issued_copy_is_recorded_with_what_it_was_made_of() -> None:
    action = decide(SPEC, found(GONE, changes=NEW, issue=CHANGED_ISSUE), NONE)
    assert (action.issued, action.version) == (COPY, "issued version")
    assert (action.spec.fields, action.spec.template) == (ISSUE.fields, ISSUE.template)


@pytest.mark.parametrize(("left", "records"), [(None, {BESIDE: None}), ("other", {})])
def test_a_new_version_that_a_person_put_in_place_of_the_file_is_the_file(left: str | None, records: object) -> None:
    """Its record moves with it; it is removed beside where the new version was moved, not copied."""
    moved = found(FileState(PATH, RECORD, "other"), FileState(BESIDE, OTHER, left), changes=NEW)
    action = decide(SPEC, moved, NONE)
    assert row(action) == (Outcome.UPDATED, NEW, PATH, RENDER)
    assert action.records == {PATH: OTHER, **dict(records)}  # type: ignore[call-overload]
    unchanged = decide(SPEC, replace(moved, changes=""), NONE)
    assert unchanged.outcome is Outcome.SAME
    assert unchanged.records[PATH] == replace(OTHER, version="new version")


def test_the_first_of_several_new_versions_with_the_same_bytes_is_the_one_moved() -> None:
    given = found(FOREIGN, FREE, FileState(BESIDE_2, replace(OTHER, content="foreign")))
    assert given.moved == given.beside[1] and given.record == given.beside[1].record


def test_what_changed_names_the_template_and_the_fields_that_differ() -> None:
    spec = replace(SPEC, fields={"a": "1", "b": "2"})
    assert what_changed(spec, {"a": "1", "b": "2"}, "template", "、".join) == ""
    assert what_changed(spec, {"a": "1", "b": "3", "c": "4"}, "template", "、".join) == "b、c"
    assert what_changed(spec, {"a": "0"}, "older", "、".join) == "模板变了；a、b"
    assert what_changed(spec, spec.fields, "older", "、".join) == "模板变了"


# -- orphans --------------------------------------------------------------------------------------------------------

ORPHAN = FoundOrphan(WRITTEN, RECORD, why="删去单位")
EDITED_ORPHAN = replace(ORPHAN, file=EDITED)
READ_ONLY_ORPHAN = replace(ORPHAN, file=replace(WRITTEN, is_read_only=True))
NEW_VERSION = replace(EDITED_ORPHAN, is_new_version=True)
ORPHANS = {
    "listed": (ORPHAN, NONE, (Outcome.ORPHAN, "内容里已没有它（删去单位）；要删除就加 --prune", LEAVE)),
    "without a reason": (replace(ORPHAN, why=""), NONE, (Outcome.ORPHAN, "内容里已没有它；要删除就加 --prune", LEAVE)),
    "pruned": (ORPHAN, PRUNE, (Outcome.ORPHAN, "内容里已没有它（删去单位）；已删除", Effect.REMOVE)),
    "pruned in a dry run": (
        *(ORPHAN, replace(PRUNE, dry_run=True)),
        (Outcome.ORPHAN, "内容里已没有它（删去单位）；会删除", Effect.REMOVE),
    ),
    "edited": (
        *(EDITED_ORPHAN, NONE),
        (Outcome.ORPHAN, "内容里已没有它（删去单位）；手工改过，不会自动删除，不要的自己删去", LEAVE),
    ),
    "edited, prune": (
        *(EDITED_ORPHAN, PRUNE),
        (Outcome.FAILED, "没有删：内容里已没有它（删去单位）；手工改过，不会自动删除，不要的自己删去", LEAVE),
    ),
    "read-only": (READ_ONLY_ORPHAN, NONE, (Outcome.ORPHAN, "内容里已没有它（删去单位）；要删除就加 --prune", LEAVE)),
    "read-only, prune": (
        *(READ_ONLY_ORPHAN, PRUNE),
        (Outcome.FAILED, "没有删：内容里已没有它（删去单位）；文件是只读的，去掉“只读”后再运行", LEAVE),
    ),
    "a new version of an edited file, edited too": (
        *(NEW_VERSION, PRUNE),
        (Outcome.ORPHAN, "是以前放在旁边的新版，又被手工改过；合并好以后，不要的自己删去", LEAVE),
    ),
    "gone": (replace(ORPHAN, file=GONE), NONE, (Outcome.ORPHAN, "", Effect.FORGET)),
}


@pytest.mark.parametrize("name", ORPHANS)
def test_what_is_no_longer_planned_is_listed_and_pruned_if_unedited(name: str) -> None:
    orphan, wishes, expected = ORPHANS[name]
    action = decide_orphan(orphan, wishes)
    assert (action.outcome, action.reason, action.effect) == expected
    assert (action.spec.kind, action.spec.for_, action.target) == ("task-sheet", "省财政厅", PATH)


@pytest.mark.parametrize(
    ("file", "reason", "effect"),
    [
        (WRITTEN, "删去单位；已删除", Effect.REMOVE),
        (replace(WRITTEN, is_read_only=True), "删去单位；已删除", Effect.REMOVE),
        (EDITED, "删去单位；手工改过，保留", LEAVE),
        (GONE, "", Effect.FORGET),
    ],
)
def test_what_a_pack_no_longer_makes_is_removed_if_unedited(file: FileState, reason: str, effect: Effect) -> None:
    action = decide_stale(replace(ORPHAN, file=file))
    assert (action.outcome, action.reason, action.effect) == (Outcome.ORPHAN, reason, effect)


def test_every_outcome_has_its_word_in_the_report() -> None:
    words = ["新增", "更新", "未变", "补写", "手工改动", "保持印发", "不再需要", "失败"]
    assert [one.word for one in Outcome] == words


def test_the_names_of_outcomes_in_json_stay() -> None:
    names = "new updated same restored edited issued orphan failed"
    assert [outcome.value for outcome in Outcome] == names.split()
