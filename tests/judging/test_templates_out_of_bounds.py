"""A template with words for numbers, or far more in it than any document needs, is refused with its name."""

from __future__ import annotations

import pytest
from attack.active import in_body, plain

from generators.judging.numbers import unreadable_numbers
from generators.problems import TemplateError
from generators.word.template_size import require_usual_size


@pytest.mark.parametrize("written", ["x", "", "-1.5e3", "99999999999999999999"])
def test_a_word_where_a_number_belongs_is_named(written: str) -> None:
    problems = unreadable_numbers(in_body(f'<w:r><w:rPr><w:sz w:val="{written}"/></w:rPr></w:r>'), "a.docx")
    assert [f"“{written[:30]}”" in problem.message and str(problem.place) for problem in problems] == ["a.docx"]


@pytest.mark.parametrize("written", ["21", "-3", "10.5pt", "auto", "{{ 字号 }}"])
def test_numbers_with_their_units_and_tags_are_none_of_these(written: str) -> None:
    assert unreadable_numbers(in_body(f'<w:r><w:rPr><w:sz w:val="{written}"/></w:rPr></w:r>'), "a.docx") == []


@pytest.mark.parametrize(
    ("more", "told"),
    [("<w:r><w:t>{{{{</w:t></w:r>" * 1300, "花括号"), ("<w:r/>" * 5001, "片断"), ("<w:p/>" * 20_001, "段落")],
)
def test_far_too_much_is_refused_before_it_is_searched(more: str, told: str) -> None:
    require_usual_size(plain(), "a.docx")
    with pytest.raises(TemplateError, match=f"a.docx: 错误：.*{told}"):
        require_usual_size(in_body(more), "a.docx")
