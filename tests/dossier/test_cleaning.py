"""Pasted characters that nobody sees are taken out with one notice; places keep their lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.dossier.source import read

KEYS = ("标题", "成文日期", "对象", "正文")
PLAIN = "# 说明\n标题: 关于公开的通知\n成文日期: 2013-08-20\n对象: [牵头部门]\n正文:\n  - 甲。\n"
UNSEEN = "\u200b\u200c\u200d\u2060\u200e\u200f\u202a\u202c\u2066\u2069\u00ad\ufeff\u2028\u2029\u0085"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (PLAIN.replace("标题: ", "标题:\u3000"), 2),
        (PLAIN.replace("标题: ", "标题:\u00a0"), 2),
        (PLAIN.replace("标题: ", "标题: \u3000"), 2),
        (PLAIN.replace("牵头部门", "牵头部门\u200b"), 4),
        (PLAIN.replace(": 2013", ": \u200e2013"), 3),
        (PLAIN.replace("标题", "\ufeff标题"), 2),
        (PLAIN.replace("说明", "说\u2028明"), 1),
        (PLAIN.replace("关于公开", "关于\u0085公开"), 2),
        (PLAIN.replace("- 甲", "-\u3000甲"), 6),
    ],
)
def test_what_is_not_seen_is_taken_out_with_one_notice(typed: str, line: int) -> None:
    source = read(typed.encode(), "notice.yaml", KEYS)
    assert source.data == read(PLAIN.encode(), "notice.yaml", KEYS).data
    (found,) = source.problems
    assert found.severity == "notice" and f"第{line}行" in found.message


@given(st.lists(st.tuples(st.integers(0, len(PLAIN)), st.sampled_from(UNSEEN)), min_size=1, max_size=8))
def test_unseen_characters_change_nothing_wherever_they_stand(inserted: list[tuple[int, str]]) -> None:
    text = PLAIN
    for at, character in sorted(inserted, reverse=True):
        text = text[:at] + character + text[at:]
    source = read(text.encode(), "notice.yaml", KEYS)
    assert source.data == read(PLAIN.encode(), "notice.yaml", KEYS).data
    assert len(source.problems) <= 1


def test_full_width_blanks_within_words_stay() -> None:
    source = read("标题: 张　三\n".encode(), "notice.yaml", KEYS)
    assert source.data == {"标题": "张　三"} and not source.problems


def test_words_of_a_return_stay_letter_for_letter() -> None:
    source = read("标题: 甲\u200b乙\n".encode(), "return.yaml", KEYS, verbatim=True)
    assert source.data == {"标题": "甲\u200b乙"}


@pytest.mark.parametrize(
    ("start", "what"), [(b"PK\x03\x04....", "docx"), (b"%PDF-1.4", "PDF"), (b"\xd0\xcf\x11\xe0..", "旧版")]
)
def test_what_is_no_text_is_named(start: bytes, what: str) -> None:
    (found,) = read(start, "notice.yaml", KEYS).problems
    assert what in found.message and "记事本" in found.hint
