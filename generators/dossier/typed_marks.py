"""Marks typed by hand that the template prints already: numbers, labels, book title marks, brackets, full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.dossier.source import Path, Source
from generators.problems import Problem, warning

_CHINESE = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(
    rf"(?:{_CHINESE}(?:是(?!否)|要(?!求)|、)|[（(]\s*(?:{_CHINESE}|\d{{1,2}})\s*[）)]|第{_CHINESE}[章节条]"
    r"|\d{1,2}(?:[.．](?!\d)|[、)）])|[\u2460-\u2473])[\s　]*"
)
_ATTACHMENT = re.compile(r"附[件表](?:\d{1,2}|[一二三四五六七八九十])?[\s　]*[：:.．、]?[\s　]*")
# The label that a template prints before a value, for each key whose label is not the key itself.
_LABELS = {"主送机关": "主送(?:机关)?", "抄送": "抄送(?:机关)?", "签发人": "签发人?", "印发机关": "印发(?:机关)?"}
_LABELLED = (
    *(
        "主送机关",
        "抄送",
        "签发人",
        "附注",
        "发文字号",
        "份号",
        "密级",
        "紧急程度",
        "印发机关",
        "发文机关",
        "出席",
        "请假",
        "列席",
    ),
    *("联系人", "电话", "电子邮箱"),
)
_UNENDED = ("抄送", "签发人", "附注", "主送机关", "印发机关", "发文机关", "联合发文", "出席", "请假", "列席", "联系人")


def check_typed_marks(source: Source) -> Iterator[Problem]:
    """A warning with what to delete for every such mark in a notice's file."""
    for path, text in source.texts():
        for mark, why in _marks(text.strip(), path):
            yield warning(f"自带“{mark}”，会印两遍", f"删去“{mark}”，{why}", source.place(path))


def _marks(text: str, path: Path) -> Iterator[tuple[str, str]]:
    """The marks of a value to delete, each with the reason."""
    keys = [step for step in path if isinstance(step, str)]
    key = keys[-1] if keys else ""
    of_measure = "措施" in keys and key in ("措施", "内容") and "分句" not in keys
    if of_measure or keys[-2:] in (["部分", "标题"], ["事项", "标题"]):
        yield from _numbers(text)
    elif keys[-2:] == ["附件", "名称"] or keys == ["印发件", "标题"]:
        yield from _of_a_title(text)
    elif key in _LABELLED or key in _UNENDED:
        yield from _of_a_value(text, key)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    found = re.match(rf"(?:{_NUMBER.pattern})+", text)
    if found:
        yield found.group().strip(), "序号由位置决定"


def _of_a_title(text: str) -> Iterator[tuple[str, str]]:
    start = 0
    while found := _ATTACHMENT.match(text, start) or _NUMBER.match(text, start):
        start = found.end()
    if start:
        yield text[:start].strip(), "“附件”和序号由模板印"
    rest = re.sub(r"[。；;，,.、]+$", "", text[start:])
    if re.fullmatch(r"《[^《》]*》", rest):
        yield "《》", "标题不写书名号，要加的地方模板会加"


def _of_a_value(text: str, key: str) -> Iterator[tuple[str, str]]:
    label = re.match(rf"(?:{_LABELS.get(key, key)})[\s　]*[：:][\s　]*", text) if key in _LABELLED else None
    if label:
        yield label.group().strip(), "模板会印"
    if key == "附注" and (brackets := re.match(r"[（(]{2,}", text) or re.match(r"[（(](?=.*[）)][。；;]$)", text)):
        yield brackets.group(), "括号由模板印"
    end = re.search(r"[。；;，,、]+[）)]*$|(?<=[）)])[）)]$", text) if key in _UNENDED else None
    if end:
        yield end.group(), "末尾的标点由模板印"
