"""The deadlines of a notice as an iCalendar file (RFC 5545): one event a deadline, all day, with an alarm before."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from generators.dossier.dossier import Dossier
from generators.dossier.models import Deadline
from generators.dossier.phrases import bound, limit, matter

ALARM_DAYS = 3
_PRODUCT = "PRODID:-//duban//duban//ZH"
_OURS = uuid.UUID("b0b1d9a4-2a5e-5f0c-9c7e-20130820d0ba")
_FOLD = 75  # octets a line, its end not counted (RFC 5545, 3.1)


def calendar(dossier: Dossier, on: date) -> bytes:
    """All deadlines of a notice as a calendar file made on the day `on`, the earliest first.

    The same notice, content and day give the same bytes. The identity of an event (UID) comes from the notice and the
    deadline's name; SEQUENCE grows with the day, so that a calendar which has the event already takes the newer date.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", _PRODUCT, "METHOD:PUBLISH", _identity(dossier.name)]
    lines.append(f"X-WR-CALNAME:{_escaped(dossier.subject)}")
    for deadline in sorted(dossier.notice.deadlines, key=lambda one: one.last_day):
        if deadline.date is None:
            continue
        lines += _event(dossier, deadline, on)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def is_calendar_of(raw: bytes, notice: str) -> bool:
    """Whether a file is a calendar that `calendar` made for this notice, from whatever content."""
    lines = re.sub(rb"\r?\n[ \t]", b"", raw).splitlines()
    return lines[:1] == [b"BEGIN:VCALENDAR"] and {_PRODUCT.encode(), _identity(notice).encode()} <= set(lines)


def _identity(notice: str) -> str:
    return f"X-WR-RELCALID:{uuid.uuid5(_OURS, notice)}"


def _event(dossier: Dossier, deadline: Deadline, on: date) -> Iterator[str]:
    day, what, whom = deadline.last_day, matter(dossier, deadline), bound(dossier, deadline)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_OURS, f'{dossier.name}/{deadline.name}')}"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    issued = dossier.notice.issued_on
    yield f"SEQUENCE:{max(0, (on - issued.last_day).days) if issued else 0}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    summary = _escaped(what + (f"（{whom}）" if whom else ""))
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{_escaped(f'《{dossier.subject}》：{limit(deadline)}，{what}')}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{ALARM_DAYS}D", f"DESCRIPTION:{summary}", "END:VALARM")
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Text as a value (RFC 5545, 3.3.11)."""
    return re.sub(r"\r\n?|\n", r"\\n", re.sub(r"([\\;,])", r"\\\1", text))


def _folded(line: str) -> bytes:
    """A line with CRLF, folded at 75 octets between characters (RFC 5545, 3.1)."""
    pieces, room = [b""], _FOLD
    for character in line:
        octets = character.encode("utf-8")
        if len(pieces[-1]) + len(octets) > room:
            pieces.append(b"")
            room = _FOLD - 1
        pieces[-1] += octets
    return b"\r\n ".join(pieces) + b"\r\n"
