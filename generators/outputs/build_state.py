"""What there is already: documents written before, the content they were made from, and what has been issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from generators.dates import PartialDate
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.file_names import padded
from generators.outputs.decide import Action, Wishes, decide, what_changed
from generators.outputs.found import Found, FoundOrphan, IssuedCopy, IssuedState
from generators.outputs.output_folder import OutputFolder
from generators.outputs.planning import PlannedOutput
from generators.outputs.reasons import Reasons
from generators.outputs.writer import Writer
from generators.workspace.files import digest_of
from generators.workspace.issues import Issue, Issues
from generators.workspace.manifest import Record
from generators.workspace.versions import Versions, version_of
from generators.workspace.workspace import Workspace


@dataclass(frozen=True)
class Current:
    """What is planned now: paths, the kinds with the units that have a document of each, new versions beside files."""

    paths: set[str] = field(default_factory=set)
    kept: set[tuple[str, str | None]] = field(default_factory=set)
    besides: set[str] = field(default_factory=set)

    def add(self, output: PlannedOutput) -> None:
        """Note an output that is planned."""
        self.paths.add(output.spec.path)
        self.kept.add((output.kind.name, output.output.for_))


@dataclass(frozen=True)
class BuildState:
    """The output folder of a notice with its history, seen from the content as it is now (`version`: its digest)."""

    folder: OutputFolder
    reasons: Reasons
    issue: Issue | None
    issues: Issues
    versions: Versions
    content: ContentFiles
    version: str

    @classmethod
    def of(cls, workspace: Workspace, content: ContentFiles, dossier: Dossier) -> BuildState:
        """The state of a notice. Raises ContentError where the record of the last issue is damaged."""
        folder, issues = workspace.output(content.name), Issues(workspace.root, content.name)
        issue = issues.last()
        versions = Versions(folder)
        contents = {version_of(issue.content): issue.content} if issue else {}
        reasons = Reasons(dossier, lambda version: contents.get(version) or versions.get(version))
        output = OutputFolder(folder)
        output.take_over_names(dossier.units.number_width)
        return cls(output, reasons, issue, issues, versions, content, version_of(content))

    def action(self, output: PlannedOutput, wishes: Wishes) -> Action:
        """What to do about one output."""
        return decide(output.spec, self.found(output), wishes)

    def found(self, output: PlannedOutput) -> Found:
        """What is known of one output, in the folder and of the issue, with what changed in words."""

        def explain(record: Record, changed: Sequence[str]) -> str:
            return self.reasons.reason(output, record.version, changed)

        found = self.folder.found(output.spec, explain)
        before = self.folder.version_before if found.file.is_free else ""
        why_new = self.reasons.why_new(output, before) if before else ""
        return replace(found, why_new=why_new, version=self.version, issue=self._issued(output))

    def _issued(self, output: PlannedOutput) -> IssuedState | None:
        """How an output was issued, where its words are bound by that."""
        issue, path = self.issue, self.issued_path(output)
        if issue is None or path is None or not output.kind.binding:
            return None
        on, template = PartialDate.parse(issue.on).text(), issue.templates.get(path, "")
        return IssuedState(on, issue.fields[path], template, self.issued_copy(output), self.changes_since_issue(output))

    def issued_copy(self, output: PlannedOutput) -> IssuedCopy | None:
        """An output as it was issued last; None where it was not, or the copy was taken away or changed since."""
        path = self.issued_path(output)
        content = self.issues.sent(self.issue, path) if self.issue and path else None
        if self.issue is None or content is None:
            return None
        return IssuedCopy(content, digest_of(content), version_of(self.issue.content))

    def changes_since_issue(self, output: PlannedOutput) -> str:
        """What a document is made of otherwise than when it was issued; empty where nothing, or it was not issued."""
        path = self.issued_path(output)
        if self.issue is None or path is None:
            return ""
        spec, version = output.spec, version_of(self.issue.content)
        template = self.issue.templates.get(path, spec.template)
        explain = partial(self.reasons.reason, output, version)
        return what_changed(spec, self.issue.fields[path], template, explain)

    def issued_path(self, output: PlannedOutput) -> str | None:
        """The path under which an output was issued last, None if it was not: its 序号 may have had fewer digits."""
        return self._issued_paths.get(padded(output.spec.path, 1))

    @cached_property
    def _issued_paths(self) -> dict[str, str]:
        return {padded(path, 1): path for path in self.issue.fields} if self.issue else {}

    def orphans(self, current: Current, is_wanted: Callable[[str], bool] = lambda kind: True) -> Iterator[FoundOrphan]:
        """Recorded outputs of wanted kinds that are no longer planned, with the reason."""
        for orphan in self.folder.orphans(current.paths, current.besides):
            if not is_wanted(orphan.record.kind):
                continue
            why = "" if orphan.is_gone else self.reasons.why_gone(orphan.record, orphan.file.path, current.kept)
            yield replace(orphan, why=why)

    def finish(self, writer: Writer) -> None:
        """Record everything for the next run. Raises OSError."""
        self.versions.keep(self.content)
        writer.finish()
        self.versions.forget(self.folder.versions_in_use)
