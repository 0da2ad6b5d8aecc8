"""docs/templates.md: which fields each template may use, told from what the kinds give.

Write it anew, from the repository: python -m generators.reference
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path

from generators.dates import PartialDate
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier, RunContext
from generators.dossier.load import load
from generators.dossier.returns import Return
from generators.kinds import all_kinds
from generators.plan import FieldValue

_HEAD = """# 模板里能用的字段

每个文种一个 Word 模板，在 `templates/` 里，可以用 Word 或 WPS 打开，改文字、改样式、挪位置。
改完再运行 `duban build`，用到它的文书会重新生成。

- `{{ 字段 }}` 印出一个字段；点号取下一级，如 `{{ 项.标题 }}`。
- `{%p for 项 in 任务 %}` … `{%p endfor %}` 各占一段，中间的段落每项印一遍；
  表格里用 `{%tr for … %}` … `{%tr endfor %}` 各占一行。
- `{%p if 字段 %}` … `{%p else %}` … `{%p endif %}`：字段不是空的才印。
- `{% vm %}` 放在表格单元格开头，循环里的这一列上下合并；`{% 右空 数 %}` 让这一段右边空出几个字（落款用）。
- 写错的字段会连同位置一起报出来，不会印成空白。密级、发文字号这些在内容里没有写时是空的。

下表由程序生成，“…”表示这是一列，每项有下一级的字段。
"""


def reference() -> str:
    """The whole page."""
    dossiers = [example_dossier("2013-open-government/notice.yaml"), example_dossier("写法示例.yaml")]
    return "\n".join([_HEAD, *(line for kind in _kinds(dossiers) for line in kind)])


def example_dossier(file: str) -> Dossier:
    """A stock notice, by its file in content/, with a return of every unit but one, as of a late day, sent to one."""
    content = resources.files("content")
    departments = ("departments.yaml", (content / "departments.yaml").read_bytes())
    loaded = load(ContentFiles("notice", departments, (file, content.joinpath(*file.split("/")).read_bytes())))
    assert loaded.dossier is not None, loaded.problems
    units = list(loaded.dossier.units)
    answered = tuple(_full_return(loaded.dossier, unit.name) for unit in units[1:])
    sent = (("通知", None), ("任务清单", units[0].name))
    return replace(loaded.dossier, returns=answered, context=RunContext(PartialDate.parse("2100-01-01"), sent=sent))


def _full_return(dossier: Dossier, unit: str) -> Return:
    """A return that says something of everything, only so that every field shows."""
    told = {"完成状态": "推进中"} | dict.fromkeys(("进展情况", "公开数据", "存在问题", "下一步打算"), "有")
    return Return.model_validate({"单位": unit, "进展": [{"事项": i.content.title, **told} for i in dossier.placed]})


def _kinds(dossiers: list[Dossier]) -> Iterator[Iterator[str]]:
    for kind in (kind for kind in all_kinds() if kind.suffix == ".docx"):
        shape: dict[str, object] = {}
        for dossier in dossiers:
            for output in kind.outputs(dossier):
                _merge(shape, output.fields)
        templates = "、".join(f"`templates/{kind.template(variant)}`" for variant in ("", *kind.variants))
        yield iter([f"## {kind.title}（{templates}）", "", *_lines(shape, 0), ""])


def _merge(shape: dict[str, object], value: FieldValue) -> None:
    """Add the keys of a value, and of the entries of its lists, to a tree of keys."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            below = shape.setdefault(name, {})
            assert isinstance(below, dict)
            if isinstance(inner, list):
                below.setdefault("…", {})
                for entry in inner:
                    _merge(below, entry)
            else:
                _merge(below, inner)


def _lines(shape: dict[str, object], level: int) -> Iterator[str]:
    for name, below in shape.items():
        if name != "…" and isinstance(below, dict):
            yield f"{'  ' * level}- `{name}`{' …' if '…' in below else ''}"
            yield from _lines(below, level + 1)


if __name__ == "__main__":
    Path("docs/templates.md").write_text(reference(), "utf-8")
