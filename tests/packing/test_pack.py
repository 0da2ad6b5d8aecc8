"""pack: volumes to print, zips to send, 发文清单 to sign; everything as it lies in output/, nothing over anybody's work."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import docx
import ooxml_integrity
import pypdfium2
import pytest
from click.testing import Result
from lxml import etree
from openxml_audit import OpenXmlValidator
from support.every_kind import kind_of
from support.files import NOTICE, ROOT, W, by_hand, files_in, tables_of, text_of
from support.installed import missing
from support.notices import of_three_units
from support.returns import Returned

from generators.dossier.dossier import Dossier, RunContext
from generators.office import libreoffice
from generators.packing.volumes import Volume
from generators.plan import Output
from generators.problems import TemplateError
from generators.verbs import pack
from generators.word.package import read_parts, write_parts
from generators.word.render import CompiledTemplate
from generators.word.volume import joined
from generators.workspace.files import digest_of
from generators.workspace.undo import Undo

pytestmark = pytest.mark.slow

TITLES = ["任务清单", "实施方案模板", "进展情况报送表"]
HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
TAIL = b"</w:body></w:document>"
Duban = Callable[..., Result]


def volume_of(dossier: Dossier, title: str, step: int = 1) -> tuple[list[Output], bytes]:
    """The documents of a kind, or every so many of them, and their volume."""
    kind = kind_of(title)
    outputs = list(kind.outputs(dossier))[::step]
    template = CompiledTemplate((ROOT / "templates" / kind.template()).read_bytes(), kind.template())
    return outputs, template.render_volume([one.fields for one in outputs], {"dc:title": "合订本"})


def root_of(raw: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml"))


def text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def starts(root: etree._Element) -> list[str | None]:
    """Every section's first page number, None where it runs on."""
    found = (section.find(f"{W}pgNumType") for section in root.iter(f"{W}sectPr"))
    return [None if one is None else one.get(f"{W}start") for one in found]


def packed(duban: Duban, *arguments: str, code: int = 0) -> dict:
    result = duban("pack", "--json", *arguments)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def messages(report: dict) -> str:
    return "".join(one["message"] + one["hint"] for one in report["problems"])


@pytest.fixture
def ready(made: Path) -> Path:
    """The workspace with its documents built."""
    return made.parent.parent


def sheet_of(workspace: Path, unit: str) -> Path:
    return workspace / "output" / NOTICE / "任务清单" / f"{unit}-任务清单.docx"


def in_zip(workspace: Path, unit: str, name: str) -> bytes:
    return zipfile.ZipFile(workspace / "output" / NOTICE / "打包" / "分单位" / f"{unit}.zip").read(name)


def times_in(workspace: Path) -> dict[str, int]:
    return {path: (workspace / path).stat().st_mtime_ns for path in files_in(workspace)}


