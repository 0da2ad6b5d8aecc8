"""文件 of an attachment: a finished Word file beside notice.yaml, sent as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.files import ROOT
from support.notices import lay_notice, unit_list

from generators.dossier.load import Loaded, load
from generators.kinds import NOTICE
from generators.outputs.planning import Templates, outputs, plan
from generators.plan import FINISHED
from generators.problems import TemplateError
from generators.word.package import read_parts, write_parts
from generators.workspace.versions import packed, unpacked, version_of
from generators.workspace.workspace import Workspace

CONTENT = """\
标题: 某省关于某事的通知
发文机关: 某省人民政府
成文日期: 2022-05-10
主送机关: 各单位
正文: [照办。]
附件:
  - { 名称: 名单, 正文: [甲、乙。] }
  - { 名称: 项目书, 文件: 项目书.docx }
"""
FINISHED_FILE = (ROOT / "templates" / "circular.docx").read_bytes()


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    lay_notice(tmp_path, unit_list("省财政厅"), CONTENT, "某事")
    (tmp_path / "content" / "某事" / "项目书.docx").write_bytes(FINISHED_FILE)
    return Workspace(tmp_path)


def loaded(office: Workspace, notice: str = CONTENT) -> Loaded:
    (office.root / "content" / "某事" / "notice.yaml").write_text(notice, "utf-8")
    return load(office.content_files("某事"))


def test_a_finished_file_is_sent_as_it_is_beside_the_notice(office: Workspace) -> None:
    dossier = loaded(office).dossier
    assert dossier is not None
    notice, attached = (output for _, output in outputs(dossier, [NOTICE]))
    assert [str(entry["名称"]) for entry in notice.fields["附件说明"]] == ["名单", "项目书"]  # type: ignore[index,call-overload]
    assert [entry["序号"] for entry in notice.fields["附件"]] == ["附件1"]  # type: ignore[index,call-overload]
    assert (attached.path, attached.variant) == ("附件/附件2-项目书.docx", FINISHED)
    templates = Templates(office)
    (planned,) = [one for one in plan(dossier, templates, lambda _: None, [NOTICE]) if one.output.variant == FINISHED]
    assert templates.render(planned) == FINISHED_FILE
    (office.root / "content" / "某事" / "项目书.docx").write_bytes(b"other")
    with pytest.raises(TemplateError, match="刚刚变了"):
        templates.render(planned)


def test_a_changed_file_is_a_new_version_of_the_content(office: Workspace) -> None:
    loaded(office)
    before = office.content_files("某事")
    assert version_of(unpacked(packed(before))) == version_of(before)
    (office.root / "content" / "某事" / "项目书.docx").write_bytes(write_parts({"a": b""}))
    assert version_of(office.content_files("某事")) != version_of(before)


def with_macro() -> bytes:
    parts = read_parts(FINISHED_FILE, "")
    types = parts["[Content_Types].xml"]
    entry = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    return write_parts({**parts, "[Content_Types].xml": types.replace(b"</Types>", entry), "word/vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"broken", "项目书.docx：打不开，文件已损坏或不是 Word 文档"),
        (with_macro(), "项目书.docx：文件里不能有宏、控件或嵌入的对象"),
        (None, "notice.yaml 旁边没有“项目书.docx”这份 Word 文件"),
    ],
)
def test_a_file_that_cannot_be_sent_is_a_placed_error(office: Workspace, raw: bytes | None, message: str) -> None:
    file = office.root / "content" / "某事" / "项目书.docx"
    if raw is None:
        file.unlink()
    else:
        file.write_bytes(raw)
    problems = [one for one in loaded(office).problems if one.severity == "error"]
    assert [one.message for one in problems] == [message]
    assert (problems[0].place and problems[0].place.line) == 8


def test_a_finished_file_has_no_text_in_the_notice(office: Workspace) -> None:
    both = CONTENT.replace("文件: 项目书.docx", "文件: 项目书.docx, 正文: [甲。]")
    assert [one.message for one in loaded(office, both).problems] == ["写了“文件”，又写了正文、部分、表格或填报"]
