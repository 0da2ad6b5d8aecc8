"""What is to be adjusted of an issued notice: its text and its facts as issued beside those of now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from generators.comparing.differences import Difference
from generators.comparing.evidence import FieldChange, explained
from generators.comparing.fact_kinds import fact_kind
from generators.comparing.paragraph_pairs import changed_paragraphs
from generators.dossier.adjusted import Adjusted, AdjustedPlace
from generators.dossier.bodies import AttachedBody, Body
from generators.dossier.dossier import Dossier
from generators.dossier.models import Adjustment
from generators.dossier.phrases import ADJUSTMENTS, adjustment_path
from generators.dossier.printed_body import printed_paragraphs
from generators.dossier.task_tables import body_sections
from generators.kinds import ADJUSTMENT
from generators.outputs.build_state import BuildState
from generators.workspace.versions import version_of

_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十百]+[、章条是要]|（[一二三四五六七八九十百\d]+）|\d+[.．、])")
_SENTENCE = re.compile(r"[^。；]+[。；]?|[。；]")
# Facts that a notice of adjustment reports although no word of the notice has changed.
_REPORTED = re.compile("时限|牵头|措施/(?:责任|时限)|单位$|单位组")
_ARROW = re.compile(r"(.+?)(?: |改了：)(\S.*?) → (.+)")
_NOTHING = "—"


class _Paragraph(NamedTuple):
    place: str
    text: str

    @property
    def words(self) -> str:
        """Its text without the number it begins with, which follows from its place."""
        return _NUMBER.sub("", self.text)


def pending(dossier: Dossier, state: BuildState) -> Adjustment | None:
    """The 调整通知 of the content that has not been issued yet."""
    issued = state.issue.fields if state.issue else {}
    waiting = [one for one in dossier.notice.adjustments if adjustment_path(dossier, one) not in issued]
    return waiting[-1] if waiting and state.issue else None


def adjusted(dossier: Dossier, state: BuildState, adjustment: Adjustment) -> Adjusted | None:
    """An adjustment with what differs from the last issue; None where that cannot be read any more."""
    version = version_of(state.issue.content) if state.issue else ""
    old = state.reasons.old(version)
    if old is None:
        return None
    facts = [one for one in state.reasons.differences(None, version) if not one.about or one.about[0] != "报送"]
    concerned = _Concerned(dossier, state, version)
    places = list(_texts(old, dossier, facts, concerned))
    noted = "；".join(place.note for place in places)
    subjects = {fact.about for fact in facts}
    for fact in facts:
        words = _worded(fact.text)
        # How several lead follows from who leads, where both have changed.
        follows = fact.about[:1] == ("牵头方式",) and ("牵头单位", *fact.about[1:]) in subjects
        if words not in noted and not follows and fact.about and _REPORTED.match(fact.about[0]):
            place = fact.about[1] if len(fact.about) > 1 else "全文"
            places.append(AdjustedPlace(place, _NOTHING, _NOTHING, words, concerned.by([fact])))
    return Adjusted(adjustment, tuple(places))


def with_adjustments(dossier: Dossier, state: BuildState) -> Dossier:
    """The dossier with the adjustment that waits to be issued, if any, as being made, and those issued as sent."""
    waiting = pending(dossier, state)
    found = adjusted(dossier, state, waiting) if waiting else None
    found = found if found and found.places else None
    sent = tuple((ADJUSTMENT.title, None) for _ in issued_adjustments(state))
    return dossier.in_context(replace(dossier.context, adjusted=found, sent=sent))


def issued_adjustments(state: BuildState) -> dict[str, bytes]:
    """The adjustments that were issued before, as they were sent, by path."""
    paths = [path for path in (state.issue.fields if state.issue else ()) if path.startswith(f"{ADJUSTMENTS}/")]
    found = {path: state.issues.sent(state.issue, path) for path in paths} if state.issue else {}
    return {path: content for path, content in found.items() if content is not None}


class _Concerned:
    """Which units facts concern: those of which a fact about the same thing is reported."""

    def __init__(self, dossier: Dossier, state: BuildState, version: str) -> None:
        self._facts = {unit.name: state.reasons.of_unit(unit.name, version) for unit in dossier.units}

    def by(self, facts: Sequence[Difference]) -> tuple[str, ...]:
        """The 名称 of the units, in official order."""
        texts, subjects = {one.text for one in facts}, {one.about[1] for one in facts if len(one.about) > 1}
        return tuple(
            name
            for name, of_unit in self._facts.items()
            if any(one.text in texts or (len(one.about) > 1 and one.about[1] in subjects) for one in of_unit)
        )


def _texts(old: Dossier, new: Dossier, facts: Sequence[Difference], concerned: _Concerned) -> Iterator[AdjustedPlace]:
    """A row for each paragraph of the notice that reads otherwise."""
    texts_of_both = list(_paragraphs(old)), list(_paragraphs(new))
    for was, now in changed_paragraphs(*texts_of_both, lambda one: one.words, by_place=False):
        before, after = _differing(was.text if was else "", now.text if now else "")
        place = (now or was or _Paragraph("", "")).place
        texts = [one.words for one in (was, now) if one]
        change = FieldChange(was.words if was else "", now.words if now else "", "\n".join([place, *texts]))
        explaining = explained([change], (facts,))
        found = _of_place([one for one in facts if one.text in explaining], texts)
        note = "；".join(dict.fromkeys(_worded(one.text) for one in found)) or (
            "增加" if not was else "删去" if not now else "文字修改"
        )
        yield AdjustedPlace(place, before or _NOTHING, after or "（删去）", note, concerned.by(found))


def _of_place(facts: Sequence[Difference], texts: Sequence[str]) -> list[Difference]:
    """Facts that explain a change, without those about other items than the one that the text is of.

    The same words may be put into many items at once, and then each of their facts explains each of the changes.
    """
    of_items = [one for one in facts if one.about and fact_kind(one.about[0]).subject == "事项"]
    here = [one for one in of_items if any(one.about[1] in text for text in texts)]
    return [one for one in facts if one in here or one not in of_items or not here]


def _paragraphs(dossier: Dossier) -> Iterator[_Paragraph]:
    """Everything the notice prints of its text, paragraph by paragraph, with the number of the place."""
    for at, text in enumerate(printed_paragraphs(dossier, dossier.notice.text), 1):
        yield _Paragraph(f"正文第{at}段", text)
    for body in (*dossier.bodies, *dossier.attached):
        yield from _of_body(dossier, body)
        if isinstance(body, AttachedBody) and body.content.table:
            yield from (_Paragraph(f"{body.name}的表", "｜".join(row)) for row in body.content.table.rows)


def _of_body(dossier: Dossier, body: Body) -> Iterator[_Paragraph]:
    for text in printed_paragraphs(dossier, body.content.introduction):
        yield _Paragraph(f"{body.name}导语", text)
    above = below = ""
    for entry in body_sections(dossier, body):
        title, text = str(entry.get("标题", "")), str(entry.get("文字", ""))
        found = _NUMBER.match(title)
        number = found[0] if found else ""
        if entry.get("级别") == "一":
            above, below = number.rstrip("、") or title[:12], ""
        elif entry.get("级别"):
            below = number or title[:12]
        table: Any = entry.get("表格") or {"行": []}
        for row in table["行"]:
            yield _Paragraph(f"{body.name}{above}{below}的表", "｜".join(cell["字"] for cell in row))
        if title + text:
            yield _Paragraph(body.name + above + below, title + text)
    for text in printed_paragraphs(dossier, body.content.closing):
        yield _Paragraph(f"{body.name}结语", text)


def _differing(old: str, new: str) -> tuple[str, str]:
    """The sentences of two texts that differ, whole, with …… for what stands between them unchanged."""
    pieces = [_SENTENCE.findall(text) for text in (old, new)]
    keys = [[_NUMBER.sub("", one) for one in each] for each in pieces]
    opcodes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    shown = ["", ""]
    for tag, i1, i2, j1, j2 in opcodes:
        for side, words in enumerate(("".join(pieces[0][i1:i2]), "".join(pieces[1][j1:j2]))):
            shown[side] += words if tag != "equal" else "……"
    return tuple("" if text.strip("…") == "" else text for text in shown)  # type: ignore[return-value]


def _worded(fact: str) -> str:
    """A fact as an official text states it: 时限“进展报告”由12月13日调整为12月20日."""
    if "“…" in fact:  # a part of a long text, which the table has whole
        return _ARROW.sub(r"\1有调整", fact)
    marks = r"\1由“\2”调整为“\3”" if "改了：" in fact else r"\1由\2调整为\3"
    return re.sub("[。；]”", "”", _ARROW.sub(marks, fact))
