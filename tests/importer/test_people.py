"""Whom the subject of a sentence names."""

from __future__ import annotations

import pytest

from generators.dossier.units import UnitList
from generators.importer.people import People


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("各县（区）、某经济技术开发区和市直有关部门（详见分工）要制定方案", "各县（区） 某经济技术开发区"),
        ("各地区、部门、单位要认真履行职责", "各地区 各部门 各单位"),
        ("要求各责任单位分别于3月底、6月底前报送", "各有关单位"),
        ("负责督导各处置部门按照标准办理", ""),
        ("各乡镇（街道）和区政府各部门要锁定公开内容", "各乡镇（街道） 区政府各部门"),
        ("一、各责任单位要高度重视，并", "各有关单位"),
        ("汛期各村、各社区要保证有人值班", "各村 各社区"),
        ("各责任单位要于3月底前报送", "各有关单位"),
        ("有关部门要加强指导", ""),
        ("建立健全各级党委统一领导、组织部门牵头抓总的格局", ""),
        ("甲山市、乙江市应在6月底前制定规划", "甲山市 乙江市"),
        ("超市、示范区要于6月底前整改", ""),
    ],
)
def test_a_subject_names_units_and_groups_and_leaves_out_who_is_nobody_in_particular(clause: str, names: str) -> None:
    assert " ".join(People(UnitList(), level="市").subjects(clause)) == names
