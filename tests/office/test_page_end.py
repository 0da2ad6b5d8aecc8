"""The end of a page at forty positions in three formats, as LibreOffice lays it out: nothing in vain, nothing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from support.installed import missing
from support.measure import Page
from support.on_paper import ENDS, OnPaper
from support.page_ends import FORMATS, planned

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(bool(missing()), reason=missing())]
DATE = "2013年8月20日"


class Printed(NamedTuple):
    """The pages of a notice, and the fields that were laid out."""

    fields: dict[str, Any]
    pages: list[Page]

    @property
    def signature(self) -> int:
        """The number of the page with the date."""
        return max(number for number, page in enumerate(self.pages) if any(DATE in text for text in page.texts))

    @property
    def text_lines(self) -> list[int]:
        """How many lines of text stand on each page."""
        whole = "".join([*self.fields["正文"], self.fields["正文接排"]])
        return [sum(text in whole for text in page.texts) for page in self.pages]

    @property
    def imprint(self) -> int:
        """The number of the page with the imprint."""
        return next(number for number, page in enumerate(self.pages) if any("抄送：" in text for text in page.texts))


@pytest.fixture(scope="module")
def printed(on_paper: OnPaper) -> dict[str, list[Printed]]:
    found: dict[str, list[Printed]] = {}
    documents = on_paper.measured(ENDS)
    for layout in FORMATS:
        groups: list[list[Page]] = []
        for name in (one for one in documents if one.startswith(layout)):
            for page in documents[name]:
                groups += [[]] if page.red else []
                if page.texts:
                    groups[-1].append(page)
        found[layout] = [Printed(*both) for both in zip(planned(layout), groups, strict=True)]
    return found


def settled(printed: dict[str, list[Printed]]) -> Iterator[tuple[str, Printed]]:
    """What is planned, without the twins at the usual pitch."""
    for layout, found in printed.items():
        for at, one in enumerate(found):
            if at == 0 or found[at - 1].fields["正文行距"] == "1" or one.fields["正文行距"] != "1":
                yield layout, one


def test_there_are_forty_positions(printed: dict[str, list[Printed]]) -> None:
    assert len(list(settled(printed))) == 40


def test_no_signature_and_no_imprint_stands_alone(printed: dict[str, list[Printed]]) -> None:
    for layout, one in settled(printed):
        assert one.text_lines[one.signature] > 0, (layout, one.fields["正文"])
        assert one.imprint == one.signature == len(one.pages) - 1, (layout, one.fields["正文"])
        assert one.text_lines[0] > 0, layout


def test_lines_are_closer_only_where_that_saves_a_page(printed: dict[str, list[Printed]]) -> None:
    tightened = 0
    for found in printed.values():
        for one, other in pairwise(found):
            if one.fields["正文行距"] != "1":
                tightened += 1
                assert len(one.pages) < len(other.pages), one.fields["正文"]
    assert tightened > 5


def test_pages_before_the_last_are_full_where_the_text_only_runs_on(printed: dict[str, list[Printed]]) -> None:
    for layout, one in settled(printed):
        if one.fields["正文接排"] or one.fields["末段同页"]:
            continue
        for page in one.pages[: one.signature]:
            assert page.lines[-1].y > 246, (layout, one.fields["正文"])


def test_a_divided_paragraph_breaks_at_a_full_line_and_leaves_no_stump(printed: dict[str, list[Printed]]) -> None:
    divided = [(layout, one) for layout, one in settled(printed) if one.fields["正文接排"]]
    assert len(divided) >= 5
    for layout, one in divided:
        above = [text for text in one.pages[one.signature - 1].texts if text in one.fields["正文"][-1]]
        below = one.pages[one.signature].texts
        assert one.fields["正文"][-1].endswith(above[-1]) and len(above[-1]) >= 26, (layout, above[-1])
        assert one.fields["正文接排"].startswith(below[0]) and len(one.fields["正文接排"]) >= 7, (layout, below[0])
        assert not re.search(r"\d$", above[-1]) or not re.match(r"\d", below[0])
