"""The values in content files: names that must exist, text with references, dates, yes or no.

Names of units and deadlines are looked up while reading, through the validation context (`Known`), so that a wrong
name is reported together with all other faults of the file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, JsonValue, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from generators.dates import DaysAfterIssue, PartialDate
from generators.periods import Period
from generators.submission import PLAN_LABELS, PROGRESS_LABELS, UNIT_LABELS
from generators.wording import ISSUER

EVERYBODY = ("各单位", "各有关单位")  # every unit to which the notice gives a duty
REFERENCE = re.compile(r"【时限[：:]\s*([^】]*?)\s*】")
_AFTER_ISSUE = re.compile(r"印发后(\d{1,4})(?:天|日|个(工作日))(?:内)?")
_WEEKDAY = re.compile(r"[（(\s　]*(?:星期|周)[一二三四五六日天][）)\s　]*$")
_DAY = "[0-9]{4}[^0-9]+[0-9]{1,2}[^0-9]+[0-9]{1,2}"  # for editors, which say nothing else of a day
# 2013, 2013-9, 2013-09-06, 2013年9月6日, 印发后30日; full-width digits, too, which the reading takes.
_YEAR, _MONTH = "([0-9]{4}|[０-９]{4})", "(0?[1-9]|1[0-2]|[０-９]{1,2})"
_IN_MONTH, _APART = "(0?[1-9]|[12][0-9]|3[01]|[０-９]{1,2})", r"\s*[-/.－／．]\s*"
_DUE = (
    rf"^\s*({_YEAR}({_APART}{_MONTH}({_APART}{_IN_MONTH})?)?"
    rf"|{_YEAR}\s*年(\s*{_MONTH}\s*月(\s*{_IN_MONTH}\s*[日号])?)?|印发后[0-9]{{1,4}}(天|日|个工作日)内?)\s*$"
)
_OF_MANY = re.compile("各|全[省市县]|有关|[省市县]政府各|试点")
_BROKEN_REFERENCE = re.compile(r"【\s*时限(?![：:][^】【]*】)")


def fault(message: str, hint: str = "") -> PydanticCustomError:
    """An error for a validator to raise, with the Chinese message and hint that the clerk reads."""
    return PydanticCustomError("duban", "{message}", {"message": message, "hint": hint})


@dataclass(frozen=True)
class Known:
    """The names that content may refer to: `units` (any of a unit's names -> its 名称), `groups`, `deadlines`, and the
    titles of `documents`.

    None: not known yet, every name is accepted.
    """

    units: dict[str, str] | None = None
    groups: frozenset[str] = frozenset()
    deadlines: frozenset[str] | None = None
    documents: frozenset[str] | None = None


def _known(info: ValidationInfo) -> Known:
    return info.context if isinstance(info.context, Known) else Known()


def likely(name: str, names: Iterable[str]) -> str:
    """A hint with the most similar of some names (是不是“…”？); empty where none is similar."""
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？" if near else ""


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _split_by_hand(name: str) -> None:
    if re.search("[，、；]", name):
        raise fault("名称之间用了中文标点", "列表里各项之间用半角逗号加空格：[甲, 乙]")


def _one(name: str) -> str:
    """One name of a list, not several joined by Chinese punctuation."""
    _split_by_hand(name)
    return name


def _unit(name: str, info: ValidationInfo) -> str:
    _split_by_hand(name)
    known = _known(info)
    if known.units is None or name in known.units:
        return known.units[name] if known.units else name
    if name in known.groups:
        raise fault(f"这里要写单位，不能写“{name}”", "逐个写出单位名称")
    hint = likely(name, list(known.units)) or "先在 content/departments.yaml 里加上这个单位"
    raise fault(f"没有“{name}”这个单位", hint)


def _collective(name: str) -> str:
    """What to write where a name is that of many units; empty where it is not."""
    if not _OF_MANY.match(name):
        return ""
    category = f"类别: [{{ 名称: 省直部门, 统称: [{name}] }}]"
    return f"统称写在 departments.yaml 开头，如 {category}；只这份通知里用的，写在 notice.yaml 的“单位组”"


def _unit_or_group(name: str, info: ValidationInfo) -> str:
    known = _known(info)
    if name in known.groups:
        return name
    if known.units is not None and name not in known.units:
        _split_by_hand(name)
        hint = _collective(name) or likely(name, [*known.units, *known.groups])
        raise fault(f"没有“{name}”这个单位", hint or "先在 content/departments.yaml 里加上这个单位")
    return _unit(name, info)


def _bound(name: str, info: ValidationInfo) -> str:
    return name if name == ISSUER else _unit_or_group(name, info)


def _deadline(name: str, info: ValidationInfo) -> str:
    _split_by_hand(name)
    known = _known(info).deadlines
    if known is not None and name not in known:
        missing = "先在“时限”里写明它的名称和截止" if known else "通知顶层还没有“时限”，补上“时限:”一行和它下面的各项"
        raise fault(f"没有名称为“{name}”的时限", likely(name, known) or missing)
    return name


def _document(title: str, info: ValidationInfo) -> str:
    _split_by_hand(title)
    known = _known(info).documents
    if known is not None and title not in known:
        raise fault(f"没有“{title}”这种文书", likely(title, known) or "可以写：" + "、".join(sorted(known)))
    return title


def _text(text: str, info: ValidationInfo) -> str:
    if _BROKEN_REFERENCE.search(text):
        raise fault("时限的引用没有写完整", "写成【时限：名称】")
    for name in REFERENCE.findall(text):
        _deadline(name, info)
    return text


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return PartialDate.parse(_WEEKDAY.sub("", value))
    except ValueError as reason:
        raise fault(str(reason), "写成 2013-09-06（年-月-日）；时限只到月的写 2014-06，只到年的写 2014") from None


def _due(value: Any) -> Any:
    found = _AFTER_ISSUE.fullmatch(value) if isinstance(value, str) else None
    return DaysAfterIssue(int(found[1]), working=bool(found[2])) if found else _date(value)


def _period(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except ValueError as reason:
        hint = "写成 每日16:00、每周五、每旬最后一日、每月28日、每季度末月25日、每年1月10日、7月10日 这样"
        raise fault(str(reason), hint) from None


def _day(value: PartialDate) -> PartialDate:
    if value.day is None:
        raise fault(f"“{value}”没有写到日", "写成 2013-09-06（年-月-日）")
    return value


def _yes_or_no(value: Any) -> Any:
    choices = {"是": True, "否": False}
    if isinstance(value, str) and value not in choices:
        raise fault(f"不能写“{value}”", "只能写 是、否")
    return choices[value] if isinstance(value, str) else value


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]+", value):
        raise fault(f"“{value}”不是整数", "只写半角数字")
    return value


def _column(name: str) -> str:
    _split_by_hand(name)
    if name in (*PROGRESS_LABELS[:1], *UNIT_LABELS, *PLAN_LABELS, "任务", "序号", "键"):
        raise fault(f"“{name}”是表里另有用处的词，不能作填报栏目", "换一个名称；完成状态每张表都有，不用写")
    return name


_LONGEST_NAME = 200  # characters; titles and names that are broken into lines, where every break is tried


def _short(text: str) -> str:
    if len(text) > _LONGEST_NAME:
        raise fault(f"这里有 {len(text)} 个字，超过 {_LONGEST_NAME} 字", "核对是不是把正文写进来了")
    return text


def _columns(names: list[str]) -> list[str]:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice or not names:
        raise fault(f"填报栏目“{twice}”写了两次" if twice else "没有写填报栏目", "每个栏目写一次，至少一个")
    return names


def any_of(*keys: str) -> dict[str, JsonValue]:
    """For editors: of these keys of a mapping at least one is written, with a value."""
    empty: list[JsonValue] = [{"type": "null"}, {"enum": [""]}, {"type": "array", "maxItems": 0}]
    written: JsonValue = {"description": "至少写一项", "not": {"anyOf": empty}}
    return {"anyOf": [{"required": [key], "properties": {key: written}} for key in keys]}


# WithJsonSchema: for the JSON Schemas of editors; `choices` is filled in when a schema is written.
Listed = Annotated[str, AfterValidator(_one)]
# The template brings the colon and the brackets; what was typed of them is dropped.
Addressees = Annotated[str, AfterValidator(lambda text: text.rstrip("：: "))]
Bracketed = Annotated[str, AfterValidator(lambda text: re.sub(r"^[（(](.*)[）)]$", r"\1", text))]
Notes = Annotated[
    list[Bracketed],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value, json_schema_input_type=str | list[str]),
]
UnitName = Annotated[str, AfterValidator(_unit), WithJsonSchema({"type": "string", "choices": "units"})]
UnitOrGroup = Annotated[
    str, AfterValidator(_unit_or_group), WithJsonSchema({"type": "string", "choices": "units and groups"})
]
BoundName = Annotated[
    str, AfterValidator(_bound), WithJsonSchema({"type": "string", "choices": "units, groups and the issuer"})
]
DeadlineName = Annotated[str, AfterValidator(_deadline)]
DocumentTitle = Annotated[str, AfterValidator(_document)]
Columns = Annotated[
    list[Annotated[str, AfterValidator(_column)]],
    AfterValidator(_columns),
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 1}),
]
Text = Annotated[str, AfterValidator(_text)]
Name = Annotated[str, AfterValidator(_short), WithJsonSchema({"type": "string", "maxLength": _LONGEST_NAME})]
Due = Annotated[
    PartialDate | DaysAfterIssue,
    BeforeValidator(_due),
    WithJsonSchema({"type": ["string", "integer", "number"], "pattern": _DUE, "maximum": 9999}),
]
Recurring = Annotated[Period, BeforeValidator(_period), WithJsonSchema({"type": "string"})]
Day = Annotated[
    PartialDate, BeforeValidator(_date), AfterValidator(_day), WithJsonSchema({"type": "string", "pattern": _DAY})
]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["是", "否"]})]
Whole = Annotated[int, BeforeValidator(_whole)]
