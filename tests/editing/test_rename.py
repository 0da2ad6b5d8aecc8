"""rename: a unit's name in content files, before and after an issue; what others see of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result
from support.files import ROOT

from generators.comparing import differences
from generators.comparing.renaming import renamed
from generators.comparing.statements import ContentState
from generators.console import chosen
from generators.dossier.content_files import ContentFiles
from generators.dossier.dossier import Dossier
from generators.dossier.load import load, read_units
from generators.editing.unit_files import in_departments, in_draft, in_issued, in_return
from generators.editing.unit_names import renaming
from generators.editing.yaml_text import YamlText
from generators.intake.identity import Identification
from generators.kinds import all_kinds
from generators.outputs.planning import outputs
from generators.problems import UsageError
from generators.submission import Identity
from generators.word.environment import ENVIRONMENT, former_names

UNITS = """\
单位:
  - { 序号: 10, 名称: 省财政厅, 类别: 省直部门 }     # 排第一
  - { 序号: 20,  名称: 省卫生厅, 类别: 省直部门 }
  - 序号: 30
    名称: 省人口计生委
    别名: [省计生委]
    类别: 省直部门
  - { 序号: 40, 名称: 省卫生厅监督局, 类别: 省直部门 }
  - { 序号: 50, 名称: 沈阳市人民政府, 简称: 沈阳市, 别名: [沈阳], 类别: 市 }
"""
NOTICE = """\
# 一份通知
标题: 省卫生厅关于某事的通知
发文机关: 某机关
成文日期: 2013-08-20
抄送: [省卫生厅]
时限:
  - { 名称: 进展报告, 截止: 2013-12-13, 对象: [省卫生厅, 沈阳市] }
部分:
  - 标题: 省卫生厅做的事     # 说明
    措施:
      - 省卫生厅按《省卫生厅关于甲的通知》办，省卫生厅监督局配合，原省卫生厅的不算。
    牵头: { 部门: [省财政厅, 省卫生厅], 方式: 分别牵头, 配合: [省人口计生委] }
  - 标题: 第二件
    正文: [做好。]
    牵头:
      部门:
        - 省卫生厅
        - 省人口计生委
      方式: 分别牵头
