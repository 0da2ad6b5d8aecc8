"""Zips that come from units: names in GBK or UTF-8, entries of folders, zips within zips."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from support.zips import zip_in_gbk, zipped

from generators.intake.inbox import received_files
from generators.problems import TemplateError
from generators.word.package import files_in_zip

FILES = {"省财政厅/": b"", "省财政厅/报送表（财政）.docx": b"one", "沈阳市—进展.docx": b"two"}
CONTENT = {name: content for name, content in FILES.items() if content}


def test_the_zip_of_the_test_says_nothing_of_its_encoding() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_in_gbk(FILES))) as package:
        assert package.testzip() is None
        assert [info.flag_bits for info in package.infolist()] == [0, 0, 0]
        assert [info.is_dir() for info in package.infolist()] == [True, False, False]
        assert not set(package.namelist()) & set(FILES)


@pytest.mark.parametrize("make", [zip_in_gbk, zipped])
def test_names_are_read_in_either_encoding_and_folders_are_no_files(make: object) -> None:
    assert files_in_zip(make(FILES), "报送.zip") == CONTENT  # type: ignore[operator]


def test_a_name_that_is_no_gbk_stays_as_it_is() -> None:
    raw = zip_in_gbk({"ab.docx": b"x"}).replace(b"ab.docx", b"\xff\xff.docx")
    assert list(files_in_zip(raw, "a.zip").values()) == [b"x"]


@pytest.mark.parametrize("make", [zip_in_gbk, zipped])
def test_the_inbox_names_every_file_with_its_zip_and_passes_folders_and_remains_over(
    make: object, tmp_path: Path
) -> None:
    remains = {"省财政厅/~$报送表.docx": b"x", "省财政厅/.DS_Store": b"x"}
    (tmp_path / "报送.zip").write_bytes(make({**FILES, **remains}))  # type: ignore[operator]
    found = list(received_files([tmp_path]))
    assert {one.file: one.raw for one in found} == {f"报送.zip/{name}": b"" for name in CONTENT}


def test_a_zip_within_a_zip_is_named_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "报送.zip").write_bytes(zip_in_gbk({"里面/再一个.ZIP": zip_in_gbk(FILES)}))
    (one,) = received_files([tmp_path / "报送.zip"])
    assert one.file == "报送.zip/里面/再一个.ZIP" and "套着压缩包" in one.reason


def test_a_torn_zip_is_refused_with_its_name() -> None:
    with pytest.raises(TemplateError, match=r"报送\.zip.*已损坏"):
        files_in_zip(zip_in_gbk(FILES)[:-30], "报送.zip")
