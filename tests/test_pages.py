"""The pages as LibreOffice lays them out, with stand-in faces as wide as the government's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pytest
from conftest import NOTICE, ROOT

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FONTS = ("AR PL SungtiL GB", "AR PL KaitiM GB", "Noto Sans CJK SC", "Noto Serif CJK SC")


def missing() -> str:
    """Why pages cannot be measured here, empty where they can."""
    if not SOFFICE:
        return "LibreOffice (soffice) is not installed"
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout
    lacking = [font for font in FONTS if font not in installed]
    return f"the stand-in faces are not installed: {', '.join(lacking)}" if lacking else ""


pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(bool(missing()), reason=missing())]
MM = 72 / 25.4


@pytest.fixture(scope="module")
def pdfs(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of all 97 documents."""
    folder = tmp_path_factory.mktemp("pdf")
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(ROOT / "tests" / "data" / "fonts.conf")}
    subprocess.run(
        [*command, *map(str, built.rglob("*.docx"))], check=True, capture_output=True, env=environment, timeout=600
    )
    return folder


def lines_of(page: pdfplumber.page.Page) -> list[str]:
    """The text lines of the block, page number left out."""
    return [line["text"] for line in page.extract_text_lines() if line["top"] < page.height - 35 * MM]


def test_libreoffice_opens_all_97_documents(built: Path, pdfs: Path) -> None:
    assert {path.stem for path in pdfs.glob("*.pdf")} == {path.stem for path in built.rglob("*.docx")}


def test_a_full_page_of_the_notice_has_22_lines_of_28_characters(pdfs: Path) -> None:
    with pdfplumber.open(pdfs / f"{NOTICE}-通知.pdf") as pdf:
        middle = lines_of(pdf.pages[2])
        assert len(middle) == 22
        wide = [line for page in pdf.pages[1:] for line in lines_of(page) if not re.search("[ -~]", line)]
        # LibreOffice reads overflowPunct turned round and lets a last mark hang; Word does not.
        assert max(len(line.rstrip("，。、；")) for line in wide) == 28


def test_the_first_page_shows_mark_red_line_text_and_signature(pdfs: Path) -> None:
    with pdfplumber.open(pdfs / f"{NOTICE}-通知.pdf") as pdf:
        first = pdf.pages[0]
        text = first.extract_text().replace(" ", "")
        for words in ("辽宁省人民政府办公厅文件", "经省政府同意", "2013年8月20日", "（此件公开发布）"):
            assert words in text
        reds = [edge for edge in [*first.lines, *first.rects] if edge["width"] > 150 * MM]
        assert len({round(edge["top"]) for edge in reds}) == 1
        assert "全省当前政府信息公开重点工作安排" in lines_of(pdf.pages[1])[0]


def test_pages_are_a4_and_tables_lie_within_their_margins(pdfs: Path) -> None:
    for path in pdfs.glob("*.pdf"):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                size = {round(page.width / MM), round(page.height / MM)}
                assert size == {210, 297}, path
                turned = page.width > page.height
                left, right = (35 * MM, page.width - 37 * MM) if turned else (28 * MM, page.width - 26 * MM)
                for edge in page.rects:
                    assert edge["x0"] > left - 2 and edge["x1"] < right + 2, (path.name, page.page_number)


def test_no_page_is_empty(pdfs: Path) -> None:
    for path in pdfs.glob("*.pdf"):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                assert lines_of(page) or page.rects, (path.name, page.page_number)
