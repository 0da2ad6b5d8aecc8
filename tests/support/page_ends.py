"""Notices whose texts end at forty positions around the ends of pages, in three formats."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generators.kinds import NOTICE as KIND
from generators.kinds.notice import VARIANTS
from generators.word.render import CompiledTemplate
from support.files import ROOT
from support.notices import IMPRINT, dossier_of

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


def fields_of(layout: str, lines: int, more: str = "") -> dict[str, Any]:
    """The fields of a notice whose second paragraph has so many lines; `more`: further keys of it."""
    start = lines * 137 % 2000
    text = SAMPLE[start : start + 25 + 28 * (lines - 1) - lines * 5 % 21].strip("，、。；：（）")
    body = json.dumps([SAMPLE[200:258].strip("，、。；：") + "。", f"{text}。"], ensure_ascii=False)
    (output,) = KIND.outputs(dossier_of(f"{NOTICE}{FORMATS[layout]}正文: {body}\n{more}"))
    return dict(output.fields)


def planned(layout: str) -> Iterator[dict[str, Any]]:
    """The fields of every position; after those whose lines are set closer, the same at the usual pitch."""
    for lines in POSITIONS[layout]:
        fields = fields_of(layout, lines)
        yield fields
        if fields["正文行距"] != "1":
            yield {**fields, "正文行距": "1"}


def at_all_positions() -> dict[str, bytes]:
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
