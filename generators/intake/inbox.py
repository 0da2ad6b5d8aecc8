"""Received files as they come: single ones, and those in folders and zips, each with its type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generators.intake.file_type import FileType, is_litter, type_of
from generators.problems import DubanError
from generators.word.package import files_in_zip
from generators.workspace.files import digest_of, read_given


class ReceivedFile(NamedTuple):
    """One file: its name for messages, its type, bytes and their digest; or, without these, why it cannot be read."""

    file: str
    type: FileType | None = None
    raw: bytes = b""
    digest: str = ""
    reason: str = ""


def received_files(paths: Sequence[Path]) -> Iterator[ReceivedFile]:
    """Every file among paths; those in folders in the order of their names, those in zips under the zip's name.

    What systems and editors leave behind (`is_litter`) is passed over.
    """
    for path in paths:
        if path.is_dir():
            found = (one for one in sorted(path.rglob("*")) if one.is_file())
            yield from received_files([one for one in found if not is_litter(one.relative_to(path).as_posix())])
            continue
        try:
            raw = read_given(path)
        except DubanError as fault:
            yield ReceivedFile(path.name, reason=reason_of(fault))
            continue
        except OSError:
            yield ReceivedFile(path.name, reason="读不了：文件可能正打开着，或者没有权限；关闭后再收")
            continue
        yield from _unpacked(path.name, raw)


def _unpacked(name: str, raw: bytes, depth: int = 0) -> Iterator[ReceivedFile]:
    found = type_of(name, raw)
    if not isinstance(found, FileType):
        yield ReceivedFile(name, reason=found)
        return
    if found is not FileType.ZIP:
        yield ReceivedFile(name, found, raw, digest_of(raw))
        return
    if depth:
        yield ReceivedFile(name, reason="压缩包里套着压缩包，解开后再收")
        return
    try:
        files = files_in_zip(raw, name)
    except DubanError as fault:
        yield ReceivedFile(name, reason=reason_of(fault))
        return
    for inner, content in files.items():
        if not is_litter(inner):
            yield from _unpacked(f"{name}/{inner}", content, depth + 1)


def reason_of(fault: DubanError) -> str:
    """Why a file was left alone, with what to do."""
    return "；".join("，".join(filter(None, (problem.message, problem.hint))) for problem in fault.problems)
