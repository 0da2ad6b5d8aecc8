"""What is done about recorded files that nothing plans any more: pure functions, as `decide` is."""

from __future__ import annotations

from dataclasses import replace

from generators.outputs.decide import Action, Effect, Outcome, Wishes
from generators.outputs.found import FoundOrphan, OutputSpec


def decide_orphan(orphan: FoundOrphan, wishes: Wishes) -> Action:
    """What to do about an orphan of a notice's documents: listed; removed where wished and not edited.

    A new version that was laid beside an edited file is never removed.
    """
    action = _left(orphan)
    if orphan.is_gone:
        return replace(action, effect=Effect.FORGET)
    gone = "内容里已没有它" + (f"（{orphan.why}）" if orphan.why else "")
    if orphan.is_new_version:
        return replace(action, reason="是以前放在旁边的新版，又被手工改过；合并好以后，不要的自己删去")
    if not orphan.file.is_as_written:
        reason = f"{gone}；手工改过，不会自动删除，不要的自己删去"
        return action.failed(f"没有删：{reason}") if wishes.prune else replace(action, reason=reason)
    if not wishes.prune:
        return replace(action, reason=f"{gone}；要删除就加 --prune")
    if orphan.file.is_read_only:
        return action.failed(f"没有删：{gone}；文件是只读的，去掉“只读”后再运行")
    refused = f"没有删：{gone}；文件可能正在 Word 或 WPS 里打开，关闭后再运行"
    return _removed(action, f"{gone}；{'会' if wishes.dry_run else '已'}删除", refused)


def decide_stale(orphan: FoundOrphan) -> Action:
    """What to do about a file of an earlier pack: removed, since it would be sent by mistake, unless it was edited."""
    action = _left(orphan)
    if orphan.is_gone:
        return replace(action, effect=Effect.FORGET)
    if not orphan.file.is_as_written:
        return replace(action, reason=f"{orphan.why}；手工改过，保留")
    refused = f"{orphan.why}；删不掉，可能正打开着或是只读的；关闭它、去掉“只读”后再打包，不要误发"
    return _removed(action, f"{orphan.why}；已删除", refused)


def _left(orphan: FoundOrphan) -> Action:
    record, path = orphan.record, orphan.file.path
    spec = OutputSpec(path, record.kind, record.for_, record.template, record.fields)
    return Action(spec, orphan.file.digest, Outcome.ORPHAN, path)


def _removed(action: Action, reason: str, if_refused: str) -> Action:
    return replace(action, reason=reason, effect=Effect.REMOVE, if_refused=if_refused)
