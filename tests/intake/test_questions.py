"""Every doubt about a return as it stands is a question, and each of its answers settles it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.pages import SMALL, small_workspace

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.returns import Return
from generators.excel.ledger import LedgerChange
from generators.intake.choices import Choice, Question
from generators.intake.questions import questions
from generators.intake.return_yaml import read_return, return_yaml
from generators.intake.store import ReturnStore
from generators.opening import open_notice
from generators.problems import Place, UsageError, warning
from generators.submission import Loose, Submission
from generators.verbs.questions import open_questions, settle_question
from generators.verbs.received import received
from generators.workspace.lock import locked
from generators.workspace.workspace import Workspace

DOUBTFUL = """\
# 我的话
单位: 省财政厅
收到日期: 2013-08-01
填表日期: 2013-12-30
填报人: 张三
联系电话: "1"
原话: { 开通日期: 国庆以后 }
进展:
  - 事项: 推进财政公开   # 第一件
    措施: 公开预算
    原话: { 任务: 公开预算情况, 完成状态: 基本完成 }
    进展情况: 印发了通知。下一步打算：再查。
    存在问题: 一切正常
  - 事项: 推进财政公开
    措施: 公开决算
    完成状态: 推进中
    进展情况: 公开了一部分。
    公开数据: 详见附件
  - { 事项: 推进财政公开, 措施: 公开决算, 完成状态: 已完成, 进展情况: 全部公开。 }
  - { 事项: 推进财政公开, 措施: 公开一切, 完成状态: 已完成, 进展情况: 公开了。, 公开数据: 见附件 }
  - { 事项: 推进学校公开, 完成状态: 推进中, 进展情况: 此项由省教育厅承担。 }
  - { 事项: 没有的事项, 完成状态: 推进中, 进展情况: 这项与我厅分工无关。 }
其他内容:
  - { 位置: 表格下面, 原话: 另：正在建设平台。 }
待核对:
  - { 位置: 来文, 说明: 文件属性不见了, 原话: 另一张.docx }
  - { 位置: 台账 第3行, 说明: 在台账里清空了, 原话: 现在：详见附件, 事项: 推进财政公开, 措施: 公开决算, 栏目: 公开数据 }
  - { 位置: 台账 第9行, 说明: 在生成台账以后改过, 原话: 台账：无, 事项: 推进学校公开, 栏目: 存在问题, 台账: 无 }
来源:
  - { 文件: 表.docx, 指纹: abc, 收到: 2013-12-10, 原件: 表-abc.docx }
