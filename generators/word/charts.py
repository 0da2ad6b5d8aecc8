"""Native charts (DrawingML): drawn by Word, edited in Word, with their numbers in an embedded workbook.

A chart's data come as a field: {"类型": "条形" | "折线", "标题": …, "分类": […], "系列": [{"名称": …, "数值": […],
"填色": …}]}, all text; 填色, where it is given, is the place of a bar's color among those below. What the chart shows
without its workbook (the cached values) and what stands in the workbook are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

FACE = "仿宋_GB2312"
# Dark and light by turns, so that neighbours differ on black-and-white paper; figures in white on the dark.
_FILLS = ("1F4E79", "9DC3E6", "2E75B6", "F8CBAD", "7F7F7F", "D9D9D9", "FFFFFF", "404040")
_DARK = ("1F4E79", "2E75B6", "7F7F7F", "404040")
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Series(NamedTuple):
    """One series: its name and a number for every category."""

    name: str
    values: Sequence[int]
    fill: int  # its place among the colors


class Chart(NamedTuple):
    """A chart: bars stacked side by side for each category, or a line over the categories."""

    title: str
    is_line: bool
    categories: Sequence[str]
    series: Sequence[Series]

    @classmethod
    def of(cls, field: Any) -> Chart:
        """A chart from a template's field. Raises ValueError, KeyError or TypeError where it is none."""
        series = [
            Series(str(one["名称"]), [int(value) for value in one["数值"]], int(one.get("填色", index)))
            for index, one in enumerate(field["系列"])
        ]
        return cls(str(field["标题"]), field["类型"] == "折线", [str(name) for name in field["分类"]], series)


def chart_xml(chart: Chart) -> bytes:
    """word/charts/chartN.xml; its workbook is its relationship rId1."""
    plot = _line(chart) if chart.is_line else _bars(chart)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NS}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart>{_title(chart.title)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}{_axes(chart)}'
        f'</c:plotArea>{_legend(chart)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_text(10)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _bars(chart: Chart) -> str:
    series = "".join(_series(chart, index, _filled(one.fill)) for index, one in enumerate(chart.series))
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def _line(chart: Chart) -> str:
    drawn = f'<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="{_FILLS[0]}"/></a:solidFill></a:ln></c:spPr>'
    marker = '<c:marker><c:symbol val="circle"/><c:size val="6"/></c:marker>'
    series = "".join(_series(chart, index, drawn + marker) for index in range(len(chart.series)))
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    )


def _filled(index: int) -> str:
    edge = '<a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln>'
    fill = f'<a:solidFill><a:srgbClr val="{_fill(index)}"/></a:solidFill>'
    return f'<c:spPr>{fill}{edge}</c:spPr><c:invertIfNegative val="0"/>'


def _fill(index: int) -> str:
    return _FILLS[index % len(_FILLS)]


def _series(chart: Chart, index: int, look: str) -> str:
    column, last = chr(ord("B") + index), len(chart.categories) + 1
    one = chart.series[index]
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx>{_strings(f'Sheet1!${column}$1', [one.name])}</c:tx>{look}{_labels(chart, index)}"
        f"<c:cat>{_strings(f'Sheet1!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{_numbers(f'Sheet1!${column}$2:${column}${last}', one.values)}</c:val>"
        + ('<c:smooth val="0"/>' if chart.is_line else "")
        + "</c:ser>"
    )


def _labels(chart: Chart, index: int) -> str:
    position = '<c:dLblPos val="t"/>' if chart.is_line else ""
    flags = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    color = "FFFFFF" if not chart.is_line and _fill(chart.series[index].fill) in _DARK else ""
    return f'<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/>{_text(9, color)}{position}{flags}</c:dLbls>'


def _strings(reference: str, values: Sequence[str]) -> str:
    texts = [escape(value, quote=False) for value in values]
    points = "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts))
    cache = f'<c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{reference}</c:f>{cache}</c:strRef>"


def _numbers(reference: str, values: Sequence[int]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{reference}</c:f>{cache}</c:numRef>"


def _axes(chart: Chart) -> str:
    """Bars: categories at the left from the top, counts below; a line: categories below, counts at the left."""
    order, places = ("minMax", ("b", "l")) if chart.is_line else ("maxMin", ("l", "t"))
    grey = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
    grid = f"<c:majorGridlines><c:spPr>{grey}</c:spPr></c:majorGridlines>"
    common = f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_text(9)}'
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{places[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/>{common}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{places[1]}"/>{grid}<c:numFmt formatCode="0" sourceLinked="0"/>{common}'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/><c:majorUnit val="'
        f'{_unit(chart)}"/></c:valAx>'
    )


def _unit(chart: Chart) -> int:
    """Whole steps on the axis of counts, about six of them."""
    if chart.is_line:
        most = max((value for one in chart.series for value in one.values), default=1)
    else:
        most = max((sum(one.values[at] for one in chart.series) for at in range(len(chart.categories))), default=1)
    return max(1, -(-most // 6))


def _title(title: str) -> str:
    run = f'<a:r><a:rPr lang="zh-CN" sz="1200" b="0">{_faces()}</a:rPr><a:t>{escape(title, quote=False)}</a:t></a:r>'
    paragraph = f'<a:p><a:pPr><a:defRPr sz="1200" b="0">{_faces()}</a:defRPr></a:pPr>{run}</a:p>'
    return f'<c:title><c:tx><c:rich><a:bodyPr/>{paragraph}</c:rich></c:tx><c:overlay val="0"/></c:title>'


def _legend(chart: Chart) -> str:
    if len(chart.series) == 1:
        return ""
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(9)}</c:legend>'


def _text(size: int, color: str = "") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>' if color else ""
    properties = f'<a:pPr><a:defRPr sz="{size * 100}" b="0">{fill}{_faces()}</a:defRPr></a:pPr>'
    return f'<c:txPr><a:bodyPr/><a:p>{properties}<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'


def _faces() -> str:
    return f'<a:latin typeface="{FACE}"/><a:ea typeface="{FACE}"/>'
