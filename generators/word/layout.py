"""版式: page and styles as data; `restyle` puts them into a Word file.

Every number comes from GB/T 9704-2012 and, where the standard leaves the realisation open, from measured pages; page
profile "margin": the page setup shows 37/35/28/26 mm. Lengths are in twips (1/20 pt, 56.7 to the millimetre) unless
a name says otherwise; sizes of type are in points.
"""

from __future__ import annotations

from dataclasses import dataclass

CHARACTER = 315  # one size-3 character on the grid: 15.75 pt
LINE = 579  # 22 lines on 225 mm (clause 5.2.3)
RED = "FF0000"

FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"

# What Word takes where a machine lacks the face.
FALLBACKS = {FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei", XIAOBIAOSONG: "华文中宋", SONGTI: "SimSun"}


@dataclass(frozen=True)
class Page:
    """A page: size and margins (clause 5.1, 5.2.1; landscape: clause 8, the sheet turned with its margins)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int = 851
    footer: int = 1446


PORTRAIT = Page(11906, 16838, top=2098, right=1474, bottom=1984, left=1588)
LANDSCAPE = Page(16838, 11906, top=1588, right=2098, bottom=1474, left=1984)


@dataclass(frozen=True)
class Style:
    """A style, in the terms of WordprocessingML.

    `line` is an exact height. None: as high as the type needs, which table rows must be, times `auto_line`/240.
    """

    id: str
    name: str
    font: str = FANGSONG
    size: float = 16
    kind: str = "paragraph"
    align: str = "both"
    line: int | None = LINE
    auto_line: int = 240
    first_line: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 0
    color: str = ""
    spacing: int = 0
    keep_next: bool = False
    page_break: bool = False
    snap: bool = True
    outline: int | None = None
    border_below: str = ""
    hidden: bool = False


# Two characters' indent for text (clause 7.3.3), headings by face (7.3.3), title and mark in 小标宋 (7.3.1, 7.2.4).
STYLES = (
    Style("Normal", "Normal", spacing=-5),
    Style("Mark", "发文机关标志", XIAOBIAOSONG, 36, align="center", line=720, before=1984, color=RED, snap=False),
    Style("MarkNext", "发文机关标志（续）", XIAOBIAOSONG, 36, align="center", line=720, color=RED, snap=False),
    Style("HeaderElement", "版头要素", HEITI, align="left", snap=False),
    Style("CopyNumber", "份号", align="left", snap=False),
    Style("DocumentNumber", "发文字号", align="center", before=1158, snap=False, border_below=RED),
    Style("Title", "公文标题", XIAOBIAOSONG, 22, align="center", keep_next=True, snap=False),
    Style("BlankLine", "空行", keep_next=True),
    Style("Addressees", "主送机关", align="left"),
    Style("BodyText", "公文正文", first_line=2 * CHARACTER),
    Style("Heading1", "一级标题", HEITI, align="left", first_line=2 * CHARACTER, keep_next=True, outline=0),
    Style("Heading2", "二级标题", KAITI, align="left", first_line=2 * CHARACTER, keep_next=True, outline=1),
    Style("Heading2Run", "二级标题字", KAITI, kind="character"),
    Style("AttachmentNote", "附件说明", align="left", left=5 * CHARACTER, hanging=3 * CHARACTER),
    Style("AttachmentNext", "附件说明（续）", align="left", left=6 * CHARACTER, hanging=CHARACTER),
    Style("Signature", "落款", align="right", keep_next=True),
    Style("Note", "附注", align="left", left=2 * CHARACTER),
    Style("AttachmentNumber", "附件序号", HEITI, align="left", page_break=True),
    Style("PageTop", "另页起", size=5, align="left", keep_next=True, page_break=True, snap=False),
    Style("Subtitle", "副标题", KAITI, 14, align="center", line=480, keep_next=True, snap=False),
    Style("Imprint", "版记", size=14, align="left", line=None, left=280, right=280, snap=False),
    Style("Guidance", "填写提示", KAITI, 14, first_line=560, color="595959", line=440, keep_next=True, snap=False),
    Style("GuidanceRun", "填写提示字", KAITI, 11, kind="character", color="595959"),
    Style("TableText", "表格文字", size=11, align="left", line=None, auto_line=264, before=50, after=50, snap=False),
    Style(
        "TableCenter", "表格居中", size=11, align="center", line=None, auto_line=264, before=30, after=30, snap=False
    ),
    Style("TableSmall", "表格小字", size=11, align="center", line=None, before=20, after=20, snap=False),
    Style("TableHead", "表头", HEITI, 11, align="center", line=None, before=40, after=40, keep_next=True, snap=False),
    Style(
        "TableLabel", "表格栏目", HEITI, 12, align="center", line=None, before=60, after=60, keep_next=True, snap=False
    ),
    Style(
        "TableEntry",
        "表格填写",
        size=12,
        align="left",
        line=None,
        auto_line=288,
        before=60,
        after=60,
        keep_next=True,
        snap=False,
    ),
    Style("Spacer", "表后空行", size=5, align="left", line=140, snap=False),
    # The paragraph that must follow a last table, too low to be pushed onto a page of its own.
    Style("Tail", "文末", size=1, align="left", line=20, snap=False, hidden=True),
    Style("PageNumberOdd", "单页页码", SONGTI, 14, align="right", line=None, right=280, snap=False),
    Style("PageNumberEven", "双页页码", SONGTI, 14, align="left", line=None, left=280, snap=False),
)
