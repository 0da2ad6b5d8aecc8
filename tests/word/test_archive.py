"""Archives: byte for byte what Python's own zipfile writes, and a part is compressed once."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.word.archive import Archive

PARTS = st.dictionaries(st.text("abc/省厅.xml", min_size=1, max_size=9), st.binary(max_size=200), max_size=5)


def by_zipfile(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            package.writestr(info, content)
    return buffer.getvalue()


@given(packages=st.lists(PARTS, max_size=3))
@settings(max_examples=80)
def test_archives_are_what_zipfile_writes(packages: list[dict[str, bytes]]) -> None:
    archive = Archive()
    assert [archive.write(parts) for parts in packages] == [by_zipfile(parts) for parts in packages]


def test_a_part_that_stays_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed = []
    real = zlib.compressobj
    monkeypatch.setattr(zlib, "compressobj", lambda *args: compressed.append(args) or real(*args))
    archive = Archive()
    for number in range(5):
        archive.write({"styles.xml": b"styles", "document.xml": b"%d" % number})
    assert len(compressed) == 1 + 5
