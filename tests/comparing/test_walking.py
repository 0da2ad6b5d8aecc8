"""What the models of a notice say, key by key, as two states of it are compared."""

from __future__ import annotations

from support.notices import unit_list

from generators.comparing.values import DeadlineNames, UnitNames
from generators.comparing.walking import walked
from generators.dates import PartialDate
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.dossier.nodes import Content

NOTICE = """\
标题: |-
  某办公厅关于
  某工作的通知
发文机关: 某办公厅
主送机关: 各部门
抄送: [某法院, 某检察院]
版记: [共印10份, 第二行]
成文日期: 2013-08-20
联系方式: { 联系人: 张三, 电话: 1234 }
牵头句式: { 负责: （【部门】负责） }
正文: [一段。, 二段。]
时限:
  - { 名称: 进展报告, 事由: 报进展, 截止: 2013-12-13, 对象: [省财政厅厅长办公室, 牵头部门] }
附件:
  - { 名称: 名单, 正文: [甲、乙。, 丙。] }
  - 名称: 任务
    正文: [照办。]
    部分:
      - 标题: 公开
        导语: [做好甲。, { 内容: 还要：, 措施: [做好乙。] }]
        正文: [照办。]
        责任: [省财政厅厅长办公室]
        时限: [进展报告]
印发件:
  - { 标题: 安排一, 导语: [开头。], 部分: [{ 标题: 一, 正文: [做。] }] }
  - { 标题: 安排二, 部分: [{ 标题: 二, 正文: [做。] }] }
"""
UNITS = unit_list("省财政厅厅长办公室").replace("名称: 省财政厅厅长办公室", "名称: 省财政厅厅长办公室, 简称: 厅办")


def dossier() -> Dossier:
    loaded = load(ContentFiles("a", ("d", UNITS.encode()), ("n", NOTICE.encode())))
    assert loaded.dossier is not None, loaded.problems
    return loaded.dossier


def stated(owner: str, model: Content) -> dict[str, object]:
    """What a model says that is not empty, without the owner's name."""
    return {name.removeprefix(f"{owner}/"): value for name, value in walked(dossier(), model, owner) if value}


def test_every_key_of_a_notice_is_walked_with_its_place() -> None:
    numbering = dict.fromkeys(("编号", "附件1的编号", "附件2的编号", "印发件的编号", "印发件2的编号"), "分段")
    assert stated("通知", dossier().notice) == numbering | {
        "标题": "某办公厅关于某工作的通知",
        **{"发文机关": "某办公厅", "主送机关": "各部门", "版式": "文件", "用印": True},
        "成文日期": PartialDate(2013, 8, 20),
        **{"正文第1段": "一段。", "正文第2段": "二段。", "版记第1段": "共印10份", "版记第2段": "第二行"},
        **{"抄送": ("某法院", "某检察院"), "填报栏目": ("进展情况", "存在问题", "下一步打算")},
        **{"联系方式的联系人": "张三", "联系方式的电话": "1234", "牵头句式“负责”": "（【部门】负责）"},
        **{"附件1的名称": "名单", "附件1的正文第1段": "甲、乙。", "附件1的正文第2段": "丙。"},
        **{"附件2的名称": "任务", "附件2的正文第1段": "照办。"},  # its items are facts of their own
        **{"印发件的标题": "安排一", "印发件的导语第1段": "开头。", "印发件2的标题": "安排二"},
    }


def test_units_are_known_by_their_short_names_and_deadlines_by_their_names() -> None:
    notice = dossier().notice
    deadline = stated("时限", notice.deadlines[0])
    assert (deadline["对象"], type(deadline["对象"])) == (("厅办", "牵头部门"), UnitNames)
    item = dossier().attached[1].sections[0].content
    assert stated("事项", item) == {
        **{"责任": ("厅办",), "时限": ("进展报告",), "编号": "分段"},
        "导语": "做好甲。还要：做好乙。",
    }
    assert [type(value) for name, value in walked(dossier(), item, "事项") if name.endswith("时限")] == [DeadlineNames]
    assert type(stated("通知", notice)["抄送"]) is tuple
