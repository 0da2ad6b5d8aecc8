"""Previews: Word files as PDF and pictures, what is told when that cannot be, and what is never overwritten."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from support.files import NOTICE, ROOT
from support.installed import missing
from support.traces import traces

import cli
import generators.verbs.preview as verb
from generators.office import libreoffice, paper
from generators.office.count import count_pages
from generators.office.libreoffice import LibreOfficeError, convert
from generators.office.libreoffice_copy import libreoffice_copy
from generators.office.paper import Paper
from generators.word.package import read_parts, well_formed, write_parts

pytestmark = pytest.mark.slow

MISSING = missing()
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def laying_out(test: Callable[..., None]) -> Callable[..., None]:
    """A test that lays out pages for real."""
    return pytest.mark.libreoffice(pytest.mark.skipif(bool(MISSING), reason=MISSING)(test))


def preview(*arguments: object) -> Result:
    return CliRunner().invoke(cli.cli, ["preview", *map(str, arguments)])


def document(path: Path, body: str) -> Path:
    """A Word file of A4 pages with a block 20 size-3 characters wide."""
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1440" w:right="4066" w:top="1440" w:bottom="1440"/>'
    stock = read_parts((ROOT / "templates" / "task_sheet.docx").read_bytes(), "task_sheet.docx")
    kept = {name: part for name, part in stock.items() if not name.startswith(("word/header", "word/footer"))}
    text = f'<?xml version="1.0"?><w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr>{page}</w:sectPr></w:body></w:document>'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_parts({**kept, "word/document.xml": text.encode()}))
    return path


def paragraph(text: str, properties: str = "") -> str:
    faces = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>'
    run = f'<w:rPr>{faces}<w:spacing w:val="0"/><w:sz w:val="32"/></w:rPr>'
    return f'<w:p><w:pPr>{properties}<w:ind w:firstLine="0"/></w:pPr><w:r>{run}<w:t>{text}</w:t></w:r></w:p>'


def pages(number: int) -> str:
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * (number - 1) + paragraph("末页")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run."""
    run, seen = libreoffice._run, list[list[str]]()

    def noted(command: list[str], *rest: object) -> int | None:
        seen.append(command)
        return run(command, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(libreoffice, "_run", noted)
    return seen


@laying_out
def test_several_files_become_pdfs_and_a_picture_of_each_page_in_two_calls(
    built: Path, tmp_path: Path, calls: list[list[str]]
) -> None:
    first, second = built / f"{NOTICE}-通知.docx", next((built / "任务清单").glob("*沈阳市*"))
    result = preview(first, second, "--out", tmp_path / "看", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0 and len(calls) == 2, "to ODF, and from there to PDF"
    assert [one["file"] for one in report["previews"]] == [str(first), str(second)]
    for one in report["previews"]:
        with pypdfium2.PdfDocument(tmp_path / "看" / one["pdf"]) as pdf:
            assert len(pdf) == one["pages"] == len(one["pictures"]) > 1
        for picture in one["pictures"]:
            with Image.open(tmp_path / "看" / picture) as image:
                assert sorted(image.size) == [910, 1287]
                assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
                assert len(image.convert("RGB").getcolors() or []) > 2
    assert report["previews"][0]["pictures"][0] == f"{NOTICE}-通知-第1页.png"
    assert sum(one["pages"] + 1 for one in report["previews"]) == len(names(tmp_path / "看"))
    assert traces(tmp_path / "看", (str(tmp_path), str(built))) == []


@pytest.mark.skipif(os.name != "posix", reason="the fake soffice is a shell script")
def test_files_of_the_same_name_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = document(tmp_path / "甲" / "通知.docx", pages(1)), document(tmp_path / "乙" / "通知.docx", pages(2))
    work = (
        'for file; do case $file in *.docx) (cat "$file"; printf "%s" "%%EOF") > "$out/${file%.docx}.pdf";; esac; done'
    )
    fake_soffice(tmp_path / "bin", work, monkeypatch)
    made = convert([one, two], "pdf", tmp_path).made
    assert {file: path.name for file, path in made.items()} == {one: "通知.pdf", two: "通知-2.pdf"}
    assert all(path.read_bytes() == file.read_bytes() + b"%%EOF" for file, path in made.items())


@laying_out
def test_every_fault_is_told_at_once_and_the_good_file_goes_on(tmp_path: Path) -> None:
    good = document(tmp_path / "好.docx", pages(1))
    torn = read_parts(good.read_bytes(), "")
    (tmp_path / "残.docx").write_bytes(write_parts({**torn, "word/document.xml": torn["word/document.xml"][:200]}))
    for name in ("坏.docx", "旧.doc", "~$好.docx", "表.xlsx"):
        (tmp_path / name).write_bytes(b"nothing")
    (tmp_path / "空").mkdir()
    told = {
        "残.docx": "LibreOffice 没有排出来",
        "坏.docx": "打不开，文件已损坏或不是 Word 文档",
        "旧.doc": "不是 .docx 文件（用 WPS 或 Word 打开，另存为 .docx 再预览）",
        "~$好.docx": "这是 Word 或 WPS 打开文书时放的临时文件",
        "表.xlsx": "不是 Word 文件",
        "没有.docx": "没有这个文件",
        "空": "这个文件夹里没有 .docx 文件",
    }
    result = preview(*(tmp_path / name for name in told), good)
    assert result.exit_code == 1
    for name, message in told.items():
        assert f"{tmp_path / name}: 错误：{message}" in result.output
    assert f"共 {len(told)} 处错误" in result.output and "好.pdf  1 页" in result.output
    assert result.output.endswith(f"位置：{tmp_path / '预览'}\n")


@laying_out
def test_no_mark_hangs_out_of_the_block_and_none_is_lost(tmp_path: Path) -> None:
    text = "一" * 20 + "。" + "二" * 25
    said = {"不许": '<w:overflowPunct w:val="0"/>', "许": "<w:overflowPunct/>", "没说": ""}
    files = [document(tmp_path / f"{name}.docx", paragraph(text, allowed)) for name, allowed in said.items()]
    parts = read_parts(files[-1].read_bytes(), "")  # the styles say nothing either: Word lets marks hang then
    parts["word/styles.xml"] = re.sub(rb"<w:overflowPunct[^>]*>", b"", parts["word/styles.xml"])
    files[-1].write_bytes(write_parts(parts))
    assert preview(*files).exit_code == 0
    for name in said:
        with pdfplumber.open(tmp_path / "预览" / f"{name}.pdf") as pdf:
            glyphs = pdf.pages[0].chars
            assert "".join(glyph["text"] for glyph in glyphs) == text
            assert max(glyph["x1"] for glyph in glyphs) < 72 + 20 * 16 + 1


@laying_out
def test_pages_are_counted_in_one_call_with_the_blank_one_before_an_odd_one(
    tmp_path: Path, calls: list[list[str]]
) -> None:
    new_page = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
    odd = document(tmp_path / "odd.docx", paragraph("一") + new_page + paragraph("二")).read_bytes()
    parts = read_parts(odd, "")
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar',
        b'<w:sectPr><w:type w:val="oddPage"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar',
    )
    documents = {
        name: document(tmp_path / "x.docx", pages(number)).read_bytes() for name, number in {"三": 3, "五": 5}.items()
    }
    assert count_pages({**documents, "单数页": write_parts(parts)}) == {"三": 3, "五": 5, "单数页": 3}
    assert len(calls) == 2, "to ODF, and from there to PDF"


def test_a_document_of_which_no_page_was_made_is_no_document_without_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generators.office.count.laid_out", lambda documents, *rest: Paper({}, list(documents)))
    with pytest.raises(LibreOfficeError, match="坏: 错误：LibreOffice 没有排出来"):
        count_pages({"坏": document(tmp_path / "坏.docx", pages(1)).read_bytes()})


@laying_out
def test_the_real_face_wins_over_its_stand_in(tmp_path: Path) -> None:
    def match(config: Path) -> str:
        command = ["fc-match", "-f", "%{file}", "仿宋_GB2312"]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "FONTCONFIG_FILE": str(config)}
        ).stdout

    shipped = ROOT / "generators" / "office" / "fonts.conf"
    assert "gbsn" in match(shipped)
    other = subprocess.run(
        ["fc-match", "-f", "%{file}", "AR PL KaitiM GB"], capture_output=True, text=True, check=True
    ).stdout
    shutil.copy(other, tmp_path / "real.ttf")
    config = tmp_path / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><include>{shipped}</include><dir>{tmp_path}</dir><match target="scan">'
        '<test name="family"><string>AR PL KaitiM GB</string></test><edit name="family" mode="assign_replace">'
        "<string>仿宋_GB2312</string></edit></match></fontconfig>",
        "utf-8",
    )
    assert match(config) == str(tmp_path / "real.ttf")


