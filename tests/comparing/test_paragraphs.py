"""A paragraph that goes, comes or changes anywhere in the text is seen and named; none vanishes unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

HEAD = "标题: 某省人民政府令\n发文机关: 某省人民政府\n版式: 命令\n成文日期: 2013-08-20\n"
TEXTS = [f"第{number}段的话。" for number in "一二三四五"]


@pytest.fixture
def reason(notice_file: Path, duban: Callable[..., Result]) -> Callable[[list[str]], str]:
    """Why the notice changes when its five paragraphs become others."""

    def edited(texts: list[str]) -> str:
        for written in (TEXTS, texts):
            notice_file.write_text(f"{HEAD}正文: [{', '.join(written)}]\n", "utf-8")
            report = json.loads(duban("build", "--json").stdout)
        (notice,) = [one for one in report["outputs"] if one["path"].endswith("-通知.docx")]
        assert notice["outcome"] == "updated"
        return str(notice["reason"])

    return edited


@pytest.mark.parametrize("at", range(5))
def test_a_paragraph_that_goes_is_named(reason: Callable[[list[str]], str], at: int) -> None:
    assert TEXTS[at].rstrip("。") in reason(TEXTS[:at] + TEXTS[at + 1 :])


@pytest.mark.parametrize("at", range(5))
def test_a_paragraph_that_changes_is_named_with_its_place(reason: Callable[[list[str]], str], at: int) -> None:
    assert f"正文第{at + 1}段" in reason([*TEXTS[:at], "别的话。", *TEXTS[at + 1 :]])


@pytest.mark.parametrize("at", range(6))
def test_a_paragraph_that_comes_is_named(reason: Callable[[list[str]], str], at: int) -> None:
    assert "别的话" in reason([*TEXTS[:at], "别的话。", *TEXTS[at:]])
