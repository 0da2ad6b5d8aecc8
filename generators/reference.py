"""docs/templates.md: which fields each template may use, what they mean, and an example of each.

Write it anew, from the repository: python -m generators.reference
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from importlib import resources
from itertools import cycle
from pathlib import Path

from generators.dates import PartialDate
from generators.dossier.adjusted import Adjusted, AdjustedPlace
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier, RunContext
from generators.dossier.load import load
from generators.dossier.models import Adjustment
from generators.dossier.returns import Return
from generators.field_meanings import CHART, meaning_of
from generators.kinds import all_kinds
from generators.plan import FieldValue, Kind

_HEAD = """# 模板里能用的字段

每个文种一个 Word 模板，在 `templates/` 里，可以用 Word 或 WPS 打开，改文字、改样式、挪位置。
改完再运行 `duban build`，用到它的文书会重新生成。

- `{{ 字段 }}` 印出一个字段；点号取下一级，如 `{{ 项.标题 }}`。
- `{%p for 项 in 任务 %}` … `{%p endfor %}` 各占一段，中间的段落每项印一遍；
  表格里用 `{%tr for … %}` … `{%tr endfor %}` 各占一行。
- `{%p if 字段 %}` … `{%p else %}` … `{%p endif %}`：字段不是空的才印。
- `{% vm %}` 放在表格单元格开头，循环里的这一列上下合并；`{% 右空 数 %}` 让这一段右边空出几个字（落款用）。
- 写错的字段会连同位置一起报出来，不会印成空白。密级、发文字号这些在内容里没有写时是空的。

下表由程序生成。“…”表示这是一列，退进去的是每项的下一级字段；例子取自 2013 年的通知和写法示例，太长的截短，
空着的是例子里没有。
"""

EXAMPLES = ("2013-open-government/notice.yaml", "写法示例.yaml")
_LONGEST = 30  # characters of an example
_ANSWER = {
    "完成状态": "推进中",
    "进展情况": "已在网站设立专栏，公布目录",
    "公开数据": "公开信息12条",
    "存在问题": "基层工作人员不足",
    "下一步打算": "完善公开目录",
}
# Days of the returns in turn: in time, late, and a column that opens after the summary's day.
_DATES = (
    {"收到日期": "2013-12-10", "方案报送日期": "2013-09-05", "开通日期": "2013-10-15"},
    {"收到日期": "2013-12-16", "方案报送日期": "2013-09-10", "开通日期": "2013-10-20"},
    {"收到日期": "2013-12-12", "方案报送日期": "2013-09-06", "开通日期": "2014-03-01"},
)


@dataclass
class Field:
    """A field as the outputs of a kind give it."""

    is_list: bool = False
    example: str = ""
    below: dict[str, Field] = dataclass_field(default_factory=dict)


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(line for kind in _kinds() for line in _table(kind))])


def fields_of(kind: Kind) -> Field:
    """All fields that the example notices give a kind's template, below one nameless field."""
    whole = Field()
    for dossier in map(example_dossier, EXAMPLES):
        for output in kind.outputs(dossier):
            _merge(whole, output.fields)
    return whole


def example_dossier(file: str) -> Dossier:
    """A stock notice, by its file in content/, with a return of every unit but one, as of a late day, sent to one."""
    content = resources.files("content")
    departments = ("departments.yaml", (content / "departments.yaml").read_bytes())
    loaded = load(ContentFiles("notice", departments, (file, content.joinpath(*file.split("/")).read_bytes())))
    assert loaded.dossier is not None, loaded.problems
    units = list(loaded.dossier.units)
    answered = tuple(
        _full_return(loaded.dossier, u.name, dates) for u, dates in zip(units[1:], cycle(_DATES), strict=False)
    )
    sent = (("通知", None), ("任务清单", units[0].name))
    day = PartialDate.parse("2015-03-01")
    place = AdjustedPlace("结语", "12月13日", "12月20日", "时限“进展报告”由12月13日调整为12月20日", (units[0].name,))
    adjusted = Adjusted(Adjustment.model_validate({"成文日期": day, "发文字号": "辽政办发〔2015〕3号"}), (place,))
    return replace(loaded.dossier, returns=answered, context=RunContext(day, sent=sent, adjusted=adjusted))


def _full_return(dossier: Dossier, unit: str, dates: Mapping[str, str]) -> Return:
    """A return that answers everything, item by item and measure by measure, so that every field shows."""
    entries = [
        {"事项": key.item, "措施": key.measure, **_ANSWER}
        for item in dossier.placed
        for key in (item.key, *(dossier.key(item, measure) for _, measure in item.passages))
    ]
    return Return.model_validate({"单位": unit, **dates, "进展": entries})


def _kinds() -> Iterator[Kind]:
    return (kind for kind in all_kinds() if kind.suffix == ".docx")


def _merge(field: Field, value: FieldValue) -> None:
    """Add a value, and what is below it, to what is known of a field; the first text not empty is the example."""
    if isinstance(value, str):
        field.example = field.example or value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _merge(field.below.setdefault(name, Field()), inner)
    else:
        field.is_list = True
        for entry in value:
            _merge(field, entry)


def _table(kind: Kind) -> Iterator[str]:
    templates = "、".join(f"`templates/{kind.template(variant)}`" for variant in ("", *kind.variants))
    yield from (f"## {kind.title}（{templates}）", "", "| 字段 | 是什么 | 例 |", "|---|---|---|")
    yield from _rows(kind.title, fields_of(kind), ())
    yield ""


def _rows(kind: str, above: Field, path: tuple[str, ...]) -> Iterator[str]:
    for name, field in above.below.items():
        here = (*path, name)
        mark = " …" if field.is_list else ""
        meaning = meaning_of(kind, here)
        yield f"| {'　' * len(path)}`{name}`{mark} | {meaning} | {_shortened(field.example)} |"
        if not meaning.startswith(CHART):  # a chart is printed whole
            yield from _rows(kind, field, here)


def _shortened(text: str) -> str:
    line = text.replace("\n", " ").replace("|", "\\|")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


if __name__ == "__main__":
    Path("docs/templates.md").write_text(reference(), "utf-8")
