"""Help while typing: schemas that are fresh and Chinese, and an example of every key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from click.testing import Result
from jsonschema import Draft7Validator
from support.files import ROOT

from generators.dossier.models import Notice
from generators.dossier.schema import SCHEMAS
from generators.dossier.validation import model_keys, read_source, validate

Duban = Callable[..., Result]
EXAMPLE = ROOT / "content" / "写法示例.yaml"


@pytest.mark.parametrize("file", SCHEMAS)
def test_the_committed_schema_is_fresh(file: str, workspace: Path, duban: Duban) -> None:
    committed = (ROOT / "content" / file).read_bytes()
    (workspace / "content" / file).unlink()
    assert duban("schema").exit_code == 0
    assert (workspace / "content" / file).read_bytes() == committed, "run: duban schema"


def properties(node: Any) -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(node, dict):
        found += [(name, field) for name, field in node.get("properties", {}).items()]
        found += [one for value in node.values() for one in properties(value)]
    if isinstance(node, list):
        found += [one for value in node for one in properties(value)]
    return found


@pytest.mark.parametrize("file", SCHEMAS)
def test_every_key_is_described_in_chinese(file: str) -> None:
    for name, field in properties(json.loads((ROOT / "content" / file).read_text("utf-8"))):
        assert re.search("[\u4e00-\u9fff]", field["title"] + field.get("description", "")), name
        assert field.get("description") or "$ref" in str(field), name


def test_units_are_offered_as_choices() -> None:
    text = (ROOT / "content" / "notice.schema.json").read_text("utf-8")
    assert '"省财政厅"' in text and '"各市"' in text


def test_the_example_shows_every_key_and_is_valid() -> None:
    text = EXAMPLE.read_text("utf-8")
    shown = set(re.findall(r"(?:^|[{,]|- )\s*(\w+):(?=\s)", text.replace("# ", ""), re.MULTILINE))
    assert model_keys(Notice) - {""} <= shown, model_keys(Notice) - shown
    source = read_source(EXAMPLE.read_bytes(), "写法示例.yaml", Notice)
    _, problems = validate(Notice, source)
    assert problems == []


def test_the_example_builds_with_every_element(workspace: Path, duban: Duban) -> None:
    folder = workspace / "content" / "2014-示例"
    folder.mkdir()
    (folder / "notice.yaml").write_bytes(EXAMPLE.read_bytes())
    result = duban("build", "2014-示例")
    assert result.exit_code == 0, result.output
    assert len(list((workspace / "output" / "2014-示例").rglob("*.docx"))) > 40


@pytest.mark.parametrize("file", ["departments.yaml", "2013-open-government/notice.yaml", "写法示例.yaml"])
def test_content_files_name_their_schema_for_editors(file: str) -> None:
    path = ROOT / "content" / file
    first = path.read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found and (path.parent / found[1]).is_file()


# ---- the schema agrees with `check`

HEAD = {"标题": "关于公开的通知", "发文机关": "某办", "成文日期": "2013-08-20", "正文": "[请办。]"}
ITEM = "部分:\n  - 标题: 甲\n    事项:\n      - 标题: 乙\n        措施: %s"

DUE = "时限:\n  - { 名称: 甲, 截止: %s }"
LEAD = "部分:\n  - 标题: 甲\n    事项:\n      - 标题: 乙\n        牵头: { %s }"


class EditorsLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers, booleans and null, but no dates."""

    yaml_implicit_resolvers: ClassVar = {
        letter: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:timestamp"]
        for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def by_schema(text: str, file: str = "notice.schema.json") -> list[str]:
    schema = json.loads((ROOT / "content" / file).read_text("utf-8"))
    loaded = yaml.load(text, EditorsLoader)
    return [fault.message for fault in Draft7Validator(schema).iter_errors(loaded)]


def by_check(text: str) -> list[str]:
    _, problems = validate(Notice, read_source(text.encode(), "notice.yaml", Notice))
    return [problem.message for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("*/notice.yaml")), ids=lambda path: path.parent.name)
def test_shipped_notices_follow_their_schema(path: Path) -> None:
    assert by_schema(path.read_text("utf-8")) == []