@laying_out
def test_the_faces_of_this_computer_are_known_by_all_their_names() -> None:
    assert {"ar pl kaitim gb", "文鼎ｐｌ简中楷"} <= (libreoffice.installed_faces() or set())


def test_where_libreoffice_is_missing_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_usual_places", lambda: iter(()))
    for system, way in {
        "linux": "sudo apt install libreoffice-writer",
        "win32": "官网 zh-cn.libreoffice.org 下载安装",
    }.items():
        monkeypatch.setattr(sys, "platform", system)
        result = preview(tmp_path / "a.docx")
        assert result.exit_code == 1 and result.stdout == ""
        for words in ("要用 LibreOffice", "免费", way, "用 WPS 或 Word 直接打开"):
            assert words in result.stderr


def test_libreoffice_is_found_where_windows_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "Program Files" / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "Program Files"))
    assert libreoffice.find() == program


def fake_soffice(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A soffice that does as the script says; its last argument and the folder for results are $last and $out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "soffice").write_text(
        f'#!/bin/sh\nfor last; do [ "$before" = --outdir ] && out=$last; before=$last; done\n{script}\n'
    )
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(os.name != "posix", reason="the fake soffice is a shell script")
def test_the_time_limit_ends_libreoffice_and_what_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(
        tmp_path / "bin",
        f'printf "%s" "%%EOF" > "$out/1.pdf"\nsleep 60 & echo $! > {tmp_path}/child\nwait',
        monkeypatch,
    )
    files = [document(tmp_path / name, pages(1)) for name in ("a.docx", "b.docx")]
    begun = time.monotonic()
    result = convert(files, "pdf", tmp_path, timeout=1)
    assert time.monotonic() - begun < 20
    assert result.out_of_time and list(result.made) == files[:1] and result.lost == files[1:]
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or ") Z " in state.read_text():
            break
        time.sleep(0.1)
    else:
        pytest.fail("what soffice had started still runs")


