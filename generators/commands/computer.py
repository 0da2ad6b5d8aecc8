"""电脑: serve, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generators.commands.common import command, open_workspace, report_command
from generators.console import Day, reporting_errors, today

import click  # isort: skip  (only after `console`, which teaches it Chinese)

if TYPE_CHECKING:
    from generators.dates import PartialDate
    from generators.report import Report


@report_command("doctor")
@click.option("--on", metavar="日期", type=Day(), default=today, hidden=True)
def doctor_command(folder: Path, /, on: PartialDate) -> Report:
    """Report what this computer and this workspace lack."""
    from generators.verbs.doctor import doctor

    return doctor(open_workspace(folder), on)


@command("serve")
@click.option("--port", metavar="端口", type=click.IntRange(0, 65535), default=0, help="网页的端口；不写就用空着的")
@click.option("--host", metavar="地址", default="", help="让单位内网的人也能打开：本机在内网的地址；会问一个口令")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只显示地址")
@click.pass_obj
def serve_command(folder: Path, /, port: int, host: str, no_browser: bool) -> None:
    """Serve the page until the process is stopped."""
    with reporting_errors():
        open_workspace(folder)
        try:
            from generators.page.server import free_port, serve
        except ImportError:
            from generators.problems import UsageError, error

            raise UsageError(error("网页要用的 flask 和 waitress 没有装", 'pip install "duban[page]"')) from None
        from generators.page.settings import LOCAL, PageSettings

        where, phrase = host or LOCAL, _pass_phrase() if host else ""
        settings = PageSettings(folder.resolve(), free_port(where, port), today, where, phrase)
        serve(settings, lambda address: _opened(address, no_browser))


def _pass_phrase() -> str:
    """Ask for a pass phrase twice. Raises UsageError for one that is quickly guessed."""
    phrase: str = click.prompt("给这个网页定一个口令（至少 8 个字符）", hide_input=True, confirmation_prompt="再输一次")
    if len(phrase) < 8:
        from generators.problems import UsageError, error

        raise UsageError(error("口令太短", "至少 8 个字符"))
    return phrase


def _opened(address: str, no_browser: bool) -> None:
    click.echo(f"督办网页：{address}")
    click.echo("在浏览器里用。用完关掉这个窗口，或按 Ctrl+C。")
    if not no_browser:
        import webbrowser

        webbrowser.open(address)


COMMANDS = [serve_command, doctor_command]
