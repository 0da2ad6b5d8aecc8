"""Documents whose names had fewer digits of the 序号, or more, renamed so that all of a folder sort."""

from __future__ import annotations

from pathlib import PurePosixPath

from generators.outputs.output_folder import OutputFolder
from generators.problems import Problem, UsageError, error, notice
from generators.workspace.undo import Undo


def rename_files(folder: OutputFolder, undo: Undo | None) -> list[Problem]:
    """Rename the files that a folder records under new names, and say so once. `undo` None: in a dry run.

    Raises UsageError where the disk refuses: a document under two names would be sent twice.
    """
    renamed = dict(folder.renamed)
    for new, old in renamed.items() if undo else ():
        assert undo is not None
        try:
            undo.rename(folder.path / old, folder.path / new)
        except OSError:
            name = PurePosixPath(new).name
            raise UsageError(error(f"{old} 改不了名（应为 {name}）", "它可能正打开着，关闭后再运行")) from None
        del folder.renamed[new]
    return [_report(renamed, is_done=undo is not None)] if renamed else []


def _report(renamed: dict[str, str], *, is_done: bool) -> Problem:
    new, old = next(iter(renamed.items()))
    example = f"{PurePosixPath(old).name} → {PurePosixPath(new).name}"
    hint = "内容没有动，手工改过的也照原样改名；发过的文书仍按原来的文件名存着"
    return notice(f"文件名里的序号位数对齐，{len(renamed)} 份文书{'已' if is_done else '会'}改名（如 {example}）", hint)
