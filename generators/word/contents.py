"""The contents page (目录) of a volume: its units in order, each with the sheet of paper its document begins on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

# A4 with the margins of GB/T 9704; no header and no footer, so that the page bears no number.
_SECTION = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="850" w:footer="1412" w:gutter="0"/>'
    '<w:pgNumType w:start="1"/></w:sectPr></w:pPr></w:p>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDTH = 8844  # twips: the width of the type area
_NUMBER, _SHEET = 1134, 1701  # twips: the columns beside that of the units
# The start of a paragraph that is not empty, with its properties.
_PARAGRAPH = re.compile(
    rb"<w:p(?:\s[^>]*[^>/])?>\s*(?:<w:pPr\b[^>]*/>|<w:pPr\b.*?</w:pPr>(?!\s*</w:pPrChange>))?", re.DOTALL
)
_FIRST_ID = 1_000_000  # above the numbers of the bookmarks that the first document brings


@dataclass(frozen=True)
class Contents:
    """What a contents page lists: the volume's title and the unit of each document, in order.

    `sheets`: the sheet of paper, printed on both sides and counted from the contents page, on which each begins;
    none where that is not known.
    """

    title: str
    units: Sequence[str]
    sheets: Sequence[int] = ()

    def page(self) -> bytes:
        """The blocks of the page, which end a section."""
        columns = [_NUMBER, _WIDTH - _NUMBER - (_SHEET if self.sheets else 0), *([_SHEET] if self.sheets else [])]
        sheets = [[f"第{sheet}张"] for sheet in self.sheets] or [[]] * len(self.units)
        rows = [_row(columns, ["序号", "单位", *(["起始纸张"] if self.sheets else [])])]
        for number, (unit, sheet) in enumerate(zip(self.units, sheets, strict=True), 1):
            rows.append(_row(columns, [str(number), unit, *sheet], anchor_of(number)))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        table = (
            f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}'
            f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{''.join(rows)}</w:tbl>"
        )
        counted = "；“张”从本页数起，按双面打印数" if self.sheets else ""
        under = f"（{self.title}，共{len(self.units)}份{counted}）"
        title = _paragraph(_run("目　　录", "方正小标宋简体", 44), after=120)
        return f"{title}{_paragraph(_run(under, '仿宋_GB2312', 24), after=120)}{table}{_SECTION}".encode()


def anchor_of(number: int) -> str:
    """The name of the bookmark at which a document begins, counted from 1: of letters and digits, which PDF keeps."""
    return f"VolumeUnit{number}"


def with_bookmark(blocks: bytes, number: int) -> bytes:
    """A document's blocks with the bookmark in their first paragraph.

    Between two blocks LibreOffice would take it to the end of the document before.
    """
    at = _FIRST_ID + number
    mark = f'<w:bookmarkStart w:id="{at}" w:name="{anchor_of(number)}"/><w:bookmarkEnd w:id="{at}"/>'.encode()
    first = _PARAGRAPH.search(blocks)
    return blocks if first is None else blocks[: first.end()] + mark + blocks[first.end() :]


def _row(widths: Sequence[int], texts: Sequence[str], anchor: str = "") -> str:
    """A row; `anchor`: what its second cell leads to, none for the heading, which is repeated on every page."""
    cells = []
    for column, (width, text) in enumerate(zip(widths, texts, strict=True)):
        run = _run(text, "仿宋_GB2312" if anchor else "黑体", 24)
        is_unit = bool(anchor) and column == 1
        content = f'<w:hyperlink w:anchor="{anchor}">{run}</w:hyperlink>' if is_unit else run
        paragraph = _paragraph(content, jc="left" if is_unit else "center")
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>')
    heading = "" if anchor else "<w:tblHeader/>"
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(cells)}</w:tr>"


def _paragraph(content: str, *, after: int = 0, jc: str = "center") -> str:
    return (
        f'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="{after}" w:line="240" '
        f'w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{jc}"/></w:pPr>{content}</w:p>'
    )


def _run(text: str, face: str, half_points: int) -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
    look = f'{fonts}<w:color w:val="000000"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f'<w:r><w:rPr>{look}<w:u w:val="none"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
