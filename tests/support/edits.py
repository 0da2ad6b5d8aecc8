"""Edits of a policy as clerks make them: what is typed, words that some reason must hold, documents that change."""

from __future__ import annotations

import re
from collections.abc import Callable

from support.files import DOCUMENTS

Texts = dict[str, str]


def item(text: str, title: str) -> str:
    """The lines of a work item."""
    found = re.search(rf"^        - 标题: {re.escape(title)}\n(?:(?:          .*)?\n)+", text, re.MULTILINE)
    assert found, title
    return found[0].rstrip("\n") + "\n"


def words(old: str, new: str, *, times: int = 1) -> Callable[[Texts], None]:
    def edit(files: Texts) -> None:
        (name,) = [name for name, text in files.items() if old in text]
        assert files[name].count(old) == times, (old, files[name].count(old))
        files[name] = files[name].replace(old, new)

    return edit


def lines(old: str, new: str) -> Callable[[Texts], None]:
    """An edit of the notice by pattern, at one place."""

    def edit(files: Texts) -> None:
        files["notice.yaml"], times = re.subn(old, new, files["notice.yaml"], flags=re.MULTILINE)
        assert times == 1, (old, times)

    return edit


def without(title: str) -> Callable[[Texts], None]:
    def edit(files: Texts) -> None:
        files["notice.yaml"] = files["notice.yaml"].replace(item(files["notice.yaml"], title), "")

    return edit


def swapped(first: str, second: str) -> Callable[[Texts], None]:
    def edit(files: Texts) -> None:
        text = files["notice.yaml"]
        a, b = item(text, first), item(text, second)
        assert a + b in text
        files["notice.yaml"] = text.replace(a + b, b + a)

    return edit


def before(title: str, new: str) -> Callable[[Texts], None]:
    def edit(files: Texts) -> None:
        old = item(files["notice.yaml"], title)
        files["notice.yaml"] = files["notice.yaml"].replace(old, new + old)

    return edit


def both(*edits: Callable[[Texts], None]) -> Callable[[Texts], None]:
    def edit(files: Texts) -> None:
        for one in edits:
            one(files)

    return edit


