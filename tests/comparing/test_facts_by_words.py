"""Facts are found by their words as if every word were counted in every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generators.comparing.differences import Difference
from generators.comparing.facts_by_words import FactsByWords

TEXTS = st.text("甲1", max_size=20)
WORDS = st.lists(st.text("甲1", max_size=10), max_size=3).map(tuple)
FACTS = st.builds(Difference, st.just(""), lost=WORDS, gained=WORDS, within=st.sampled_from(["", "", "甲", "1甲"]))


@settings(max_examples=200, deadline=None)
@given(st.lists(FACTS, max_size=5), TEXTS, TEXTS)
def test_a_fact_shows_where_a_text_has_one_of_its_words_less_or_more_often(
    facts: list[Difference], before: str, after: str
) -> None:
    def counts(one: Difference, word: str) -> tuple[int, int]:
        was, now = (text.replace(one.within, "") if one.within else text for text in (before, after))
        return was.count(word), now.count(word)

    signs = FactsByWords(facts).signs(before, after)
    pairs = [([counts(one, word) for word in one.lost], [counts(one, word) for word in one.gained]) for one in facts]
    assert signs.lost == {place for place, (lost, _) in enumerate(pairs) if any(was > now for was, now in lost)}
    assert signs.gained == {place for place, (_, gained) in enumerate(pairs) if any(now > was for was, now in gained)}
    in_both = {place for place, one in enumerate(facts) if any(word in before and word in after for word in one.lost)}
    assert signs.in_both >= in_both
