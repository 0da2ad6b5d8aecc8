"""Units are added to departments.yaml as clerks write it; where that cannot be done, the way to write it is named."""

from __future__ import annotations

import pytest

from generators.dossier.load import read_units
from generators.dossier.units import UnitList
from generators.importer.unit_file import NewUnit, with_units
from generators.problems import ContentError

NEW = NewUnit(20, "乙局", "乙局", "省直部门", sure=True)
OLD = "- { 序号: 10, 名称: 甲厅, 类别: 省直部门 }"


@pytest.mark.parametrize("head", ["单位:", "单位: # 名录", '"单位":', "'单位' :"])
def test_a_unit_is_added_behind_those_that_are_there(head: str) -> None:
    text = with_units(f"{head}\n  {OLD}\n", [NEW], UnitList(()))
    assert [unit.name for unit in read_units(("departments.yaml", text.encode()))] == ["甲厅", "乙局"]


@pytest.mark.parametrize("text", [f"单位: [{OLD[2:]}]\n", f"{{ 单位: [{OLD[2:]}] }}\n"])
def test_a_list_in_one_line_is_left_alone_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ContentError, match="把“单位:”写在行首"):
        with_units(text, [NEW], UnitList(()))
