"""Real notices imported: their facts, every character in its place, documents without an edit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.files import ROOT

import cli
from generators.dossier.dossier import Dossier
from generators.dossier.models import Notice
from generators.importer.files import blocks_of_file
from generators.importer.importing import Imported, imported
from generators.importer.reading import text_blocks
from generators.problems import ContentError

NOTICES = ROOT / "tests" / "data" / "notices"
NAMES = sorted(path.name for path in NOTICES.iterdir())


def read(text: str, departments: str = "") -> Imported:
    return imported(text_blocks(text), "通知", "通知.txt", departments)


def dossier_of(made: Imported) -> Dossier:
    assert made.dossier is not None, made.problems
    return made.dossier


@pytest.fixture(scope="module", params=NAMES)
def both(request: pytest.FixtureRequest) -> tuple[Notice, Imported]:
    """A notice typed by hand, and the same read from its text."""
    from generators.dossier.content_files import ContentFiles
    from generators.dossier.load import load

    folder = NOTICES / request.param
    parts = [(name, (folder / name).read_bytes()) for name in ("departments.yaml", "notice.yaml")]
    by_hand = load(ContentFiles(request.param, *parts)).dossier
    assert by_hand is not None
    return by_hand.notice, read((folder / "source.txt").read_text("utf-8"))


def test_nothing_of_a_real_notice_is_unresolved(both: tuple[Notice, Imported]) -> None:
    assert both[1].findings.unresolved == []
    assert dossier_of(both[1])


def test_head_and_headings_are_those_typed_by_hand(both: tuple[Notice, Imported]) -> None:
    by_hand, made = both[0], dossier_of(both[1]).notice
    assert made.title == by_hand.title.replace("\n", "")
    for key in ("issuer", "document_number", "issued_on", "addressees", "notes", "layout"):
        assert getattr(made, key) == getattr(by_hand, key), key

    def titles(notice: Notice) -> list[str]:
        body = next(iter(notice.arrangements), notice)
        return [item.title.rstrip("。") for one in body.sections for item in one.nodes() if hasattr(item, "title")]

    assert titles(made) == titles(by_hand)


def test_a_lead_above_points_is_that_of_the_points() -> None:
    made = read(
        "某市人民政府关于某项工作的通知\n各县区人民政府：\n现通知如下：\n一、任务\n"
        "（一）公开。做好公开工作。（市财政局牵头）\n1.公开预算。\n2.公开决算。\n"
        "（二）监督\n责任单位：市审计局\n1.专项审计。\n2.日常审计。\n某市人民政府\n2024年3月1日\n"
    )
    assert made.findings.unresolved == []
    leads = [one.lead.departments for one in dossier_of(made).tasks if one.lead]
    assert leads == [["市财政局"]] * 2 + [["市审计局"]] * 2


def test_words_that_name_another_unit_than_a_lead_lists_stay_in_the_text_and_the_lead_is_kept() -> None:
    units = "单位:\n  - { 序号: 10, 名称: 县级市, 类别: 市直部门 }\n"  # 各区、县级市 would name it
    made = read(
        "某市人民政府关于某项工作的通知\n各区：\n现通知如下：\n一、任务\n（一）做好甲事\n抓好落实。\n"
        "再抓落实。（牵头单位：市财政局，配合单位：各区、县级市）\n（二）做好乙事\n抓好落实。（市审计局牵头）\n某市人民政府\n2024年3月1日\n",
        units,
    )
    assert made.findings.unresolved == []
    assert [one.lead.departments for one in dossier_of(made).tasks if one.lead] == [["市财政局"], ["市审计局"]]


def test_a_heading_that_names_a_unit_makes_what_follows_its_duty() -> None:
    made = read(
        "某市人民政府关于某项工作的通知\n各县区人民政府：\n现通知如下：\n一、职责分工\n"
        "（一）市教育局：负责统筹协调全市工作。\n（二）市财政局、市审计局。负责经费保障。\n（三）市容市貌：整治到位。\n某市人民政府\n2024年3月1日\n"
    )
    assert made.findings.unresolved == []
    assert re.findall("责任: (.+)", made.notice) == ["[市教育局]", "[市财政局, 市审计局]"]


def test_a_label_of_half_width_runs_into_its_text() -> None:
    made = read(
        "关于检查的通知\n各系部:\n现通知如下:\n一、检查时间:请各系于4月9日15:00前报告。\n二、检查范围:各学院的学生公寓和实验室。\n2018年4月3日"
    )
    assert [one.content.title for one in dossier_of(made).sections] == ["检查时间:", "检查范围:"]
    assert not made.findings.unresolved


@pytest.mark.parametrize("day", ["二○一三年二月五日", "二OO三年二月五日"])
def test_a_date_in_chinese_numerals_is_said_to_print_otherwise(day: str) -> None:
    made = read(f"某市人民政府关于某项工作的通知\n各县区人民政府：\n现通知如下。\n某市人民政府\n{day}\n")
    said = [one.value for one in made.findings.read if one.fact == "日期写法"]
    assert said == [f"{day}，照国家标准印成{'2003' if 'O' in day else '2013'}年2月5日"]


def test_a_day_above_a_title_in_two_lines_is_that_of_the_notice() -> None:
    text = "各村、各单位:\n现将《某镇年度安全生产工作计划》印发给你们。\n二〇一七年二月二十四日\n某镇年度安全生产\n工作计划\n为做好工作,制定本计划。"
    notice = dossier_of(read(text)).notice
    assert str(notice.issued_on) == "2017-02-24"
    assert [one.title for one in notice.arrangements] == ["某镇年度安全生产工作计划"]


def test_a_notice_without_title_and_addressees_is_known_by_its_opening() -> None:
    text = "现就推进试点的有关工作安排通知如下:\n1.2015年11月26日前,甲学院讨论试点方案并送交规划处,电子版一并发送。\n2.其余学院做好准备工作。\n规划处\n2015年11月17日"
    assert dossier_of(read(text)).notice.issuer == "规划处"


def test_a_title_in_one_line_names_several_issuers_between_blanks() -> None:
    names = ["某市发展和改革委员会", "中共某市委社会工作部", "某市规划和自然资源局", "某市住房和城乡建设局"]
    title = f"{' '.join(names)} 关于印发某市城市社区某某服务设施建设工程实施方案的通知"
    made = read(f"ABCD-2024-01005\n{title}\n（2024年3月1日）\n各县区人民政府：\n现印发给你们。\n")
    assert dossier_of(made).notice.joint_issuers == names
    assert [one.text for one in made.findings.unresolved] == ["ABCD-2024-01005"]


def test_labels_rows_and_headings_without_a_mark_are_no_broken_lines() -> None:
    who = "责任单位：市发展改革委、市工业和信息化局、市财政局、市商务局"
    text = "某市人民政府关于某项工作的通知\n各县区人民政府：\n现通知如下：\n一、任务\n" + "".join(
        f"{number}.推进第{number}件事，抓好各项措施的落实，确保取得实效，做好收尾工作。\n{who}\n"
        for number in range(1, 7)
    )
    assert [lead.departments for lead in (one.lead for one in dossier_of(read(text)).tasks) if lead] == [
        ["市发展改革委", "市工业和信息化局", "市财政局", "市商务局"]
    ] * 6


def test_deadlines_are_those_typed_by_hand(both: tuple[Notice, Imported]) -> None:
    by_hand, made = both[0], dossier_of(both[1]).notice
    assert [one.last_day for one in made.deadlines] == [one.last_day for one in by_hand.deadlines]


def test_the_2013_notice_gives_the_facts_typed_by_hand(dossier: Dossier) -> None:
    units = (ROOT / "content" / "departments.yaml").read_text("utf-8")
    made = dossier_of(read((ROOT / "tests" / "data" / "notice-2013.txt").read_text("utf-8"), units))
    assert made.units.names == dossier.units.names
    assert [(one.title, one.lead) for one in made.tasks] == [(one.title, one.lead) for one in dossier.tasks]
    assert [one.title for one in made.safeguards] == [one.title for one in dossier.safeguards]

    def named(one: Dossier) -> list[list[str]]:
        return [measure.named for item in one.placed for _, measure in item.passages]

    assert named(made) == named(dossier)

    def due(one: Dossier) -> set[tuple[object, ...]]:
        return {
            (dl.last_day, dl.answered_by, tuple(unit.name for unit in one.bound_by(dl))) for dl in one.notice.deadlines
        }

    assert due(made) == due(dossier)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(cli.cli, ["-C", str(tmp_path), *arguments], catch_exceptions=False)


def test_a_form_that_a_unit_sent_is_collected_and_not_imported(run: Callable[..., Result], tmp_path: Path) -> None:
    form = NOTICES.parent / "trials" / "02-picture-in-cell" / "form.docx"
    made = run("new", str(tmp_path / "新工作"), "--from", str(form))
    assert made.exit_code == 1 and "是省财政厅的进展情况报送表" in made.output and "duban collect" in made.output
    assert not (tmp_path / "新工作").exists()


def test_a_file_that_is_not_there_is_said_to_be_missing(run: Callable[..., Result], tmp_path: Path) -> None:
    made = run("new", str(tmp_path / "新工作"), "--from", "通知.docx")
    assert made.exit_code == 2 and "没有“通知.docx”这个文件" in made.output and not (tmp_path / "新工作").exists()


def test_a_workspace_made_from_a_file_builds_at_once(tmp_path: Path, run: Callable[..., Result]) -> None:
    source = NOTICES / "peitao-youeryuan" / "source.txt"
    target = tmp_path / "新工作"
    made = run("new", str(target), "--from", str(source))
    assert made.exit_code == 0 and f"已建好工作文件夹：{target}" in made.output
    assert "第69行：单位组“各地”还没有成员" in made.output
    result = CliRunner().invoke(cli.cli, ["-C", str(target), "build", "--dry-run"], catch_exceptions=False)
    assert result.exit_code == 0 and re.search("^通知 +1 ", result.output, re.MULTILINE), result.output


def test_attachments_that_do_not_fit_their_list_stay_text() -> None:
    text = "某市人民政府关于某项工作的通知\n各县区人民政府：\n现通知如下。\n附件：1.甲表\n2.乙表\n某市人民政府\n2024年3月1日\n附件2\n另一张表\n"
    made = read(text)
    assert made.findings.unresolved == [] and dossier_of(made)


def test_a_list_of_units_in_another_encoding_keeps_its_units(workspace: Path, duban: Callable[..., Result]) -> None:
    units = workspace / "content" / "departments.yaml"
    units.write_bytes(units.read_text("utf-8").encode("gb18030"))
    (workspace / "通知.txt").write_text((NOTICES / "wufei-chengshi" / "source.txt").read_text("utf-8"), "utf-8")
    result = duban("import", str(workspace / "通知.txt"), "--as", "新通知")
    assert result.exit_code == 0, result.output
    assert "省财政厅" in units.read_text("utf-8")


def test_a_damaged_pdf_is_refused_in_words_about_the_file() -> None:
    with pytest.raises(ContentError, match="加了密码，或者已损坏"):
        blocks_of_file("通知.pdf", b"%PDF-1.7 cut off")
