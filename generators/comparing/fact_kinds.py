"""The kinds of facts that may differ between two states of a notice: one row each, and a default for all other keys."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

About: TypeAlias = tuple[str, ...]
"""A kind of fact and the names of what it is of: ("时限", "进展报告"). Keys of a model: ("时限/事由", "进展报告")."""


class FactKind(NamedTuple):
    """How a kind of fact is worded, what it belongs to, and how documents show it.

    `changed`, `came`, `gone` are the sentences; {0}, {1} stand for the names, {old} and {new} for the values. An empty
    one means that another kind of fact reports the change. `subject` is what the first name names: 单位, 事项 or 时限.
    `part_of`: nothing is reported of a part when one of these wholes came or went. `repeats`: nothing is reported where
    a fact of that kind with the same names is. `by_name`: it is reported by its name, although it has no value.
    `is_order`: the value is an order of names. `is_consequence`: it only follows from other facts, is reported last.

    In documents: `counts`: added-up figures follow it; `is_figure`: it shows as figures; `is_row`: a row for a unit;
    `moves`: what comes after it gets another number or place; `names_files`: names of files follow it.
    """

    changed: str = ""
    came: str = ""
    gone: str = ""
    subject: str = ""
    part_of: tuple[str, ...] = ()
    repeats: str = ""
    by_name: bool = False
    is_order: bool = False
    is_consequence: bool = False
    counts: bool = False
    is_figure: bool = False
    is_row: bool = False
    moves: bool = False
    names_files: bool = False


_ITEM, _DEADLINE, _UNIT = ("事项", "牵头"), ("时限", "约束"), ("单位",)
_ELSEWHERE = FactKind()  # names, and what other kinds of facts report

# fmt: off
_FACT_KINDS = {
    "时限": FactKind("时限“{0}” {old} → {new}", "新的时限“{0}”：{new}", "取消时限“{0}”", "时限", repeats="约束"),
    "约束": FactKind("时限“{0}” {old} → {new}", "新受时限“{0}”约束：{new}", "不再受时限“{0}”约束", "时限"),
    "应报": FactKind("受时限“{0}”约束的单位 {old}个 → {new}个", subject="时限", is_figure=True, is_consequence=True),
    "时限/名称": _ELSEWHERE,
    "时限/事由": FactKind("时限“{0}”的事由改了：{old} → {new}", subject="时限"),
    "时限/表述": _ELSEWHERE,
    "部门统称": FactKind("各部门统称“{old}”→“{new}”", is_consequence=True),
    "措施总数": FactKind("措施共 {old}项 → {new}项", is_figure=True, is_consequence=True),
    "事项": FactKind("", "新增“{0}”", "删去“{0}”", "事项", by_name=True, moves=True),
    "牵头": FactKind("“{0}”：{old} → {new}", "新牵头“{0}”", "不再牵头“{0}”", "事项", by_name=True),
    "牵头单位": FactKind("“{0}”的牵头 {old} → {new}", "“{0}”的牵头：{new}", "“{0}”没有牵头了", "事项", _ITEM),
    "牵头方式": FactKind("“{0}”的牵头方式 {old} → {new}", "", "", "事项", _ITEM),
    "序号": FactKind("“{0}”的序号 {old} → {new}", "", "", "事项", _ITEM, is_consequence=True),
    "次序": FactKind("“{0}”的措施次序变了", "", "", "事项", _ITEM, is_order=True, moves=True),
    "下级": FactKind(subject="事项"),  # reported by the items themselves; known by them, a section may be retitled
    "事项/标题": _ELSEWHERE,
    "事项/导语": FactKind("“{0}”的导语改了：{old} → {new}", "", "", "事项", _ITEM),
    "事项/正文": _ELSEWHERE,
    "事项/措施": _ELSEWHERE,
    "事项/结语": _ELSEWHERE,
    "事项/事项": _ELSEWHERE,
    "事项/牵头": _ELSEWHERE,
    "事项/填写提示": FactKind("“{0}”的填写提示改了：{old} → {new}", "", "", "事项", _ITEM),
    "牵头/部门": _ELSEWHERE,
    "牵头/方式": _ELSEWHERE,
    "牵头/表述": _ELSEWHERE,
    "牵头/配合": FactKind("“{0}”的配合 {old} → {new}", "“{0}”的配合：{new}", "“{0}”没有配合了", "事项", _ITEM),
    "措施": FactKind("“{0}”的措施改了：{old} → {new}", "“{0}”增加“{1}”", "“{0}”删去“{1}”", "事项", _ITEM, moves=True),
    "措施/内容": _ELSEWHERE,
    "措施/分句": _ELSEWHERE,
    "措施/牵头": _ELSEWHERE,
    "措施/措施": _ELSEWHERE,
    "措施/责任": FactKind("“{0}”的“{1}”责任单位 {old} → {new}", subject="事项"),
    "措施/时限": FactKind("“{0}”的“{1}”所用时限 {old} → {new}", subject="事项"),
    "要求": FactKind(
        "“{0}”的要求改了：{old} → {new}", "新的要求：“{0}”的“{1}”", "不再要求：“{0}”的“{1}”", "事项", repeats="措施"
    ),
    "保障要求": FactKind("“{0}”的要求改了：{old} → {new}", subject="事项"),
    "单位": FactKind("", "新增单位“{0}”", "删去单位“{0}”", "单位", by_name=True),
    "有任务": FactKind("", "“{0}”有任务了", "“{0}”不再有任务", "单位", _UNIT, by_name=True, is_row=True),
    "要报送": FactKind("", "“{0}”要报送材料了", "“{0}”不再报送材料", "单位", _UNIT, by_name=True, is_row=True),
    "单位次序": FactKind("单位的次序变了", is_order=True, moves=True),
    "文件名里的序号": FactKind("文件名里的序号 {old} → {new}", names_files=True),
    "单位/序号": _ELSEWHERE,
    "单位/名称": _ELSEWHERE,
    "单位/别名": _ELSEWHERE,
    "单位/简称": FactKind("“{0}”的简称 {old} → {new}", "", "", "单位", _UNIT, names_files=True),
    "单位/类别": FactKind("“{0}”的类别 {old} → {new}", "", "", "单位", _UNIT, is_figure=True),
    "报送": FactKind("{0}的报送材料改了", "{0}报送了材料", "{0}的报送材料撤下了", counts=True),
    "通知/曾用名": _ELSEWHERE,
    "通知/时限": _ELSEWHERE,
    "通知/部分": _ELSEWHERE,
    "通知/印发件的部分": _ELSEWHERE,
}
# fmt: on

# How a key is worded that has no row, by the model it stands in; of 通知 by its name and place: 附件1的名称.
_DEFAULTS = {
    "时限": FactKind("时限“{0}”的KEY {old} → {new}", "", "", "时限", _DEADLINE),
    "事项": FactKind("“{0}”的KEY {old} → {new}", "", "", "事项", _ITEM),
    "牵头": FactKind("“{0}”的KEY {old} → {new}", "“{0}”的KEY：{new}", "“{0}”没有KEY了", "事项", _ITEM),
    "措施": FactKind("“{0}”的“{1}”KEY {old} → {new}", "", "", "事项", (*_ITEM, "措施")),
    "单位": FactKind("“{0}”的KEY {old} → {new}", "", "", "单位", _UNIT),
    "通知": FactKind("KEY {old} → {new}", "KEY：{new}", "删去KEY：{old}"),
}


@cache
def fact_kind(name: str) -> FactKind:
    """The row of a kind of fact; for a key that has none the default of the model it stands in."""
    if name in _FACT_KINDS:
        return _FACT_KINDS[name]
    model, _, key = name.partition("/")
    default = _DEFAULTS[model]
    changed, came, gone = (words.replace("KEY", _braced(key)) for words in default[:3])
    return default._replace(changed=changed, came=came, gone=gone)


def _braced(key: str) -> str:
    """A key that holds names from the content, safe for `str.format`."""
    return key.replace("{", "{{").replace("}", "}}")


def is_reported(name: str) -> bool:
    """Whether a kind of fact has a sentence; a key that has none is left out of the walk, with all below it."""
    return any(fact_kind(name)[:3])
