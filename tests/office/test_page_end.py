"""The end of a page at forty positions in three formats, as LibreOffice lays it out: nothing in vain, nothing alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.files import ROOT
from support.installed import missing
from support.measure import Page, pages
from support.notices import IMPRINT, dossier_of
from support.shared import once

from generators.kinds import NOTICE as KIND
from generators.kinds.notice import VARIANTS
from generators.office.libreoffice_copy import libreoffice_copy
from generators.office.paper import laid_out
from generators.word.render import CompiledTemplate

pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(bool(missing()), reason=missing())]
DATE = "2013年8月20日"
# Without the names of gases: LibreOffice, unlike Word, breaks no line between a mark and a letter.
SAMPLE = re.sub(
    r"\s|SO2.*?PM10、", "", "".join((ROOT / "tests/data/notice-2013.txt").read_text("utf-8").splitlines()[6:])
)
NOTICE = """标题: 辽宁省人民政府办公厅关于做好政务公开工作的通知
发文机关: 辽宁省人民政府办公厅
主送机关: 各市人民政府，省政府各厅委、各直属机构
成文日期: 2013-08-20
"""
FORMATS = {
    "文件": "发文字号: 辽政办发〔2013〕1号\n" + IMPRINT,
    "命令": "版式: 命令\n发文字号: 第1号\n签署人: {职务: 省长, 姓名: 张三}\n" + IMPRINT,
    "信函": "版式: 信函\n发文字号: 辽政办函〔2013〕1号\n抄送: [省委各部委, 省政协办公厅]\n",
}
# Format -> how many lines its second paragraph has, around the ends of the first and the second page.
POSITIONS = {
    "文件": (1, 2, 4, 6, 8, 18, 19, 20, 21, 22, 23, 24, 25, 26),
    "命令": (2, 3, 4, 5, 6, 7, 8, 24, 25, 27, 28, 30, 31),
    "信函": (6, 7, 8, 9, 10, 11, 12, 27, 28, 29, 30, 31, 33),
}


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


def fields_of(layout: str, lines: int) -> dict[str, Any]:
    start = lines * 137 % 2000
    text = SAMPLE[start : start + 25 + 28 * (lines - 1) - lines * 5 % 21].strip("，、。；：（）")
    body = json.dumps([SAMPLE[200:258].strip("，、。；：") + "。", f"{text}。"], ensure_ascii=False)
    (output,) = KIND.outputs(dossier_of(f"{NOTICE}{FORMATS[layout]}正文: {body}\n"))
    return dict(output.fields)


def planned(layout: str) -> Iterator[dict[str, Any]]:
    """The fields of every position; after those whose lines are set closer, the same at the usual pitch."""
    for lines in POSITIONS[layout]:
        fields = fields_of(layout, lines)
        yield fields
        if fields["正文行距"] != "1":
            yield {**fields, "正文行距": "1"}


def documents() -> dict[str, bytes]:
    """All positions of a format in one file; letters one by one, since LibreOffice repeats their first header."""
    found = {}
    for layout in FORMATS:
        file = KIND.template(VARIANTS[layout])
        template = CompiledTemplate((ROOT / "templates" / file).read_bytes(), file)
        if layout == "信函":
            found |= {f"{layout}{at}": template.render(fields, {}) for at, fields in enumerate(planned(layout))}
        else:
            found[layout] = template.render_volume(list(planned(layout)), {})
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Printed]]:
    def lay_out(folder: Path) -> None:
        copies = {name: libreoffice_copy(raw, name).docx for name, raw in documents().items()}
        paper = laid_out(copies, timeout=500)
        assert paper.lost == []
        for name, pdf in paper.pdfs.items():
            (folder / f"{name}.pdf").write_bytes(pdf)

    folder = once(tmp_path_factory, "page-ends", lay_out)
    found: dict[str, list[Printed]] = {}
    for layout in FORMATS:
        groups: list[list[Page]] = []
        for pdf in sorted(folder.glob(f"{layout}*.pdf"), key=lambda path: (len(path.stem), path.stem)):
            for page in pages(pdf):
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
