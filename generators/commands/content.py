"""内容: new, import, check, rename, schema."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generators.commands.asking import Asking
from generators.commands.common import command, open_workspace, report_command, show
from generators.commands.completion import complete_notices, complete_units
from generators.console import ChineseArgument, chosen, confirmed, reporting_errors

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.report import Report


@command("new")
@click.argument(
    "target",
    cls=ChineseArgument,
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="新文件夹的路径，里面要是空的",
)
@click.option(
    "--like",
    "notice",
    metavar="通知",
    shell_complete=complete_notices,
    help="照现有的这份通知建：不带报送材料，字号和日期空着",
)
@click.option(
    "--from",
    "file",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="由这份通知或任务表建；写现有通知的名称，和 --like 一样",
)
@click.pass_obj
def new_command(folder: Path, /, target: Path, notice: str | None, file: Path | None) -> None:
    """Make a workspace."""
    with reporting_errors():
        from generators.verbs.new import new, new_from

        if file and not file.exists() and str(file) in open_workspace(folder).notices():
            notice, file = str(file), None  # --from NOTICE is --like NOTICE
        report = new_from(target, file) if file else new(folder, target, notice)
    show(report, target)


@report_command("import")
@click.argument("file", cls=ChineseArgument, metavar="文件", type=click.Path(path_type=Path), help="通知或任务表的文件")
@click.option("--as", "name", metavar="通知", help="放在 content 里的哪个文件夹，如 2014-某项工作")
@click.option("--review", is_flag=True, help="拿不准的地方，一处一处问")
@click.option(
    "--as-template", "kind", metavar="文种", help="由本单位印好的这份文书提议一个模板，如 任务清单；现有的模板不动"
)
@click.option(
    "--notice",
    metavar="通知",
    shell_complete=complete_notices,
    help="提议模板时，文件是哪份通知的文书；只有一份通知时不用写",
)
def import_command(
    folder: Path, /, file: Path, name: str | None, review: bool, kind: str | None, notice: str | None
) -> Report:
    """Read a notice into content, or make a template of a finished document."""
    _refuse_both_or_neither(name, kind, review=review, notice=notice)
    if kind:
        from generators.verbs.propose_template import propose_template

        return propose_template(open_workspace(folder), folder / file, kind, notice)
    from generators.verbs.import_ import import_notice

    assert name is not None
    asking = Asking()
    asked = (asking.settle, asking.take) if review else ()
    return import_notice(open_workspace(folder), folder / file, name, *asked)


def _refuse_both_or_neither(name: str | None, kind: str | None, *, review: bool, notice: str | None) -> None:
    """Raise UsageError unless exactly one of --as and --as-template is given, with the options that are its."""
    from generators.problems import UsageError, error

    if (name is None) == (kind is None):
        hint = "导入通知：--as 2014-某项工作；提议模板：--as-template 任务清单"
        raise UsageError(error("写明导入成什么：--as 和 --as-template 选一个", hint))
    if kind and review:
        raise UsageError(error("--review 只用于导入通知", "提议模板时不写 --review"))
    if notice and not kind:
        raise UsageError(error("--notice 只用于提议模板", "导入通知时，放在哪里用 --as 写明"))


def _word_files(targets: tuple[str, ...]) -> list[str]:
    """The targets that are Word files, none where the target is a notice. Raises UsageError for both together."""
    files = [name for name in targets if name.lower().endswith((".docx", ".doc", ".docm", ".dotx", ".wps"))]
    if len(targets) > 1 and len(files) < len(targets):
        from generators.problems import UsageError, error

        hint = "检查通知：duban check 通知；检查模板：duban check 文件.docx"
        raise UsageError(error("一次检查一份通知，或者几个 Word 文件", hint))
    return files


def _refuse_for_files(seen: bool) -> None:
    if seen:
        from generators.problems import UsageError, error

        raise UsageError(error("--seen 只用于检查通知", "检查 Word 文件时不写 --seen"))


@report_command("check")
@click.argument(
    "targets",
    cls=ChineseArgument,
    metavar="[通知|文件.docx...]",
    nargs=-1,
    shell_complete=complete_notices,
    help="content 里的文件夹名，只有一份通知时不用写；或者一个、几个 Word 文件",
)
@click.option("--seen", is_flag=True, help="这份通知的警告和提示都知道了：没有变的，以后各命令不再列出")
def check_command(folder: Path, /, targets: tuple[str, ...], seen: bool) -> Report:
    """Check a notice's content, or Word templates."""
    from generators.verbs.check import check

    if files := _word_files(targets):
        _refuse_for_files(seen)
        from generators.verbs.check_files import check_files

        return check_files(open_workspace(folder), files)
    return check(open_workspace(folder), next(iter(targets), None), seen=seen)


@report_command("rename")
@click.argument("old", cls=ChineseArgument, metavar="旧名", help="单位现在的名称或简称", shell_complete=complete_units)
@click.argument(
    "new", cls=ChineseArgument, metavar="新名...", nargs=-1, required=True, help="新的名称；分设写几个，逐项问归哪个"
)
@click.option("--dry-run", is_flag=True, help="试运行：只列出会改的地方，不写文件")
@click.option("--yes", is_flag=True, help="列出会改的地方以后不再问，直接写")
def rename_command(folder: Path, /, old: str, new: tuple[str, ...], dry_run: bool, yes: bool) -> Report:
    """Rename, merge or split a unit."""
    from generators.verbs.rename import rename

    confirm = partial(confirmed, unasked=yes)
    return rename(open_workspace(folder), old, new, dry_run=dry_run, assign=chosen, confirm=confirm)


@command("schema")
@click.pass_obj
def schema_command(folder: Path, /) -> None:
    """Write the JSON Schemas that help while the content is typed."""
    with reporting_errors():
        from generators.verbs.schema import schema

        report = schema(open_workspace(folder))
    show(report, folder)


COMMANDS = [new_command, import_command, check_command, rename_command, schema_command]
