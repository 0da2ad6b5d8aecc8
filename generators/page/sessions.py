"""Who has entered: a session for each browser, kept in memory for as long as the page runs."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

_MOST = 200  # sessions at once; the oldest is given up for a new one


@dataclass
class Session:
    """One browser: who uses it by their own word, and from where. `csrf` stands in each of its forms.

    `notice`: the one that was looked at last.
    """

    name: str
    address: str
    since: str
    notice: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Sessions:
    """All sessions, and the way in."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()

    def enter(self, name: str, address: str, since: str) -> Session:
        """A new session."""
        with self._lock:
            session = Session(name, address, since)
            if len(self._sessions) >= _MOST:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[session.key] = session
            return session

    def of(self, key: str) -> Session | None:
        """The session of a cookie, None where it is none of this run's."""
        found = self._sessions.get(key)
        return found if found and hmac.compare_digest(found.key.encode(), key.encode()) else None

    def leave(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session.key, None)

    def everybody(self) -> Sequence[Session]:
        """All sessions, the oldest first."""
        return list(self._sessions.values())
