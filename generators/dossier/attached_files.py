"""文件 of an attachment: whether the finished document lies beside notice.yaml, and may be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.dossier.bodies import attachment_bodies, issued_bodies
from generators.dossier.content_files import DocumentFile
from generators.dossier.models import Notice
from generators.dossier.source import Source
from generators.problems import Problem, error


def check_attached_files(notice: Notice, source: Source, documents: Mapping[str, DocumentFile]) -> Iterator[Problem]:
    """An error for each finished document that is not there, or cannot be sent."""
    issued = (one for body in issued_bodies(notice) for one in body.attached)
    for body in (*issued, *attachment_bodies(notice.attachments)):
        one = body.content
        if not one.file:
            continue
        place = source.place((*body.path, "文件"))
        if one.file not in documents:
            hint = "把 Word 文件（.docx）放进 notice.yaml 所在的文件夹，这里写它的文件名，一字不差"
            yield error(f"notice.yaml 旁边没有“{one.file}”这份 Word 文件", hint, place)
        else:
            yield from (error(f"{one.file}：{message}", hint, place) for message, hint in documents[one.file].faults)
