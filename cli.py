"""duban 督办: commands, arguments and exit codes. What they do is in `generators.verbs`.

A command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators import __version__
from generators.console import ChineseArgument, ChineseGroup, Day, progress, run, tell, today, told
from generators.kinds import all_kinds

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.workspace.workspace import Workspace

MAKE, CONTENT, CHANGE, PAGE = "制作", "内容", "修改", "版式"


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C", "folder", metavar="文件夹", default=".", type=click.Path(path_type=Path), help="在这个工作文件夹里运行"
)
@click.version_option(__version__, "--version", prog_name="duban")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """督办：由一份通知的内容（YAML），生成通知正文和全部督办文书（Word）。"""
    context.obj = folder


def _workspace(folder: Path) -> Workspace:
    from generators.workspace.workspace import Workspace

    return Workspace(folder)


def _command(folder: Path) -> str:
    """How duban is started for a folder, ready to be copied."""
    return "duban" if folder == Path() else f'duban -C "{folder}"'


def _notices(context: click.Context, _: object, typed: str) -> list[str]:
    """The notices whose names begin as typed, for the shell."""
    return [name for name in _workspace(context.find_root().params["folder"]).notices() if name.startswith(typed)]


def _units(context: click.Context, _: object, typed: str) -> list[str]:
    """The units one of whose names begins as typed, for the shell."""
    from generators.verbs.names import unit_names

    return unit_names(_workspace(context.find_root().params["folder"]), typed)


_notice = click.argument(
    "notice",
    cls=ChineseArgument,
    metavar="[通知]",
    required=False,
    shell_complete=_notices,
    help="content 里的文件夹名；只有一份通知时不用写",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="只输出一个 JSON 对象，供程序读取")


def _build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options that build and every kind's own command share."""
    for option in (
        _as_json,
        click.option("--jobs", metavar="数目", default=1, type=click.IntRange(1, 64), help="同时生成几份"),
        click.option("--restate", is_flag=True, help="通知已经印发登记，仍按改过的内容重印"),
        click.option("--paginate", is_flag=True, help="双面印刷时数一数页数，定版记的位置（要装 LibreOffice）"),
        click.option("--prune", is_flag=True, help="删除内容里已经没有、又没被手工改过的文书"),
        click.option("--overwrite", is_flag=True, help="手工改过的文件也用新版替换（原文件另存一份）"),
        click.option("--dry-run", is_flag=True, help="试运行：只说会生成什么，不写文件"),
        click.option(
            "--for", "units", metavar="单位", multiple=True, shell_complete=_units, help="只给这个单位；可写几次"
        ),
        _notice,
    ):
        command = option(command)
    return command


@cli.command("build", group=MAKE, help="生成一份通知的全部文书")
@click.option("--kind", "kinds", metavar="文种", multiple=True, help="只生成这个文种；可写几次")
@_build_options
@click.pass_obj
def build_command(folder: Path, /, as_json: bool, kinds: tuple[str, ...], **wishes: Any) -> None:
    """Build a notice's documents."""
    with told():
        from generators.report import build_lines
        from generators.verbs.build import Request, build

        report = build(_workspace(folder), Request(kinds=kinds, **wishes), None if as_json else progress)
    tell(report, build_lines(report, all_kinds(), str(folder / "output" / report.notice)), as_json)


def _add_kind_commands() -> None:
    """A command for each kind: the same as `build --kind …`."""
    for kind in all_kinds():

        @cli.command(kind.command, group=MAKE, help=f"只生成{kind.title}")
        @_build_options
        @click.pass_context
        def command(context: click.Context, /, kind_name: str = kind.name, **wishes: Any) -> None:
            context.invoke(build_command, kinds=(kind_name,), **wishes)


_add_kind_commands()


@cli.command("new", group=CONTENT, help="新建一个工作文件夹，建好就能生成")
@click.argument(
    "target",
    cls=ChineseArgument,
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="新文件夹的路径，里面要是空的",
)
@click.option("--like", "notice", metavar="通知", shell_complete=_notices, help="照现有的这份通知建（不带报送材料）")
@click.pass_obj
def new_command(folder: Path, /, target: Path, notice: str | None) -> None:
    """Make a workspace."""
    with told():
        from generators.verbs.new import new, new_lines

        report = new(folder, target, notice)
    tell(report, new_lines(report, _command(target)), as_json=False)


