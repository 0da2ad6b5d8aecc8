"""What is ticked or typed in a line of choices is read, and no words beside it are lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from support.files import W
from support.filling import edited, places, plain, run
from support.form_reading import said

from generators.forms.choices import chosen, without_nil_box
from generators.submission import Submission


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("□未启动　□推进中　□已完成　□长期推进", ""),
        ("□ 未启动 □ 推进中 □ 已完成 □ 长期推进", ""),
        ("☐未启动☐推进中☐已完成☐长期推进", ""),
        ("□未启动　√推进中　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中√　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中 √　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中　√□已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　□√已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　□已完成　□长期推进√", "长期推进"),
        ("□未启动□推进中□√已完成□长期推进", "已完成"),
        ("□未启动　□推进中　☑已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　■已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　🗹已完成　□长期推进", "已完成"),
        ("□未启动　□推进中　✔已完成　□长期推进", "已完成"),
        ("○未启动　○推进中　●已完成　○长期推进", "已完成"),
        ("□未启动　×推进中　□已完成　□长期推进", "推进中"),
        ("×未启动　√推进中　×已完成　×长期推进", "推进中"),
        ("[ ]未启动　[x]推进中　[ ]已完成　[ ]长期推进", "推进中"),
        ("□未启动；√推进中；□已完成；□长期推进", "推进中"),
        ("口未启动　口√推进中　口已完成　口长期推进", "推进中"),
        ("□未启动　□v推进中　□已完成　□长期推进", "推进中"),
        ("已完成", "已完成"),
        ("已完成。", "已完成"),
        ("□已完成", "已完成"),
        ("推进中□未启动　□推进中　□已完成　□长期推进", "推进中"),
        ("□未启动　□推进中　□已完成　□长期推进已完成", "已完成"),
        # Several or unclear: the words as they stand.
        ("□未启动　√推进中　√已完成　□长期推进", "推进中、已完成"),
        ("□未启动□推进中√□已完成□长期推进", "推进中、已完成"),
        ("□推进中　□已完成", "推进中、已完成"),
        ("□未启动　推进中　□已完成　□长期推进", "推进中（方框被删）"),
        ("已完成，部分推进", "已完成，部分推进"),
        ("基本已完成", "基本已完成"),
        ("基本完成", "基本完成"),
        ("√", "√"),
    ],
)
def test_a_choice_is_read_in_every_way_of_ticking(typed: str, state: str) -> None:
    assert chosen(typed) == (state, True)


@pytest.mark.parametrize(
    "typed", ["□未启动　□推进中　□已完成　□长期推进　□不承担", "口未启动　口推进中　口已完成　口长期推进　口不承担"]
)
def test_nothing_is_chosen_in_an_untouched_line(typed: str) -> None:
    assert chosen(typed) == ("", True)


@pytest.mark.parametrize("tick", ["√", "☑", "√□", "□√"])
def test_another_unit_s_task_is_a_choice_of_its_own(tick: str) -> None:
    assert chosen(f"□未启动　□推进中　□已完成　□长期推进　{tick}不承担") == ("不承担", True)


@pytest.mark.parametrize(
    ("typed", "words", "whole"),
    [
        ("□无", "", True),
        ("□ 无", "", True),
        ("☐无　", "", True),
        ("√无", "无", True),
        ("☑无", "无", True),
        ("□√无", "无", True),
        ("□无√", "无", True),
        ("■无", "无", True),
        ("[x]无", "无", True),
        ("□无　人员不足。", "人员不足。", True),
        ("人员不足□无", "人员不足", True),
        ("□无\n1. 人员不足。\n2. 无经费。", "1. 人员不足。\n2. 无经费。", True),
        ("√无　人员不足。", "人员不足。", False),
        ("无", "无", True),
        ("人员不足，无经费。", "人员不足，无经费。", True),
        ("无□", "无□", True),
    ],
)
def test_the_box_beside_problems_is_no_part_of_the_words(typed: str, words: str, whole: bool) -> None:
    assert without_nil_box(typed) == (words, whole)


def test_words_beside_a_tick_are_kept_as_well() -> None:
    assert chosen("□未启动　√推进中（VIP窗口年底完成）　□已完成　□长期推进") == ("推进中", False)


@pytest.mark.parametrize(
    "xml",
    [
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="00FE"/></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(□,√)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>',
    ],
    ids=["symbol", "symbol without F0", "font", "enclosed character", "check box"],
)
def test_a_tick_is_read_in_every_way_of_inserting_one(
    fresh: Callable[..., Path], read: Callable[..., Submission], xml: str
) -> None:
    def edit(root: etree._Element) -> None:
        cell = places(root)["一（二）二是", "完成状态"]
        plain(cell, "□未启动　")
        inserted = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')
        cell.find(f"{W}p").extend([*inserted, run("推进中　□已完成　□长期推进")])

    assert said(read(edited(fresh(), edit))) == {("一（二）二是", "完成状态"): "推进中"}
