"""Zips of .ci/windows.

zips.py unpack ARCHIVE PREFIX FOLDER    the entries below PREFIX into FOLDER
zips.py pack FOLDER ARCHIVE             FOLDER with its name, in a fixed order
"""

import sys
import time
import zipfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "generators"


def unpack(archive: str, prefix: str, folder: str) -> None:
    """Unpack a part of an archive."""
    with zipfile.ZipFile(archive) as source:
        for entry in source.infolist():
            if entry.filename.startswith(prefix) and not entry.is_dir():
                target = Path(folder) / entry.filename.removeprefix(prefix)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read(entry))


def pack(folder: str, archive: str) -> None:
    """Pack a folder.

    Every entry bears the time of the newest source: by the times of its own files duban knows that it was replaced by
    another version, and need not read them (`outputs/finished.py`).
    """
    newest = max(path.stat().st_mtime for path in SOURCES.rglob("*.py"))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(Path(folder).parent).as_posix(), time.gmtime(newest)[:6])
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            target.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    {"unpack": unpack, "pack": pack}[sys.argv[1]](*sys.argv[2:])
