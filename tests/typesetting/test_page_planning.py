"""The end of a page, planned by counting lines: closer lines only where they help, else the last lines go over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generators.typesetting.lines import CHARACTERS, clean_breaks, lines_needed, split_lines
from generators.typesetting.page_end import Below, Ending, Paragraph, settle
from generators.typesetting.paragraphs import counted, divided, entries_set

TAIL = Below(soft=5)


def text(lines: int) -> Paragraph:
    return Paragraph(lines, breaks=range(1, lines))


def test_where_all_fits_nothing_changes() -> None:
    assert settle([text(3)], 8, TAIL) == Ending()
    assert settle([text(3), text(2)], 10, TAIL) == Ending(together=True)


def test_text_that_runs_onto_the_next_page_takes_the_signature_along() -> None:
    assert settle([text(2), text(8)], 7, TAIL) == Ending()  # not held together: that would move the whole paragraph


def test_lines_are_set_closer_only_from_where_it_helps() -> None:
    paragraphs = [text(10), text(14), text(4)]
    assert settle(paragraphs, 10, TAIL) == Ending(0.95, tight_from=1, together=True)  # not on the first page


def test_the_imprint_counts() -> None:
    assert settle([text(3), text(10)], 19, TAIL).pitch == 1
    assert 0.83 <= settle([text(3), text(10)], 19, TAIL._replace(foot=1.6)).pitch < 1


def test_where_closer_lines_do_not_help_the_last_two_go_over() -> None:
    assert settle([text(6)], 6, TAIL) == Ending(tight_from=1, carried=2, together=True)
    assert settle([text(4), text(2)], 7, TAIL) == Ending(tight_from=2, together=True)  # a short paragraph, whole
    assert settle([Paragraph(1)], 3, TAIL) == Ending(tight_from=1)  # the first page shows text (7.3.3)


def test_a_heading_moves_with_its_text() -> None:
    paragraphs = [text(9), Paragraph(1, keeps_next=True), text(4)]
    assert settle(paragraphs, 10, TAIL) == Ending(together=True)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(3, 22), st.integers(0, 9), st.floats(0, 4))
def test_closer_lines_are_never_for_nothing(counts: list[int], first: int, soft: int, foot: float) -> None:
    below = Below(soft=soft, foot=foot)
    ending = settle([text(count) for count in counts], first, below)
    assert 0.83 <= ending.pitch <= 1 and (ending.pitch == 1 or not ending.carried)
    if soft + foot == 0:
        assert ending == Ending()


def test_numbers_and_words_in_latin_letters_stay_on_one_line() -> None:
    assert lines_needed("字" * 27 + "2013年", 28) == 2
    assert split_lines("字" * 27 + "2013年", 1, 28, 0) == ("字" * 27, "2013年")
    assert split_lines("字" * 27 + "“引文”", 1, 28, 0) == ("字" * 27, "“引文”")


def test_a_paragraph_is_divided_at_full_lines_only_and_without_a_stump() -> None:
    full, date = "字" * 26 + "文" * 28 + "末" * 8, "字" * 26 + "文" * 27 + "2013年" + "末" * 8
    assert clean_breaks(full, CHARACTERS, 2) == [2, 1]
    assert clean_breaks(full[:-4], CHARACTERS, 2) == [2]
    assert clean_breaks(date, CHARACTERS, 2) == [2]  # the number leaves its line a character short
    assert clean_breaks("字" * 25 + "、2013" + "文" * 60, CHARACTERS, 2) == []


def test_no_word_is_lost_where_a_paragraph_is_divided() -> None:
    words = "字" * 26 + "文" * 28 + "末" * 8
    ending = Ending(tight_from=1, carried=1, together=True)
    assert divided([words], ending) == ([words[:54]], words[54:])
    entry = {"级别": "三", "标题": "1.", "文字": words}
    whole, rest = entries_set([entry], ending)
    assert f"{whole['标题']}{whole['文字']}{rest['文字']}" == f"1.{words}"
    assert (whole["接排"], rest["接排"], rest["级别"], whole["同页"], rest["同页"]) == ("", "是", "", "", "是")
    assert counted(words).lines == 3
