"""What there is already: documents written before, the content they were made from, and what has been issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.files import ContentFiles
from generators.verbs.planning import Item
from generators.verbs.reasons import Reasons
from generators.workspace.issues import Issue, Issues
from generators.workspace.manifest import Record
from generators.workspace.undo import Undo
from generators.workspace.versions import Versions, version_of
from generators.workspace.workspace import Workspace
from generators.workspace.writer import Planned, Writer


@dataclass(frozen=True)
class Stock:
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
        items: Sequence[Item],
        undo: Undo | None = None,
    ) -> Stock:
        """The stock of a notice. `undo` makes every change; without it, one of a build."""
        folder, issues = workspace.output(content.name), Issues(workspace.root, content.name)
        issue = issues.last()
        versions = Versions(folder)
        contents = {version_of(issue.content): issue.content} if issue else {}
        reasons = Reasons(dossier, lambda version: contents.get(version) or versions.get(version))
        by_path = {item.planned.path: item for item in items}

        def tell(planned: Planned, record: Record, changed: Sequence[str]) -> str:
            return reasons.reason(by_path[planned.path], record.version, changed)

        undo = undo or Undo(workspace.root, f"build {content.name}")
        return cls(Writer(folder, undo, version_of(content), tell), reasons, issue, issues, versions, content)

    def restated(self, item: Item, found: str | None) -> str:
        """Why a document must not be made again: it has been issued in other words. Empty where it may be.

        `found` is the digest of the file that lies there: it may have been edited by hand and sent like that.
        """
        if not item.kind.binding or self.issue is None:
            return ""
        record = self.writer.records.get(item.planned.path)
        was_edited = record is None or record.content != found
        if found and was_edited and found == self.issues.sent(self.issue.on, item.planned.path):
            return "发出去的就是这份手工改过的，没有动；确要重印加 --restate"
        issued = self.issue.fields.get(item.planned.path)
        if issued is None or issued == item.planned.fields:
            return ""
        changed = [name for name, value in item.planned.fields.items() if issued.get(name) != value]
        why = self.reasons.reason(item, version_of(self.issue.content), changed)
        on = PartialDate.parse(self.issue.on).text()
        return f"已于{on}印发，正文不改（{why}）；确要重印加 --restate"

    def finish(self) -> None:
        """Record everything for the next run. Raises OSError."""
        self.versions.keep(self.content)
        self.writer.finish()
        self.versions.forget(self.writer.versions_in_use)
