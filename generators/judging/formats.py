"""What styles, paragraphs and runs set, and how a clerk reads it: 22 磅, 居中, 首行缩进 31.5 磅."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from lxml import etree

from generators.word.parts import main_part, part_of
from generators.word.xml import PARSER
from generators.word.xml import PREFIX as W

OF_RUNS = ("字体", "西文字体", "字号", "颜色", "字距", "加粗", "倾斜", "隐藏")
THEME = "随主题的字体"

# Path in w:pPr or w:rPr (spacing between letters is “letters”) -> its value. A property without attributes is “1”.
Settings = Mapping[str, str]

_OFF = ("0", "false", "off", "none")
_TOGGLES = {
    **{"加粗": "b", "倾斜": "i", "隐藏": "vanish"},
    **{"与下段同页": "keepNext", "段前分页": "pageBreakBefore"},
}
_ALIGNMENTS = {"both": "两端对齐", "left": "左对齐", "center": "居中", "right": "右对齐", "distribute": "分散对齐"}
_COLORS = {"auto": "黑色", "000000": "黑色", "FF0000": "红色"}
_BORDERS = {"single": "单线", "thickThinSmallGap": "双线（上粗下细）", "thinThickSmallGap": "双线（上细下粗）"}
# Names under which other systems know the faces of official documents, beside those in the layout.
_OTHER_NAMES = {
    **{"FangSong": "仿宋", "FangSong_GB2312": "仿宋_GB2312", "KaiTi": "楷体", "KaiTi_GB2312": "楷体_GB2312"},
    **{"SimHei": "黑体", "SimSun": "宋体", "STZhongsong": "华文中宋", "方正小标宋_GBK": "方正小标宋简体"},
}
# What other programs call left and right.
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
# A setting that makes another one, set further below, of no effect.
_INSTEAD = {
    **{f"rFonts/{slot}": f"rFonts/{slot}Theme" for slot in ("ascii", "hAnsi", "eastAsia")},
    **{"ind/firstLine": "ind/hanging", "ind/hanging": "ind/firstLine"},
    **{"ind/firstLineChars": "ind/hangingChars", "ind/hangingChars": "ind/firstLineChars"},
}


def settings(element: etree._Element) -> dict[str, str]:
    """What the w:pPr and w:rPr of a style, a paragraph, a run or the document's defaults set."""
    found: dict[str, str] = {}
    for properties in (element.find(f"{W}pPr"), element.find(f"{W}rPr")):
        for child in properties.iterchildren(f"{W}*") if properties is not None else ():
            name = etree.QName(child).localname
            if name == "spacing" and etree.QName(properties).localname == "rPr":
                name = "letters"
            if name == "pBdr":
                name, child = "bottom", child.find(f"{W}bottom")
            if child is not None and name not in ("rPr", "sectPr"):
                found |= {f"{name}/{_word(key)}": _word(value) for key, value in child.items()} or {f"{name}/val": "1"}
    return found


def over(below: Settings, above: Settings) -> dict[str, str]:
    """Settings over those below: those `above` win, and what they make of no effect is left out."""
    hidden = {_INSTEAD[name] for name in above if name in _INSTEAD} - set(above)
    return {**{name: value for name, value in below.items() if name not in hidden}, **above}


