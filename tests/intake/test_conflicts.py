"""A second return that says something else than the first: told with every document for which it matters."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, files_in
from support.filling import fill

Duban = Callable[..., Result]
FIRST = {
    ("", "方案报送日期"): "2013-09-05",
    ("", "开通日期"): "2013-10-15",
    ("", "填报人"): "张三",
    ("一（二）二是", "进展情况"): "印发了通知",
}
DAY = ("--on", "2013-12-14")
COMMANDS: dict[str, tuple[str, ...]] = {
    "催报函": ("reminders", *DAY),
    "通报": ("circular", *DAY),
    "进展情况汇总": ("progress-summary",),
}


@pytest.fixture
def take(workspace: Path, duban: Duban, built: Path, tmp_path: Path) -> Callable[..., Path]:
    """Takes 省财政厅's form, filled in once, and again as said; gives the returns folder."""
    form = (built / "进展情况报送表" / "040-省财政厅-进展情况报送表.docx").read_bytes()

    def taken(*forms: dict[tuple[str, str], str]) -> Path:
        for number, values in enumerate(forms):
            path = tmp_path / f"{number}.docx"
            path.write_bytes(form)
            assert duban("collect", str(fill(path, values, "typed")), "--on", "2013-12-10").exit_code == 0
        return workspace / "content" / NOTICE / "returns"

    return taken


def told(duban: Duban, title: str, *more: str) -> list[str]:
    """What a build says of returns that wait for a choice."""
    result = duban(*COMMANDS[title], *more, "--json")
    assert result.exit_code == 0, result.output
    problems = json.loads(result.stdout)["problems"]
    return [
        f"{one['file']}：{one['message']}（{one['hint']}）" for one in problems if "以后收到的" in (one["file"] or "")
    ]


@pytest.mark.parametrize(
    ("label", "words", "concerned"),
    [
        (("", "方案报送日期"), "2013-12-20", {"催报函", "通报", "进展情况汇总"}),  # it is not there yet
        (("", "开通日期"), "2013-10-20", {"通报", "进展情况汇总"}),  # late, and owed no more
        (("一（二）二是", "进展情况"), "印发了细则", {"进展情况汇总"}),
        (("", "填报人"), "李四", set()),
    ],
)
def test_a_doubtful_return_is_told_with_the_documents_that_it_would_change(
    take: Callable[..., Path], duban: Duban, label: tuple[str, str], words: str, concerned: set[str]
) -> None:
    folder = take(FIRST, FIRST | {label: words})
    (later,) = (folder / "以后收到的").iterdir()
    for title in COMMANDS:
        expected = [
            f"content/{NOTICE}/returns/以后收到的/{later.name}：省财政厅又报过一份，与先前的不同，还没有取舍；"
            f"{title}按先前的做，用新的会不一样（要用新的，把它的内容改进 省财政厅.yaml；取舍以后删去这一份，再生成）"
        ]
        assert told(duban, title) == (expected if title in concerned else []), title


@pytest.mark.parametrize("way", ["deleted", "taken over"])
def test_what_is_settled_is_told_no_more(take: Callable[..., Path], duban: Duban, way: str) -> None:
    folder = take(FIRST, FIRST | {("", "开通日期"): "2013-10-20"})
    assert told(duban, "通报")
    if way == "deleted":
        next((folder / "以后收到的").iterdir()).unlink()
    else:
        kept = folder / "省财政厅.yaml"
        kept.write_text(kept.read_text("utf-8").replace("2013-10-15", "2013-10-20"), "utf-8")
    assert told(duban, "通报") == []


def test_letters_to_others_have_nothing_to_do_with_it(take: Callable[..., Path], duban: Duban) -> None:
    take(FIRST, FIRST | {("", "方案报送日期"): "2013-12-20"})
    assert told(duban, "催报函", "--for", "省审计厅") == []
    assert len(told(duban, "催报函", "--for", "省财政厅")) == 1


def test_a_later_return_that_cannot_be_read_is_told(take: Callable[..., Path], duban: Duban) -> None:
    folder = take(FIRST, FIRST | {("", "开通日期"): "2013-10-20"})
    (later,) = (folder / "以后收到的").iterdir()
    before = files_in(folder)
    for text in ("单位: [", "单位: 没有这个单位\n", "", "单位: 省审计厅\n", later.read_text("utf-8") + "没有的键: 1\n"):
        later.write_text(text, "utf-8")
        (one,) = told(duban, "通报")
        assert "这份以后收到的材料读不了" in one
    assert files_in(folder).keys() == before.keys()
