"""What a returned form says, in the shape of a return: nothing typed is lost, nothing doubtful is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.characters import clean
from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.returns import Origin, Return, TaskEntry
from generators.dossier.validation import read_source, validate
from generators.intake.cleaning import cleaned
from generators.intake.interpret import interpret
from generators.intake.merge import merge
from generators.intake.return_yaml import read_return, return_yaml
from generators.problems import Place
from generators.submission import Entry, Loose, Submission

DAY = PartialDate.parse("2013-12-10")
BUDGET = "一（二）二是　着力推进“三公”经费公开"


def submission(**parts: Any) -> Submission:
    return Submission(**{"notice": "2013-open-government", "kind": "report-form", "unit": "省财政厅", **parts})


def entry(item: str, measure: str = "", **values: str) -> TaskEntry:
    return TaskEntry.from_labels(item, measure, values)


def answer(**values: object) -> Return:
    return Return.model_validate({"单位": "省财政厅", **values})


def leaves(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for inner in (value.values() if isinstance(value, dict) else value) for one in leaves(inner)]  # type: ignore[attr-defined,union-attr]


def test_an_entry_is_known_by_the_name_of_its_measure(dossier: Dossier) -> None:
    made = interpret(
        dossier, submission(entries=[Entry(BUDGET, {"完成状态": "已完成", "进展情况": "甲"}, "表3")]), "a.docx", DAY
    )
    assert made.answer.progress == [
        entry("推进财政预算决算和“三公”经费公开", "着力推进“三公”经费公开", 完成状态="已完成", 进展情况="甲")
    ]
    assert made.answer.received_on == DAY and made.doubts == []


def test_a_task_answered_twice_is_reported_and_the_same_answers_count_once(dossier: Dossier) -> None:
    entries = [
        Entry(BUDGET, {"进展情况": words}, place) for words, place in (("甲", "表3"), ("甲", "表4"), ("乙", "表5"))
    ]
    made = interpret(dossier, submission(entries=entries), "a.docx", DAY)
    assert [one.progress for one in made.answer.progress] == ["甲", "乙"]
    (doubt,) = made.doubts
    assert "这项任务填了两处，内容不同" in doubt.message and doubt.place and doubt.place.nearby == "表5"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2013年9月5日", "2013-09-05"),
        ("2013.9.5", "2013-09-05"),
        ("9月5日", "2013-09-05"),
        ("9.5", "2013-09-05"),
        ("1月8日", "2014-01-08"),
        ("2013-9-5 ", "2013-09-05"),
        ("二〇一三年九月五日", "2013-09-05"),
        ("十月十五日", "2013-10-15"),
        ("13年9月5日", "2013-09-05"),
        ("20130905", "2013-09-05"),
        ("2013年9月5日（星期四）", "2013-09-05"),
        ("2013–09–05", "2013-09-05"),
        ("9月5日报送", "2013-09-05"),
        ("已于2013年９月5日上报", "2013-09-05"),
        ("2013、9、5", "2013-09-05"),
    ],
)
def test_days_in_the_ways_of_clerks_are_read(dossier: Dossier, words: str, day: str) -> None:
    made = interpret(dossier, submission(about={"方案报送日期": words}), "a.docx", DAY)
    assert str(made.answer.plan_sent_on) == day and made.doubts == []


@pytest.mark.parametrize(
    "words",
    ["九月上旬", "国庆以后", "2月30日", "2013年9月", "13.45", "2013年9月5日（星期五）", "31.9.5", "9月5日、6日"],
)
def test_a_day_that_cannot_be_made_out_is_kept_in_its_words_with_a_doubt(dossier: Dossier, words: str) -> None:
    made = interpret(dossier, submission(about={"开通日期": words}), "a.docx", DAY)
    assert made.answer.column_opened_on is None and made.answer.as_written == {"开通日期": words}
    (doubt,) = made.doubts
    assert words in str(doubt) and "看不出是哪一天" in str(doubt)


def test_a_state_in_other_words_is_kept_with_a_doubt(dossier: Dossier) -> None:
    made = interpret(dossier, submission(entries=[Entry(BUDGET, {"完成状态": "基本完成"}, "表3第2行")]), "a.docx", DAY)
    (row,) = made.answer.progress
    assert row.state is None and row.as_written == {"完成状态": "基本完成"}
    assert "表3第2行" in str(made.doubts[0]) and "a.docx" in str(made.doubts[0])


def test_an_unknown_task_is_kept_whole_elsewhere_with_a_doubt(dossier: Dossier) -> None:
    made = interpret(
        dossier, submission(entries=[Entry("九（九）　推进宇宙信息公开", {"进展情况": "甲"}, "表9")]), "a.docx", DAY
    )
    assert [(one.place, one.words) for one in made.answer.loose] == [
        ("表9", "九（九）　推进宇宙信息公开\n进展情况：甲")
    ]
    assert "通知里没有这项任务" in str(made.doubts[0])


def test_a_cell_that_only_points_elsewhere_is_kept_with_a_doubt(dossier: Dossier) -> None:
    first = "一（二）一是　继续做好财政预算决算和部门预算决算、重大民生方面财政专项支出的公开工作"
    above = Entry(first, {"进展情况": "已公开", "公开数据": "见附件"}, "表3第1行")
    same = Entry(BUDGET, {"进展情况": "同上"}, "表3第2行")
    made = interpret(dossier, submission(entries=[above, same]), "a.docx", DAY)
    assert [row.progress for row in made.answer.progress] == ["已公开", "同上"]
    (doubt,) = made.doubts  # what 同上 stands for is clear
    assert doubt.place == Place("a.docx", nearby="表3第1行") and "“公开数据”只写了“见附件”" in doubt.message
    made = interpret(dossier, submission(entries=[same]), "a.docx", DAY)
    assert "“进展情况”只写了“同上”" in made.doubts[0].message and "那一项的话" in made.doubts[0].hint


def test_a_reworded_task_is_taken_with_a_doubt(dossier: Dossier) -> None:
    made = interpret(
        dossier,
        submission(entries=[Entry("一（二）二是　大力推进“三公”经费公开", {"进展情况": "甲"}, "表3")]),
        "a",
        DAY,
    )
    assert made.answer.progress[0].measure == "着力推进“三公”经费公开" and len(made.doubts) == 1


def test_a_city_answers_by_item(dossier: Dossier) -> None:
    form = Entry("一（二）　推进财政预算决算和“三公”经费公开", {"进展情况": "甲"}, "表3")
    made = interpret(dossier, submission(unit="沈阳市人民政府", entries=[form]), "a", DAY)
    assert made.answer.progress == [entry("推进财政预算决算和“三公”经费公开", "", 进展情况="甲")]


@pytest.mark.parametrize("number", ["附件1一（一）一是", "第一条", "3.", "印发件2一（二）"])
def test_a_task_is_recognised_behind_a_number_of_any_sort(dossier: Dossier, number: str) -> None:
    form = Entry(f"{number}　{BUDGET.partition('　')[2]}", {"进展情况": "甲"}, "表3")
    made = interpret(dossier, submission(entries=[form]), "a", DAY)
    assert made.doubts == [] and [one.as_written for one in made.answer.progress] == [{}]


def test_a_plan_counts_by_the_day_it_came_in_unless_it_says_another(dossier: Dossier) -> None:
    plan = submission(kind="plan-template", entries=[Entry(BUDGET, {"具体举措": "甲", "责任人": "张三"}, "表1")])
    made = interpret(dossier, plan, "a", DAY, is_plan=True)
    assert made.answer.plan_sent_on == DAY and made.answer.received_on is None
    assert made.answer.plan[0].person == "张三"


def test_every_task_of_every_form_is_recognised(dossier: Dossier) -> None:
    from generators.kinds import all_kinds

    (kind,) = (kind for kind in all_kinds() if kind.name == "report-form")
    for output in kind.outputs(dossier):
        fields: Any = output.fields
        headings = [f"{m['编号']}　{m['名称']}" for item in fields["牵头"] for m in item["措施"]]
        headings += [f"{item['序号']}　{item['标题']}" for item in fields["落实"]]
        headings += [f"{item['编号']}　{item['标题']}" for item in fields["保障"]]
        entries = [Entry(heading, {"进展情况": "甲"}, "表") for heading in headings]
        made = interpret(dossier, submission(unit=output.for_, entries=entries), "a", DAY)
        assert made.doubts == [] and len(made.answer.progress) == len(headings)
        assert len({row.key for row in made.answer.progress}) == len(headings)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=40)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(about=st.dictionaries(st.sampled_from(["填报人", "联系电话", "开通日期", "专栏网址"]), LINES), entry=st.dictionaries(st.sampled_from(["完成状态", "进展情况", "存在问题"]), LINES), task=st.sampled_from([BUDGET, "不知道什么任务"]), loose=st.lists(LINES, max_size=2))  # fmt: skip
def test_every_word_of_a_form_stands_in_the_file_that_is_written(
    dossier: Dossier, about: dict[str, str], entry: dict[str, str], task: str, loose: list[str]
) -> None:
    form = submission(about=about, entries=[Entry(task, entry, "表3")], loose=[Loose("表9", words) for words in loose])
    made = interpret(dossier, cleaned(form, "a.docx")[0], "a.docx", DAY)
    content, problems = validate(Return, read_source(return_yaml(made.answer), "省财政厅.yaml", Return))
    assert content is not None, (problems, return_yaml(made.answer).decode())
    kept = "\n".join(
        leaves(
            content.model_dump(
                mode="python",
                by_alias=True,
                exclude={"received_on", "column_opened_on", "plan_sent_on", "filled_on", "origins"},
                exclude_none=True,
            )
        )
    )
    kept += str(content.column_opened_on or "") + " ".join(filter(None, [str(content.column_opened_on or "")]))
    for words in map(clean, [*about.values(), *entry.values(), *loose]):
        recognised = words.strip(" 　。；;") in ("未启动", "推进中", "已完成", "长期推进")
        day = clean(about.get("开通日期", "")) == words and content.column_opened_on is not None
        assert words in kept or recognised or day or not words.strip(), (words, return_yaml(made.answer).decode())


def test_a_later_file_adds_and_never_replaces() -> None:
    old = answer(收到日期="2013-12-10", 填报人="张三", 进展=[entry("甲", "乙", 进展情况="先")])
    later = [entry("甲", "乙", 进展情况="后", 存在问题="丙"), entry("丁", 进展情况="新")]
    new = answer(收到日期="2013-12-20", 填报人="李四", 联系电话="1", 进展=later)
    merged, doubts = merge(old, new, "b.docx")
    kept = [entry("甲", "乙", 进展情况="先", 存在问题="丙"), entry("丁", 进展情况="新")]
    assert merged == answer(收到日期="2013-12-10", 填报人="张三", 联系电话="1", 进展=kept)
    assert [("李四" in str(doubt), "后" in str(doubt)) for doubt in doubts] == [(True, False), (False, True)]
    merged, doubts = merge(old, new, "b.docx", prefer_new=True)
    assert merged == answer(收到日期="2013-12-10", 填报人="李四", 联系电话="1", 进展=later) and len(doubts) == 2


def test_a_date_written_in_another_form_is_no_difference() -> None:
    old, new = answer(开通日期="2013年9月5日"), answer(开通日期="2013-09-05")
    assert merge(old, new) == (old, [])


ENTRIES = st.builds(
    lambda item, measure, values: entry(item, measure, **values),
    st.sampled_from("甲乙"),
    st.sampled_from(["", "丙", "丁"]),
    st.dictionaries(st.sampled_from(["完成状态", "进展情况", "存在问题"]), st.sampled_from(["已完成", "推进中"])),
)
RETURNS = st.builds(
    lambda values, entries: answer(**values, 进展=entries),
    st.dictionaries(st.sampled_from(["填报人", "联系电话", "专栏网址"]), st.sampled_from(["子", "丑"])),
    st.lists(ENTRIES, max_size=3, unique_by=lambda one: one.key),
)


@pytest.mark.slow
@settings(deadline=None)
@given(old=RETURNS, new=RETURNS)
def test_of_two_returns_nothing_is_lost_and_every_difference_is_doubted(old: Return, new: Return) -> None:
    kept, doubts = merge(old, new)
    taken, same_doubts = merge(old, new, prefer_new=True)
    assert doubts == same_doubts and (kept != taken) == bool(doubts)
    assert merge(kept, old)[0] == kept and merge(kept, old)[1] == []
    assert merge(taken, new) == (taken, [])
    assert merge(old, old) == (old, [])


def test_additions_leave_comments_and_corrections_of_a_clerk_alone() -> None:
    old = (
        "# 我的注释\n单位: 省财政厅   # 核对过\n开通日期: 2013年9月5日\n"
        "进展:\n  - 事项: 甲\n    进展情况: 改正过的话   # 电话核实\n"
    ).encode()
    new = answer(填报人="张三", 开通日期="2013-09-05", 进展=[entry("甲", 存在问题="乙"), entry("丙", 进展情况="丁")])
    merged, doubts = merge(read_return(old, "省财政厅.yaml"), new)
    again = return_yaml(merged, old)
    text = again.decode("utf-8")
    kept = ("# 我的注释", "# 核对过", "开通日期: 2013年9月5日", "改正过的话   # 电话核实")
    for line in (*kept, "填报人: 张三", "存在问题: 乙", "进展情况: 丁"):
        assert line in text, text
    assert doubts == [] and read_return(again, "省财政厅.yaml") == merged


@settings(deadline=None)
@given(old=RETURNS, new=RETURNS)
def test_a_return_reads_as_it_was_written(old: Return, new: Return) -> None:
    raw = return_yaml(old)
    merged, _ = merge(old, new, prefer_new=True)
    assert read_return(raw, "a") == old and read_return(return_yaml(merged, raw), "a") == merged
    assert return_yaml(old, raw) == raw


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_return_that_an_editor_saved_otherwise_is_added_to_in_its_own_encoding(encoding: str) -> None:
    old = "单位: 省财政厅\r\n填报人: 张三  # 电话问的\r\n".encode(encoding)
    now = read_return(old, "a").model_copy(update={"telephone": "1234567"})
    written = return_yaml(now, old).decode(encoding)
    assert written == "单位: 省财政厅\r\n填报人: 张三  # 电话问的\r\n联系电话: '1234567'\r\n"


def test_words_under_labels_of_another_form_are_kept_with_a_doubt(dossier: Dossier) -> None:
    form = submission(entries=[Entry(BUDGET, {"进展情况": "甲", "责任人": "张三"}, "表3")], about={"存在问题": "乙"})
    made = interpret(dossier, form, "a", DAY)
    assert [one.words for one in made.answer.loose] == ["乙", f"{BUDGET}\n责任人：张三"] and len(made.doubts) == 2


def test_a_value_that_could_not_be_read_stands_in_its_place() -> None:
    made = answer(填报人="张三", 审签人="李四", 原话={"开通日期": "国庆以后"})
    lines = return_yaml(made).decode().splitlines()[1:]
    assert lines == ["单位: 省财政厅", "填报人: 张三", "原话:", "  开通日期: 国庆以后", "审签人: 李四"]


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.mark.slow
@settings(deadline=None)
@given(words=ANYTHING, label=ANYTHING, file=ANYTHING, place=ANYTHING)
def test_whatever_is_written_loads_again(dossier: Dossier, words: str, label: str, file: str, place: str) -> None:
    """Also names of files that are no UTF-8, and characters that no file can hold."""
    form = submission(
        about={"填报人": words, "开通日期": words},
        entries=[Entry(BUDGET, {"完成状态": words, "进展情况": words, label: words}, place)],
        loose=[Loose(place, words)],
    )
    made = interpret(dossier, cleaned(form, file)[0], file, DAY).answer
    origin = {"文件": file, "指纹": "0", "收到": DAY}
    raw = return_yaml(made.model_copy(update={"origins": [Origin.model_validate(origin)]}))
    content, problems = validate(Return, read_source(raw, "省财政厅.yaml", Return))
    assert content is not None and not problems, (problems, raw.decode())
    assert return_yaml(content, raw) == raw


def test_a_form_filled_in_after_it_came_is_reported(dossier: Dossier) -> None:
    made = interpret(dossier, submission(about={"填表日期": "2014年12月9日"}), "a.docx", DAY)
    assert str(made.answer.filled_on) == "2014-12-09" and "在收到日期" in made.doubts[0].message


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("推进中、已完成", "是“推进中”，还是“已完成”？"),
        ("推进中（方框被删）", "是“推进中”，还是没有选？"),
        ("完成", "是不是“已完成”？"),
    ],
)
def test_an_unclear_choice_is_asked_with_all_that_it_may_mean(dossier: Dossier, words: str, hint: str) -> None:
    made = interpret(dossier, submission(entries=[Entry(BUDGET, {"完成状态": words}, "表3")]), "a.docx", DAY)
    assert made.doubts[0].hint.startswith(hint)
