"""What stands in a form and is no text: pictures, embedded objects, SmartArt, charts, shapes; formulas as text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generators.word.xml import local_name

_GRAPHICS = {
    "picture": "图片",
    "diagram": "SmartArt 图示",
    "chart": "图表",
    "chartex": "图表",
    "ink": "手写墨迹",
}
HOLDERS = {"drawing", "pict", "object", "control", "contentPart"}


def object_in(holder: etree._Element) -> str:
    """What a drawing, picture or object is: 图片, SmartArt 图示 …; empty where it only holds text that is read."""
    name = local_name(holder)
    if name == "object":
        return "嵌入对象"
    if name == "control":
        return "控件"
    if name == "contentPart":
        return "手写墨迹"
    inside = {local_name(one) for one in holder.iter()}
    if inside & {"blip", "imagedata"}:
        return "图片"
    graphic = next((one.get("uri", "") for one in holder.iter() if local_name(one) == "graphicData"), "")
    if found := _GRAPHICS.get(graphic.rpartition("/")[2]):
        return found
    if "textpath" in inside:
        return ""
    has_text = any(local_name(one) == "t" and (one.text or "").strip() for one in holder.iter())
    return "" if has_text else "图形"


def word_art(holder: etree._Element) -> str:
    """The words of WordArt in a drawing of the older sort (VML)."""
    return "".join(one.get("string", "") for one in holder.iter() if local_name(one) == "textpath")


def formula(math: etree._Element) -> str:
    """A formula on one line: 1/2, x^2."""
    return "".join(_formula(math))


def _formula(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name == "f":
            yield "/".join(_grouped(part) for part in child if local_name(part) in ("num", "den"))
        elif name in ("sSup", "sSub"):
            sign = "^" if name == "sSup" else "_"
            yield sign.join(_grouped(part) for part in child if local_name(part) in ("e", "sup", "sub"))
        elif name == "rad":
            yield "√" + "".join(_grouped(part) for part in child if local_name(part) == "e")
        elif name == "d":
            yield f"({''.join(_formula(child))})"
        elif not name.endswith("Pr"):
            yield from _formula(child)


def _grouped(part: etree._Element) -> str:
    words = "".join(_formula(part))
    return words if len(words) < 2 or words.isalnum() else f"({words})"
