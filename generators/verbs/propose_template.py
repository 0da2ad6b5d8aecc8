"""import --as-template: a finished document of the office made into a proposal of a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from generators.characters import without_whitespace
from generators.kinds import all_kinds
from generators.opening import open_notice
from generators.plan import Fields, Kind, MadeBy, Output, leaves
from generators.problems import ContentError, Problem, TemplateError, UsageError, error, has_errors, reading
from generators.proposing.proposal import Placed, Proposal, proposed, text_lines
from generators.proposing.value_tags import slots_of, stated_by
from generators.report import Report, Screen, as_json, problem_lines, table
from generators.verbs.check_files import errors_in_template
from generators.word.package import read_parts, write_parts
from generators.word.render import CompiledTemplate
from generators.workspace.files import read_given
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

_WIDEST = 30  # characters of a value that are shown
_TELLING = 8  # characters of a value that does not stand in a text by chance
_OF_THE_NOTICE = {"通知标题", "任务标题", "引用", "标题"}  # fields that stand in no document of another notice
_MOST = 10  # differences that are shown


class Elsewhere(NamedTuple):
    """A field that is otherwise for other units than the one of a document, and these units."""

    field: str
    units: Sequence[str]

    def __str__(self) -> str:
        several = f"等{len(self.units)}个单位" if len(self.units) > 1 else ""
        return f"{self.field}（{self.units[0]}{several}）"


@dataclass(frozen=True)
class ProposalReport(Report):
    """What was put where, what was not found, and what the template would print otherwise than the document.

    `left` are values of fields that still stand in it as words: every document would print them.

    `file` is the proposal in templates/, `made_for` the document by whose values it was made. `absent` are lists that
    it does not show because its unit has none, `blank` fields that it prints and units without a value would see empty.
    """

    file: str
    template: str
    made_for: str
    placed: Sequence[Placed]
    missing: Sequence[str]
    left: Sequence[str]
    differing: Sequence[tuple[str, str]]
    problems: Sequence[Problem] = ()
    absent: Sequence[Elsewhere] = ()
    blank: Sequence[Elsewhere] = ()

    def as_json(self) -> dict[str, object]:
        """The object that `import --as-template --json` prints."""
        return {
            "file": self.file,
            "made_for": self.made_for,
            "placed": [one._asdict() for one in self.placed],
            "missing": list(self.missing),
            "left": list(self.left),
            "absent": [one._asdict() for one in self.absent],
            "blank": [one._asdict() for one in self.blank],
            "differing": [{"was": was, "is": now} for was, now in self.differing],
            "problems": as_json(self.problems),
        }

    def lines(self, screen: Screen) -> Iterator[str]:
        """The fields by their places; what a person should look at; how the proposal is taken."""
        if has_errors(self.problems):
            yield from problem_lines(self.problems)
            yield "没有写出模板，原来的文件都没有动。"
            return
        yield f"已提议：{self.file}（按“{self.made_for}”的内容认的）"
        yield ""
        yield from table(
            [
                ("字段", "换在哪里", "原来的字，或每项印的字段"),
                *((one[0], one[1], _short(one[2])) for one in self.placed),
            ]
        )
        if self.missing:
            yield ""
            yield f"没有换的（这份文书里没有，或者字不一样；要印，在 Word 里自己加）：{'、'.join(self.missing)}"
        yield from self._elsewhere()
        yield ""
        if self.differing:
            yield f"照这个模板再印这一份，有 {len(self.differing)} 处和原文不同，请在 Word 里看一看："
            yield from (
                f"  {_short(was) or '（没有）'} → {_short(now) or '（没有）'}" for was, now in self.differing[:_MOST]
            )
        else:
            yield "照这个模板再印这一份，文字和原文一样。"
        if self.left:
            yield f"这份通知里的话，还有 {len(self.left)} 处没有换成字段，每份文书都会照样印："
            yield from (f"  {_short(words)}" for words in self.left[:_MOST])
        if self.left:
            yield f"这个提议还不能用：用了，别的单位的文书里也是上面这 {len(self.left)} 处话。"
            yield "先在 Word 里把它们换成字段（循环），或者删去。"
            yield f"下一步：改好后 {screen.command} check {self.file}；没有问题，再改名为 {self.template}"
            return
        yield "换错的、漏换的，在 Word 里改。"
        yield f"下一步：{screen.command} check {self.file}；看好了，把它改名为 {self.template}，就用它生成文书"

    def _elsewhere(self) -> Iterator[str]:
        """What the documents of other units lack, or print empty."""
        if self.absent:
            yield ""
            yield f"这份文书里没有、别的单位有的，照这个模板印不出来：{'、'.join(map(str, self.absent))}"
            yield f"要印，在 Word 里照现有的 {self.template} 补上这一段的循环。"
        if self.blank:
            yield ""
            yield f"有的单位没有、会印成空的：{'、'.join(map(str, self.blank))}"
            yield f"不要空着，在 Word 里把前后的话放进 {{% if {self.blank[0].field} %}}……{{% endif %}}。"


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST]}……"


def propose_template(workspace: Workspace, file: Path, kind_name: str, notice: str | None = None) -> ProposalReport:
    """Make a template of a finished document by the facts of a notice, at templates/<kind>（提议）.docx.

    No file that is there is written over. Raises UsageError for an unknown kind, or where the proposal exists already;
    ContentError for a notice with errors; TemplateError for a file that cannot be read, or has none of the facts.
    """
    workspace.require_own_content("提议模板")
    kind = _kind(kind_name)
    raw = _bytes(file)
    opened = open_notice(workspace, notice)
    if opened.dossier is None:
        raise ContentError(*opened.problems)
    with reading(file.name):
        parts = read_parts(raw, file.name)
        CompiledTemplate(raw, file.name)  # raises where a part is damaged
    outputs = list(kind.outputs(opened.dossier))
    output = _closest("".join(text_lines(parts)), outputs)
    made = proposed(parts, output.fields) if output else None
    if output is None or made is None or not (_OF_THE_NOTICE & {one.field for one in made.placed} or made.has_lists):
        hint = f"看看选的文种对不对，是不是“{opened.name}”这份通知的文书；别的通知的，加 --notice 写明"
        raise TemplateError(error(f"“{file.name}”里没有找到{kind.title}的内容", hint))
    template = kind.template(output.variant)
    target = f"templates/{template.removesuffix('.docx')}（提议）.docx"
    if (workspace.root / target).exists():
        raise UsageError(error(f"{target} 已经有了，没有动它", "不要了就删去，要留着就改名，再来一次"))
    proposal = write_parts(made.parts)
    report = _judged(target, template, output, made, proposal, text_lines(parts))
    absent, blank = _for_others(made, output, [one for one in outputs if one.variant == output.variant])
    report = replace(report, absent=absent, blank=blank)
    if not has_errors(report.problems):
        with locked(workspace.root, f"import {target}") as undo:
            undo.write(workspace.root / target, proposal)
    return report


def _judged(
    target: str, template: str, output: Output, made: Proposal, proposal: bytes, before: Sequence[str]
) -> ProposalReport:
    """The report of a proposal that was checked as any template is, and printed once more."""
    differing: list[tuple[str, str]] = []
    try:
        problems = errors_in_template(target, proposal)
        if not problems:
            differing = _differing(before, _printed(proposal, target, output.fields))
    except TemplateError as fault:
        problems = list(fault.problems)
    left = _left("\n".join(text_lines(made.parts)), output.fields)
    return ProposalReport(target, template, output.title, made.placed, made.missing, left, differing, problems)


def _for_others(made: Proposal, output: Output, outputs: Sequence[Output]) -> list[list[Elsewhere]]:
    """What is otherwise for the units of other documents: the lists that only they have, the values that they lack."""
    lists = [name for name, value in output.fields.items() if isinstance(value, list) and not value]
    printed = {one.field for one in made.placed}
    absent, blank = dict[str, list[str]](), dict[str, list[str]]()
    for other in (one for one in outputs if one.for_ not in (None, output.for_)):
        values = {slot.tag: slot.value for slot in slots_of(other.fields)}
        for name in (one for one in lists if other.fields.get(one)):
            absent.setdefault(name, []).append(str(other.for_))
        for name in (one for one in printed if not values.get(one, "…")):
            blank.setdefault(name, []).append(str(other.for_))
    return [[Elsewhere(*one) for one in sorted(found.items())] for found in (absent, blank)]


def _printed(proposal: bytes, target: str, fields: Fields) -> list[str]:
    return text_lines(read_parts(CompiledTemplate(proposal, target).render(fields, {}), target))


def _left(words: str, fields: Fields) -> list[str]:
    """The longer values of fields that stand in words, also where these are broken into lines otherwise."""
    words = words.replace("\n", "")
    return [value for value in dict.fromkeys(stated_by(fields)) if len(value) >= _TELLING and value in words]


def _differing(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """The words before and after, wherever they differ by more than blanks and where lines end."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pairs = [("".join(before[i1:i2]), "".join(after[j1:j2])) for _, i1, i2, j1, j2 in matcher.get_opcodes()]
    return [(was, now) for was, now in pairs if without_whitespace(was) != without_whitespace(now)]


