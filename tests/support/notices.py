"""Notices with other elements than the one of 2013, made from it by exchanging keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generators.dossier.dossier import Dossier
from generators.dossier.load import load
from generators.workspace.workspace import Workspace
from support.edits import item
from support.files import NOTICE, ROOT

FULL = """发文字号: 辽政办发〔2013〕1号
份号: 000001
密级: 机密★1年
紧急程度: 特急
签发人: [张三, 李四平, 王五]
抄送: [省委各部委, 省人大常委会办公厅, 省政协办公厅, 省法院, 省检察院, 各民主党派省委, 省军区, 驻辽部队, 各新闻单位]
印发机关: 辽宁省人民政府办公厅
印发日期: 2013-08-21
附件:
  - {名称: 全省当前政府信息公开重点工作任务分解表和各市人民政府政府信息公开专栏建设进度安排表, 正文: [附件的第一段。]}
  - {名称: 政府信息公开专栏设置要求, 正文: [附件的第一段。]}
"""
IMPRINT = """抄送: [省委各部委]
印发机关: 辽宁省人民政府办公厅
印发日期: 2013-08-21
"""
# Name -> keys to write, keys to leave out.
NOTICES: dict[str, tuple[str, Sequence[str]]] = {
    "plain": ("发文字号: 辽政办发〔2013〕1号\n", ()),
    "full": (FULL, ["附注"]),
    "joint": (FULL + "联合发文: [辽宁省人民政府办公厅, 中共辽宁省委办公厅, 辽宁省财政厅]\n", ["附注", "签发人"]),
    "unsealed": ("用印: 否\n发文字号: 辽政办发〔2013〕1号\n" + IMPRINT, ()),
    "duplex": ("双面: 是\n发文字号: 辽政办发〔2013〕1号\n" + IMPRINT, ()),
    "letter": ("版式: 信函\n发文字号: 辽政办函〔2013〕1号\n紧急程度: 特急\n抄送: [省委各部委]\n", ()),
    "order": ("版式: 命令\n发文字号: 第1号\n签署人: {职务: 省长, 姓名: 张三}\n" + IMPRINT, ()),
    "minutes": (
        "版式: 纪要\n发文机关标志: 辽宁省人民政府办公厅会议纪要\n发文字号: 第1期\n"
        "出席: [张三, 李四, 王五, 赵六, 钱七, 孙八, 周九, 吴十, 郑一, 王二, 冯三]\n列席: [陈四]\n" + IMPRINT,
        (),
    ),
}


def unit_list(*names: str, category: str = "省直部门") -> str:
    """The text of departments.yaml with units of one category."""
    rows = (f"  - {{ 序号: {at}0, 名称: {name}, 类别: {category} }}\n" for at, name in enumerate(names, 1))
    return "".join(["单位:\n", *rows])


def lay_notice(workspace: Path, units: str, notice: str, name: str = "a") -> Path:
    """Lays units and a notice into a workspace; returns the notice's file."""
    file = workspace / "content" / name / "notice.yaml"
    file.parent.mkdir(parents=True)
    (workspace / "content" / "departments.yaml").write_text(units, "utf-8")
    file.write_text(notice, "utf-8")
    return file


def letter(*lines: str) -> str:
    """A letter of a city's office, as a text to be imported, with these lines between address and signature."""
    office = "某市人民政府办公室"
    head = (
        office,
        "关于做好政务公开工作的通知",
        "各区县人民政府，市政府各部门：",
        "现将有关事项通知如下。",
        "一、重点工作",
    )
    return "\n".join([*head, *lines, office, "2024年3月1日", ""])


def with_keys(source: str, keys: str, without: Sequence[str] = ()) -> str:
    """A notice with some top-level keys written anew at its end, and others left out."""
    for key in [*re.findall(r"^(\S+?):", keys, re.MULTILINE), *without]:
        source = re.sub(rf"^{key}:.*\n(?:(?: .*)?\n)*?(?=\S)", "", source, flags=re.MULTILINE)
    return f"{source}\n{keys}"


def of_three_units(workspace: Path) -> None:
    """Leaves of the 2013 notice one item that two departments lead, safeguards for all, and one city."""
    units, notice = workspace / "content" / "departments.yaml", workspace / "content" / NOTICE / "notice.yaml"
    rows = units.read_text("utf-8").splitlines(keepends=True)
    kept = ("名称: 省财政厅,", "名称: 省审计厅,", "名称: 沈阳市人民政府,")
    units.write_text("".join(row for row in rows if "序号:" not in row or any(name in row for name in kept)), "utf-8")
    text = notice.read_text("utf-8")
    for title in re.findall(r"^        - 标题: (.+)$", text, re.MULTILINE):
        lines = item(text, title)
        if "部门: [省财政厅, 省审计厅]" not in lines and ("牵头: {" in lines or "省人力资源社会保障厅" in lines):
            text = text.replace(lines, "")
    notice.write_text(text, "utf-8")


def dossier_of(text: str) -> Dossier:
    """The dossier of a notice.yaml with the supplied units, which must be without a fault."""
    workspace = Workspace(ROOT)
    loaded = load(replace(workspace.content_files(NOTICE), notice=("notice.yaml", text.encode()), returns={}))
    assert loaded.dossier is not None, [str(problem) for problem in loaded.problems]
    return loaded.dossier
