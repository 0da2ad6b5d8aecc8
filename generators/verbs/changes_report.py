"""What `changes` reports, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.kinds import all_kinds
from generators.outputs.build_report import OutputReport, reasons
from generators.outputs.decide import Outcome
from generators.problems import Problem, has_errors
from generators.report import Report, Screen, as_json, problem_lines
from generators.wording import listed

# What a build would still do, and what it would not.
_WORDS = {
    Outcome.NEW: "待新增",
    Outcome.UPDATED: "待更新",
    Outcome.RESTORED: "待补写",
    Outcome.SAME: "已更新",
}
_SETTLED = (Outcome.SAME, Outcome.ISSUED, Outcome.ORPHAN, Outcome.EDITED, Outcome.FAILED)


@dataclass(frozen=True)
class UnitChanges:
    """What changes for one unit, or for everybody (`for_` None): facts, and which of its documents."""

    for_: str | None
    facts: Sequence[str]
    outputs: Sequence[OutputReport]


@dataclass(frozen=True)
class ChangesReport(Report):
    """What differs from the last issue, else from the last build. `since` says which; empty where there is neither."""

    notice: str
    since: str
    units: Sequence[UnitChanges]
    problems: Sequence[Problem]
    redlines: Sequence[OutputReport] | None = None

    def as_json(self) -> dict[str, object]:
        """The object that `changes --json` prints."""
        units = [
            {"for": one.for_, "facts": list(one.facts), "outputs": [output.as_json() for output in one.outputs]}
            for one in self.units
        ]
        problems = as_json(self.problems)
        redlines = {} if self.redlines is None else {"redlines": [one.as_json() for one in self.redlines]}
        return {"notice": self.notice, "since": self.since, "units": units, "problems": problems, **redlines}

    def lines(self, screen: Screen) -> Iterator[str]:
        """The report unit by unit; units for which the same changes stand together."""
        yield from problem_lines(self.problems)
        if has_errors(self.problems) or not self.since:
            return
        yield _heading(self.since)
        if not self.units:
            yield "没有变化。"
            return
        alike: dict[tuple[object, ...], list[UnitChanges]] = {}
        for one in self.units:
            documents = tuple((output.kind, output.outcome) for output in one.outputs)
            alike.setdefault((tuple(one.facts), documents, one.for_ is None), []).append(one)
        for group in alike.values():
            names = [one.for_ for one in group if one.for_]
            yield ""
            yield (
                f"{listed(names[:6])}{f'等{len(names)}个单位' if len(names) > 6 else ''}：" if names else "整份通知："
            )
            yield from (f"  {fact}" for fact in group[0].facts)
            titles = {kind.name: kind.title for kind in all_kinds()}
            affected = [_output(one, titles) for one in group[0].outputs]
            yield f"  文书：{'、'.join(affected)}" if affected else "  文书都不变。"
        yield ""
        if any(output.outcome not in _SETTLED for one in self.units for output in one.outputs):
            yield f"“待”的还没有写。生成：{screen.command} build {self.notice}"
        else:
            yield "该写的都已写进文书。"
        yield from self._redline_lines()
        if any(output.outcome is Outcome.ISSUED for one in self.units for output in one.outputs):
            yield f"“保持印发”的不会改；确要按新的内容重印：{screen.command} build {self.notice} --restate"

    def _redline_lines(self) -> Iterator[str]:
        if self.redlines is None:
            return
        from generators.packing.redlines import FOLDER, REDLINE  # takes its time to import

        made = [one for one in self.redlines if one.outcome not in (Outcome.ORPHAN, Outcome.FAILED)]
        if made:
            yield f"修订稿 {len(made)} 份，放在 output/{self.notice}/{FOLDER}：接受全部修订就是新稿，拒绝全部就是旧稿。"
        else:
            yield "没有修订稿：没有一份文书是以前有、现在又不同的。"
        yield from reasons(self.redlines, {REDLINE: "修订稿"})


def _output(one: OutputReport, titles: dict[str, str]) -> str:
    return f"{titles.get(one.kind, one.kind)}（{_WORDS.get(one.outcome, one.outcome.word)}）"


def _heading(since: str) -> str:
    return f"与 {since.removeprefix('issued ')} 印发的相比：" if since.startswith("issued") else "与上次生成的相比："
