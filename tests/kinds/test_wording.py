"""Shapes of text that few notices have, word for word: several paragraphs, headings, clauses, items of items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.every_kind import kind_of
from support.notices import dossier_of

from generators.dossier.dossier import Dossier

HEAD = """\
标题: 某省人民政府办公厅关于做好某项工作的通知
发文机关: 某省人民政府办公厅
主送机关: 各市人民政府
成文日期: 2013-08-20
"""
PARAGRAPHS = [f"第{number}段的话。" for number in "一二三四五"]


def printed(dossier: Dossier, title: str, unit: str | None = None) -> dict[str, Any]:
    """The fields of a document."""
    kind = kind_of(title)
    return next(dict(one.fields) for one in kind.outputs(dossier) if unit in (None, one.fields.get("单位")))


def texts_of(entries: list[dict[str, str]]) -> Iterator[str]:
    yield from (entry["标题"] + entry["文字"] for entry in entries)


def notice(items: str) -> Dossier:
    """A notice that issues an arrangement of one part with these items."""
    body = "正文: [请认真贯彻落实。]\n印发件:\n  标题: 某项工作安排\n  部分:\n    - 标题: 保障措施\n      事项:\n"
    return dossier_of(HEAD + body + items)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_paragraph_of_the_text_is_printed_in_order(number: int) -> None:
    texts = PARAGRAPHS[:number]
    fields = printed(dossier_of(f"{HEAD}正文: [{', '.join(texts)}]\n"), "通知")
    whole = "".join([*fields["正文"], fields["正文接排"]])
    assert whole == "".join(texts) and len(fields["正文"]) == number


def test_every_paragraph_of_an_introduction_a_closing_and_an_attachment_is_printed() -> None:
    listed = f"[{', '.join(PARAGRAPHS)}]"
    dossier = dossier_of(
        f"{HEAD}正文: [见附件。]\n附件:\n  - {{ 名称: 清单, 正文: {listed} }}\n"
        f"印发件:\n  标题: 某项工作安排\n  导语: {listed}\n  部分:\n    - {{ 标题: 总则, 正文: {listed} }}\n  结语: {listed}\n"
    )
    fields = printed(dossier, "通知")
    (issued,) = fields["印发件"]
    assert issued["导语"] == fields["附件"][0]["正文"] == PARAGRAPHS
    assert list(texts_of(issued["段落"])) == ["一、总则", *PARAGRAPHS, *PARAGRAPHS], "the text, then the closing"


@pytest.mark.parametrize("end", ["？", "！", "：", "。"])
def test_a_heading_that_ends_in_a_mark_gets_no_second_one(end: str) -> None:
    dossier = notice(f"        - {{ 标题: 为什么要公开{end}, 正文: [因为应当公开。] }}\n")
    (issued,) = printed(dossier, "通知")["印发件"]
    assert list(texts_of(issued["段落"]))[1] == f"（一）为什么要公开{end}因为应当公开。"


def test_a_manual_break_in_the_title_of_what_is_issued_is_a_break_there_and_nowhere_else() -> None:
    dossier = dossier_of(
        HEAD
        + '正文: [请落实。]\n印发件:\n  标题: "某省政府信息公开\\n重点工作安排"\n  部分:\n    - 标题: 任务\n      事项:\n'
        "        - { 标题: 推进公开, 措施: [做一件事。], 牵头: { 部门: [省财政厅] } }\n"
    )
    (issued,) = printed(dossier, "通知")["印发件"]
    assert issued["标题"] == ["某省政府信息公开", "重点工作安排"]
    sheet = printed(dossier, "任务清单", "省财政厅")
    assert "\n" not in repr(sheet) and "某省政府信息公开重点工作安排" in repr(sheet).replace("\\n", "|")


def test_a_clause_of_a_safeguard_that_names_two_units_is_theirs_and_nobody_elses() -> None:
    dossier = notice(
        "        - 标题: 加强队伍建设\n          正文:\n            - 分句:\n"
        "                - { 内容: 各单位要配好人员。, 责任: [省直部门, 各市] }\n"
        "                - { 内容: 财政、审计部门要组织培训。, 责任: [省财政厅, 省审计厅] }\n"
    )
    units = {unit.name: unit for unit in dossier.units}
    named = {name for name, unit in units.items() if dossier.safeguard_namings_of(unit)}
    assert named == {"省财政厅", "省审计厅"}
    (safeguard,) = dossier.safeguards
    for name, unit in units.items():
        assert dossier.safeguard_words(safeguard, unit) == "各单位要配好人员。", name
    for name in named:
        (duty,) = dossier.safeguard_namings_of(units[name])
        assert duty.text == "财政、审计部门要组织培训。"


def test_a_safeguard_that_binds_a_category_is_no_common_requirement() -> None:
    dossier = notice(
        "        - { 标题: 加强制度建设, 正文: [{ 内容: 省直部门要建立制度。, 责任: [省直部门] }] }\n"
        "        - 标题: 推进公开\n          措施: [{ 内容: 省直部门要公开。, 责任: [省直部门] }]\n"
        "          牵头: { 部门: [省财政厅] }\n"
    )
    audit = printed(dossier, "任务清单", "省审计厅")
    assert [row["内容"] for row in audit["共性"]] == ["省直部门要公开。"]
    assert [row["内容"] for row in audit["保障"]] == ["省直部门要建立制度。"]


def test_an_item_with_text_and_items_that_nobody_leads_is_printed_whole_and_is_no_task() -> None:
    dossier = notice(
        "        - 标题: 加强领导\n          正文: [各单位要加强领导。]\n          事项:\n"
        "            - { 标题: 明确责任, 正文: [要明确责任人。] }\n            - { 标题: 加强检查, 正文: [要定期检查。] }\n"
    )
    (issued,) = printed(dossier, "通知")["印发件"]
    assert list(texts_of(issued["段落"]))[1:] == [
        "（一）加强领导。各单位要加强领导。",
        "1.明确责任。要明确责任人。",
        "2.加强检查。要定期检查。",
    ]
    safeguards = [(item.title, [one.text for _, one in item.passages]) for item in dossier.safeguards]
    assert safeguards == [
        ("加强领导", ["各单位要加强领导。"]),
        ("加强领导：明确责任", ["要明确责任人。"]),
        ("加强领导：加强检查", ["要定期检查。"]),
    ]
    assert dossier.tasks == []
