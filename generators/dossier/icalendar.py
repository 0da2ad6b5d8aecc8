"""The deadlines of a notice as an iCalendar file (RFC 5545): one event a deadline, all day, with an alarm before."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
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
    undated = [one for one in dossier.notice.deadlines if not (one.date or one.period)]
    if undated:
        words = "；".join(f"{matter(dossier, one)}（{one.text()}）" for one in undated)
        lines.append(f"X-WR-CALDESC:{_escaped(f'没有写日期的时限：{words}')}")
    for deadline in sorted(dossier.notice.deadlines, key=lambda one: one.last_day):
        if deadline.date:
            lines += _event(dossier, deadline, on, deadline.name, deadline.last_day)
        for number, rule in enumerate(deadline.period.rules() if deadline.period else []):
            lines += _recurring(dossier, deadline, on, number, rule)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def is_calendar_of(raw: bytes, notice: str) -> bool:
    """Whether a file is a calendar that `calendar` made for this notice, from whatever content."""
    lines = re.sub(rb"\r?\n[ \t]", b"", raw).splitlines()
    return lines[:1] == [b"BEGIN:VCALENDAR"] and {_PRODUCT.encode(), _identity(notice).encode()} <= set(lines)


def _identity(notice: str) -> str:
    return f"X-WR-RELCALID:{uuid.uuid5(_OURS, notice)}"


def _recurring(dossier: Dossier, deadline: Deadline, on: date, number: int, rule: str) -> Iterator[str]:
    """The event of one rule of a deadline that recurs: it begins with the first day that the rule gives."""
    issued = deadline.starts or dossier.notice.issued_on
    one = replace(deadline.period, months=deadline.period.months_of(number)) if deadline.period else None
    assert one is not None, "asked of recurring deadlines only"
    day = one.next((issued.last_day if issued else on) - timedelta(days=1))
    if day > deadline.ends:
        return
    until = f";UNTIL={deadline.ends:%Y%m%d}" if deadline.ends < date.max else ""
    name = f"{deadline.name}/{number}" if number else deadline.name
    yield from _event(dossier, deadline, on, name, day, f"{rule}{until}")


def _event(dossier: Dossier, deadline: Deadline, on: date, name: str, day: date, rule: str = "") -> Iterator[str]:
    what, whom = matter(dossier, deadline), bound(dossier, deadline)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_OURS, f'{dossier.name}/{name}')}"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    issued = dossier.notice.issued_on
    yield f"SEQUENCE:{max(0, (on - issued.last_day).days) if issued else 0}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    if rule:
        yield f"RRULE:{rule}"
    summary = _escaped(what + (f"（{whom}）" if whom else ""))
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{_escaped(f'{dossier.cited}：{limit(deadline)}，{what}')}"
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