def _word_files(targets: tuple[str, ...]) -> list[str]:
    """What is to be checked where it is Word files, nothing where it is a notice. Raises UsageError for a mixture."""
    files = [name for name in targets if name.lower().endswith((".docx", ".doc", ".docm", ".dotx", ".wps"))]
    if len(targets) > 1 and len(files) < len(targets):
        from generators.problems import UsageError, error

        hint = "检查通知：duban check 通知；检查模板：duban check 文件.docx"
        raise UsageError(error("一次检查一份通知，或者几个 Word 文件", hint))
    return files


@cli.command("check", group=CONTENT, help="检查一份通知的内容，或者 Word 模板的标记和版式，列出全部问题")
@click.argument(
    "targets",
    cls=ChineseArgument,
    metavar="[通知|文件.docx...]",
    nargs=-1,
    shell_complete=_notices,
    help="content 里的文件夹名，只有一份通知时不用写；或者一个、几个 Word 文件",
)
@_as_json
@click.pass_obj
def check_command(folder: Path, /, targets: tuple[str, ...], as_json: bool) -> None:
    """Check a notice's content, or Word templates."""
    with told():
        from generators.report import check_lines
        from generators.verbs.check import check

        if files := _word_files(targets):
            from generators.verbs.check_files import check_files, check_files_lines

            found = check_files(_workspace(folder), files)
            tell(found, check_files_lines(found), as_json)
        report = check(_workspace(folder), next(iter(targets), None))
    tell(report, check_lines(report.notice, report.problems, _command(folder)), as_json)


@cli.command("schema", group=CONTENT, help="更新编辑器的提示（补全键名和单位名）")
@click.pass_obj
def schema_command(folder: Path, /) -> None:
    """Write the JSON Schemas that help while the content is typed."""
    with told():
        from generators.verbs.schema import schema, schema_lines

        report = schema(_workspace(folder))
    tell(report, schema_lines(report), as_json=False)


@cli.command("changes", group=CHANGE, help="改了内容以后，逐个单位看哪些事实、哪些文书会变；不写文件")
@_notice
@_as_json
@click.pass_obj
def changes_command(folder: Path, /, notice: str | None, as_json: bool) -> None:
    """Tell what an edit means."""
    with told():
        from generators.verbs.changes import changes, changes_lines

        report = changes(_workspace(folder), notice)
    titles = {kind.name: kind.title for kind in all_kinds()}
    tell(report, changes_lines(report, titles, _command(folder)), as_json)


@cli.command("issue", group=CHANGE, help="印发登记：把实际发出去的文书原样留存，通知的正文从此不再改动")
@_notice
@click.option("--on", metavar="日期", type=Day(), default=today, help="哪一天印发的，如 2013-08-21；不写就是今天")
@_as_json
@click.pass_obj
def issue_command(folder: Path, /, notice: str | None, on: PartialDate, as_json: bool) -> None:
    """Keep what was sent."""
    with told():
        from generators.verbs.issue import issue, issue_lines

        report = issue(_workspace(folder), notice, on)
    tell(report, issue_lines(report), as_json)


@cli.command("undo", group=CHANGE, help="撤销最近一次改动文件的命令，逐个文件说明")
@_as_json
@click.pass_obj
def undo_command(folder: Path, /, as_json: bool) -> None:
    """Take back the last command that changed files."""
    with told():
        from generators.verbs.undo import undo, undo_lines

        report = undo(_workspace(folder))
    tell(report, undo_lines(report), as_json)


@cli.command("restyle", group=PAGE, help="把 templates/版式.yaml 里的页面和样式套到全部模板上")
@_as_json
@click.pass_obj
def restyle_command(folder: Path, /, as_json: bool) -> None:
    """Put the common page and styles into the templates."""
    with told():
        from generators.verbs.restyle import restyle, restyle_lines

        report = restyle(_workspace(folder))
    tell(report, restyle_lines(report), as_json)


@cli.command("preview", group=PAGE, help="把 Word 文件排成 PDF，每页再存一张图片（要装 LibreOffice）")
@click.argument(
    "files",
    cls=ChineseArgument,
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Word 文件（.docx），可写几个；写文件夹，就是里面全部的 .docx",
)
@click.option("--out", metavar="文件夹", type=click.Path(path_type=Path), help="放在哪里；不写就放在文件旁边的“预览”里")
@_as_json
@click.pass_obj
def preview_command(folder: Path, /, files: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Lay out Word files as PDF and pictures."""
    with told():
        from generators.verbs.preview import preview, preview_lines

        report = preview([folder / file for file in files], out and folder / out, None if as_json else progress)
    tell(report, preview_lines(report), as_json)


def main() -> None:
    """The `duban` command."""
    run(cli)


if __name__ == "__main__":
    main()