class Styles:
    """The styles of a file's parts, in the words of a layout: the parts that hold its fonts and its grid."""

    def __init__(self, parts: Mapping[str, bytes], layout: Mapping[str, bytes]) -> None:
        root = etree.fromstring(parts[part_of(parts, "styles")], PARSER)
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._normal = next((name for name, style in self.by_id.items() if _is_normal(style)), "")
        self._defaults: dict[str, str] = {}
        for element in root.findall(f"{W}docDefaults/*"):
            self._defaults |= settings(element)
        self.fonts = {"未设", THEME}
        self._same = dict(_OTHER_NAMES)
        for font in etree.fromstring(layout[part_of(layout, "fontTable")], PARSER).iter(f"{W}font"):
            self.fonts.add(font.get(f"{W}name"))
            self._same |= {other.get(f"{W}val"): font.get(f"{W}name") for other in font.iter(f"{W}altName")}
        grids = etree.fromstring(layout[main_part(layout)], PARSER).iter(f"{W}docGrid")
        self._pitch = next((number(grid.get(f"{W}linePitch")) / 20 for grid in grids), 0.0)
        self._of_style = cache(lambda style_id: over(self._defaults, self.chain(style_id)))

    def name(self, style_id: str) -> str:
        """The name that Word knows a style by; of the default style where there is none of that id."""
        style = self.by_id.get(style_id, self.by_id.get(self._normal))
        return attribute(style, "name") if style is not None else ""

    def chain(self, style_id: str, seen: Collection[str] = ()) -> dict[str, str]:
        """The settings of a style over those that it is based on."""
        if style_id not in self.by_id or style_id in seen:
            return {}
        style = self.by_id[style_id]
        return over(self.chain(attribute(style, "basedOn"), {*seen, style_id}), settings(style))

    def of_paragraph(self, style_id: str) -> dict[str, str]:
        """The settings of a paragraph in a style, over those of the whole document."""
        return self.of_style(style_id if style_id in self.by_id else self._normal)

    def of_style(self, style_id: str) -> dict[str, str]:
        """The settings of a style, over those of the whole document."""
        return self._of_style(style_id)

    def words(self, of: Settings) -> dict[str, str]:
        """Every property in words, lengths in points; what is not set as Word takes it then."""
        size = number(of.get("sz/val", "20")) / 2
        letters = number(of.get("letters/val")) / 20

        def indent(side: str) -> float:
            characters = number(of.get(f"ind/{side}Chars")) / 100
            return characters * (size + letters) or number(of.get(f"ind/{side}")) / 20

        def space(side: str) -> str:
            lines = number(of.get(f"spacing/{side}Lines")) / 100
            automatic = _is_on(of, f"spacing/{side}Autospacing")
            return "自动" if automatic else points(lines * self._pitch or number(of.get(f"spacing/{side}")) / 20)

        first = indent("firstLine") - indent("hanging")
        color, border = of.get("color/val", "auto"), of.get("bottom/val", "nil")
        return {
            "字体": self._font(of, "eastAsia"),
            "西文字体": self._font(of, "ascii"),
            "字号": points(size),
            "颜色": _COLORS.get(color, f"#{color}"),
            "字距": points(letters),
            "对齐": _ALIGNMENTS.get(of.get("jc/val", "left"), "其他"),
            "行距": _line(of),
            "对齐网格": "否" if of.get("snapToGrid/val") in _OFF else "是",
            "段前": space("before"),
            "段后": space("after"),
            "左缩进": points(indent("left")),
            "右缩进": points(indent("right")),
            "首行缩进": points(first) if first >= 0 else f"悬挂 {points(-first)}",
            "下框线": "无" if border in ("nil", "none") else _BORDERS.get(border, "其他线"),
            **{word: "是" if _is_on(of, f"{tag}/val") else "否" for word, tag in _TOGGLES.items()},
        }

    def _font(self, of: Settings, slot: str) -> str:
        """A face by the layout's name for it."""
        if f"rFonts/{slot}Theme" in of:
            return THEME
        name = of.get(f"rFonts/{slot}", "")
        name = self._same.get(name, name)
        return self._same.get(name, name) or "未设"


def attribute(element: etree._Element, child: str) -> str:
    """The w:val of a child, empty where there is none."""
    found = element.find(W + child)
    return found.get(W + "val", "") if found is not None else ""


def points(length: float) -> str:
    """A length in words."""
    return f"{round(length, 2):g} 磅"


def _line(of: Settings) -> str:
    line, rule = number(of.get("spacing/line", "240")), of.get("spacing/lineRule", "auto")
    if rule == "auto":
        return f"{round(line / 240, 2):g} 倍"
    return points(line / 20) if rule == "exact" else f"最小 {points(line / 20)}"


def _is_on(of: Settings, path: str) -> bool:
    return of.get(path, "0") not in _OFF


def _is_normal(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _word(name: str) -> str:
    """The local name of an attribute, or a value, with the left and right of Word's own files for start and end."""
    local = name.rpartition("}")[2]
    return _SIDES.get(local, local)


def number(text: str | None) -> float:
    """A number as it stands in an attribute, 0 where there is none."""
    try:
        return float(text or 0)
    except ValueError:  # lengths with a unit, which Word reads and does not write
        return 0.0
