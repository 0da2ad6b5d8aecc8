"""What there is already: documents written before, the content they were made from, and what has been issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generators.dates import PartialDate
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.outputs.decide import Decision, Outcome, what_changed
from generators.outputs.planning import PlannedOutput
from generators.outputs.reasons import Reasons
from generators.outputs.writer import Action, Orphan, OutputSpec, Sent, Writer
from generators.workspace.files import digest_of
from generators.workspace.issues import Issue, Issues
from generators.workspace.manifest import Record
from generators.workspace.undo import Undo
from generators.workspace.versions import Versions, version_of
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class BuildState:
    """The output folder of a notice with its history, seen from the content as it is now."""

    writer: Writer
    reasons: Reasons
    issue: Issue | None
    issues: Issues
    versions: Versions
    content: ContentFiles

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        content: ContentFiles,
        dossier: Dossier,
        items: Sequence[PlannedOutput],
        undo: Undo | None = None,
    ) -> BuildState:
        """The stock of a notice. `undo` makes every change; none where nothing is written."""
        folder, issues = workspace.output(content.name), Issues(workspace.root, content.name)
        issue = issues.last()
        versions = Versions(folder)
        contents = {version_of(issue.content): issue.content} if issue else {}
        reasons = Reasons(dossier, lambda version: contents.get(version) or versions.get(version))
        by_path = {item.planned.path: item for item in items}

        def tell(planned: OutputSpec, record: Record, changed: Sequence[str]) -> str:
            return reasons.reason(by_path[planned.path], record.version, changed)

        writer = Writer(folder, undo or Undo(workspace.root), version_of(content), tell)
        return cls(writer, reasons, issue, issues, versions, content)

    def step(self, item: PlannedOutput, *, overwrite: bool = False, restate: bool = False) -> Action:
        """What to do for one output; what has been issued stays as it was sent, unless it is to be restated."""
        step = self.writer.heeding_read_only(self._step(item, overwrite=overwrite, restate=restate))
        if step.decision.outcome is not Outcome.NEW or not self.writer.version_before:
            return step
        reason = self.reasons.why_new(item, self.writer.version_before)
        return replace(step, decision=replace(step.decision, reason=reason))

    def orphans(self, planned: Sequence[PlannedOutput], besides: set[str]) -> Iterator[Orphan]:
        """Recorded outputs that are no longer planned, with the reason. `besides` lie beside edited files."""
        kept = {(item.kind.name, item.output.for_) for item in planned}
        for orphan in self.writer.orphans({item.planned.path for item in planned}, besides):
            yield replace(orphan, why=self.reasons.why_gone(orphan.record, orphan.path, kept))

    def _step(self, item: PlannedOutput, *, overwrite: bool, restate: bool) -> Action:
        step = self.writer.step(item.planned, overwrite=overwrite)
        path = item.planned.path
        if restate or not item.kind.binding or self.issue is None or path not in self.issue.fields:
            return step
        content = self.issues.sent(self.issue, path)
        sent = Sent(content, version_of(self.issue.content)) if content is not None else None
        is_sent = content is not None and step.found == digest_of(content)
        changes = self.changes_since_issue(item)
        if not changes:
            return _unchanged(step) if is_sent else replace(step, sent=sent)
        if not step.decision.render:
            return step
        on = PartialDate.parse(self.issue.on).text()
        kept = f"已于{on}印发，正文不改（{changes}）；确要重印加 --restate"
        if step.found is None and sent:
            planned = replace(step.planned, fields=self.issue.fields[path], template=self.issue.templates.get(path, ""))
            decision = Decision(Outcome.RESTORED, f"文件不见了，照印发的原样补回；{kept}", True)
            return replace(step, planned=planned, decision=decision, sent=sent)
        decision = Decision(Outcome.ISSUED, kept, False)
        record = self.writer.records.get(path)
        if step.found is None:
            lost = (
                f"已于{on}印发，文件不见了，留存的印发稿也不见了或者被改过；从备份恢复，或加 --restate 按现在的内容重做"
            )
            decision = Decision(Outcome.FAILED, lost, False)
        elif not is_sent and (record is None or record.content != step.found):
            reason = f"文件被手工改过；{kept} --overwrite（改过的会留存一份）"
            decision = Decision(Outcome.EDITED, reason, False)
        return replace(step, decision=decision, target=path)

    def changes_since_issue(self, item: PlannedOutput) -> str:
        """What a document is made of otherwise than when it was issued; empty where nothing, or it was not issued."""
        if self.issue is None or item.planned.path not in self.issue.fields:
            return ""
        planned, version = item.planned, version_of(self.issue.content)
        template = self.issue.templates.get(planned.path, planned.template)
        issued_fields = self.issue.fields[planned.path]
        tell = partial(self.reasons.reason, item, version)
        return what_changed(planned.fields, planned.template, issued_fields, template, tell)

    def finish(self) -> None:
        """Record everything for the next run. Raises OSError."""
        self.versions.keep(self.content)
        self.writer.finish()
        self.versions.forget(self.writer.versions_in_use)


def _unchanged(step: Action) -> Action:
    return replace(step, decision=Decision(Outcome.SAME, "", False), target=step.planned.path)
