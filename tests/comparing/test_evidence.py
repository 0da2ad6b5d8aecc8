"""Which texts of a document differ between two states of its fields."""

from __future__ import annotations

from generators.comparing.evidence import FieldChange, changes


def test_an_entry_that_only_moved_is_one_change_and_none_that_came() -> None:
    (moved,) = changes({"名": ["一二三", "四五六"]}, {"名": ["四五六", "一二三"]})
    assert moved == FieldChange("", "", f"\n{moved.around.strip()}") and moved.around.strip() in ("一二三", "四五六")


def test_what_came_beside_a_moved_entry_is_a_change_of_its_own() -> None:
    found = list(changes({"名": ["一二三", "四五六"]}, {"名": ["四五六", "七八九", "一二三"]}))
    assert [(one.before, one.after) for one in found].count(("", "七八九")) == 1
    assert len(found) == 2
