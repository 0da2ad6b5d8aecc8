"""duban 督办: commands, arguments and exit codes. What they do is in `generators.verbs`.

A command imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators import __version__
from generators.console import ChineseArgument, ChineseGroup, progress, run, tell, told
from generators.kinds import all_kinds

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.workspace.workspace import Workspace

MAKE, CONTENT, PAGE = "制作", "内容", "版式"


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
        from generators.verbs.check_files import check_files, check_files_lines, word_files

        if files := word_files(targets):
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


@cli.command("restyle", group=PAGE, help="把 templates/版式.yaml 里的页面和样式套到全部模板上")
@_as_json
@click.pass_obj
def restyle_command(folder: Path, /, as_json: bool) -> None:
    """Put the common page and styles into the templates."""
    with told():
        from generators.verbs.restyle import restyle, restyle_lines

        report = restyle(_workspace(folder))
    tell(report, restyle_lines(report), as_json)


def main() -> None:
    """The `duban` command."""
    run(cli)


if __name__ == "__main__":
    main()