"""


def everything(assigned: Sequence[str] = ()) -> Callable[[str, Sequence[str]], Sequence[str]]:
    return lambda place, targets: assigned or targets


def dossier_of(departments: bytes, notice: bytes) -> Dossier:
    loaded = load(ContentFiles("a", ("content/departments.yaml", departments), ("content/a/notice.yaml", notice)))
    assert loaded.dossier is not None, loaded.problems
    return loaded.dossier


class Renamed:
    """Both files after a renaming, of a notice that was issued or not."""

    def __init__(self, old: str, *new: str, issued: bool, assigned: Sequence[str] = ()) -> None:
        self.before = dossier_of(UNITS.encode(), NOTICE.encode())
        meant = renaming(self.before.units, old, new)
        units, notice = YamlText(UNITS.encode(), "d"), YamlText(NOTICE.encode(), "n")
        in_departments(units, meant)
        if issued:
            in_issued(notice, meant, everything(assigned), self.before)
        else:
            in_draft(notice, meant, everything(assigned))
        self.departments, self.notice = units.as_bytes().decode(), notice.as_bytes().decode()
        self.dossier = dossier_of(units.as_bytes(), notice.as_bytes())

    def changed(self) -> list[str]:
        files = zip((UNITS, NOTICE), (self.departments, self.notice), strict=True)
        return [line for old, new in files for line in new.splitlines() if line not in old.splitlines()]

    def differences(self) -> list[str]:
        states = ContentState(self.before), ContentState(self.dossier)
        return [one.text for one in differences.everywhere(*states, renamed(*states))]


def test_a_draft_names_the_unit_anew_wherever_it_is_meant_and_keeps_its_layout() -> None:
    assert Renamed("省卫生厅", "省卫生计生委", issued=False).changed() == [
        "  - { 序号: 20,  名称: 省卫生计生委, 别名: [省卫生厅], 类别: 省直部门 }",
        "标题: 省卫生计生委关于某事的通知",
        "抄送: [省卫生计生委]",
        "  - { 名称: 进展报告, 截止: 2013-12-13, 对象: [省卫生计生委, 沈阳市] }",
        "  - 标题: 省卫生计生委做的事     # 说明",
        "      - 省卫生计生委按《省卫生厅关于甲的通知》办，省卫生厅监督局配合，原省卫生厅的不算。",
        "    牵头: { 部门: [省财政厅, 省卫生计生委], 方式: 分别牵头, 配合: [省人口计生委] }",
        "        - 省卫生计生委",
    ]


def test_an_issued_notice_keeps_its_words_and_only_its_duties_go_over() -> None:
    made = Renamed("省卫生厅", "省卫生计生委", issued=True)
    assert made.changed() == [
        "  - { 序号: 20,  名称: 省卫生计生委, 别名: [省卫生厅], 类别: 省直部门 }",
        "曾用名: { 省卫生计生委: [省卫生厅] }",
        "  - { 名称: 进展报告, 截止: 2013-12-13, 对象: [省卫生计生委, 沈阳市] }",
        "    牵头: { 部门: [省财政厅, 省卫生计生委], 方式: 分别牵头, 配合: [省人口计生委],"
        " 表述: （省财政厅、省卫生厅分别牵头，省人口计生委配合） }",
        "        - 省卫生计生委",
        "      表述: （省卫生厅、省人口计生委分别牵头落实）",
    ]
    assert made.differences() == ["单位“省卫生厅”改名为“省卫生计生委”"]


@pytest.mark.parametrize("issued", [True, False])
def test_a_merge_unites_the_duties_and_names_the_unit_once(issued: bool) -> None:
    made = Renamed("省人口计生委", "省卫生厅", issued=issued)
    unit = made.dossier.units["省计生委"]
    assert unit.name == "省卫生厅"
    assert [len(made.dossier.leads(item)) for item in made.dossier.tasks] == [2, 1]
    assert "配合: []" in made.notice
    assert ("方式: 牵头" in made.notice) is True
    assert "单位“省人口计生委”并入“省卫生厅”" in made.differences()
    assert ("曾用名: { 省卫生厅: [省卫生厅, 省人口计生委] }" in made.notice) is issued


def test_a_split_asks_where_each_duty_goes() -> None:
    made = Renamed("省卫生厅", "省卫健委", "省医保局", issued=True, assigned=["省医保局"])
    assert "  - { 序号: 21, 名称: 省医保局, 类别: 省直部门 }" in made.changed()
    assert "曾用名: { 省医保局: [省卫生厅] }" in made.notice
    assert made.dossier.units["省卫生厅"].name == "省卫健委"
    assert [unit.name for unit in made.dossier.leads(made.dossier.tasks[0])] == ["省财政厅", "省医保局"]


def test_a_short_name_follows_where_it_is_a_part_of_the_name() -> None:
    made = Renamed("沈阳市人民政府", "沈州市人民政府", issued=False)
    assert "简称: 沈州市, 别名: [沈阳, 沈阳市人民政府, 沈阳市]" in made.departments
    assert "对象: [省卫生厅, 沈州市]" in made.notice


@pytest.mark.parametrize(
    ("aliases", "made"),
    [
        ("    别名:\n      - 省计生委\n      - 甲局\n", "    别名:\n      - 甲局\n      - 省人口计生委\n"),
        ("    别名:\n", "    别名: [省人口计生委]\n"),
        ("    别名:   # 没有\n", "    别名: [省人口计生委]   # 没有\n"),
    ],
)
def test_the_new_name_is_no_longer_an_alias_and_an_empty_key_takes_the_old_one(aliases: str, made: str) -> None:
    raw = UNITS.replace("    别名: [省计生委]\n", aliases).encode()
    text = YamlText(raw, "d")
    in_departments(text, renaming(read_units(("d", raw)), "省人口计生委", ["省计生委"]))
    assert f"    名称: 省计生委\n{made}" in text.edited


def test_an_empty_key_of_an_issued_notice_takes_the_former_name() -> None:
    raw = NOTICE.replace("成文日期", "曾用名:\n成文日期", 1).encode()
    before, text = dossier_of(UNITS.encode(), raw), YamlText(raw, "n")
    in_issued(text, renaming(before.units, "省卫生厅", ["省卫生计生委"]), everything(), before)
    assert "\n曾用名: { 省卫生计生委: [省卫生厅] }\n" in text.edited


def test_a_split_of_a_draft_asks_what_each_text_means() -> None:
    asked: list[str] = []

    def assign(place: str, targets: Sequence[str]) -> Sequence[str]:
        asked.append(place)
        return targets if "里的" in place else targets[:1]

    notice = YamlText(NOTICE.encode(), "n")
    meant = renaming(dossier_of(UNITS.encode(), NOTICE.encode()).units, "省卫生厅", ["省卫健委", "省医保局"])
    in_draft(notice, meant, assign)
    assert asked[-1].startswith("n:11 “省卫生厅按《省卫生厅关于甲的通知》办")
    assert asked[-1].endswith("…”里的省卫生厅")
    assert "- 省卫健委、省医保局按《省卫生厅关于甲的通知》办，省卫生厅监督局配合，原省卫生厅的不算。" in notice.edited
    assert "部门: [省财政厅, 省卫健委]" in notice.edited


def test_a_second_renaming_after_an_issue_keeps_the_words_of_the_issue() -> None:
    first = Renamed("省卫生厅", "省卫生计生委", issued=True)
    meant = renaming(first.dossier.units, "省卫生计生委", ["省卫健委"])
    notice = YamlText(first.notice.encode(), "n")
    in_issued(notice, meant, everything(), first.dossier)
    assert "曾用名: { 省卫健委: [省卫生厅] }" in notice.edited
    assert "表述: （省财政厅、省卫生厅分别牵头，省人口计生委配合）" in notice.edited


def test_other_documents_print_the_former_name_once_and_the_notice_never() -> None:
    made = Renamed("省卫生厅", "省卫生计生委", issued=True)
    fields = {kind.name: output.fields for kind, output in outputs(made.dossier)}
    assert fields["task-table"]["曾用名"] == {"省卫生计生委": "省卫生厅"}
    assert "曾用名" not in fields["notice"]
    token = former_names.set({"省卫生计生委": "省卫生厅"})
    try:
        printed = ENVIRONMENT.from_string("{{ a }}{{ b }}{{ b }}").render(a="甲", b="省卫生计生委，省卫生计生委")
    finally:
        former_names.reset(token)
    assert printed == "甲省卫生计生委（原省卫生厅），省卫生计生委省卫生计生委，省卫生计生委"


def test_a_return_goes_over_and_what_the_unit_wrote_stays() -> None:
    raw = "单位: 省卫生厅   # 收来\n进展:\n  - 事项: 省卫生厅做的事\n    进展情况: 省卫生厅做了\n"
    for issued, item in ((False, "省卫生计生委做的事"), (True, "省卫生厅做的事")):
        text = YamlText(raw.encode(), "r")
        in_return(text, renaming(read_units(("d", UNITS.encode())), "省卫生厅", ["省卫生计生委"]), issued=issued)
        expected = raw.replace("单位: 省卫生厅 ", "单位: 省卫生计生委 ").replace(
            "事项: 省卫生厅做的事", f"事项: {item}"
        )
        assert text.edited == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_and_the_ends_of_lines_stay(encoding: str) -> None:
    raw = UNITS.replace("\n", "\r\n").encode(encoding)
    text = YamlText(raw, "d")
    in_departments(text, renaming(read_units(("d", raw)), "省人口计生委", ["省卫生厅监督局"]))
    new = text.as_bytes()
    assert new[:2] == raw[:2]
    assert new.decode(encoding).count("\r\n") == new.decode(encoding).count("\n")
    assert "别名: [省人口计生委, 省计生委]" in new.decode(encoding) or "省计生委, 省人口计生委" in new.decode(encoding)


@pytest.mark.parametrize(
    ("old", "new"),
    [("省卫生听", "甲"), ("沈阳", "甲"), ("省卫生厅", "省卫生厅"), ("省卫生厅", "各市"), ("省卫生厅", "甲、乙")],
)
def test_a_name_that_will_not_do_is_refused(old: str, new: str) -> None:
    with pytest.raises(UsageError):
        renaming(read_units(("d", UNITS.encode())), old, [new])


def test_the_command_writes_after_a_yes_and_is_taken_back(duban: Callable[..., Result], workspace: Path) -> None:
    departments = workspace / "content" / "departments.yaml"
    before = departments.read_bytes()
    for unasked in ("--dry-run", "--json"):  # nobody is there to answer
        assert duban("rename", "省卫生厅", "省卫生计生委", unasked).exit_code == 0
        assert departments.read_bytes() == before
    assert duban("rename", "省卫生厅", "省卫生计生委", "--yes").exit_code == 0
    assert "名称: 省卫生计生委, 别名: [省卫生厅]" in departments.read_text("utf-8")
    duban("undo")
    assert departments.read_bytes() == before == (ROOT / "content" / "departments.yaml").read_bytes()


def test_a_form_that_prints_the_former_name_is_the_units() -> None:
    made = Renamed("省卫生厅", "省卫生计生委", issued=True)
    identified = Identification(made.dossier, all_kinds(), "表.docx")
    texts = ["单位（盖章）", "省卫生计生委（原省卫生厅）", "完成状态", "进展情况", "存在问题", "下一步打算"]
    assert identified.identify(Identity("", "", ""), texts).unit == "省卫生计生委"


def test_a_split_is_asked_again_after_an_answer_that_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("省医保局\n2\n"))
    assert chosen("某事", ["省卫健委", "省医保局"]) == ["省医保局"]


def test_a_name_keeps_no_mark_of_direction(duban: Callable[..., Result]) -> None:
    answer = duban("rename", "省卫生厅", "省卫生\u202e计生委", "--dry-run").output
    assert "名称: 省卫生计生委" in answer and "\u202e" not in answer
