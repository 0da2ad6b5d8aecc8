"""How documents speak of the level of an office and of the divisions within its departments."""

from __future__ import annotations

import pytest
from support.shapes import dossier

from generators.dossier.unit_words import unit_words


@pytest.mark.parametrize(
    ("issuer", "level", "divisions"),
    [
        ("某省人民政府办公厅", "省级", "处室"),
        ("某某族自治区人民政府", "自治区级", "处室"),
        ("上海市人民政府", "市级", "处室"),
        ("上海市乙区人民政府", "区级", "科室"),
        ("某州市人民政府办公室", "市级", "科室"),
        ("某某族自治州人民政府", "州级", "科室"),
        ("甲市乙区人民政府办公室", "区级", "科室"),
        ("中共某县委办公室", "县级", "股室"),
        ("某县城市管理局", "县级", "股室"),
        ("国务院办公厅", "", "司局"),
        ("某集团公司", "", "部门"),
    ],
)
def test_the_issuer_says_which_level_leads_and_what_divisions_are_called(
    issuer: str, level: str, divisions: str
) -> None:
    facts = dossier("部分: [{ 标题: 任务, 措施: [做。], 牵头: { 部门: [省财政厅] } }]\n", issuer=issuer)
    words = unit_words(facts, facts.units["省财政厅"])
    assert (words["牵头级"], words["内设机构"]) == (level, divisions)
