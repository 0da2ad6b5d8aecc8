"""A new version of a text that was imported: what differs, in words, and all that a clerk has added stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

import cli

TEXT = """某市人民政府办公室关于印发某市绿色出行行动方案的通知
各县（市、区）人民政府，市政府各部门：
《某市绿色出行行动方案》已经市政府同意，现印发给你们。
某市人民政府办公室
2024年3月1日
某市绿色出行行动方案
一、重点任务
（一）优化公交线网。2024年6月底前完成线网规划。（市交通运输局牵头，市财政局配合）
（二）建设慢行系统。新建步道30公里。各县（市、区）要同步建设。（市住房城乡建设局牵头，市园林局配合）
（三）加强停车管理。2024年9月底前出台停车收费办法。（市发展改革委牵头）
二、保障措施
（一）加强宣传。充分利用媒体开展宣传。
"""
ADDED = ("联系人: 张三", "# 市长亲自抓", "驿站5个", "成员: [甲县, 乙区]", "# 有资金")


def typed_in(folder: Path) -> None:
    """What a clerk adds after an import: a contact, comments, words, the members of a group, the units for them."""
    notice, units = folder / "content" / "绿色" / "notice.yaml", folder / "content" / "departments.yaml"
    text = notice.read_text("utf-8")
    for was, now in (
        ("\n时限:", "\n联系方式: { 联系人: 张三 }\n\n时限:"),
        ("        - 标题: 建设慢行系统", "        # 市长亲自抓\n        - 标题: 建设慢行系统"),
        ("新建步道30公里", "新建步道30公里、驿站5个"),
        ("成员: []", "成员: [甲县, 乙区]"),
        ("标题: 加强停车管理", "标题: 加强停车管理   # 有资金"),
    ):
        assert was in text
        text = text.replace(was, now, 1)
    notice.write_text(text, "utf-8")
    places = "".join(
        f"  - {{ 序号: {number}, 名称: {name}, 类别: 区县 }}\n" for number, name in ((900, "甲县"), (910, "乙区"))
    )
    units.write_text(units.read_text("utf-8") + places, "utf-8")


Again = Callable[..., tuple[Result, str]]


@pytest.fixture
def again(tmp_path: Path) -> Again:
    """Imports another text into a workspace in which a clerk has worked: the result, and the content afterwards."""
    folder = tmp_path / "工作区"

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli.cli, arguments, input=typed, catch_exceptions=False)

    (tmp_path / "绿色.txt").write_text(TEXT, "utf-8")
    assert run("new", str(folder), "--from", str(tmp_path / "绿色.txt")).exit_code == 0
    typed_in(folder)

    def command(text: str, *options: str, typed: str = "", word: bool = False) -> tuple[Result, str]:
        file = tmp_path / ("新.docx" if word else "新.txt")
        if word:
            document = Document()
            for line in text.splitlines():
                document.add_paragraph(line)
            document.save(str(file))
        else:
            file.write_text(text, "utf-8")
        result = run("-C", str(folder), "import", str(file), "--as", "绿色", *options, typed=typed)
        return result, (folder / "content" / "绿色" / "notice.yaml").read_text("utf-8")

    return command


PARKING = "（三）加强停车管理。2024年9月底前出台停车收费办法。（市发展改革委牵头）\n"
NEW = "（三）增加班车。2024年8月底前开通班车。（市交通运输局牵头）\n（四）加强停车"


@pytest.mark.parametrize(
    ("was", "now", "changes"),
    [
        ("（三）加强停车", NEW, ["重点任务 · 事项：新增“增加班车”"]),
        (
            "9月底前",
            "10月15日前",
            ["时限“出台停车收费办法”：“2024年9月底前（2024-09）” → “2024年10月15日前（2024-10-15）”"],
        ),
        (
            "市发展改革委牵头",
            "市公安局牵头，市发展改革委配合",
            ["重点任务 · 加强停车管理 · 牵头：“市发展改革委牵头” → “市公安局牵头，市发展改革委配合”"],
        ),
        (
            "市财政局",
            "市财政和国资局",
            [
                "重点任务 · 优化公交线网 · 牵头：“市交通运输局牵头，市财政局配合” → "
                "“市交通运输局牵头，市财政和国资局配合”"
            ],
        ),
        ("二、保障", "二、进度安排\n2024年3月底前完成动员。\n三、保障", ["印发件 · 部分：新增“进度安排”"]),
        (
            "某市人民政府办公室\n2024",
            "附件：分工表\n某市人民政府办公室\n2024",
            ["附件：新增“分工表”"],
        ),
        (
            "步道30公里",
            "步道50公里",
            [
                "重点任务 · 建设慢行系统 · 文字：“新建步道30公里、驿站5个。各县（市、区）要同步建设。” → "
                "“新建步道50公里、驿站5个。各县（市、区）要同步建设。”"
            ],
        ),
        ("2024年3月1日", "2024年4月2日", ["成文日期：“2024-03-01” → “2024-04-02”"]),
        (
            f"{PARKING}二、",
            "二、",
            ["重点任务 · 事项：删去“加强停车管理”"],
        ),
    ],
)
def test_each_change_is_said_once_and_nothing_that_was_added_is_lost(
    again: Again, was: str, now: str, changes: list[str]
) -> None:
    assert was in TEXT
    text = TEXT.replace(was, now)
    said, _ = again(text)
    assert [line.strip() for line in said.output.splitlines() if line.startswith("  ")] == changes
    taken, content = again(text, "--review", typed="\n" * 9)
    assert taken.exit_code == 0 and "已采用" in taken.output
    assert [one for one in ADDED if one not in content] == (["# 有资金"] if "删去" in changes[0] else [])
    assert "没有不同" in again(text)[0].output


def test_an_item_that_moved_takes_its_comments_along(again: Again) -> None:
    text = TEXT.replace(PARKING, "").replace("（一）优化", f"{PARKING.replace('三', '一')}（二）优化")
    text = text.replace("（二）建设", "（三）建设")
    said, before = again(text)
    assert "重点任务 · 事项：顺序变了，“加强停车管理”移到最前面" in said.output
    _, content = again(text, "--review", typed="\n")
    assert sorted(content.splitlines()) == sorted(before.splitlines())
    assert content.index("加强停车管理   # 有资金") < content.index("优化公交线网")


@pytest.mark.parametrize("word", [False, True])
def test_the_same_text_with_other_blanks_and_widths_or_as_a_word_file_has_no_changes(again: Again, word: bool) -> None:
    text = TEXT if word else TEXT.replace("（", "(").replace("）", ")").replace("2024年6", "2024 年 6")
    assert "没有不同" in again(text, word=word)[0].output


def test_a_text_in_two_items_keeps_what_was_added_to_the_one_it_was(again: Again) -> None:
    text = TEXT.replace(
        "各县（市、区）要同步", "（市住房城乡建设局牵头，市园林局配合）\n（三）建设车道。各县（市、区）要同步"
    )
    text = text.replace("（三）加强", "（四）加强")
    result, content = again(text, "--review", typed="\n" * 9)
    assert result.exit_code == 0, result.output
    assert "建设车道" in content and [one for one in ADDED if one not in content] == []


def test_what_is_refused_with_a_date_in_it_leaves_content_without_errors(again: Again) -> None:
    text = TEXT.replace("（三）加强停车", NEW).replace("新建步道30", "新建步道50")
    result, content = again(text, "--review", typed="\nn\n")
    assert result.exit_code == 0 and "增加班车" not in content and "开通班车" not in content and "50公里" in content


def test_what_was_not_answered_is_asked_again(again: Again) -> None:
    text = TEXT.replace("步道30", "步道50").replace("利用媒体", "利用新媒体")
    result, content = again(text, "--review", typed="\nq\n")
    assert "步道50" in content and "新媒体" not in content and "接着答" in result.output
    result, content = again(text, "--review", typed="\n")
    assert "步道50" in content and "新媒体" in content and "已采用 1 处" in result.output


def test_without_a_record_of_the_last_import_nothing_is_offered_to_be_deleted(again: Again, tmp_path: Path) -> None:
    (tmp_path / "工作区" / "output" / "绿色" / ".duban" / "imported.yaml").unlink()
    result, content = again(TEXT.replace("步道30", "步道50"), "--review", typed="\n" * 9)
    assert "没有上次导入的记录" in result.output and "删去" not in result.output
    assert "联系人: 张三" in content and "成员: [甲县, 乙区]" in content


UNSURE = TEXT.replace("新建步道30公里", "2024年，全面建成慢行系统")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024-11-30\n", "截止: 2024-11-30, 表述: 2024年 }\n"),
        ("明天\n\n", "截止: 2024, 表述: 2024年 }\n"),
        ("s\n", "表述: 2024年 }  # 请核对：是不是时限，年份对不对\n"),
        ("", "表述: 2024年 }  # 请核对：是不是时限，年份对不对\n"),
    ],
)
def test_what_is_unsure_is_settled_by_an_answer(tmp_path: Path, typed: str, expected: str) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    (tmp_path / "乙.txt").write_text(UNSURE, "utf-8")
    folder = str(tmp_path / "工作区")
    run = CliRunner().invoke
    assert run(cli.cli, ["new", folder, "--from", str(tmp_path / "甲.txt")]).exit_code == 0
    options = ["-C", folder, "import", str(tmp_path / "乙.txt"), "--as", "乙", "--review"]
    assert run(cli.cli, options, input=typed).exit_code == 0
    notice = tmp_path / "工作区" / "content" / "乙" / "notice.yaml"
    assert expected in notice.read_text("utf-8").replace("\r", "")


def test_a_fact_that_comes_in_carries_its_remark_and_an_answer_holds_for_the_next_version(again: Again) -> None:
    _, content = again(UNSURE, "--review", typed="s\n\n\n")
    assert "表述: 2024年 }  # 请核对：是不是时限" in content
    result, content = again(UNSURE.replace("利用媒体", "利用新媒体"), "--review", typed="n\n\n\n\n")
    result, _ = again(UNSURE.replace("利用媒体", "利用各种媒体"), "--review", typed="\n")
    assert "对吗" not in result.output