@pytest.mark.skipif(os.name != "posix", reason="the fake soffice is a shell script")
def test_a_file_that_breaks_libreoffice_down_does_not_take_the_others_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]
) -> None:
    work = 'for file; do case $file in 2.docx) exit 134;; [0-9]*) printf "%s" "%%EOF" > "$out/${file%.docx}.pdf";; esac; done'
    fake_soffice(tmp_path / "bin", work, monkeypatch)
    files = [document(tmp_path / name, pages(1)) for name in ("a.docx", "b.docx", "c.docx", "d.docx")]
    result = convert(files, "pdf", tmp_path)
    assert result.lost == [files[1]] and not result.out_of_time and len(calls) == 2


@pytest.mark.skipif(os.name != "posix", reason="the fake soffice is a shell script")
def test_every_call_has_a_profile_of_its_own_named_by_a_uri(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]
) -> None:
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    fake_soffice(tmp_path / "bin", "exit 0", monkeypatch)
    for _ in range(2):
        convert([document(tmp_path / "a.docx", pages(1))], "pdf", tmp_path)
    profiles = {argument for command in calls for argument in command if "UserInstallation" in argument}
    assert len(profiles) == 2 and list(folder.iterdir()) == []
    for profile in profiles:
        assert profile.startswith("-env:UserInstallation=file:///") and profile.isascii() and " " not in profile


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Stands for LibreOffice: the file names of documents, and how many pages each is to have (1 where not said)."""
    wanted: dict[str, int] = {}

    def fake(documents: Mapping[str, bytes]) -> Paper:
        pdfs = {}
        for file in documents:
            pdf, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
            for _ in range(wanted.get(Path(file).name, 1)):
                pdf.new_page(595, 842)
            pdf.save(buffer)
            pdfs[file] = buffer.getvalue()
        return Paper(pdfs, [])

    monkeypatch.setattr(verb, "find", lambda: Path("soffice"))
    monkeypatch.setattr(verb, "laid_out", fake)
    return wanted


@pytest.mark.usefixtures("drawn")
def test_files_of_the_same_name_share_a_folder_and_keep_their_names(tmp_path: Path) -> None:
    one, two = document(tmp_path / "甲" / "通知.docx", pages(1)), document(tmp_path / "乙" / "通知.docx", pages(1))
    for files in ((one, two), (one, two), (two,)):
        result = preview(*files, "--out", tmp_path / "看")
        assert result.exit_code == 0 and f"{two}: 提示" in result.output and "这份叫“通知（2）”" in result.output
        assert names(tmp_path / "看") == ["通知-第1页.png", "通知.pdf", "通知（2）-第1页.png", "通知（2）.pdf"]


@pytest.mark.usefixtures("drawn")
def test_stand_in_faces_are_named_where_they_can_be_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = document(tmp_path / "字.docx", pages(1))
    faces = frozenset(face.lower() for face in libreoffice_copy(file.read_bytes(), "").faces)
    for installed, said in ((faces - {"仿宋_gb2312"}, "这台电脑没有仿宋_GB2312（"), (faces, ""), (None, "")):
        monkeypatch.setattr(paper, "installed_faces", lambda installed=installed: installed)
        output = preview(file).output
        assert said in output and ("替代字体" in output) is bool(said)


def test_an_earlier_preview_of_the_same_file_is_replaced_and_surplus_pages_go(
    tmp_path: Path, drawn: dict[str, int]
) -> None:
    file = document(tmp_path / "a" / "通知.docx", pages(1))
    drawn["通知.docx"] = 11
    assert "通知.pdf  11 页" in preview(file).output
    assert len(names(tmp_path / "a" / "预览")) == 12
    (tmp_path / "a").rename(tmp_path / "b")  # the mark moves with the folder
    drawn["通知.docx"] = 2
    result = preview(tmp_path / "b" / "通知.docx")
    assert result.exit_code == 0 and "没有动" not in result.output
    assert names(tmp_path / "b" / "预览") == ["通知-第1页.png", "通知-第2页.png", "通知.pdf"]


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("theirs", ["通知.pdf", "通知-第7页.png"])
def test_what_is_no_preview_of_the_file_is_never_touched(tmp_path: Path, theirs: str) -> None:
    file = document(tmp_path / "通知.docx", pages(1))
    (tmp_path / theirs).write_bytes(b"the clerk's own")
    result = preview(file, "--out", tmp_path)
    assert result.exit_code == 0 and f"{file}: 提示：预览文件夹里的“通知”不是这份文书的预览，没有动" in result.output
    assert names(tmp_path) == sorted(["通知.docx", theirs, "通知（2）-第1页.png", "通知（2）.pdf"])
    assert (tmp_path / theirs).read_bytes() == b"the clerk's own"


@pytest.mark.usefixtures("drawn")
def test_a_preview_with_somebodys_remarks_is_kept(tmp_path: Path) -> None:
    file = document(tmp_path / "通知.docx", pages(1))
    preview(file)
    pdf, picture = tmp_path / "预览" / "通知.pdf", tmp_path / "预览" / "通知-第1页.png"
    pdf.write_bytes(pdf.read_bytes() + b"1 0 obj\n<</Remark (no)>>\nendobj\nstartxref\n9\n%%EOF\n")
    assert "这份叫“通知（2）”" in preview(file).output
    preview(file, "--out", tmp_path / "图")
    with Image.open(tmp_path / "图" / "通知-第1页.png") as image:
        image.rotate(90).save(tmp_path / "图" / "通知-第1页.png")
    assert "这份叫“通知（2）”" in preview(file, "--out", tmp_path / "图").output
    assert picture.exists()


@pytest.mark.usefixtures("drawn")
def test_a_folder_stands_for_all_word_files_in_it(tmp_path: Path) -> None:
    for name in ("a.docx", "深/b.DOCX", "~$a.docx", ".藏/c.docx", "深/.d.docx"):
        document(tmp_path / "文书" / name, pages(1))
    result = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "preview", "文书", "文书/a.docx"])
    assert result.exit_code == 0, result.output
    assert names(tmp_path / "文书" / "预览") == ["a-第1页.png", "a.pdf", "b-第1页.png", "b.pdf"]


@pytest.mark.usefixtures("drawn")
def test_a_folder_that_cannot_be_written_is_told_with_all_else(tmp_path: Path) -> None:
    file = document(tmp_path / "a.docx", pages(1))
    result = preview(file, tmp_path / "没有.docx", "--out", file / "看")
    assert result.exit_code == 1
    assert f"{file / '看'}: 错误：预览写不进这个文件夹" in result.output and "没有这个文件" in result.output
    assert names(tmp_path) == ["a.docx"]


@pytest.mark.usefixtures("drawn")
def test_a_pdf_that_is_open_elsewhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _content: bytes) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(verb, "write_atomically", refuse)
    result = preview(document(tmp_path / "a.docx", pages(1)))
    assert result.exit_code == 1 and "预览写不进去（它的 PDF 或图片可能正打开着" in result.output


OFF = b'<w:overflowPunct w:val="1"/>'  # as LibreOffice reads it


@pytest.mark.parametrize(
    "written",
    [b'<w:overflowPunct w:val="0"/>', b"<w:overflowPunct w:val='off' />", b"<w:overflowPunct></w:overflowPunct>", OFF],
)
def test_hanging_is_off_in_every_part_of_the_copy(tmp_path: Path, written: bytes) -> None:
    parts = read_parts(document(tmp_path / "a.docx", paragraph("字", written.decode())).read_bytes(), "")
    parts["word/footnotes.xml"] = b"<w:footnotes>" + written + b"</w:footnotes>"
    copy = read_parts(libreoffice_copy(write_parts(parts), "").docx, "")
    assert b"<w:pPr>" + OFF + b"<w:ind" in copy["word/document.xml"]
    assert copy["word/footnotes.xml"] == b"<w:footnotes>" + OFF + b"</w:footnotes>"
    assert list(copy) == list(parts)


@pytest.mark.parametrize(
    "styles",
    [
        b'<w:styles w:x="y"><w:style/></w:styles>',
        b"<w:styles><w:docDefaults/></w:styles>",
        b"<w:styles><w:docDefaults><w:rPrDefault/></w:docDefaults></w:styles>",
        b"<w:styles><w:docDefaults><w:pPrDefault/></w:docDefaults></w:styles>",
        b"<w:styles><w:docDefaults><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults></w:styles>",
        b"<w:styles><w:docDefaults><w:pPrDefault><w:pPr><w:spacing/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>",
    ],
)
def test_hanging_is_off_where_nothing_is_said_about_it(tmp_path: Path, styles: bytes) -> None:
    parts = {**read_parts(document(tmp_path / "a.docx", pages(1)).read_bytes(), ""), "word/styles.xml": styles}
    copy = read_parts(libreoffice_copy(write_parts(parts), "").docx, "")["word/styles.xml"]
    assert copy.count(b"<w:docDefaults>") == copy.count(b"</w:pPrDefault>") == 1
    assert b"<w:pPrDefault><w:pPr>" + OFF in copy and well_formed(copy.replace(b"w:", b"")) is None


def test_the_list_of_commands_loads_nothing_for_pictures() -> None:
    code = "import sys, cli; print([name for name in ('pypdfium2', 'PIL', 'generators.office') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, text=True, check=False)
    assert run.stdout.strip() == "[]", run.stderr