APPROVALS, BUDGETS = "推进行政审批信息公开", "推进财政预算决算和“三公”经费公开"
NEW_ITEM = """        - 标题: 推进某项信息公开
          措施:
            - 做好某项信息公开工作。
          牵头: { 部门: [省审计厅], 方式: 牵头 }
"""
# What is edited: the edit, words that some reason must hold, and how many documents become different (None: any).
EDITS: dict[str, tuple[Callable[[Texts], None], str, int | None]] = {
    "标题": (
        words("标题: 辽宁省人民政府办公厅关于印发全省当前", "标题: 辽宁省人民政府办公厅关于转发全省当前"),
        "标题",
        None,
    ),
    "发文机关": (words("发文机关: 辽宁省人民政府办公厅", "发文机关: 辽宁省人民政府"), "发文机关", None),
    "发文字号": (
        lines("^发文字号: .*", "发文字号: 辽政办发〔2013〕1号"),
        "发文字号 （空） → 辽政办发〔2013〕1号",
        None,
    ),
    "主送机关": (words("各市人民政府，省政府各厅委、各直属机构", "各市人民政府，省政府各厅委"), "主送机关", 1),
    "正文": (words("请结合本地区、本部门实际，", "请"), "正文第1段", 1),
    "成文日期": (words("成文日期: 2013-08-20", "成文日期: 2013-08-21"), "成文日期 8月20日 → 8月21日", None),
    "附注": (words("附注: 此件公开发布", "附注: 此件不公开"), "附注", 1),
    "密级": (words("附注: 此件公开发布", "密级: 秘密\n份号: 000001"), "密级 （空） → 秘密", DOCUMENTS),
    "联系方式": (lines("^联系方式: .*", "联系方式: { 联系人: 张三 }"), "联系人", 62),
    "抄送": (words("成文日期:", "抄送: [省委各部委]\n成文日期:"), "抄送", 1),
    "附件": (words("成文日期:", "附件: [{ 名称: 任务表, 正文: [表。] }]\n成文日期:"), "附件1的名称", 1),
    "截止": (words("截止: 2013-12-13", "截止: 2013-12-20"), "时限“进展报告” 12月13日 → 12月20日", 65),
    "时限对调": (
        both(
            words("截止: 2013-09-06", "截止: 对调"),
            words("截止: 2013-12-13", "截止: 2013-09-06"),
            words("截止: 对调", "截止: 2013-12-13"),
        ),
        "时限“实施方案” 9月6日 → 12月13日",
        None,
    ),
    "结语引用": (
        words("牵头部门于【时限：进展报告】前", "牵头部门于【时限：专栏开通】前"),
        "结语第1段 “…【时限：进展报告】前将相…” → “…【时限：专栏开通】前将相…”",
        1,
    ),
    "牵头表述": (
        words("[省编委办], 方式: 牵头", "[省编委办], 表述: 由省编委办负责"),
        f"“{APPROVALS}”的牵头 省编委办 → 由省编委办负责",
        1,
    ),
    "表述": (words("表述: 2014年内", "表述: 2014年底前"), "时限“三公经费市级” 2014年内 → 2014年底前", None),
    "时限改名": (
        words("专栏开通", "开通专栏", times=2),
        "时限“专栏开通”改名为“开通专栏”",
        None,
    ),
    "事由": (
        words("事由: 将具体实施方案报省政府办公厅", "事由: 将实施方案报省政府办公厅"),
        "时限“实施方案”的事由",
        None,
    ),
    "对象": (words("对象: [各市, 牵头部门]", "对象: [牵头部门]"), "不再受时限“进展报告”约束", None),
    "新的时限": (
        words("\n印发件:", "\n  - { 名称: 专栏维护, 事由: 更新专栏, 截止: 2013-11-01, 对象: [牵头部门] }\n\n印发件:"),
        "新受时限“专栏维护”约束",
        None,
    ),
    "印发件标题": (
        words("  标题: 全省当前政府信息公开重点工作安排", "  标题: 全省政府信息公开重点工作安排"),
        "印发件的标题",
        None,
    ),
    "编号": (words("  编号: 分段", "  编号: 连续"), "序号", None),
    "导语": (words("2012年以来，", "近年来，"), "导语第1段", 1),
    "部分标题": (
        words("    - 标题: 深入推进重点领域信息公开", "    - 标题: 推进重点领域信息公开"),
        "标题“深入推进重点领域信息公开”改为“推进重点领域信息公开”",
        None,
    ),
    "事项标题": (words(f"标题: {APPROVALS}", "标题: 深入推进行政审批信息公开"), f"标题“{APPROVALS}”改为", None),
    "措施": (words("加强行政审批项目调整信息公开。要及时", "加强行政审批项目调整信息公开。要按月"), "的措施改了", None),
    "新的措施": (
        words(
            "            - 推进审批过程和结果公开。",
            "            - 推进审批标准公开。\n            - 推进审批过程和结果公开。",
        ),
        "增加“推进审批标准公开”",
        None,
    ),
    "牵头部门": (words("[省编委办], 方式: 牵头", "[省审计厅], 方式: 牵头"), f"不再牵头“{APPROVALS}”", None),
    "方式": (
        words("[省财政厅, 省审计厅], 方式: 分别牵头", "[省财政厅, 省审计厅], 方式: 牵头"),
        "与省审计厅分别牵头 → 与省审计厅共同牵头",
        None,
    ),
    "配合": (words("[省编委办], 方式: 牵头", "[省编委办], 方式: 牵头, 配合: [省审计厅]"), "的配合", None),
    "责任": (
        words(
            "                  责任: [各市]\n                  时限: [三公经费市级]",
            "                  责任: [沈阳市]\n                  时限: [三公经费市级]",
        ),
        "责任单位 省直部门、各市 → 省直部门、沈阳市、各市",
        None,
    ),
    "插入事项": (before(BUDGETS, NEW_ITEM), "新牵头“推进某项信息公开”", None),
    "删去事项": (without(APPROVALS), f"删去“{APPROVALS}”", None),
    "调换事项": (swapped(APPROVALS, BUDGETS), "序号 一（一） → 一（二）", None),
    "新的单位": (words("单位:\n", "单位:\n  - { 序号: 5, 名称: 省委党校, 类别: 省直部门 }\n"), "", None),
    "删去单位": (
        both(words("  - { 序号: 320, 名称: 葫芦岛市人民政府, 简称: 葫芦岛市, 别名: [葫芦岛], 类别: 市 }\n", "")),
        "",
        None,
    ),
    "简称": (
        words("名称: 铁岭市人民政府, 简称: 铁岭市, 别名: [铁岭]", "名称: 铁岭市人民政府, 简称: 铁岭, 别名: [铁岭市]"),
        "",
        None,
    ),
    "类别": (words("省编委办, 类别: 省直部门", "省编委办, 类别: 党委部门"), "不再要求", None),
    "填写提示": (words("填写提示: 写明拟建立或修订的制度名称", "填写提示: 写明拟修订的制度名称"), "的填写提示改了", 31),
    "措施次序": (
        lines(
            "^(            - 推进审批过程和结果公开。.*\\n)(            - 推进行政许可信息公开。.*\\n)",
            "\\2\\1",
        ),
        f"“{APPROVALS}”的措施次序变了",
        None,
    ),
    "单位改名": (
        words("名称: 省物价局, 类别: 省直部门", "名称: 省价格局, 别名: [省物价局], 类别: 省直部门"),
        "单位“省物价局”改名为“省价格局”",
        None,
    ),
    "单位序号": (words("序号: 190, 名称: 沈阳市人民政府", "序号: 325, 名称: 沈阳市人民政府"), "单位的次序变了", None),
    "汇总": (words("成文日期:", "汇总: { 导语: 总的看，进展顺利。 }\n成文日期:"), "汇总的导语", 1),
    "注释": (words("成文日期: 2013-08-20", "成文日期: 2013-08-20   # 改一句注释"), "", 0),
}
