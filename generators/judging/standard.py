"""What GB/T 9704-2012 says of the properties of elements and pages: clause and strength, and a deviation from them."""

from __future__ import annotations

from dataclasses import dataclass

from generators.problems import Severity

# What the standard says of a property anywhere: clause and strength.
_EVERYWHERE = {
    **dict.fromkeys(("字体", "西文字体", "字号"), ("5.2.2", "usual")),
    **dict.fromkeys(("行距", "字距", "对齐网格"), ("5.2.3", "usual")),
    "颜色": ("5.2.4", "must"),
}
# What it says of single elements: styles, clause, strength, properties. “may” is left to whoever makes the document.
_MARKS = "发文机关标志 联合标志占位 联合发文机关 联合标志文件"
_OF_ELEMENTS = (
    (_MARKS, "7.2.4", "must", "颜色 段前 对齐"),
    (_MARKS, "7.2.4", "rec", "字体 西文字体"),
    (f"{_MARKS} 命令标志 信函标志", "7.2.4", "may", "字号 行距 字距"),
    ("命令标志", "10.2", "must", "段前 对齐"),
    ("信函标志", "10.1", "must", "段前 对齐 下框线"),
    ("命令标志", "10.2", "rec", "字体 西文字体 颜色"),
    ("信函标志", "10.1", "rec", "字体 西文字体 颜色"),
    ("信函下线", "10.1", "must", "下框线"),
    ("份号", "7.2.1", "must", "对齐 左缩进 首行缩进"),
    ("版头要素", "7.2.2", "usual", "字体 西文字体 字号"),
    ("版头要素", "7.2.2", "must", "对齐 左缩进 首行缩进"),
    ("发文字号 发文字号（上行文）", "7.2.5", "must", "对齐"),
    ("发文字号 发文字号（上行文） 纪要发文行", "7.2.7", "must", "下框线"),
    ("签发人 签发人姓名", "7.2.6", "must", "字体 西文字体 字号"),
    ("发文字号（信函）", "10.1", "must", "对齐"),
    ("令号", "10.2", "must", "对齐"),
    ("公文标题", "7.3.1", "usual", "字体 西文字体 字号"),
    ("公文标题", "7.3.1", "must", "对齐"),
    ("主送机关", "7.3.2", "must", "对齐 左缩进 首行缩进"),
    ("公文正文 一级标题 二级标题 二级标题字", "7.3.3", "usual", "字体 西文字体 字号"),
    ("公文正文 一级标题 二级标题", "7.3.3", "must", "左缩进 首行缩进"),
    ("附件说明 附件说明（第一个） 附件说明（续）", "7.3.4", "must", "左缩进 首行缩进"),
    ("落款 联合落款", "7.3.5", "may", "右缩进"),
    ("附注", "7.3.6", "must", "左缩进 首行缩进"),
    ("附件序号", "7.3.7", "must", "字体 西文字体 字号 对齐 左缩进 首行缩进 段前分页"),
    ("版记抄送", "7.4.2", "usual", "字体 西文字体 字号"),
    ("版记印发", "7.4.3", "usual", "字体 西文字体 字号"),
    ("版记抄送", "7.4.2", "must", "左缩进 右缩进"),
    ("版记印发", "7.4.3", "must", "左缩进 右缩进"),
    ("单页页码 双页页码 信函单页页码 信函双页页码", "7.5", "usual", "字体 西文字体 字号"),
    ("单页页码 双页页码 信函单页页码 信函双页页码", "7.5", "must", "对齐 左缩进 右缩进"),
    ("出席人员栏目", "10.3", "usual", "字体 西文字体 字号"),
    ("出席人员", "10.3", "must", "左缩进 首行缩进"),
    ("Normal 空行 版头空行", "", "custom", ""),  # only what holds everywhere
)
_RULES = {
    (style, word): (clause, strength)
    for styles, clause, strength, words in _OF_ELEMENTS
    for style in styles.split()
    for word in words.split()
}
_ELEMENTS = {style for styles, *_ in _OF_ELEMENTS for style in styles.split()}
OF_PAGES = {
    "纸张": ("5.1", "must"),
    **dict.fromkeys(("上边距", "下边距", "左边距", "右边距", "装订线"), ("5.2.1", "must")),
    "页脚距边界": ("7.5", "must"),
    "文档网格": ("5.2.3", "usual"),
}


@dataclass(frozen=True)
class Deviation:
    """One property that is not the common one.

    `strength` is the standard's: must, usual (一般), rec (推荐), may; custom where only our layout asks for it.
    """

    clause: str
    strength: str
    message: str
    found: str
    wanted: str
    place: str
    hint: str

    @property
    def severity(self) -> Severity:
        """A WARNING where the standard demands the common value, else a NOTICE."""
        return Severity.WARNING if self.strength == "must" else Severity.NOTICE


def rule(style: str, word: str) -> tuple[str, str]:
    """Clause and strength; where the standard is silent on an element, or it is none, only our layout asks for it."""
    custom = ("", "custom")
    return _RULES.get((style, word)) or (_EVERYWHERE.get(word, custom) if style in _ELEMENTS else custom)


def wish(word: str, wanted: str) -> str:
    """The Chinese advice by which a property gets its wanted value."""
    return {"是": f"设上{word}", "否": f"去掉{word}"}.get(wanted, f"把{word}改成 {wanted}")
