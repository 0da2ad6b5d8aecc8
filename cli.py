"""duban 督办: arguments, messages and exit codes. Everything else is in `generators`.

Only click and the light list of kinds are imported here; a command imports what it needs when it runs, so that
`--help` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import click

from generators.kinds import all_kinds
from generators.problems import DubanError, UsageError

if TYPE_CHECKING:
    from generators.workspace.workspace import Workspace


class Report(Protocol):
    """What every verb returns."""

    @property
    def exit_code(self) -> int:
        """0, 1 or 2."""

    def as_json(self) -> dict[str, object]:
        """The object for `--json`."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C", "folder", metavar="文件夹", default=".", type=click.Path(path_type=Path), help="在这个工作文件夹里运行"
)
@click.version_option(None, "--version", package_name="duban", prog_name="duban", help="显示版本号")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """督办：由一份通知的内容（YAML），生成通知正文和全部督办文书（Word）。"""
    context.obj = folder


def _build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that build and every kind's own command share."""
    options = (
        click.argument("notice", metavar="[通知]", required=False),
        click.option("--for", "units", metavar="单位", multiple=True, help="只为这个单位生成；可写几次"),
        click.option("--dry-run", is_flag=True, help="试运行：只说会生成什么，不写文件"),
        click.option("--overwrite", is_flag=True, help="手工改过的文件也用新版替换（原文件另存一份）"),
        click.option("--prune", is_flag=True, help="删除内容里已经没有、又没被手工改过的文书"),
        click.option("--jobs", metavar="数目", default=1, type=click.IntRange(1, 64), help="同时生成几份"),
        click.option("--json", "as_json", is_flag=True, help="只输出一个 JSON 对象，供程序读取"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.command("build", help="生成一份通知的全部文书（只有一份通知时不用写名称）")
@_build_options
@click.option("--kind", "kinds", metavar="文种", multiple=True, help="只生成这个文种；可写几次")
@click.pass_obj
def build_command(folder: Path, /, as_json: bool, kinds: tuple[str, ...], **wishes: Any) -> None:
    """Build a notice's documents."""
    from generators.report import build_lines
    from generators.verbs.build import Request, build

    with _told():
        report = build(_workspace(folder), Request(kinds=kinds, **wishes), None if as_json else _progress)
    _tell(report, build_lines(report, all_kinds(), str(folder / "output" / report.notice)), as_json)


@cli.command("check", help="检查一份通知的内容，列出全部问题")
@click.argument("notice", metavar="[通知]", required=False)
@click.option("--json", "as_json", is_flag=True, help="只输出一个 JSON 对象，供程序读取")
@click.pass_obj
def check_command(folder: Path, /, notice: str | None, as_json: bool) -> None:
    """Check a notice's content."""
    from generators.report import check_lines
    from generators.verbs.check import check

    with _told():
        report = check(_workspace(folder), notice)
    _tell(report, check_lines(report.notice, report.problems), as_json)


def _add_kind_commands() -> None:
    """A command for each kind: the same as `build --kind …`."""
    for kind in all_kinds():

        @cli.command(kind.command, help=f"只生成{kind.title}")
        @_build_options
        @click.pass_context
        def command(context: click.Context, /, kind_name: str = kind.name, **wishes: Any) -> None:
            context.invoke(build_command, kinds=(kind_name,), **wishes)


def _workspace(folder: Path) -> Workspace:
    from generators.workspace.workspace import Workspace

    return Workspace(folder)


@contextmanager
def _told() -> Iterator[None]:
    """A user's mistake told in Chinese lines on standard error, with the exit code of its kind."""
    try:
        yield
    except DubanError as fault:
        for problem in fault.problems:
            click.echo(str(problem), err=True)
        sys.exit(2 if isinstance(fault, UsageError) else 1)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A progress bar on a terminal, nothing in a pipe."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=total, label="正在生成", file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(1)


def _tell(report: Report, lines: Iterator[str], as_json: bool) -> NoReturn:
    """The report on standard output, and the exit code."""
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in lines:
            click.echo(line)
    sys.exit(report.exit_code)


def main() -> None:
    """The `duban` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a GBK console or pipe must never end a run over one character
            stream.reconfigure(errors="replace")
    cli(prog_name="duban")


_add_kind_commands()

if __name__ == "__main__":
    main()