"""
SAYS = {
    "看不出是哪一天": "国庆以后",
    "早于通知的成文日期": "2013年8月1日",
    "在收到日期以后": "2013年12月30日",
    "任务的名称与通知不同": "公开预算情况",
    "完成状态不是五种之一": "基本完成",
    "看不出是不是没有问题": "一切正常",
    "别的栏目的话写在了一格里": "印发了通知。下一步打算：再查。\n一切正常",
    "这项任务填了两处": "先：推进中，公开了一部分。\n后：已完成，全部公开。",
    "这个事项里没有这项措施": "公开一切",
    "这里又像不承担": "此项由省教育厅承担。",
    "通知里没有这个事项": "没有的事项",
    "看不出是不是不承担": "这项与我厅分工无关。",
    "只写了“详见附件”": "详见附件",
    "只写了“见附件”": "见附件",
    "写在填写栏以外": "另：正在建设平台。",
    "文件属性不见了": "另一张.docx",
    "在台账里清空了": "现在：详见附件",
    "在生成台账以后改过": "台账：无",
    "有没读出来": "表.docx",
}
TYPED = {"日期": "2013-12-14", "文字": "公开了三批。"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("doubts"))


@pytest.fixture(scope="module")
def dossier(root: Path) -> Dossier:
    found = open_notice(Workspace(root), SMALL).dossier
    assert found is not None
    return found


def doubtful() -> Return:
    return read_return(DOUBTFUL.encode(), "省财政厅.yaml")


def about(dossier: Dossier, answer: Return, message: str) -> Question | None:
    return next((one for one in questions(dossier, answer) if message in one.message), None)


def changed(choice: Choice) -> Return:
    assert choice.change is not None
    return choice.change(doubtful(), choice.options[0] if choice.options else TYPED.get(choice.asks, ""))


def test_every_doubt_stands_beside_its_words(dossier: Dossier) -> None:
    found = questions(dossier, doubtful())
    for message, words in SAYS.items():
        assert [one.words for one in found if message in one.message] == [words], message
    assert len({one.key for one in found}) == len(found) == len(SAYS)
    assert all(one.choices for one in found)


@pytest.mark.parametrize("message", SAYS)
def test_each_answer_settles_its_doubt_and_loses_no_word(dossier: Dossier, message: str) -> None:
    question = about(dossier, doubtful(), message)
    assert question is not None
    for choice in question.choices:
        if choice.change is None:
            continue
        answer = changed(choice)
        assert question.key not in {one.key for one in questions(dossier, answer)}, choice.label
        written = return_yaml(answer, DOUBTFUL.encode())
        assert read_return(written, "x") == answer, choice.label
        text = written.decode()
        assert "# 我的话" in text and "# 第一件" in text
        kept = ("印发了通知。", "公开了一部分。", "全部公开。", "正在建设平台", "这项与我厅分工无关。", "张三")
        assert [words for words in kept if words not in text] == [], choice.label


def test_a_cell_of_the_ledger_that_was_not_taken_holds_by_a_click(dossier: Dossier) -> None:
    emptied, filled = (about(dossier, doubtful(), words) for words in ("在台账里清空了", "在生成台账以后改过"))
    assert emptied and [one.label for one in emptied.choices] == ["照台账删去", "保留现在的"]
    assert changed(emptied.choices[0]).progress[1].data == ""
    assert filled and changed(filled.choices[0]).progress[4].difficulties == "无"
    assert changed(filled.choices[1]).progress == doubtful().progress and len(changed(filled.choices[1]).pending) == 2


def test_what_the_ledger_and_the_file_leave_open_waits_in_the_return(tmp_path: Path) -> None:
    workspace = Workspace(small_workspace(tmp_path / "台账"))
    folder = workspace.root / "content" / SMALL / "returns"
    folder.mkdir()
    file = folder / "省财政厅.yaml"
    values = "{ 事项: 推进财政公开, 措施: 公开预算, 进展情况: 后来改的 }"
    file.write_text(f"单位: 省财政厅\n收到日期: 2013-12-10\n进展: [{values}]\n", "utf-8")
    opened, day = open_notice(workspace, SMALL).dossier, PartialDate.parse("2013-12-11")
    assert opened is not None
    cell = LedgerChange("省财政厅", "推进财政公开", "公开预算", "进展情况", "原来的", "台账上的", "第2行")
    form = Submission(SMALL, "report-form", "省教育厅", {}, [], [Loose("表下", "甲")])
    noted = [warning("文件属性不见了", "核对", Place("甲.docx"))]
    with locked(workspace.root, "test") as undo:
        store = ReturnStore(workspace, opened, undo)
        assert store.correct([cell], day)[0] == []
        store.take(form, "甲.docx", b"x", day, is_plan=False, noted=noted)
    for message, number in (("在生成台账以后改过", 0), ("文件属性不见了", 0)):
        asked = [one for unit in received(workspace, SMALL).doubtful for one in unit.questions]
        (one,) = [one for one in asked if message in one.message]
        settle_question(workspace, SMALL, one.key, number, "")
    assert "待核对" not in file.read_text("utf-8") and "进展情况: 台账上的" in file.read_text("utf-8")
    assert "待核对" not in (folder / "省教育厅.yaml").read_text("utf-8")


def test_each_value_of_a_converted_file_is_checked_against_the_original_or_all_at_once(tmp_path: Path) -> None:
    workspace = Workspace(small_workspace(tmp_path / "旧格式"))
    folder = workspace.root / "content" / SMALL / "returns"
    folder.mkdir()
    values = "{ 事项: 推进财政公开, 措施: 公开预算, 完成状态: 已完成, 进展情况: 公开了三批。, 存在问题: 无 }"
    origin = "{ 文件: 表.doc, 指纹: abc, 收到: 2013-12-10, 原件: 表-abc.doc }"
    file = folder / "省财政厅.yaml"
    file.write_text(f"单位: 省财政厅\n收到日期: 2013-12-10\n进展:\n  - {values}\n来源: [{origin}]\n", "utf-8")

    def asked() -> dict[str, Question]:
        return {one.words: one for unit in received(workspace, SMALL).doubtful for one in unit.questions}

    assert [one.label for one in asked()["公开了三批。"].choices] == ["和原件一样", "改成"]
    settle_question(workspace, SMALL, asked()["公开了三批。"].key, 1, "公开了两批。")
    assert "公开了两批。" in file.read_text("utf-8") and not {"公开了三批。", "公开了两批。"} & set(asked())
    assert {"无", "表.doc"} <= set(asked())
    settle_question(workspace, SMALL, asked()["表.doc"].key, 0, "")
    assert not {"无", "表.doc"} & set(asked())


def test_entries_put_together_keep_both_their_words(dossier: Dossier) -> None:
    question = about(dossier, doubtful(), "这项任务填了两处")
    assert question is not None
    answer = changed(question.choices[1])
    assert [(one.state, one.progress) for one in answer.progress if one.measure == "公开决算"] == [
        ("已完成", "公开了一部分。\n全部公开。")
    ]


def test_words_from_outside_of_the_fields_go_where_they_are_put(dossier: Dossier) -> None:
    question = about(dossier, doubtful(), "写在填写栏以外")
    assert question is not None
    put = question.choices[1]
    assert put.change is not None
    answer = put.change(doubtful(), "推进财政公开 · 公开预算 · 下一步打算")
    assert answer.progress[0].next_steps == "另：正在建设平台。" and answer.loose == []
    assert put.change(doubtful(), "联系电话").telephone == "1；另：正在建设平台。"
    with pytest.raises(ValueError, match="没有选"):
        put.change(doubtful(), "别的")


def test_answers_are_written_one_by_one_and_what_is_right_is_not_asked_again(root: Path) -> None:
    workspace, folder = Workspace(root), root / "content" / SMALL / "returns"
    folder.mkdir()
    (folder / "省财政厅.yaml").write_text(DOUBTFUL, "utf-8")

    def asked() -> dict[str, Question]:
        return {one.words: one for unit in received(workspace, SMALL).doubtful for one in unit.questions}

    before = asked()
    for words, label, typed in (
        ("一切正常", "没有问题，以后都这样认", ""),
        ("基本完成", "推进中", ""),
        ("国庆以后", "写上日期", "2013-10-08"),
        ("另：正在建设平台。", "留在那里", ""),
        ("表.docx", "对照原件核对过了", ""),
    ):
        question = asked()[words]
        number = [one.label for one in question.choices].index(label)
        report = settle_question(workspace, SMALL, question.key, number, typed)
        assert (report.unit, report.answer) == ("省财政厅", label)
        with pytest.raises(UsageError, match="已经核对过"):
            settle_question(workspace, SMALL, question.key, 99, typed)
    assert before.keys() - asked().keys() == {"一切正常", "基本完成", "国庆以后", "另：正在建设平台。", "表.docx"}
    assert "一切正常" in (root / "content" / "常用答复.yaml").read_text("utf-8")
    with pytest.raises(UsageError, match="八月"):
        settle_question(workspace, SMALL, before["2013年8月1日"].key, 0, "八月")
    dossier = open_notice(workspace, SMALL).dossier
    assert dossier is not None and len(list(open_questions(workspace, dossier))) == 1