def pages_of(pdf: Path) -> list[str]:
    """The text of every page without blanks; numbers stand upright at the side of a page that lies."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


# -- volumes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", TITLES)
def test_a_volume_says_what_its_documents_say_each_once_and_in_order(dossier: Dossier, built: Path, title: str) -> None:
    outputs, raw = volume_of(dossier, title)
    alone = [text(root_of((built / one.path).read_bytes())) for one in outputs]
    assert text(root_of(raw)) == "".join(alone)


@pytest.mark.parametrize("title", TITLES)
def test_page_numbers_begin_anew_with_every_unit_and_run_on_within_one(
    dossier: Dossier, built: Path, title: str
) -> None:
    outputs, raw = volume_of(dossier, title)
    wanted = []
    for one in outputs:
        alone = starts(root_of((built / one.path).read_bytes()))
        wanted += ["1", *alone[1:]]
    assert starts(root_of(raw)) == wanted and wanted.count("1") == len(outputs)


@pytest.mark.parametrize("title", TITLES)
def test_both_validators_find_no_error_in_a_volume(dossier: Dossier, tmp_path: Path, title: str) -> None:
    """Of three units: the first, one between, and the last, of which two are departments and one is a city."""
    path = tmp_path / "合订本.docx"
    outputs, raw = volume_of(dossier, title, step=15)
    assert len(outputs) == 3
    path.write_bytes(raw)
    assert [str(fault) for fault in OpenXmlValidator().validate(str(path)).errors] == []
    assert [str(fault) for fault in ooxml_integrity.check(str(path))] == []
    docx.Document(str(path))


@pytest.mark.parametrize("title", TITLES)
def test_numbers_of_controls_and_drawings_stand_once_in_a_volume(dossier: Dossier, title: str) -> None:
    root = root_of(volume_of(dossier, title)[1])
    controls = [one.get(f"{W}val") for one in root.iter(f"{W}id") if one.getparent().tag == f"{W}sdtPr"]
    assert len(set(controls)) == len(controls)


@pytest.mark.parametrize("title", TITLES)
def test_every_unit_begins_on_a_sheet_of_its_own_also_in_two_sided_printing(dossier: Dossier, title: str) -> None:
    outputs, raw = volume_of(dossier, title)
    kinds = [section.find(f"{W}type") for section in root_of(raw).iter(f"{W}sectPr")]
    assert [one is not None and one.get(f"{W}val") for one in kinds].count("oddPage") == len(outputs)


def test_automatic_numbers_would_run_on_and_are_refused_with_a_sentence(dossier: Dossier) -> None:
    kind = kind_of("任务清单")
    parts = read_parts((ROOT / "templates" / kind.template()).read_bytes(), "x")
    number = b'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:pPr>", number, 1)
    template = CompiledTemplate(write_parts(parts), "task_sheet.docx")
    with pytest.raises(TemplateError, match="各份的号会连着编下去"):
        template.render_volume([one.fields for one in kind.outputs(dossier)], {})


def test_equal_sheets_make_an_equal_volume(dossier: Dossier) -> None:
    assert volume_of(dossier, "任务清单")[1] == volume_of(dossier, "任务清单")[1]


def test_a_sheet_that_ends_in_a_table_gets_a_paragraph_for_its_section_break() -> None:
    table = b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    root = etree.fromstring(b"".join(joined([HEAD + table + b"<w:sectPr/>" + TAIL] * 2)))
    tags = [etree.QName(one).localname for one in root[0]]
    assert tags == ["tbl", "p", "tbl", "sectPr"] and starts(root) == ["1", "1"]


def test_a_section_that_would_run_on_begins_on_a_sheet_of_its_own_in_a_volume() -> None:
    section = b'<w:p/><w:sectPr><w:type w:val="continuous"/><w:cols/></w:sectPr>'
    root = etree.fromstring(b"".join(joined([HEAD + section + TAIL] * 3)))
    assert [one.get(f"{W}val") for one in root.iter(f"{W}type")] == ["oddPage"] * 3
    assert [[etree.QName(one).localname for one in section] for section in root.iter(f"{W}sectPr")] == [
        ["type", "pgNumType", "cols"]
    ] * 3


def test_bookmarks_are_not_doubled() -> None:
    mark = b'<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    root = etree.fromstring(b"".join(joined([HEAD + b"<w:p>" + mark + b"</w:p><w:sectPr/>" + TAIL] * 2)))
    assert len(list(root.iter(f"{W}bookmarkStart"))) == len(list(root.iter(f"{W}bookmarkEnd"))) == 1


def test_a_footer_that_differs_from_unit_to_unit_is_refused_with_a_sentence(dossier: Dossier) -> None:
    kind = kind_of("任务清单")
    parts = read_parts((ROOT / "templates" / kind.template()).read_bytes(), "x")
    name = next(name for name in parts if name.startswith("word/footer"))
    parts[name] = parts[name].replace(b"</w:p>", "<w:r><w:t>{{ 单位 }}</w:t></w:r></w:p>".encode(), 1)
    template = CompiledTemplate(write_parts(parts), "task_sheet.docx")
    with pytest.raises(TemplateError, match="不能合订"):
        template.render_volume([one.fields for one in kind.outputs(dossier)], {})


# -- zips and the list --------------------------------------------------------------------------------------------


def test_the_list_told_is_what_is_in_the_zips(ready: Path, duban: Duban) -> None:
    report = packed(duban)
    zips = [one for one in report["outputs"] if one["kind"] == "parcel"]
    assert len(zips) == 33 and [one["for"] for one in zips].count(None) == 1
    for one in zips:
        with zipfile.ZipFile(ready / one["path"]) as package:
            found = {name: digest_of(package.read(name)) for name in package.namelist()}
        assert found == {entry["name"]: entry["digest"] for entry in one["content"]}
    of_unit = next(one for one in zips if one["for"] == "省财政厅")
    assert of_unit["path"] == f"output/{NOTICE}/打包/分单位/040-省财政厅.zip"
    common = [f"{NOTICE}-通知.docx", f"{NOTICE}-重点任务分解表.docx"]
    assert [entry["name"] for entry in of_unit["content"]] == [
        *common,
        *(f"040-省财政厅-{title}.docx" for title in TITLES),
    ]
    assert "040-省财政厅.zip" in duban("pack").output and "5 份：通知、重点任务分解表、任务清单" in duban("pack").output


def test_a_zip_holds_the_documents_as_they_lie_in_output(ready: Path, built: Path, duban: Duban) -> None:
    packed(duban)
    with zipfile.ZipFile(ready / "output" / NOTICE / "打包" / f"{NOTICE}-全部.zip") as package:
        inside = {name.rsplit("/", 1)[-1]: package.read(name) for name in package.namelist()}
    assert len(inside) == 96
    assert inside == {path.name: path.read_bytes() for path in built.rglob("*.docx") if path.name in inside}


def test_names_in_zips_are_chinese_on_every_windows_and_have_no_way_out(ready: Path, duban: Duban) -> None:
    packed(duban)
    for path in (ready / "output" / NOTICE / "打包").rglob("*.zip"):
        for info in zipfile.ZipFile(path).infolist():
            assert info.flag_bits & 0x800 and info.date_time == (1980, 1, 1, 0, 0, 0)
            assert not re.search(r'^/|\.\.|[\\:*?"<>|]', info.filename)


def test_a_name_that_windows_forbids_is_put_right_and_two_like_it_stay_apart(workspace: Path, duban: Duban) -> None:
    units = workspace / "content" / "departments.yaml"
    text = units.read_text("utf-8")
    for unit, name in (("省编委办", "编:办?"), ("省科技厅", "编|办<")):
        text = text.replace(f"名称: {unit},", f'名称: {unit}, 简称: "{name}",')
    units.write_text(text, "utf-8")
    duban("build")
    paths = [one["path"] for one in packed(duban)["outputs"]]
    assert {f"output/{NOTICE}/打包/分单位/{name}.zip" for name in ("010-编_办_", "030-编_办_")} < set(paths)


def test_the_dispatch_list_names_for_every_unit_what_is_in_its_zip(ready: Path, duban: Duban) -> None:
    """发文清单: in official order, with room to sign; what everybody gets is said once."""
    zips = {one["for"]: one["content"] for one in packed(duban)["outputs"] if one["kind"] == "parcel" and one["for"]}
    path = ready / "output" / NOTICE / "打包" / f"{NOTICE}-发文清单.docx"
    (table,) = tables_of(path)
    assert table[0] == ["序号", "单位", "文书", "份数", "签收人", "签收日期", "备注"]
    assert [row[1] for row in table[1:-1]] == list(zips)
    for number, row in enumerate(table[1:-1], 1):
        titles = [entry["name"].removesuffix(".docx").rsplit("-", 1)[-1] for entry in zips[row[1]]]
        assert row == [str(number), row[1], "、".join(titles[2:]), str(len(titles)), "", "", ""]
    assert table[-1] == ["", "合计（32个单位）", "", "158", "", "", ""]
    assert "通知、重点任务分解表每个单位都发" in text_of(path)


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_list_of_nobody_is_no_longer_there(ready: Path, duban: Duban, is_edited: bool) -> None:
    """The notice has lost its tasks: the list of an earlier pack would name units that get nothing any more."""
    packed(duban)
    path = ready / "output" / NOTICE / "打包" / f"{NOTICE}-发文清单.docx"
    if is_edited:
        by_hand(path)
    order = "标题: 某令\n发文机关: 某省人民政府\n版式: 命令\n成文日期: 2013-08-20\n正文: [现予公布。]\n"
    (ready / "content" / NOTICE / "notice.yaml").write_text(order, "utf-8")
    assert duban("build").exit_code == 0
    outputs = {one["path"].rsplit("/", 1)[-1]: one for one in packed(duban)["outputs"]}
    reason = "这次没有它；手工改过，保留" if is_edited else "这次没有它；已删除"
    assert (outputs[path.name]["outcome"], outputs[path.name]["reason"]) == ("orphan", reason)
    assert path.exists() == is_edited
    assert outputs["040-省财政厅.zip"]["reason"] == "这次没有它；已删除"
    assert files_in(path.parent).keys() == {f"{NOTICE}-全部.zip"} | ({path.name} if is_edited else set())
    assert (path.name in duban("pack").output) == is_edited
    assert duban("undo").exit_code == 0 and path.exists()


def test_a_kind_that_does_not_exist_yet_is_in_the_list(dossier: Dossier) -> None:
    """The list knows no other kind: it tells whatever is sent."""
    sent = (("公函", None), ("新文种", "省财政厅"))
    (output,) = kind_of("发文清单").outputs(replace(dossier, context=RunContext(sent=sent)))
    assert output.fields["共发"] == "公函"
    assert output.fields["单位"] == [{"序号": "1", "名称": "省财政厅", "文书": "新文种", "份数": "2"}]
    assert list(kind_of("发文清单").outputs(dossier)) == []


def test_the_head_of_the_list_stands_on_every_page(ready: Path, duban: Duban) -> None:
    packed(duban)
    root = root_of((ready / "output" / NOTICE / "打包" / f"{NOTICE}-发文清单.docx").read_bytes())
    rows = list(root.iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_list_of_a_secret_notice_says_so(workspace: Path, duban: Duban, edit: Callable[[str, str], None]) -> None:
    edit("附注: 此件公开发布", "密级: 机密★1年")
    duban("dispatch-list")
    told = text_of(workspace / "output" / NOTICE / "打包" / f"{NOTICE}-发文清单.docx")
    assert "机密★1年" in told and "不得通过互联网传送，按机要渠道传递" in told


# -- what may be sent ---------------------------------------------------------------------------------------------


def test_before_a_build_nothing_is_packed_and_the_next_step_is_told(workspace: Path, duban: Duban) -> None:
    report = packed(duban, code=1)
    assert report["outputs"] == [] and f"先运行 duban build {NOTICE}，再打包" in messages(report)
    assert not (workspace / "output" / NOTICE / "打包").exists()


def test_a_missing_document_stops_everything(ready: Path, duban: Duban) -> None:
    sheet_of(ready, "040-省财政厅").unlink()
    report = packed(duban, code=1)
    assert report["outputs"] == [] and "任务清单/040-省财政厅-任务清单.docx" in messages(report)


@pytest.mark.usefixtures("ready")
def test_documents_older_than_the_content_stop_everything(duban: Duban, edit: Callable[[str, str], None]) -> None:
    edit("截止: 2013-09-06", "截止: 2013-09-09")
    assert "先运行 duban build" in messages(packed(duban, code=1))


def test_an_edited_document_goes_as_it_was_edited_and_is_left_out_of_the_volume(ready: Path, duban: Duban) -> None:
    path = sheet_of(ready, "040-省财政厅")
    by_hand(path)
    report = packed(duban)
    assert messages(report).count("任务清单/040-省财政厅-任务清单.docx") == 2
    assert "压缩包里是改过的" in messages(report) and "另行打印" in messages(report)
    of_unit = next(one for one in report["outputs"] if one["for"] == "省财政厅")
    assert [entry["edited"] for entry in of_unit["content"]] == [False, False, True, False, False]
    assert zipfile.ZipFile(ready / of_unit["path"]).read("040-省财政厅-任务清单.docx") == path.read_bytes()
    volume = next(one for one in report["outputs"] if one["path"].endswith("任务清单合订本.docx"))
    assert len(volume["content"]) == 31 and {"name": "省财政厅"} not in volume["content"]
    assert "省财政厅任务清单" not in text_of(ready / volume["path"])


def test_an_edited_document_with_a_new_version_beside_it_must_be_settled_first(
    ready: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    path = sheet_of(ready, "040-省财政厅")
    by_hand(path)
    edit("截止: 2013-09-06", "截止: 2013-09-09")
    assert "先运行 duban build" in messages(packed(duban, code=1))
    duban("build")
    report = packed(duban, code=1)
    assert report["outputs"] == [] and "任务清单/040-省财政厅-任务清单.新版.docx" in messages(report)
    path.with_name("040-省财政厅-任务清单.新版.docx").unlink()
    assert "手工改过" in messages(packed(duban))


def test_after_an_issue_the_notice_goes_as_it_was_issued(
    ready: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    name = f"{NOTICE}-通知.docx"
    issued = (ready / "output" / NOTICE / name).read_bytes()
    duban("issue", "--on", "2013-08-21")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    duban("build")
    report = packed(duban)
    assert f"{name} 装的是2013年8月21日印发的那一份，印发以后变了：时限“进展报告” 12月13日 → 12月20日" in messages(
        report
    )
    assert in_zip(ready, "040-省财政厅", name) == issued
    by_hand(ready / "output" / NOTICE / name)
    packed(duban)
    assert in_zip(ready, "040-省财政厅", name) == issued
    (ready / "output" / NOTICE / name).unlink()
    duban("build", "--restate")
    assert "印发的那一份" not in messages(packed(duban))
    assert in_zip(ready, "040-省财政厅", name) == (ready / "output" / NOTICE / name).read_bytes() != issued


def test_a_notice_edited_after_its_issue_goes_as_it_was_issued(ready: Path, duban: Duban) -> None:
    path = ready / "output" / NOTICE / f"{NOTICE}-通知.docx"
    issued = path.read_bytes()
    duban("issue", "--on", "2013-08-21")
    by_hand(path)
    assert "印发以后文件又改过" in messages(packed(duban))
    assert in_zip(ready, "040-省财政厅", path.name) == issued


def test_a_notice_that_was_sent_with_an_edit_goes_with_it(ready: Path, duban: Duban) -> None:
    path = ready / "output" / NOTICE / f"{NOTICE}-通知.docx"
    by_hand(path)
    duban("issue", "--on", "2013-08-21")
    assert messages(packed(duban)) == ""
    assert in_zip(ready, "040-省财政厅", path.name) == path.read_bytes()


@pytest.mark.usefixtures("ready")
def test_faulty_returns_do_not_stop_what_does_not_read_them(returned: Returned, duban: Duban) -> None:
    returned("省财政厅", "进展: [[")
    assert len(packed(duban)["outputs"]) == 37


@pytest.mark.usefixtures("ready")
def test_letters_and_excel_forms_do_not_go_along(duban: Duban) -> None:
    duban("report-forms-excel", "--for", "省财政厅")
    duban("reminders", "--on", "2013-12-14", "--for", "省财政厅")
    of_unit = next(one for one in packed(duban)["outputs"] if one["for"] == "省财政厅")
    assert len(of_unit["content"]) == 5


def test_a_secret_parcel_says_that_it_must_not_go_through_the_internet(
    workspace: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    """On the terminal, in its name, inside of it, and (above) in the list; parcels of before, unmarked, go."""
    duban("build")
    packed(duban)
    edit("附注: 此件公开发布", "密级: 机密★1年")
    duban("build")
    report = packed(duban)
    assert "密级机密★1年：不得通过互联网传送，按机要渠道传递" in messages(report)
    folder = workspace / "output" / NOTICE / "打包"
    zips = list(folder.rglob("*.zip"))
    assert len(zips) == 33 and all(path.stem.endswith("（涉密，不得通过互联网传送）") for path in zips)
    for path in zips:
        note = zipfile.ZipFile(path).read("涉密，不得通过互联网传送.txt").decode("utf-8-sig")
        assert note.startswith("密级：机密★1年\r\n") and "按机要渠道传递" in note


# -- nobody's work is lost ----------------------------------------------------------------------------------------


def test_packing_again_writes_nothing_and_undo_takes_the_pack_back(ready: Path, duban: Duban) -> None:
    before = files_in(ready)
    assert {one["outcome"] for one in packed(duban)["outputs"]} == {"new"}
    once, written = files_in(ready), times_in(ready)
    assert {one["outcome"] for one in packed(duban)["outputs"]} == {"same"}
    assert (files_in(ready), times_in(ready)) == (once, written)
    assert "撤销最近一次改动了文件的打包" in duban("undo").output
    assert files_in(ready) == before
    packed(duban)
    assert files_in(ready) == once


@pytest.mark.parametrize("part", [f"合订本/{NOTICE}-任务清单合订本.docx", "分单位/040-省财政厅.zip"])
def test_a_changed_part_stays_and_a_new_one_is_laid_beside(
    ready: Path, duban: Duban, edit: Callable[[str, str], None], part: str
) -> None:
    packed(duban)
    path = ready / "output" / NOTICE / "打包" / part
    path.write_bytes(b"changed")
    report = packed(duban, code=1)
    assert [(one["outcome"], one["beside"]) for one in report["outputs"] if one["outcome"] != "same"] == [
        ("edited", None)
    ]
    edit("截止: 2013-09-06", "截止: 2013-09-09")
    duban("build")
    (one,) = [one for one in packed(duban, code=1)["outputs"] if one["outcome"] == "edited"]
    assert path.read_bytes() == b"changed" and ".新版." in one["beside"] and (ready / one["beside"]).exists()
    path.unlink()
    assert "手工改过的没有动" not in duban("pack").output
    assert list((ready / "output").rglob("*.新版*")) == [] and path.read_bytes() != b"changed"


def test_a_folder_where_a_zip_belongs_is_left_alone(ready: Path, duban: Duban) -> None:
    folder = ready / "output" / NOTICE / "打包" / "分单位" / "040-省财政厅.zip"
    folder.mkdir(parents=True)
    (one,) = [one for one in packed(duban, code=1)["outputs"] if one["outcome"] == "failed"]
    assert folder.is_dir() and one["path"].endswith("040-省财政厅.zip") and "同名的文件夹" in one["reason"]


def test_only_what_holds_a_changed_document_is_made_anew_and_says_which(ready: Path, duban: Duban) -> None:
    packed(duban)
    by_hand(sheet_of(ready, "040-省财政厅"))
    outcomes = {one["path"].rsplit("/", 1)[-1]: one for one in packed(duban)["outputs"] if one["outcome"] != "same"}
    assert set(outcomes) == {"040-省财政厅.zip", f"{NOTICE}-全部.zip", f"{NOTICE}-任务清单合订本.docx"}
    assert outcomes["040-省财政厅.zip"]["reason"] == "变了：040-省财政厅-任务清单.docx"


def test_parts_that_nothing_makes_any_more_go_unless_somebody_changed_them(
    ready: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    packed(duban)
    folder = ready / "output" / NOTICE / "打包" / "分单位"
    (folder / "040-省财政厅.zip").write_bytes(b"changed")
    edit("附注: 此件公开发布", "密级: 机密★1年")
    duban("build")
    report = packed(duban)
    gone = {one["path"].rsplit("/", 1)[-1]: one["reason"] for one in report["outputs"] if one["outcome"] == "orphan"}
    assert len(gone) == 33 and gone["040-省财政厅.zip"] == "这次没有它；手工改过，保留"
    assert (folder / "040-省财政厅.zip").read_bytes() == b"changed" and not (folder / "010-省编委办.zip").exists()
    duban("undo")
    assert (folder / "010-省编委办.zip").exists()


def test_a_killed_pack_is_finished_by_packing_again(ready: Path, duban: Duban, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(ready)
    write, left = Undo.write, iter(range(9))

    def dies(undo: Undo, path: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        write(undo, path, content)

    monkeypatch.setattr(Undo, "write", dies)
    assert duban("pack").exit_code == 1
    monkeypatch.undo()
    outcomes = [one["outcome"] for one in packed(duban)["outputs"]]
    assert (outcomes.count("same"), outcomes.count("new")) == (9, 28)
    duban("undo")
    assert files_in(ready) == before


@pytest.mark.usefixtures("ready")
def test_what_cannot_be_written_fails_alone(duban: Duban, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Undo.write

    def refused(undo: Undo, path: Path, content: bytes) -> None:
        if path.suffix == ".zip" and path.name.startswith("040-"):
            raise PermissionError(13, "in use", str(path))
        write(undo, path, content)

    monkeypatch.setattr(Undo, "write", refused)
    (one,) = [one for one in packed(duban, code=1)["outputs"] if one["outcome"] == "failed"]
    assert one["for"] == "省财政厅" and "可能正在 Word 或 WPS 里打开" in one["reason"]


def test_a_document_that_changes_while_it_is_packed_is_in_no_zip(
    ready: Path, duban: Duban, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, opened = sheet_of(ready, "040-省财政厅"), []
    bound = pack.volumes

    def edited_meanwhile(*arguments: object) -> list[Volume]:
        opened.append(sheet.write_bytes(b"edited"))
        return bound(*arguments)

    monkeypatch.setattr(pack, "volumes", edited_meanwhile)
    failed = [one for one in packed(duban, code=1)["outputs"] if one["outcome"] == "failed"]
    assert opened and [one["for"] for one in failed] == ["省财政厅", None]
    assert all("再运行一次" in one["reason"] for one in failed)


# -- PDF ----------------------------------------------------------------------------------------------------------


def test_without_libreoffice_all_but_the_pdf_is_made(
    ready: Path, duban: Duban, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    monkeypatch.setattr(libreoffice, "_usual_places", lambda: iter(()))
    report = packed(duban, "--pdf", code=1)
    assert "没有生成 PDF" in messages(report) and "另存为 PDF" in messages(report)
    assert len(report["outputs"]) == 37 and not list((ready / "output").rglob("*.pdf"))


@pytest.mark.libreoffice
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_volumes_and_the_list_become_pdf_and_go_when_they_are_old(
    workspace: Path, duban: Duban, edit: Callable[[str, str], None]
) -> None:
    of_three_units(workspace)
    assert duban("build").exit_code == 0
    made = [one["path"] for one in packed(duban, "--pdf")["outputs"] if one["path"].endswith(".pdf")]
    names = [f"{NOTICE}-发文清单.pdf", *(f"{NOTICE}-{title}合订本.pdf" for title in TITLES)]
    assert [Path(path).name for path in made] == names
    written = times_in(workspace)
    assert {one["outcome"] for one in packed(duban, "--pdf")["outputs"]} == {"same"}
    assert {one["outcome"] for one in packed(duban)["outputs"]} == {"same"} and times_in(workspace) == written
    first = {number: page for number, page in enumerate(pages_of(workspace / made[1])) if "依据：《" in page}
    assert len(first) == 3 and all(number % 2 == 0 and "—1—" in page for number, page in first.items())
    contents = pages_of(workspace / made[1])[0]
    assert re.findall(r"第(\d+)张", contents) == [str(number // 2 + 1) for number in first]
    edit("截止: 2013-09-06", "截止: 2013-09-09")
    duban("build")
    packed(duban)
    left = {path.name for path in (workspace / "output").rglob("*.pdf")}
    assert left == {names[0], names[3]}  # no form and no list shows that day
