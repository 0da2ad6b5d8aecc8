"""A walk through all documents of the 2013 notice: own items, own dates, and nobody else's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.facts_2013 import (
    AIR_CITIES,
    CITIES,
    COMMON,
    ITEMS,
    LEADS,
    OF_AIR_CITIES,
    OF_ALL_CITIES,
    SAFEGUARDS,
    TITLES,
    TRAINER,
    led_by,
)
from support.files import NOTICE, paragraphs_of, tables_of, text_of

SHEETS, PLANS, FORMS = "任务清单", "实施方案模板", "进展情况报送表"
LEAD_DATES = ["2013年9月6日", "2013年10月16日"]
REPORT_DATE = "2013年12月13日"
UNIT_DOCUMENTS = [
    *((SHEETS, unit) for unit in [*sorted(LEADS), TRAINER, *(f"{city}市" for city in CITIES)]),
    *((kind, unit) for kind in (PLANS, FORMS) for unit in [*sorted(LEADS), *(f"{city}市" for city in CITIES)]),
]


def document(built: Path, kind: str, unit: str) -> Path:
    found = list((built / kind).glob(f"*-{unit}-{kind}.docx"))
    assert len(found) == 1, f"{kind} of {unit}: {found}"
    return found[0]


def is_city(unit: str) -> bool:
    return unit.endswith("市")


def test_there_are_97_documents(built: Path) -> None:
    counts = {kind: len(list((built / kind).glob("*.docx"))) for kind in (SHEETS, PLANS, FORMS)}
    assert counts == {SHEETS: 32, PLANS: 31, FORMS: 31}
    assert {path.name for path in built.glob("*.docx")} == {
        f"{NOTICE}-{kind}.docx" for kind in ("通知", "重点任务分解表", "进展情况汇总")
    }


@pytest.mark.parametrize(("kind", "unit"), UNIT_DOCUMENTS)
def test_a_document_shows_its_own_items_and_no_others(built: Path, kind: str, unit: str) -> None:
    text = text_of(document(built, kind, unit))
    shown = {title for title in TITLES if title in text}
    assert shown == expected_items(kind, unit)


def expected_items(kind: str, unit: str) -> set[str]:
    if not is_city(unit):
        return set(led_by(unit)) | ({COMMON} if kind == SHEETS else set())
    if kind != SHEETS:
        return set(TITLES)
    return {*OF_ALL_CITIES, *([OF_AIR_CITIES] if unit.removesuffix("市") in AIR_CITIES else [])}


@pytest.mark.parametrize(("kind", "unit"), UNIT_DOCUMENTS)
def test_a_document_carries_its_own_dates_and_no_others(built: Path, kind: str, unit: str) -> None:
    text = text_of(document(built, kind, unit))
    if is_city(unit) or unit == TRAINER:
        assert not [date for date in LEAD_DATES if date in text]
        assert not [date for date in ("9月6日", "10月16日") if date in text]
    elif kind == SHEETS:
        assert all(date in text for date in LEAD_DATES)
    if kind != PLANS:
        assert (REPORT_DATE in text) == (unit != TRAINER)
    cities_dates = is_city(unit) or unit in ("省财政厅", "省审计厅")
    if kind != FORMS:
        assert ("2014年内" in text, "2015年之前" in text) == (cities_dates, cities_dates)
    assert ("较大事故调查报告全面公开" in text) == (unit == "省安全生产监管局" and kind != FORMS)


@pytest.mark.parametrize(("kind", "unit"), UNIT_DOCUMENTS)
def test_a_document_names_no_unit_that_it_has_nothing_to_do_with(built: Path, kind: str, unit: str) -> None:
    text = text_of(document(built, kind, unit))
    partners = {name for _, names, _, _ in ITEMS if unit in names for name in names}
    if is_city(unit):
        partners = LEADS
    named = {name for name in [*LEADS, TRAINER] if name in text}
    assert named <= partners | {unit}
    assert not [city for city in CITIES if f"{city}市" in text and f"{city}市" != unit]


@pytest.mark.parametrize(("kind", "unit"), UNIT_DOCUMENTS)
def test_a_document_shows_the_five_safeguards_and_never_the_note(built: Path, kind: str, unit: str) -> None:
    text = text_of(document(built, kind, unit))
    assert [title for title in SAFEGUARDS if title not in text] == []
    assert "此件公开发布" not in text


@pytest.mark.parametrize(("kind", "unit"), UNIT_DOCUMENTS)
def test_nothing_of_the_template_or_of_python_is_left_in_the_text(built: Path, kind: str, unit: str) -> None:
    text = text_of(document(built, kind, unit))
    assert not re.search(r"\{\{|\}\}|\{%|%\}|None|Undefined|【时限", text)


@pytest.mark.parametrize("unit", sorted(LEADS))
def test_a_leads_sheet_has_a_row_for_each_measure_with_how_it_leads(built: Path, unit: str) -> None:
    head, *rows = tables_of(document(built, SHEETS, unit))[0]
    expected = sum(count for title, _, _, count in ITEMS if title in led_by(unit))
    assert len(rows) == expected
    manners = {row[head.index("牵头方式")] for row in rows} - {""}
    for title, names, mode, _ in ITEMS:
        others = [name for name in names if name != unit]
        if unit in names:
            assert (f"与{'、'.join(others)}{mode}" if others else "牵头") in manners, title
    separate = any(unit in names and mode == "分别牵头" for _, names, mode, _ in ITEMS)
    assert ("本单位承担内容" in head) == separate


def test_the_trainers_sheet_names_what_it_alone_must_do(built: Path) -> None:
    path = document(built, SHEETS, TRAINER)
    assert any("作为公务员培训的重要内容" in row[2] for row in tables_of(path)[0])
    assert "牵头的重点任务" not in text_of(path)


def test_a_unit_without_a_date_of_its_own_is_told_so_under_a_heading(built: Path) -> None:
    paragraphs = paragraphs_of(document(built, SHEETS, TRAINER))
    assert paragraphs[paragraphs.index("三、时间要求") + 1] == "通知没有对本单位规定报送时限。"
    assert "四、保障措施（各单位共同落实，照录通知原文）" in paragraphs


@pytest.mark.parametrize("unit", sorted(LEADS))
def test_a_long_item_stands_in_parts_that_bear_its_name(built: Path, unit: str) -> None:
    rows = tables_of(document(built, SHEETS, unit))[0][1:]
    names = [row[1].removesuffix("（续）") for row in rows if row[1]]
    assert list(dict.fromkeys(names)) == [title for title in TITLES if title in led_by(unit)]
    assert rows[0][1] in TITLES


@pytest.mark.parametrize("unit", ["沈阳市", "省财政厅"])
def test_a_plan_holds_no_sentence_of_the_office(built: Path, unit: str) -> None:
    text = text_of(document(built, PLANS, unit))
    rows = "".join(cell for table in tables_of(document(built, PLANS, unit)) for row in table for cell in row)
    assert "通知没有规定" not in text and "通知没有对本市" not in rows and "电子邮箱：" not in text


def test_the_columns_to_fill_are_those_of_departments_and_of_cities(built: Path) -> None:
    assert "市直责任单位" in text_of(document(built, SHEETS, "沈阳市"))
    assert "责任处室" not in text_of(document(built, SHEETS, "沈阳市"))
    assert "市直责任单位" not in text_of(document(built, SHEETS, "省财政厅"))
    for unit in ("沈阳市", "省财政厅", TRAINER):
        assert tables_of(document(built, SHEETS, unit))[-1] == [["签收人", "", "签收日期", ""]]


@pytest.mark.parametrize("unit", [*sorted(LEADS), *(f"{city}市" for city in CITIES)])
def test_a_plan_has_its_title_and_every_part(built: Path, unit: str) -> None:
    paragraphs = paragraphs_of(document(built, PLANS, unit))
    name = f"{unit}人民政府" if is_city(unit) else unit
    assert f"{name}关于贯彻落实《全省当前政府信息公开重点工作安排》的实施方案" in "".join(paragraphs)
    parts = ["工作目标", "重点任务", "专栏建设", "保障措施", "保密审查", "联系人", "审签"]
    assert [part for part in paragraphs if re.match("[一二三四五六七]、", part)] == [
        f"{number}、{part}" for number, part in zip("一二三四五六七", parts, strict=True)
    ]
    approver = "市政府负责同志签字" if is_city(unit) else "主要负责人签字"
    assert approver in paragraphs


@pytest.mark.parametrize("unit", [*sorted(LEADS), *(f"{city}市" for city in CITIES)])
def test_a_form_asks_each_question_in_the_cell_left_of_its_answer(built: Path, unit: str) -> None:
    tables = tables_of(document(built, FORMS, unit))
    head, basics, *tasks = tables
    assert head[0][0] == "单位（盖章）" and head[0][2:] == ["填表日期", "单击此处选择日期"]
    asked = [label for row in basics for label in row[::2]]
    of_leads = [] if is_city(unit) else ["方案报送日期", "专栏网址", "开通日期"]
    assert asked == ["填报人", "联系电话", "保密审查", "审签人", *of_leads]
    works, safeguards = tasks[:-5], tasks[-5:]
    expected = 9 if is_city(unit) else sum(count for title, _, _, count in ITEMS if title in led_by(unit))
    assert len(works) == expected
    labels = ["任务", "完成状态", "进展情况", "公开数据", "存在问题", "下一步打算"]
    assert all([row[0] for row in table] == labels for table in works)
    assert all([row[0] for row in table] == [*labels[:3], *labels[4:]] for table in safeguards)
    assert all(table[1][1] == "□未启动　□推进中　□已完成　□长期推进　□不承担" for table in tasks)


def test_a_summary_without_returns_says_so_and_invents_nothing(built: Path) -> None:
    path = built / f"{NOTICE}-进展情况汇总.docx"
    text = text_of(path)
    assert "尚未收到任何单位的报送材料" in text and "截至2013年12月13日" in text
    overview, progress = tables_of(path)
    assert len(overview) == 32 and all(row[4] == "未报送" for row in overview[1:])
    assert len(progress) == 31 and all("未报送" in row[4] for row in progress[1:])
    assert [title for title in TITLES if title not in text] == []
    assert text.count("尚无单位") == 3  # once for all tasks, for all safeguards, and for problems
