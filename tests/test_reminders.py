"""催报函 and 通报: who owes what, as of a day. They agree with `status`, and say nothing beyond the facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import NOTICE, files_in, text_of

Duban = Callable[..., Result]
DAY = "2013-12-14"


@pytest.fixture
def returned(workspace: Path) -> Callable[..., None]:
    """Writes a return."""
    folder = workspace / "content" / NOTICE / "returns"

    def write(unit: str, **days: str) -> None:
        folder.mkdir(exist_ok=True)
        lines = [f"单位: {unit}", *(f"{key}: {day}" for key, day in days.items())]
        (folder / f"{unit}.yaml").write_text("\n".join(lines) + "\n", "utf-8")

    return write


@pytest.fixture
def output(workspace: Path) -> Path:
    return workspace / "output" / NOTICE


def letters(output: Path, day: str = DAY) -> dict[str, str]:
    """催报函 by the unit's short name."""
    folder = output / "催报函" / day
    return {path.name.split("-")[1]: text_of(path) for path in sorted(folder.glob("*.docx"))}


def test_a_letter_goes_to_everyone_who_owes_something_and_to_nobody_else(
    duban: Duban, output: Path, returned: Callable[..., None]
) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 方案报送日期="2013-09-05", 开通日期="2013-10-15")
    returned("沈阳市人民政府", 收到日期="2013-12-20")
    returned("省审计厅", 收到日期="2013-12-12")
    assert duban("reminders", "--on", DAY).exit_code == 0
    status = json.loads(duban("status", "--on", DAY, "--json").stdout)
    owing = {row["for"] for row in status["units"] if row["state"] == "overdue"}
    found = letters(output)
    assert len(found) == len(owing) == 30 and "省财政厅" not in found
    assert "沈阳市人民政府" in owing  # what came after the day has not come yet
    assert "进展" not in found["省审计厅"].split("以下材料：")[1]


def test_a_letter_says_what_since_when_and_to_whom(
    duban: Duban, output: Path, edit: Callable[[str, str], None]
) -> None:
    edit(
        "联系方式:                       # 原文没有；填上后印在实施方案模板和报送表里，如 { 联系人: 张三, 电话: 024-00000000, 电子邮箱: a@b.cn }",
        "联系方式: { 联系人: 张三, 电话: 024-1 }",
    )
    duban("reminders", "--on", DAY)
    text = letters(output)["省财政厅"]
    for words in (
        "省财政厅：",
        "截至2013年12月14日，尚未收到你单位报送的以下材料：",
        "（一）应于2013年9月6日前将具体实施方案报省政府办公厅，至今未报，已逾期99天。",
        "（二）应于2013年10月16日前在本部门网站开通“重点政府信息公开”专栏，至今未反馈开通情况，已逾期59天。",
        "（三）应于2013年12月13日前将相关工作开展情况报省政府办公厅，至今未报，已逾期1天。",
        "报省政府办公厅，加盖单位印章，同时报送电子版",
        "（联系人：张三；电话：024-1）",
    ):
        assert words in text, words
    assert "〔2013〕　　号" in text  # a number is given by the office


def test_three_working_days_before_a_date_the_letter_reminds(duban: Duban, output: Path) -> None:
    duban("reminders", "--on", "2013-12-10")
    cities = letters(output, "2013-12-10")
    assert "应于2013年12月13日前将相关工作开展情况报省政府办公厅，还有3个工作日到期。" in cities["沈阳市"]
    assert (output / "催报函" / "2013-12-10" / "190-沈阳市-临期提醒.docx").exists()
    duban("reminders", "--on", "2013-12-09")
    assert "沈阳市" not in letters(output, "2013-12-09")


def test_letters_of_another_day_stay_and_a_plain_build_leaves_all_alone(
    duban: Duban, output: Path, returned: Callable[..., None]
) -> None:
    duban("build")
    duban("reminders", "--on", DAY)
    first = files_in(output)
    assert duban("build").exit_code == 0 and "催报函" not in duban("build").output
    returned("省财政厅", 收到日期="2013-12-16", 方案报送日期="2013-12-16", 开通日期="2013-12-16")
    result = duban("reminders", "--on", "2013-12-17")
    assert result.exit_code == 0 and "不再需要" not in result.output
    kept = {name: content for name, content in files_in(output).items() if DAY in name}
    assert kept == {name: content for name, content in first.items() if DAY in name}


def test_the_circular_counts_as_status_does_and_keeps_departments_and_cities_apart(
    duban: Duban, output: Path, returned: Callable[..., None]
) -> None:
    returned("省财政厅", 收到日期="2013-12-12", 方案报送日期="2013-09-09", 开通日期="2013-10-15")
    returned("沈阳市人民政府", 收到日期="2013-12-13")
    assert duban("circular", "--on", DAY).exit_code == 0
    text = text_of(output / f"{NOTICE}-通报-{DAY}.docx")
    assert "应报送17个单位。逾期报送1个单位：省财政厅（逾期3天）。逾期未报送16个单位：" in text
    assert "应开通17个单位。按时开通1个单位：省财政厅。" in text
    assert "（一）省直部门。应报送17个单位。按时报送1个单位：省财政厅。" in text
    assert "（二）各市。应报送14个市。按时报送1个市：沈阳市。逾期未报送13个市：大连市、" in text
    for judgement in ("表扬", "批评", "不力", "较好", "希望"):
        assert judgement not in text


def test_secrecy_is_inherited(duban: Duban, output: Path, edit: Callable[[str, str], None]) -> None:
    edit("附注: 此件公开发布", "密级: 秘密\n份号: 000001")
    duban("reminders", "--on", DAY)
    duban("circular", "--on", DAY)
    assert "秘密" in letters(output)["省财政厅"]
    assert "秘密" in text_of(output / f"{NOTICE}-通报-{DAY}.docx")


def test_a_day_is_today_unless_it_is_given(duban: Duban) -> None:
    assert duban("reminders").exit_code == 0
    assert duban("reminders", "--on", "明天").exit_code == 2
