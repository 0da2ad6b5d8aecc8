"""The page on its socket: waitress, bound to one address."""

from __future__ import annotations

import socket
from collections.abc import Callable

from waitress.server import create_server

from generators.page.app import create_app
from generators.page.settings import MOST_UPLOADED, PageSettings
from generators.problems import UsageError, error
from generators.workspace.temporary import UPLOADS, remove_abandoned

_THREADS = 16  # each page that waits for events holds one


def free_port(host: str, port: int) -> int:
    """The port to listen on: as asked for, or any free one for 0. Raises UsageError where it is taken."""
    try:
        with socket.socket() as one:
            one.bind((host, port))
            return int(one.getsockname()[1])
    except OSError:
        hint = "网页可能已经打开着；或者换一个端口，如 duban serve --port 8800"
        raise UsageError(error(f"{host} 的端口 {port} 用不了", hint)) from None


def serve(settings: PageSettings, ready: Callable[[str], object]) -> None:
    """Answer until the process is stopped. `ready` is called with the address when the page can be opened."""
    remove_abandoned(UPLOADS)
    server = create_server(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        threads=_THREADS,
        ident="duban",
        max_request_body_size=MOST_UPLOADED,
        clear_untrusted_proxy_headers=True,
    )
    ready(settings.address)
    try:
        server.run()
    finally:
        server.close()
