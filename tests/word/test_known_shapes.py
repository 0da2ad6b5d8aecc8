"""A rendering that is not parsed is well-formed all the same."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from generators.word import shapes
from generators.word.environment import LINE_BREAK
from generators.word.package import well_formed
from generators.word.shapes import Shapes

HEAD, FOOT = '<?xml version="1.0" encoding="UTF-8"?><d xmlns:w="w"><w:t xml:space="preserve">', "</w:t></d>"


def fault(known: Shapes, before: str, value: str, after: str) -> str | None:
    """What is found wrong with a value between some text of a template; the same as a parser finds."""
    pieces = [HEAD + before, value, after + FOOT]
    xml = "".join(pieces).encode("utf-8", "replace")
    found = known.fault(pieces, xml)
    assert found == well_formed(xml)
    return found


@pytest.mark.parametrize(
    ("before", "after", "sound", "unsound"),
    [
        ("", "", "字", "\x00"),
        ("", "", "字", Markup("<a>")),
        ("", "", "&", Markup("&")),
        ("", "", "&", Markup("&x;")),
        ("", ">", "字", Markup("]]")),
        ("]]", ">", "字", ""),
        ("&", ";", "amp", "x"),
        ("&#", ";", "48", "0"),
        ("<a ", "/>", "", "x"),
        ("<", "/>", "a", "1"),
        ('<a xmlns:v="', '"/>', "v", ""),
        ("<a x='1' ", "='2'/>", "y", "x"),
        ("<!--", "-->", "字", "--"),
        ("<?p ?", "><a>?>", "字", ""),
        ("</w:t></d><!--", "--><d><w:t>", "字", "--"),
        ("<![CDATA[", "]]>", "字", "\x01"),
        ("", '</w:t></d><d><w:t xmlns:w="w">', "字", "词"),
    ],
)
def test_a_value_that_spoils_a_rendering_is_found_after_one_that_does_not(
    before: str, after: str, sound: str, unsound: str
) -> None:
    known = Shapes()
    fault(known, before, escape(sound), after)
    assert fault(known, before, escape(unsound), after) is not None


@pytest.mark.parametrize("value", ["字", "", "A & B <c> \"'", "]]>", "--", "\n\t", "𠮷", "\x7f"])
def test_text_in_content_spoils_nothing(value: str) -> None:
    known = Shapes()
    assert [fault(known, "", escape(one), "<w:br/>") for one in ("字", value, "字")] == [None] * 3


def test_a_shape_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = list[bytes]()

    def parse(xml: bytes) -> str | None:
        parsed.append(xml)
        return well_formed(xml)

    monkeypatch.setattr(shapes, "well_formed", parse)
    known = Shapes()
    for value in ("甲", "A&B", "乙\n丙", "", "丁\n"):
        pieces = [HEAD, LINE_BREAK.join(map(escape, value.split("\n"))), FOOT]
        assert known.fault(pieces, "".join(pieces).encode()) is None
    assert len(parsed) == 2, "one shape without a line break, one with one"