def test_the_shipped_list_of_units_and_the_example_follow_their_schemas() -> None:
    assert by_schema((ROOT / "content" / "departments.yaml").read_text("utf-8"), "departments.schema.json") == []
    assert by_schema(EXAMPLE.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "lines",
    [
        *("份号: 000001", "份号:", "正文:", "标题: 1", "发文字号: ''", "紧急程度: true", "附注:"),
        *("抄送: []", "抄送:", "签发人: [张三, 1]", "联合发文: [甲, 乙]"),
        *("双面: 是", "双面: 否", "双面:", "版式: 信函", "版式:", "印发日期: 2013-08-21", "印发日期: 2013年8月21日"),
        *(
            "时限: []",
            "时限:",
            "时限:\n  - 名称: 1\n    截止: 2013-09\n    对象:",
            "时限:\n  - { 名称: 甲, 截止: 2013 }",
        ),
        *(
            DUE % "2013-9-6",
            DUE % "2013.9.6",
            DUE % "2013年9月6日",
            DUE % "2013年",
            DUE % "2014-06",
            DUE % "２０１３-９-６",
        ),
        *(DUE % "印发后30日", DUE % "印发后5个工作日内", DUE % "2013.9", "时限:\n  - { 名称: 甲, 表述: 年内 }"),
        *(LEAD % "部门: [省财政厅], 方式: 负责, 配合: [省审计厅], 指导: []", LEAD % "指导: [省财政厅]"),
        *("填报栏目: [进展情况]", "填报栏目:", "部分:\n  - 标题: 甲\n    正文: [{ 内容: 乙 }]"),
        *(
            "部分:\n  - 标题: 甲\n    正文: [{ 表格: { 表头: [甲], 行: [[乙]] } }]",
            DUE.replace("截止: %s", "周期: 每周五"),
        ),
        *(
            "附件:\n  - 名称: 甲\n    正文:",
            ITEM % "[丙]",
            ITEM % "\n        牵头:",
            ITEM % "[1, { 内容: 甲, 责任: [各市] }]",
        ),
    ],
)
def test_what_check_accepts_the_schema_accepts(lines: str) -> None:
    text = written(lines)
    assert (by_check(text), by_schema(text)) == ([], [])


@pytest.mark.parametrize(
    "lines",
    [
        *("未知: 1", "标题:", "抄送: 甲", "签发人: 张三", "正文: 一段话", "附件: [甲]", "时限: 九月"),
        *("双面: yes", "双面: 1", "版式: 大字报", "印发日期: 2013", "印发日期: 2013-08"),
        *(
            "时限:\n  - 截止: 2013",
            "时限:\n  - 名称:\n    截止: 2013",
            "时限:\n  - { 名称: 甲, 截止: 2013, 对像: [各市] }",
        ),
        *(
            DUE % "9月6日",
            DUE % "明天",
            DUE % "九月",
            DUE % "20130906",
            DUE % "2013-13-01",
            DUE % "2013-09-32",
            DUE % "",
        ),
        *(DUE % "印发后五日", "时限:\n  - { 名称: 甲 }", "填报栏目: []", "填报栏目: 进展情况"),
        *(
            LEAD % "部门: [], 方式: 牵头",
            LEAD % "部门:, 方式: 牵头",
            LEAD % "方式: 牵头",
            LEAD % "部门: [省财政厅], 方式: 领导",
        ),
        *("部分:\n  - 标题: 甲\n    正文: [{ 内容: }]", "单位组: [{ 名称: 甲 }]", "文书: 通知"),
        *("部分: 甲", ITEM % "丙", ITEM % "[{ 内容: 甲, 责任: 各市 }]"),
    ],
)
def test_what_check_refuses_the_schema_refuses(lines: str) -> None:
    text = written(lines)
    assert by_check(text) and by_schema(text)


def written(lines: str) -> str:
    """A small notice with these lines, in place of its own of the same key."""
    return "\n".join([*(f"{key}: {value}" for key, value in HEAD.items() if not lines.startswith(f"{key}:")), lines])
