"""The number before a task in a form, whatever ordinals the notice has, is no part of the task's name."""

import pytest

from generators.dossier.ordinals import Ordinal, cited
from generators.intake.interpret import without_number


@pytest.mark.parametrize("ordinal", Ordinal)
@pytest.mark.parametrize("above", ["", "二", "二（一）"])
def test_a_task_is_named_without_its_number(ordinal: Ordinal, above: str) -> None:
    for number in (1, 12):
        assert without_number(f"{above}{cited(ordinal.text(number))}　健全四级网格") == "健全四级网格"


def test_a_quantity_at_the_beginning_of_a_name_is_kept() -> None:
    assert without_number("二（一）1.　2.5万亩高标准农田") == "2.5万亩高标准农田"
    assert without_number("2026年9月15日前完成登记") == "2026年9月15日前完成登记"
    assert without_number("10处收储点建成投用") == "10处收储点建成投用"
