"""Documents that are finished and sent as they are."""

from __future__ import annotations

from generators.problems import Problem, TemplateError
from generators.word.active_content import active_content
from generators.word.package import not_openable, read_parts


def faults_of_finished(raw: bytes, file: str) -> list[Problem]:
    """Why a document must not be sent: it is none, Word would refuse it, or would fetch or run something in it."""
    try:
        parts = read_parts(raw, file)
    except TemplateError as fault:
        return list(fault.problems)
    return not_openable(parts, file) or active_content(parts, file)
