"""Notices of other shapes, made for this purpose: each whole, with its facts, however it is typed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.files import ROOT

from generators.dossier.tree_leads import leads_of
from generators.dossier.units import UnitList
from generators.importer.draft import Draft, drafted
from generators.importer.furniture import notice_on
from generators.importer.head import taken_apart, with_notes_below
from generators.importer.importing import imported
from generators.importer.leads import leads_in
from generators.importer.lines import folded
from generators.importer.people import People, issuer_names, level_of
from generators.importer.reading import text_blocks

DATA = ROOT / "tests" / "data"
SHAPES = sorted((DATA / "imports").glob("*.txt"))
REAL = sorted((DATA / "notices").glob("*/source.txt"))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_facts_are_as_stated_and_nothing_is_lost(path: Path) -> None:
    facts = yaml.load(path.with_suffix(".facts.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    made = imported(text_blocks(path.read_text("utf-8")), "通知", path.name, "")
    assert [one.text for one in made.findings.unresolved] == facts.get("网页", [])
    assert made.dossier is not None, made.problems
    notice = made.dossier.notice
    head = {"标题": notice.title, "发文机关": notice.issuer, "发文字号": notice.document_number}
    assert head == {key: facts[key] for key in head}
    assert str(notice.issued_on) == facts["成文日期"]
    assert "、".join(one.title for one in notice.arrangements) == facts["印发件"]
    if "附件" in facts:
        assert [one.title + (f"（{one.heading}）" if one.heading else "") for one in notice.attachments] == facts[
            "附件"
        ]
    assert [one.content.title for one in made.dossier.sections if one.content.title] == facts["部分"]
    leads = [(lead.mode, lead.departments, lead.cooperating, lead.guiding) for _, lead, _ in leads_of(made.dossier)]
    assert [_line(mode, *names) for mode, *names in leads] == list(facts["牵头"])
    due = [
        _line(str(one.due or "没有截止日期"), [one.printed] if one.printed else [], one.bound)
        for one in notice.deadlines
    ]
    assert due == list(facts["时限"])


def _line(first: str, *names: list[str]) -> str:
    return " | ".join([first, *("、".join(one) for one in names)]).rstrip(" |").strip()


# -- the same text typed otherwise ----------------------------------------------------------------------------------


def draft_of(text: str) -> Draft:
    document = taken_apart(with_notes_below(notice_on(text_blocks(text)).kept))
    issuer = document.issuers[0] if document.issuers else document.whole_title
    return drafted(document, People(UnitList(), issuer_names([issuer]), level_of(issuer)))


@cache
def facts_of(text: str) -> list[object]:
    """What is read from a text, whatever the widths of its characters."""
    draft = draft_of(text)
    leads = [(folded("、".join(lead.names)), lead.mode) for lead in leads_in(draft.data)]
    due = [one.due for one in draft.deadlines.found]
    issued = draft.data.get("印发件", draft.data)
    bodies = issued if isinstance(issued, list) else [issued]
    sections = [section for body in bodies for section in body["部分"]]
    return [folded(draft.data["标题"]), [folded(one.get("标题", "")) for one in sections], leads, due]


def half_width(text: str) -> str:
    return text.translate(str.maketrans("（），：；", "(),:;"))


def full_width_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def other_numbers(text: str) -> str:
    return re.sub(
        r"^(\s*)(\d{1,2})[.．]",
        r"\1\2、",
        re.sub("^（([一二三四五六七八九十])）", r"(\1)", text, flags=re.MULTILINE),
        flags=re.MULTILINE,
    )


def windows_lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def indented(text: str) -> str:
    return re.sub("^(?=.)", "　　", text, flags=re.MULTILINE)


def with_empty_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def with_characters_that_nobody_sees(text: str) -> str:
    return re.sub("(?<=[。一])", "\u200b", text)


def spaced_numbers(text: str) -> str:
    number = r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．])"
    return re.sub(number, lambda found: f"{found[0]}\t", text, flags=re.MULTILINE)


def spaced_dates(text: str) -> str:
    return re.sub(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)", " ", text)


TYPED: list[Callable[[str], str]] = [
    *(half_width, full_width_digits, other_numbers, windows_lines, indented, with_empty_lines),
    *(with_characters_that_nobody_sees, spaced_numbers, spaced_dates),
]
SOURCES = [path.read_text("utf-8") for path in (*SHAPES, *REAL) if path.stem != "one-line"]


@settings(max_examples=40)
@given(
    st.sampled_from(SOURCES),
    st.lists(st.sampled_from(TYPED), max_size=3, unique=True),
    st.sampled_from(["", " ", "\u00a0"]),
    st.integers(0, 99),
)
def test_facts_do_not_depend_on_how_a_text_is_typed(
    source: str, ways: list[Callable[[str], str]], blank: str, seed: int
) -> None:
    pick = random.Random(seed)
    text = re.sub("(?<=[一-龥])(?=[一-龥])", lambda _: blank if pick.random() < 0.1 else "", source)
    for way in ways:
        text = way(text)
    assert facts_of(text) == facts_of(source)


@pytest.mark.parametrize("width", [28, 36])
@pytest.mark.parametrize("path", [*REAL], ids=lambda path: path.parent.name)
def test_lines_broken_in_mid_sentence_are_joined(path: Path, width: int) -> None:
    source = path.read_text("utf-8")
    wrapped = re.sub(f"(.{{{width}}})(?=.)", r"\1\n", indented(source))
    assert facts_of(wrapped) == facts_of(source)
