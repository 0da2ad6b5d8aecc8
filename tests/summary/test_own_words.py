"""汇总 in notice.yaml: what the office says itself wins over what is made of the returns, build after build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, text_of
from support.returns import FINANCE, SHENYANG, Returned

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]

# key -> what the clerk writes, the words that are then printed, and those that they take the place of in the text
TEXTS = {
    "导语": ("现将情况汇总如下。", "现将情况汇总如下。", "现将各单位报送的工作进展情况汇总如下："),
    "领域": (
        "{ 推进财政预算决算和“三公”经费公开: 财政信息公开有序推进。 }",
        "（二）推进财政预算决算和“三公”经费公开。财政信息公开有序推进。",
        "省财政厅报告如下：",
    ),
    "保障": (
        "{ 加强制度建设: 制度建设取得进展。 }",
        "（一）加强制度建设。制度建设取得进展。",
        "省财政厅（已完成）：建立了考核制度。",
    ),
    "问题": ("[公开口径尚待统一。, 报送不够齐全。]", "公开口径尚待统一。\n报送不够齐全。", "省财政厅反映：口径不一。"),
    "下一步": ("[适时组织督查。]", "五、下一步工作\n适时组织督查。", "督促尚未报送的"),
}


@pytest.fixture
def summary(returned: Returned, workspace: Path, duban: Duban) -> Path:
    """A summary of two returns, with nothing of the office's own."""
    returned("省财政厅", FINANCE)
    returned("沈阳市人民政府", SHENYANG)
    assert duban("progress-summary").exit_code == 0
    return workspace / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"


@pytest.mark.parametrize("key", TEXTS)
def test_what_the_office_writes_takes_the_place_of_what_was_made(
    summary: Path, duban: Duban, edit: Edit, key: str
) -> None:
    written, printed, replaced = TEXTS[key]
    before = text_of(summary)
    assert replaced in before and printed not in before
    edit("\n时限:\n", f"\n汇总:\n  {key}: {written}\n\n时限:\n")
    for changed in (True, False):
        result = duban("progress-summary")
        assert result.exit_code == 0 and ("更新 1" in result.output) == changed, result.output
        text = text_of(summary)
        assert printed in text and replaced not in text


def test_own_words_survive_new_returns_and_can_be_reworded_and_taken_back(
    summary: Path, workspace: Path, duban: Duban, edit: Edit
) -> None:
    first = text_of(summary)
    lines = "".join(f"  {key}: {written}\n" for key, (written, *_) in TEXTS.items())
    edit("\n时限:\n", f"\n汇总:\n{lines}\n时限:\n")
    city = SHENYANG.replace("沈阳", "大连").replace("公开了分配信息", "公开了退出信息").replace("12-16", "12-12")
    (workspace / "content" / NOTICE / "returns" / "大连市人民政府.yaml").write_text(city, "utf-8")
    assert duban("progress-summary").exit_code == 0
    text = text_of(summary)
    assert "大连市（已完成）：公开了退出信息。" in text and "已报送3个" in text
    for _, printed, replaced in TEXTS.values():
        assert printed in text and replaced not in text
    edit("适时组织督查。", "一季度组织督查。")
    assert duban("progress-summary").exit_code == 0 and "一季度组织督查。" in text_of(summary)
    edit(f"汇总:\n{lines.replace('适时', '一季度')}", "")
    (workspace / "content" / NOTICE / "returns" / "大连市人民政府.yaml").unlink()
    assert duban("progress-summary").exit_code == 0 and text_of(summary) == first


def test_what_a_unit_wrote_moves_to_the_attachment_where_the_office_says_it_in_its_own_words(
    summary: Path, duban: Duban, edit: Edit
) -> None:
    lines = "".join(f"  {key}: {written}\n" for key, (written, *_) in TEXTS.items())
    edit("\n时限:\n", f"\n汇总:\n{lines}\n时限:\n")
    assert duban("progress-summary").exit_code == 0
    body, attached = text_of(summary).split("附件4\n")
    for words in ("印发了细化公开的通知。", "建立了考核制度。", "口径不一。", "统一口径。"):
        assert words in attached and words not in body, words


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("  导言: 甲\n", "是不是“导语”"),
        ("  领城: { 推进行政审批信息公开: 甲 }\n", "是不是“领域”"),
        ("  保障措施: { 加强制度建设: 甲 }\n", "是不是“保障”"),
        ("  存在问题: [甲]\n", "是不是“问题”"),
        ("  下一步工作: [甲]\n", "是不是“下一步”"),
        ("  领域: { 推进行政审批公开: 甲 }\n", "是不是“推进行政审批信息公开”"),
        ("  保障: { 加强制度: 甲 }\n", "是不是“加强制度建设”"),
    ],
)
def test_a_mistyped_key_is_answered_with_the_one_that_was_meant(
    duban: Duban, edit: Edit, written: str, answer: str
) -> None:
    edit("\n时限:\n", f"\n汇总:\n{written}\n时限:\n")
    assert answer in duban("check").output
