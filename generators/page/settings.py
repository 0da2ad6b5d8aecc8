"""What a run of the page knows: its workspace, its address, who may enter."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LOCAL = "127.0.0.1"
MOST_UPLOADED = 100_000_000  # bytes of one request: 100 forms with pictures stay below
MOST_FILES = 500  # of one request
MOST_TEXT = 5_000_000  # bytes of the fields of a form that are no files: the largest notice has some 100 KB


@dataclass(frozen=True)
class PageSettings:
    """`root`: the workspace. `current_day`: today in ISO 8601. `pass_phrase`: asked for on a network, else empty.

    `token` stands in the address that is opened, and is exchanged for a cookie there.
    """

    root: Path
    port: int
    current_day: Callable[[], str]
    host: str = LOCAL
    pass_phrase: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def address(self) -> str:
        """The address to open. With a pass phrase it has no token: others must be able to type it."""
        where = LOCAL if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{where}:{self.port}/" + ("" if self.pass_phrase else f"open?token={self.token}")

    def is_own_host(self, host: str) -> bool:
        """Whether a request's Host header names this page.

        On a network every IP address with our port does: a foreign page that has its own name resolve to our address
        (DNS rebinding) comes with that name.
        """
        name, _, port = host.rpartition(":")
        if port != str(self.port):
            return False
        if name in (LOCAL, "localhost"):
            return True
        return bool(self.pass_phrase) and _is_ip(name.strip("[]"))


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
