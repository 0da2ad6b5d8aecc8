"""What can be wrong with a workbook besides its package: each way as a function of a good one's parts."""

from __future__ import annotations

import re

from attack.packages import MILLION, Parts, Spoil, text_part
from generators.word.package import write_parts


def _sheet(old: str, new: str, count: int = -1) -> Spoil:
    """Other XML in the first sheet."""
    return _part("sheet1.xml", old, new, count)


def _part(end: str, old: str, new: str, count: int = -1) -> Spoil:
    def spoil(parts: Parts) -> bytes:
        made = {k: v.decode().replace(old, new, count).encode() if k.endswith(end) else v for k, v in parts.items()}
        return write_parts(made)

    return spoil


def _rows(xml: str) -> Spoil:
    """More rows behind the last one."""
    return _sheet("</sheetData>", f"{xml}</sheetData>")


def _cell(reference: str, inner: str, kind: str = "") -> str:
    return f'<row r="{re.sub("[A-Z]", "", reference)}"><c r="{reference}"{kind}>{inner}</c></row>'


def _sheets(parts: Parts) -> bytes:
    many = "".join(f'<sheet name="表{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(3000))
    return _part("workbook.xml", "</sheets>", f"{many}</sheets>")(parts)


def _words(text: str) -> Spoil:
    """Words typed into a cell of the first sheet."""
    return _rows(_cell("C900", f"<is><t>{text}</t></is>", ' t="inlineStr"'))


WORKBOOKS: dict[str, Spoil] = {
    "100,000 rows": _rows("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1000, 101_000))),
    "a cell in the last row": _rows(_cell("A1048576", "<v>1</v>")),
    "a cell in the last column": _rows(_cell("XFD900", "<v>1</v>")),
    "a cell beyond the last column": _rows(_cell("ZZZZZZ900", "<v>1</v>")),
    "a cell of row 0": _rows(_cell("A0", "<v>1</v>")),
    "a cell without a place": _rows("<row><c><v>1</v></c></row>"),
    "a cell of no place": _rows('<row r="x"><c r="!"><v>1</v></c></row>'),
    "rows numbered beyond all": _rows('<row r="99999999999999999999"><c r="A1"><v>1</v></c></row>'),
    "16,000 cells in a row": _rows('<row r="900">' + "<c><v>1</v></c>" * 16_000 + "</row>"),
    "a cell of 15 million letters": _words("x" * 15 * MILLION),
    "a shared string that is not there": _rows(_cell("A900", "<v>999999999</v>", ' t="s"')),
    "a shared string below nothing": _rows(_cell("A900", "<v>-5</v>", ' t="s"')),
    "a number that is none": _rows(_cell("A900", "<v>十二</v>")),
    "a number beyond all": _rows(_cell("A900", "<v>1e999</v>")),
    "a number of 5,000 digits": _rows(_cell("A900", f"<v>{'9' * 5000}</v>")),
    "a date beyond all": _rows(_cell("A900", "<v>1e300</v>", ' s="1"')),
    "a date before all": _rows(_cell("A900", "<v>-99999999</v>", ' t="d"')),
    "an error": _rows(_cell("A900", "<v>#REF!</v>", ' t="e"')),
    "a type that is none": _rows(_cell("A900", "<v>1</v>", ' t="klingon"')),
    "a style that is not there": _rows(_cell("A900", "<v>1</v>", ' s="999999"')),
    "a style that is no number": _rows(_cell("A900", "<v>1</v>", ' s="x"')),
    "a formula in a circle": _rows(_cell("A900", "<f>A900</f><v>1</v>")),
    "a formula that runs": _rows(_cell("A900", "<f>cmd|'/c calc'!A1</f><v>1</v>")),
    "a formula that fetches": _rows(_cell("A900", '<f>WEBSERVICE("http://a.example")</f><v>1</v>')),
    "an array formula over all": _rows(_cell("A900", '<f t="array" ref="A1:XFD1048576">1</f><v>1</v>')),
    "a shared formula without a first": _rows(_cell("A900", '<f t="shared" si="77"/><v>1</v>')),
    "all cells merged": _sheet(
        "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "merged cells of no place": _sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="x:y"/></mergeCells>'),
    "a dimension that lies": _sheet("<sheetData", '<dimension ref="A1:XFD1048576"/><sheetData', 1),
    "a dimension of no place": _sheet("<sheetData", '<dimension ref="呀"/><sheetData', 1),
    "columns beyond all": _sheet("<sheetData", '<cols><col min="1" max="9999999" width="x"/></cols><sheetData', 1),
    "no sheet": lambda parts: write_parts({k: v for k, v in parts.items() if k != text_part(parts)}),
    "no list of sheets": _part("workbook.xml", "<sheet ", "<shoot "),
    "3,000 sheets": _sheets,
    "a sheet of no name": _part("workbook.xml", 'name="', 'name="" x="'),
    "a defined name in a circle": _part(
        "workbook.xml", "</sheets>", '</sheets><definedNames><definedName name="a">a</definedName></definedNames>'
    ),
    "a defined name over all": _part(
        "workbook.xml",
        "</sheets>",
        '</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">呀!$1:$99999999</definedName></definedNames>',
    ),
    "a validation of no place": _sheet(
        "</sheetData>",
        '</sheetData><dataValidations count="1"><dataValidation sqref="x" type="klingon"/></dataValidations>',
    ),
    "a hyperlink to a program": _sheet(
        "</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1" location="file:///C:/x.exe"/></hyperlinks>'
    ),
    "a workbook of other workbooks": _part(
        "workbook.xml",
        "</sheets>",
        '</sheets><externalReferences><externalReference r:id="rId1"/></externalReferences>',
    ),
    "words like a formula": _words("=cmd|'/c calc'!A1"),
    "words like tags": _words("{{ 7*7 }}{% for x in y %}"),
    "words of control characters": _words("a&#9;_x0007_b_x001B_[31m"),
}
