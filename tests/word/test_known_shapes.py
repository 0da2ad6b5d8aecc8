"""A rendering that no parser sees is as it would be by one."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from generators.word import shapes
from generators.word.columns import with_grids
from generators.word.environment import LINE_BREAK
from generators.word.package import well_formed
from generators.word.shapes import Shapes

HEAD, FOOT = '<?xml version="1.0" encoding="UTF-8"?><d xmlns:w="w"><w:t xml:space="preserve">', "</w:t></d>"


def part(known: Shapes, before: str, value: str, after: str) -> bytes | None:
    """A rendering with a value between some text of a template; the same as a parser makes of it."""
    pieces = [HEAD + before, value, after + FOOT]
    xml = "".join(pieces).encode("utf-8", "replace")
    found = known.part(pieces)
    assert found == (with_grids(xml) if well_formed(xml) is None else None)
    return found


@pytest.mark.parametrize(
    ("before", "after", "sound", "unsound"),
    [
        ("", "", "字", "\x00"),
        ('<w:a w:val="', '"/>', "字", Markup("<")),
        ('<w:a w:val="字', '"/>', "字", Markup("<")),
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
    known = Shapes(with_grids)
    part(known, before, escape(sound), after)
    assert part(known, before, escape(unsound), after) is None


@pytest.mark.parametrize(
    "value",
    [
        "字",
        "",
        "A & B <c> \"'",
        "]]>",
        "--",
        "\n\t",
        "\r",
        "\x85",
        "\ue000",
        "𠮷",
        "\x7f",
        " ",
        LINE_BREAK.join(["", "&", ""]),
    ],
)
def test_text_is_finished_as_a_parser_would(value: str) -> None:
    known = Shapes(with_grids)
    places = (
        ("", "<w:br/>"),
        ("</w:t><w:t>", "</w:t><w:t w:val='\"'>"),
        ('<w:a w:val="', '"/>'),
        ("<w:a w:b='字", "字'/>"),
    )
    for before, after in places:
        assert part(known, before, escape("字"), after) is not None
        part(known, before, escape(value), after)
        assert part(known, before, escape("词"), after) is not None


def test_a_shape_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = list[bytes]()

    def parse(xml: bytes) -> str | None:
        parsed.append(xml)
        return well_formed(xml)

    monkeypatch.setattr(shapes, "well_formed", parse)
    known = Shapes()
    for value in ("甲", "A&B", "乙\n丙", "", "丁\n戊"):
        pieces = [HEAD, LINE_BREAK.join(map(escape, value.split("\n"))), FOOT]
        assert known.part(pieces) == "".join(pieces).encode()
    assert len(parsed) == 3, "one shape without a line break, one with one, one with nothing"


def test_a_value_in_an_attribute_leaves_the_text_around_it_known(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = list[bytes]()
    monkeypatch.setattr(shapes, "well_formed", lambda xml: parsed.append(xml) or well_formed(xml))
    known = Shapes()
    for value in ("甲", "乙", "丙"):
        pieces = [
            f'{HEAD}</w:t><w:a w:val="责任',
            escape("处室"),
            '，" w:b="',
            escape("丁"),
            '"/><w:t>',
            escape(value),
            FOOT,
        ]
        assert known.part(pieces) == "".join(pieces).encode()
    assert len(parsed) == 1
