"""Clerks' slips: each gets its own sentence at its place, exit code 1, and leaves the output folder untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.files import files_in, load_workspace

Duban = Callable[..., Result]

# what stands in the file, what a clerk makes of it, line and column within the words, message, hint
SLIPS = {
    "full-width colon": (
        "附注: 此件公开发布",
        "附注：此件公开发布",
        (0, 3),
        "冒号是全角“：”",
        "改成半角“: ”，后面空一格",
    ),
    "full-width colon inside an item": (
        "    事由: 将具体实施方案报省政府办公厅",
        "    事由：将具体实施方案报省政府办公厅",
        (0, 7),
        "冒号是全角“：”",
        "改成半角“: ”，后面空一格",
    ),
    "full-width colon in braces": (
        "{ 部门: [省编委办], 方式: 牵头 }",
        "{ 部门: [省编委办], 方式：牵头 }",
        (0, 17),
        "冒号是全角“：”",
        "改成半角“: ”，后面空一格",
    ),
    "no blank after the colon": (
        "发文机关: 辽宁省",
        "发文机关:辽宁省",
        (0, 5),
        "冒号后面没有空格",
        "在“:”后面空一格",
    ),
    "Chinese comma in a list": (
        "[省财政厅, 省审计厅]",
        "[省财政厅，省审计厅]",
        (0, 2),
        "名称之间用了中文标点",
        "列表里各项之间用半角逗号加空格：[甲, 乙]",
    ),
    "duplicate key": (
        "成文日期: 2013-08-20\n",
        "成文日期: 2013-08-20\n成文日期: 2013-08-21\n",
        (1, 1),
        "“成文日期”写了两次",
        "第11行已经有一个，只留一个",
    ),
    "full-width blanks as indent": (
        "  - 名称: 专栏开通\n",
        "　　- 名称: 专栏开通\n",
        (0, 1),
        "行首用了全角空格",
        "改成半角空格，每级两个",
    ),
    "tab as indent": (
        "  - 名称: 专栏开通\n",
        "\t- 名称: 专栏开通\n",
        (0, 1),
        "行首用了制表符（Tab 键）",
        "改成半角空格，每级两个",
    ),
    "unclosed quote": (
        "主送机关: 各市",
        '主送机关: "各市',
        (0, 7),
        "引号没有关上",
        '在这一行末尾补上 "，或去掉开头的 "',
    ),
    "missing dash in a list of texts": (
        "  - 经省政府同意",
        "  经省政府同意",
        (0, 3),
        "“正文”要写成列表",
        "写成 [甲, 乙]，只有一项也要加方括号；长的文字另起一行，前面加“- ”",
    ),
    "missing dash between measures": (
        "            - 推进审批过程和结果公开。",
        "            推进审批过程和结果公开。",
        (0, 13),
        "少了列表项前面的“- ”",
        "在行首补上“- ”（半角减号加一个空格）",
    ),
    "missing dash before a key": (
        "  - 名称: 专栏开通\n",
        "    名称: 专栏开通\n",
        (0, 5),
        "“名称”写了两次",
        "第18行已经有一个，只留一个；若是新的一项，在这一行行首补“- ”",
    ),
    "unclosed bracket": (
        "对象: [各市, 牵头部门]",
        "对象: [各市, 牵头部门",
        (0, 5),
        "方括号没有关上",
        "在末尾补上“]”，各项之间用半角逗号",
    ),
    "a value that starts with a sign": (
        "附注: 此件公开发布",
        "附注: @此件公开发布",
        (0, 5),
        "“@”不能作一个值的开头",
        "给整个值加上英文双引号",
    ),
    "words after a closing quote": (
        "附注: 此件公开发布",
        '附注: "此件"公开发布',
        (0, 9),
        "引号后面还有字",
        "句子里的引号用中文“”，或去掉包住开头几个字的英文引号",
    ),
    "one paragraph on two lines": (
        "  - 经省政府同意，现将",
        "  - 经省政府同意，\n    现将",
        (0, 5),
        "这一项占了几行，会被并成一项",
        "下一行若是另一项，行首补“- ”；若是同一段话，接成一行",
    ),
    "a control character": (
        "附注: 此件公开发布",
        "附注: 此件\x0b公开发布",
        (0, 7),
        "文字里有看不见的控制字符",
        "删掉后重新输入这几个字",
    ),
    "unknown unit": (
        "[省财政厅, 省审计厅]",
        "[省财证厅, 省审计厅]",
        (0, 2),
        "没有“省财证厅”这个单位",
        "是不是“省财政厅”？",
    ),
    "unknown key": (
        "附注: 此件公开发布",
        "附住: 此件公开发布",
        (0, 1),
        "不认识“附住”",
        "是不是“附注”？",
    ),
    "a reference to no deadline": (
        "【时限：专栏开通】",
        "【时限：专栏】",
        (None, 7),
        "没有名称为“专栏”的时限",
        "是不是“专栏开通”？",
    ),
    "an impossible date": (
        "截止: 2013-09-06",
        "截止: 2013-09-31",
        (0, 5),
        "日历上没有“2013-09-31”这一天",
        "写成 2013-09-06（年-月-日）；时限只到月的写 2014-06，只到年的写 2014",
    ),
    "a choice that there is not": (
        "部门: [省编委办], 方式: 牵头 }",
        "部门: [省编委办], 方式: 领头 }",
        (0, 17),
        "“方式”不能是“领头”",
        "只能写 牵头、分别牵头、负责",
    ),
    "full-width brackets": (
        "[省财政厅, 省审计厅]",
        "【省财政厅, 省审计厅】",
        (0, 1),
        "方括号是全角“【”",
        "改成半角的 [ ]",
    ),
    "full-width braces": (
        "{ 部门: [省编委办], 方式: 牵头 }",
        "｛ 部门: [省编委办], 方式: 牵头 ｝",
        (0, 1),
        "花括号是全角的",
        "改成半角的 { }",
    ),
    "full-width comma after a list": (
        "[省财政厅, 省审计厅], 方式",
        "[省财政厅, 省审计厅]，方式",
        (0, 13),
        "逗号是全角“，”",
        "改成半角“, ”",
    ),
    "a text that starts with a bracket": (
        "            - 推进审批过程",
        "            - [注]推进审批过程",
        (0, 18),
        "括号后面还有字",
        "值以“[”或“{”开头时，给整个值加英文双引号",
    ),
    "a colon and a blank inside a text": (
        "            - 推进审批过程",
        "            - 推进: 审批过程",
        (0, 15),
        "不认识“推进”这个键",
        "若是句子里有“: ”，改成全角“：”，或给整句加英文双引号",
    ),
    "a dash without a blank": (
        "            - 推进审批过程",
        "            -推进审批过程",
        (0, 13),
        "列表项前面的“-”写得不对",
        "改成“- ”（半角减号加一个空格）",
    ),
    "a backslash in double quotes": (
        "附注: 此件公开发布",
        '附注: "C:\\Users"',
        (0, 10),
        "双引号里不能有“\\”",
        "把“\\”改成“/”，或改用英文单引号",
    ),
    "secret and public at once": (
        "附注: 此件公开发布",
        "附注: 此件公开发布\n密级: 机密",
        (0, 5),
        "标了密级，又写“此件公开发布”",
        "写“此件不予公开”“此件依申请公开”，或删去“密级”",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_place_and_nothing_is_written(
    slip: str, workspace: Path, notice_file: Path, duban: Duban
) -> None:
    right, wrong, (line, column), message, hint = SLIPS[slip]
    text = notice_file.read_text("utf-8")
    at = text.index(right)
    notice_file.write_text(text.replace(right, wrong, 1), "utf-8")
    (workspace / "output").mkdir()
    result = duban("build")
    assert result.exit_code == 1
    first = text.count("\n", 0, at) + 1
    start = at - text.rfind("\n", 0, at) - 1
    told = [row for row in result.output.splitlines() if f"错误：{message}（{hint}）" in row]
    assert len(told) == 1, result.output
    assert result.output.count("错误：") == 1, result.output
    if line is not None:
        expected = f"content/2013-open-government/notice.yaml:{first + line}:{column + (start if not line else 0)}: "
        assert told[0].startswith(expected), told[0]
    assert files_in(workspace / "output") == {}


def test_every_fault_of_every_file_is_told_in_one_run(workspace: Path, notice_file: Path, duban: Duban) -> None:
    text = notice_file.read_text("utf-8")
    for right, wrong in (
        ("附注: 此件公开发布", "附注：此件公开发布"),
        ("省编委办", "省编办"),
        ("2013-10-16", "2013-13-16"),
        ("【时限：进展报告】", "【时限：报告】"),
    ):
        text = text.replace(right, wrong, 1)
    notice_file.write_text(text, "utf-8")
    departments = workspace / "content" / "departments.yaml"
    departments.write_text(departments.read_text("utf-8").replace("序号: 30,", "序号: 三十,"), "utf-8")
    result = duban("check")
    assert result.exit_code == 1
    for message in ("冒号是全角", "“三十”不是整数", "“2013-13-16”"):
        assert message in result.output
    departments.write_text(departments.read_text("utf-8").replace("序号: 三十,", "序号: 30,"), "utf-8")
    result = duban("check")
    for message in ("冒号是全角", "没有“省编办”这个单位", "“2013-13-16”", "没有名称为“报告”的时限"):
        assert message in result.output
    assert "共 4 处错误" in result.output


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8-sig", None), ("gb18030", "文件是 GBK 编码"), ("utf-16", "文件是 UTF-16 编码")]
)
def test_other_encodings_are_read(notice_file: Path, duban: Duban, encoding: str, told: str | None) -> None:
    notice_file.write_bytes(notice_file.read_text("utf-8").encode(encoding))
    result = duban("check")
    assert result.exit_code == 0
    assert (told in result.output) if told else ("编码" not in result.output)


def test_windows_line_ends_are_read(notice_file: Path, duban: Duban) -> None:
    notice_file.write_bytes(notice_file.read_bytes().replace(b"\n", b"\r\n"))
    result = duban("check")
    assert (result.exit_code, result.output.count("提示：")) == (0, 1)


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"# \xe6\xb3\xa8\n", b"- a\n", b"\xff\xff\xff", b"\x00\x01", b"{", b"a: *b"]
)
def test_a_file_that_is_no_notice_is_told_without_a_traceback(notice_file: Path, duban: Duban, raw: bytes) -> None:
    notice_file.write_bytes(raw)
    result = duban("check")
    assert result.exit_code == 1 and "错误：" in result.output


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, 9000),
    cut=st.integers(0, 6),
    put=st.text(st.sampled_from(list("：，、“”\"' \t　-:[]{}#&*!|>%@\n\x07a标0")), max_size=5),
)
def test_no_slip_of_the_hand_ends_in_a_traceback(workspace: Path, at: int, cut: int, put: str) -> None:
    """Whatever is typed or deleted anywhere, the answer is a dossier or an error with its place."""
    file = workspace / "content" / "2013-open-government" / "notice.yaml"
    whole = (Path(__file__).parents[2] / "content" / "2013-open-government" / "notice.yaml").read_text("utf-8")
    file.write_text(whole[:at] + put + whole[at + cut :], "utf-8")
    loaded = load_workspace(workspace)
    assert loaded.dossier is not None or any(problem.severity == "error" for problem in loaded.problems)
    assert all(problem.place and problem.place.line for problem in loaded.problems)
