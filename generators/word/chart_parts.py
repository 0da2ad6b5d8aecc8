"""The parts of charts in a package: each chart with its workbook, and the run that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from generators.word.charts import Chart, chart_xml
from generators.word.package import write_parts
from generators.word.parts import RELATIONSHIPS, main_part, with_part

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows(chart: Chart) -> list[list[str | int]]:
    """The numbers as a sheet: categories down, series across."""
    head: list[str | int] = ["", *(one.name for one in chart.series)]
    body: list[list[str | int]] = [
        [name, *(one.values[at] for one in chart.series)] for at, name in enumerate(chart.categories)
    ]
    return [head, *body]


def workbook(chart: Chart) -> bytes:
    """The numbers as an .xlsx with one sheet, which Word opens for “编辑数据”."""
    cells = "".join(
        f'<row r="{down}">{"".join(_cell(value, down, across) for across, value in enumerate(row))}</row>'
        for down, row in enumerate(rows(chart), 1)
    )
    sheet = f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{_SHEET}" xmlns:r="{RELATIONSHIPS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.{kind}+xml"/>'
        for name, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
    )
    return write_parts(
        {
            "[Content_Types].xml": (
                f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
                'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f"{types}</Types>"
            ).encode(),
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f"{_XML}{book}".encode(),
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"{_XML}{sheet}".encode(),
        }
    )


def _cell(value: str | int, down: int, across: int) -> str:
    place = f"{chr(ord('A') + across)}{down}"
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(value, quote=False)
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if value else ""


def with_charts(parts: Mapping[str, bytes], charts: Mapping[str, Chart]) -> dict[str, bytes]:
    """The parts with charts, by relationship id, each with its workbook, announced in the package."""
    added, main = dict(parts), main_part(parts)
    for number, (rel_id, chart) in enumerate(charts.items(), 1):
        name, book = f"word/charts/chart{number}.xml", f"word/embeddings/chart{number}.xlsx"
        drawn = {"kind": f"{RELATIONSHIPS}/chart", "content_type": CHART_TYPE, "rel_id": rel_id}
        embedded = {"kind": f"{RELATIONSHIPS}/package", "content_type": WORKBOOK_TYPE, "rel_id": "rId1"}
        added = with_part(added, main, name, chart_xml(chart), **drawn)
        added = with_part(added, name, book, workbook(chart), **embedded)
    return added


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'


def _relations(kind: str, target: str) -> bytes:
    """The relationships of a part that has only one."""
    return (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{_relation('rId1', kind, target)}</Relationships>"
    ).encode()


def drawing(relation: str, number: int, width_mm: float, height_mm: float) -> str:
    """A run that shows a chart in the line of text."""
    cx, cy = round(width_mm * 36000), round(height_mm * 36000)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{1000 + number}" name="图表{number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
