"""版式: the shape of templates/版式.yaml, the one place where page and styles stand; `restyle` puts them into files.

In the file pages are in millimetres and styles in points; `Page` and `Style` answer in twips (1/20 pt), as
WordprocessingML wants them. The numbers come from GB/T 9704-2012 and, where it leaves the realisation open, from
measured pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

PAPER = (11906, 16838)  # A4 (clause 5.1), twips
_MM = 1440 / 25.4

FaceName = Literal["仿宋", "楷体", "黑体", "小标宋", "宋体"]
ALIGNMENTS = {"两端": "both", "左": "left", "中": "center", "右": "right", "分散": "distribute"}
# w:bottom of a paragraph: red, so many points below the text's line box that 4 mm show below its ink (measured).
BORDERS = {
    "红线": 'w:val="single" w:sz="8" w:space="7" w:color="FF0000"',
    "红双线（上粗下细）": 'w:val="thickThinSmallGap" w:sz="24" w:space="7" w:color="FF0000"',
    "红双线（上细下粗）": 'w:val="thinThickSmallGap" w:sz="24" w:space="1" w:color="FF0000"',
}
LineHeight = Annotated[
    float | Literal["自动", ""], BeforeValidator(lambda value: value if value == "自动" else float(value))
]


def _yes(value: Any) -> Any:
    return {"是": True, "否": False}.get(value, value)


Yes = Annotated[bool, BeforeValidator(_yes)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Style(_Data):
    """A style. Lengths in points."""

    id: str = Field(alias="代号", description="模板里用它找样式，不要改")
    kind: Literal["段落", "文字"] = Field("段落", alias="种类")
    face: FaceName = Field("仿宋", alias="字体")
    size: float = Field(16, alias="字号", gt=0, lt=200)
    align: Literal["两端", "左", "中", "右", "分散"] = Field("两端", alias="对齐")
    line: LineHeight = Field("", alias="行距", description="磅；自动：随字高")
    line_rule: Literal["固定值", "最小值"] = Field("固定值", alias="行距规则", description="最小值：放进图片会加高")
    auto_line: float = Field(1, alias="行距倍数", description="行距自动时的倍数")
    first_line: float = Field(0, alias="首行缩进")
    left: float = Field(0, alias="左缩进")
    right: float = Field(0, alias="右缩进")
    hanging: float = Field(0, alias="悬挂缩进")
    before: float = Field(0, alias="段前")
    after: float = Field(0, alias="段后")
    sheet_top: float | None = Field(None, alias="距页顶", description="文字上边缘到纸的上边，毫米")
    right_tab: float | None = Field(None, alias="右制表位")
    color: str = Field("", alias="颜色")
    spacing: float = Field(0, alias="字距")
    border_below: Literal["", "红线", "红双线（上粗下细）", "红双线（上细下粗）"] = Field("", alias="下框线")
    keep_next: Yes = Field(False, alias="与下段同页")
    keep_lines: Yes = Field(False, alias="段中不分页")
    page_break: Yes = Field(False, alias="段前分页")
    snap: Yes = Field(True, alias="对齐网格")
    outline: int | None = Field(None, alias="大纲级别")
    hidden: Yes = Field(False, alias="隐藏")


class Face(_Data):
    """A face by the name that government computers know it under, and what Word takes where it is missing."""

    name: str = Field(alias="名称")
    fallback: str = Field(alias="代替")


class PageSetup(_Data):
    """The margins of an upright page and its line pitch: mm, and points for the pitch."""

    top: float = Field(alias="上")
    bottom: float = Field(alias="下")
    left: float = Field(alias="左")
    right: float = Field(alias="右")
    header: float = Field(alias="页眉")
    footer: float = Field(alias="页脚")
    letter_footer: float = Field(alias="信函页脚", description="信函首页的下双线到纸的下边")
    pitch: float = Field(alias="行距")


@dataclass(frozen=True)
class Page:
    """A page as WordprocessingML has it: everything in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    pitch: int


class Layout(_Data):
    """版式.yaml."""

    pages: dict[str, PageSetup] = Field(alias="页面")
    profile: str = Field(alias="版心", description="“页面”里的一种")
    faces: dict[FaceName, Face] = Field(alias="字体")
    styles: dict[str, Style] = Field(alias="样式")

    @field_validator("profile")
    @classmethod
    def _known(cls, name: str, info: ValidationInfo) -> str:
        pages = info.data.get("pages", {name: None})
        if name not in pages:
            words = {"message": f"“页面”里没有“{name}”", "hint": "可选：" + "、".join(pages)}
            raise PydanticCustomError("duban", "{message}", words)
        return name

    @property
    def setup(self) -> PageSetup:
        """The page of the chosen profile."""
        return self.pages[self.profile]

    def page(self, *, landscape: bool = False, letter: bool = False) -> Page:
        """A page. Landscape: the sheet turned together with its margins (clause 8), the upright left edge on top."""
        setup = self.setup
        top, bottom, left, right = map(_twips_of_mm, (setup.top, setup.bottom, setup.left, setup.right))
        header, footer = _twips_of_mm(setup.header), _twips_of_mm(setup.letter_footer if letter else setup.footer)
        pitch = round(setup.pitch * 20)
        width, height = PAPER
        if landscape:
            return Page(height, width, left, top, right, bottom, header, footer, pitch)
        return Page(width, height, top, right, bottom, left, header, footer, pitch)

    def before(self, style: Style) -> int:
        """The space above a paragraph: a style bound to the sheet's top counts from the margin, or the header."""
        if style.sheet_top is None:
            return round(style.before * 20)
        start = self.setup.top if style.sheet_top > self.setup.top else self.setup.header
        return _twips_of_mm(style.sheet_top) - _twips_of_mm(start)


def _twips_of_mm(millimetres: float) -> int:
    return round(millimetres * _MM)