def _kind(name: str) -> Kind:
    kinds = [kind for kind in all_kinds() if kind.made_by is MadeBy.BUILD and kind.suffix == ".docx"]
    for kind in kinds:
        if name in (kind.title, kind.name, kind.template().removesuffix(".docx"), kind.template()):
            return kind
    raise UsageError(
        error(f"没有“{name}”这个文种，或者它的模板不能这样提议", f"可以写：{'、'.join(k.title for k in kinds)}")
    )


def _closest(words: str, outputs: Sequence[Output]) -> Output | None:
    """The output whose values stand most in a document, and least are missing in it; None where none of them does."""
    ranked = [(output, _score(words, output.fields)) for output in outputs]
    best = max(ranked, key=lambda one: one[1], default=None)
    return best[0] if best and best[1][0] else None


def _score(words: str, fields: Fields) -> tuple[int, int]:
    """How many characters of values stand in words, and, negative, how many are missing there."""
    values = {value.replace("\n", "") for value in leaves(fields)}
    known = [value for value in values if len(value) > 2 and not value[0].isdigit()]
    present = sum(len(value) for value in known if value in words)
    return present, present - sum(map(len, known))


def _bytes(file: Path) -> bytes:
    try:
        return read_given(file)
    except OSError:
        raise UsageError(error(f"读不了“{file}”", "文件正开着的，关闭后再导入")) from None
