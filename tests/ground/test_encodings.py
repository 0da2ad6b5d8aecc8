"""Text files in the encodings that Chinese editors write."""

from __future__ import annotations

import codecs

import pytest

from generators.encodings import decoded, encoded_like, saved_like

WRITTEN = {
    "utf-8": "标题：甲".encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + "标题：甲".encode(),
    "utf-16 of Windows": codecs.BOM_UTF16_LE + "标题：甲".encode("utf-16-le"),
    "utf-16 of others": codecs.BOM_UTF16_BE + "标题：甲".encode("utf-16-be"),
    "gbk": "标题：甲".encode("gbk"),
}


@pytest.mark.parametrize("raw", WRITTEN.values(), ids=WRITTEN)
def test_a_text_is_read_without_its_mark_and_written_as_its_file_was(raw: bytes) -> None:
    found = decoded(raw)
    assert found is not None and found[0] == "标题：甲"
    assert encoded_like(found[0], raw) == raw
    assert decoded(encoded_like("标题：乙，䶮", raw)) == ("标题：乙，䶮", found[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_ends_of_lines_stay_those_of_the_file_in_every_encoding(encoding: str) -> None:
    old = "标题：甲\r\n"
    assert saved_like("标题：乙\n附注：丙\n", old.encode(encoding)).decode(encoding) == "标题：乙\r\n附注：丙\r\n"
    assert saved_like("标题：乙\n", "标题：甲\n".encode(encoding)).decode(encoding) == "标题：乙\n"


def test_bytes_that_are_no_text_are_none() -> None:
    assert decoded(b"\xff\xff\x00") is None
