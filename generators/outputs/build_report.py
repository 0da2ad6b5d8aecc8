"""What became of each output of a build, and what the command reports of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generators.kinds import all_kinds
from generators.outputs.decide import Action, Outcome
from generators.plan import Kind
from generators.problems import Problem, has_errors
from generators.report import Report, Screen, as_json, problem_lines, table
from generators.wording import listed_briefly

_LEFT = (Outcome.FAILED, Outcome.EDITED, Outcome.ISSUED)


@dataclass(frozen=True)
class OutputReport:
    """What became of one output. Paths are relative to the workspace, with forward slashes."""

    kind: str
    for_: str | None
    path: str
    outcome: Outcome
    reason: str = ""
    beside: str | None = None

    @classmethod
    def of(cls, action: Action, prefix: str) -> OutputReport:
        """What became of an output by an action. `prefix` is its folder's path in the workspace."""
        spec, beside = action.spec, prefix + action.beside if action.beside else None
        return cls(spec.kind, spec.for_, prefix + spec.path, action.outcome, action.reason, beside)

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints for an output."""
        return {
            "kind": self.kind,
            "for": self.for_,
            "path": self.path,
            "beside": self.beside,
            "outcome": self.outcome.value,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class BuildReport(Report):
    """What a build did, or with `dry_run` would do."""

    notice: str
    outputs: Sequence[OutputReport]
    problems: Sequence[Problem]
    dry_run: bool = False

    @property
    def exit_code(self) -> int:
        """0 when all is well; 1 after an error, a failed output, or one left standing: edited by hand, or issued."""
        left = any(output.outcome in _LEFT for output in self.outputs)
        return int(left or has_errors(self.problems))

    def as_json(self) -> dict[str, object]:
        """The object that `build --json` prints."""
        return {
            "notice": self.notice,
            "outputs": [output.as_json() for output in self.outputs],
            "problems": as_json(self.problems),
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """What was made, for whom, where; then every output that needs a look, with its reason."""
        if self.problems:
            yield from problem_lines(self.problems)
            yield ""
        if not self.outputs:
            yield "未生成任何文件。" if has_errors(self.problems) else "没有要生成的文件。"
            return
        yield from table([("文种", "份数", "结果", "给谁"), *_rows(self.outputs)])
        yield from reasons(self.outputs)
        yield ""
        yield ("试运行，未写任何文件。位置：" if self.dry_run else "位置：") + str(
            screen.folder / "output" / self.notice
        )
        if any(output.outcome is Outcome.EDITED for output in self.outputs):
            yield "手工改过的文件没有动。要用新版替换，加 --overwrite（原文件会留存一份）。"


def reasons(outputs: Sequence[OutputReport], more_titles: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Why outputs were not simply made or left; many of one kind with the same reason in one line.

    `more_titles`: what files are called that are of no kind of document.
    """
    titles = {kind.name: kind.title for kind in all_kinds()} | dict(more_titles)
    alike: dict[tuple[Outcome, str, str], list[OutputReport]] = {}
    for output in outputs:
        if output.reason:
            alike.setdefault((output.outcome, output.kind, output.reason), []).append(output)
    if alike:
        yield ""
    for (outcome, kind, reason), group in alike.items():
        if len(group) > 3 and not any(output.beside for output in group):
            yield f"{outcome.word}  {titles.get(kind, kind)} {len(group)} 份：{reason}"
            continue
        for output in group:
            beside = f"；新版放在旁边：{output.beside}" if output.beside else ""
            yield f"{outcome.word}  {output.path}：{reason}{beside}"


def _rows(outputs: Sequence[OutputReport]) -> Iterator[tuple[str, ...]]:
    for kind in all_kinds():
        of_kind = [output for output in outputs if output.kind == kind.name]
        for title in (kind.title, *kind.other_titles):
            of_title = [output for output in of_kind if _title(kind, output) == title]
            if not of_title:
                continue
            counts = Counter(output.outcome for output in of_title)
            results = "，".join(f"{one.word} {counts[one]}" for one in Outcome if counts[one])
            current = [output for output in of_title if output.outcome is not Outcome.ORPHAN]
            units = listed_briefly([output.for_ for output in current if output.for_])
            yield title, str(len(current)), results, units


def _title(kind: Kind, output: OutputReport) -> str:
    *folders, stem = output.path.rsplit(".", 1)[0].split("/")
    return next((title for title in kind.other_titles if stem.endswith(title) or title in folders), kind.title)
