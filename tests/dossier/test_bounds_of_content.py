"""Content beyond what any notice needs is refused at once with the bound in words; many faults are counted."""

from __future__ import annotations

import pytest
from support.files import NOTICE, ROOT

from generators.dossier.models import Notice
from generators.dossier.validation import read_source, validate

TEXT = (ROOT / "content" / NOTICE / "notice.yaml").read_text("utf-8")


def messages(text: str) -> list[str]:
    return [
        f"{problem.message}（{problem.hint}）"
        for problem in validate(Notice, read_source(text.encode(), "n.yaml", Notice))[1]
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# " + "x" * 3_000_000, "文件有 3.0 MB，超过 3 MB"),
        ("a: [" + "x," * 70_000 + "]", "内容超过 60000 项"),
        ("标题: " + "政府信息公开" * 700, "这里有 4200 个字，超过 200 字"),
        ('标题: "\\UFFFFFFFF"', "双引号里的“\\U……”不是一个字"),
    ],
    ids=["bytes", "values", "title", "escape"],
)
def test_a_bound_is_named(text: str, message: str) -> None:
    assert any(message in found for found in messages(text))


def test_of_very_many_faults_the_first_are_listed_and_the_others_counted() -> None:
    found = messages(TEXT + "".join(f"未知{number}: x\n" for number in range(500)))
    assert len(found) == 101 and found[-1].startswith("还有 400 处没有列出")
