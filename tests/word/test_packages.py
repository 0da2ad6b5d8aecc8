"""Every file made is sound: valid by two independent validators, and by the rules that both are known to miss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import ooxml_integrity
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from support.elements import contents, structures
from support.files import NOTICE, ROOT, W

from generators.judging.restyle import restyle
from generators.verbs.restyle import layout_of
from generators.word.package import read_parts
from generators.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

LAYOUT = layout_of(Workspace(ROOT))
TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))
HEADS = ({"TableHead"}, {"FineHead"})  # the styles of a head row: of text, and of text in 五号


@pytest.fixture(scope="module")
def files(built: Path) -> list[Path]:
    return [*sorted(built.rglob("*.docx")), *TEMPLATES]


def roots(path: Path) -> Iterator[etree._Element]:
    return map(etree.fromstring, contents(path))


def covering(files: list[Path]) -> list[Path]:
    """The templates, and documents enough that every structure of any document stands in one of them."""
    found = {path: structures(path) for path in files}
    chosen, seen = list(TEMPLATES), set().union(*(found[path] for path in TEMPLATES))
    for path in sorted(set(files) - set(TEMPLATES), key=lambda path: (-len(found[path]), path)):
        if not found[path] <= seen or path.parent not in {one.parent for one in chosen}:
            chosen.append(path)
            seen |= found[path]
    return chosen


def test_validators_find_no_error(files: list[Path]) -> None:
    """The slow one on files that hold every structure of all, the quick one on all."""
    validator = OpenXmlValidator()
    found = {path.name: [str(fault) for fault in validator.validate(str(path)).errors] for path in covering(files)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    doubts = {path.name: [str(fault) for fault in ooxml_integrity.check(str(path))] for path in files}
    for path in TEMPLATES:  # a row of a template holds the cells of all alternatives, of which a document has one
        doubts[path.name] = [fault for fault in doubts[path.name] if "TBL002" not in fault]
    assert {name: faults for name, faults in doubts.items() if faults} == {}


def test_every_cell_ends_in_a_paragraph_and_every_row_has_cells(files: list[Path]) -> None:
    for content, where in {content: path for path in files for content in contents(path)}.items():
        root = etree.fromstring(content)
        assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc")), where
        assert all(row.find(f"{W}tc") is not None for row in root.iter(f"{W}tr")), where
        assert all(table.find(f"{W}tr") is not None for table in root.iter(f"{W}tbl")), where


def test_python_docx_opens_every_file_and_finds_its_identity(built: Path) -> None:
    for path in built.rglob("*.docx"):
        properties = docx.Document(str(path)).core_properties
        assert properties.subject == NOTICE
        assert properties.category in (
            "notice",
            "task-table",
            "task-sheet",
            "plan-template",
            "report-form",
            "progress-summary",
        )
        assert bool(properties.identifier) == (path.parent != built)
        assert properties.title and properties.author == "辽宁省人民政府办公厅"


def test_head_rows_repeat_and_rows_are_not_torn(built: Path) -> None:
    for path in built.rglob("*.docx"):
        document = next(root for root in roots(path) if root.tag == f"{W}document")
        for row in document.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None, path
        for table in document.iter(f"{W}tbl"):
            styles = {style.get(f"{W}val") for style in table.find(f"{W}tr").iter(f"{W}pStyle")}
            assert (table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None) == (styles in HEADS), path


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_stock_template_carries_the_common_layout(path: Path) -> None:
    parts = read_parts(path.read_bytes(), path.name)
    again = restyle(parts, LAYOUT)
    assert {name for name in parts if parts[name] != again[name]} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_stock_template_sets_no_look_of_its_own(path: Path) -> None:
    """Fonts, sizes and indents come from styles, so that a number changed once reaches everything."""
    document = next(root for root in roots(path) if root.tag == f"{W}document")
    set_here = [
        element.tag for tag in ("rFonts", "sz", "spacing", "ind", "jc") for element in document.iter(f"{W}{tag}")
    ]
    assert [tag for tag in set_here if tag != f"{W}jc"] == []
    faces = {style.get(f"{W}val") for style in document.iter(f"{W}pStyle")}
    named = {s.get(f"{W}styleId") for root in roots(path) for s in root.iter(f"{W}style")}
    assert faces <= named
