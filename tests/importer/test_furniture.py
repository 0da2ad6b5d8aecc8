"""What a web page shows around a notice is set aside, and nothing of the notice."""

from __future__ import annotations

import pytest

from generators.importer.furniture import notice_on
from generators.importer.lines import SourceLine, line_of

TITLE = "某市人民政府办公室关于做好某项工作的通知"
NOTICE = (
    TITLE,
    "某政办发〔2024〕3号",
    "各县区人民政府：",
    "现将有关事项通知如下。",
    "某市人民政府办公室",
    "2024年3月1日",
)


def aside(*lines: str) -> list[str]:
    page = notice_on([line_of(line, number) for number, line in enumerate(lines, 1)])
    kept = tuple(block.text for block in page.kept if isinstance(block, SourceLine))
    assert kept == NOTICE
    return [line.text for line in page.aside]


@pytest.mark.parametrize(
    "above",
    [
        ["索 引 号： 000014/2024-1  主题分类： 综合政务", "发文字号： 某政办发〔2024〕3号 发布日期：2024年3月10日", "主 题 词："],
        ["您现在的位置： 首页 > 政务公开 > 文件", TITLE, "发布时间：2024-03-10 09:33 信息来源：市政府办 字体：【大 中 小】"],
        ["当前位置:", "来源:某市政府 | 发布时间：2024-03-10 | 39 次浏览: | 分享到:"],
        ["相关新闻", TITLE, "  • 2024-03-10", "  • 分享到", "主    题:综合政务"],
        ["某市政府网", "发布日期：2024-03-10"],
        ["∙【制定机关】某市人民政府", "∙【时效性】现行有效", "正文"],
        ["索引号：", "61072/2024-00", "来源：", "发文机构：", "某县政府网站", "【打印】【关闭】"],
        ["发布单位 |", "某市人民政府", "|", "发布文号 | 某政办发〔2024〕3号 |"],
        ["2024-03-10 09:33", "无障碍浏览", "━━━━━━ |", "分享到："],
        ["  • 2024年3月10日", "发文机构某市人民政府办公厅发文字号某政办发〔2024〕3号", "成文日期2024年03月01日", "发布日期2024-03-10"],
        ["24-03-10   ·   [某处]张某   ·   浏览量 70"],
        ["索 引 号 MB1534522/2024-05475 发文日期 2024-03-01", "分   类 政务公开 有 效 性 有效"],
    ],
    ids=["data", "way-and-second-title", "row-that-ends-in-a-colon", "bullets", "name-of-the-site", "marks", "value-below", "cells", "buttons", "dates-without-marks", "how-often-it-was-read", "rows-without-marks"],
)  # fmt: skip
def test_data_and_buttons_above_a_notice_are_set_aside(above: list[str]) -> None:
    assert sorted(aside(*above, *NOTICE)) == sorted(line_of(one, 1).text for one in above)


@pytest.mark.parametrize(
    "below",
    [
        ["来源：市政府办 作者： 编辑：王某"],
        ["相关链接", "一图读懂某项工作", "某市关于另一件事的通知"],
        ["用微信扫描二维码分享至好友和朋友圈"],
        ["附件下载：任务表.docx", "上一篇：另一个通知", "主办单位：某市人民政府", "某ICP备12345号"],
    ],
    ids=["editor", "other-pages", "code-to-scan", "files"],
)
def test_what_a_page_shows_below_a_notice_is_set_aside(below: list[str]) -> None:
    assert sorted(aside(*NOTICE, *below)) == sorted(line_of(one, 1).text for one in below)


def test_a_plain_notice_is_kept_whole() -> None:
    assert aside(*NOTICE) == []


def test_a_sentence_above_a_numbered_heading_is_no_preface_of_a_page() -> None:
    lines = ["环境整治行动方案", "为改善环境，制定如下行动方案。", "一、开展清洁行动", "1.清理道路。各村要清扫。"]
    assert notice_on([line_of(line, number) for number, line in enumerate(lines, 1)]).aside == []


def test_data_give_the_title_number_issuer_and_day_that_the_text_lacks() -> None:
    data = f"标  题： {TITLE} 发文单位：某市人民政府办公室 发文字号： 某政办发〔2024〕3号 成文日期： 2024-03-01 发布日期： 2024年3月10日"
    page = notice_on([line_of(data, 1), line_of("各县区人民政府：", 2)])
    assert (page.title, page.number, str(page.issued_on)) == (TITLE, "某政办发〔2024〕3号", "2024-03-01")
    assert page.issuer == "某市人民政府办公室"


def test_rows_of_data_without_colons_are_set_aside_and_read() -> None:
    rows = [f"文件名称 {TITLE}", "文号 某政办发〔2024〕3号 成文日期: 2024年03月01日", "内容概述 现将有关事项通知如下："]
    page = notice_on([line_of(line, number) for number, line in enumerate([*rows, "各县区人民政府："], 1)])
    assert (page.title, page.number, str(page.issued_on)) == (TITLE, "某政办发〔2024〕3号", "2024-03-01")
    assert [line.number for line in page.aside] == [1, 2, 3]


def test_a_number_in_a_row_of_data_and_the_hour_of_a_page_are_read_as_such() -> None:
    rows = [
        "2024-03-05 10:00 某市人民政府办公室",
        "发布机构 某市政府 文    号 某政办发〔2024〕3号",
        "责任部门：",
        "市政府办",
        "×",
    ]
    page = notice_on([line_of(line, number) for number, line in enumerate([*rows, TITLE, "各县区人民政府："], 1)])
    assert (page.number, len(page.aside)) == ("某政办发〔2024〕3号", len(rows))


def test_what_stands_between_the_title_of_a_page_and_the_same_title_of_the_notice_is_set_aside() -> None:
    between = ["370000-A/2024-1", "综合政务", "某市政府", "2024-03-01", "有效"]
    assert sorted(aside("政务公开", TITLE, *between, *NOTICE)) == sorted(["政务公开", TITLE, *between])


def test_a_title_in_a_title_may_stand_in_other_marks_on_the_page() -> None:
    of_page, own = (f"某市人民政府办公室关于印发《{one}工作方案》的通知" for one in ("<工作报告>", "〈工作报告〉"))
    page = notice_on([line_of(line, number) for number, line in enumerate([of_page, own, *NOTICE[1:]], 1)])
    assert [line.text for line in page.aside] == [of_page]


def test_a_title_with_the_name_of_its_site_is_set_aside_above_the_same_title() -> None:
    assert aside(f"{TITLE}-某市政府", *NOTICE) == [f"{TITLE}-某市政府"]


def test_the_name_of_a_site_above_a_whole_title_is_set_aside() -> None:
    assert aside("某某法规网--法规信息", *NOTICE) == ["某某法规网--法规信息"]


def test_a_day_below_the_name_of_one_who_signs_is_no_data_of_the_page() -> None:
    lines = ["各处室：", "请填好报表。", "督导室", "2024.3.1"]
    assert notice_on([line_of(line, number) for number, line in enumerate(lines, 1)]).aside == []


def test_a_title_that_a_collection_quotes_is_read_without_the_marks() -> None:
    page = notice_on([line_of("《某市人民政府办公厅关于印发《甲方案》的通知》", 1), line_of("各县区人民政府：", 2)])
    assert isinstance(page.kept[0], SourceLine)
    assert page.kept[0].text == "某市人民政府办公厅关于印发《甲方案》的通知"
