"""The texts of a notice that have sections: what it issues (else its own sections), and what it attaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generators.dossier.attachment import Arrangement, Attachment
from generators.dossier.positions import Numbered, place
from generators.dossier.source import Path

if TYPE_CHECKING:
    from generators.dossier.models import Notice

_MATTER = re.compile("[^《》]*?关于(.{2,})的(?:通知|(?:指导|实施)?意见|函|决定|通告|公告|批复|通报)")


@dataclass(frozen=True)
class Body:
    """A text with its sections numbered.

    `path` leads to it in the content file; `name` is how other documents tell it from the others of its notice: empty
    for the only text that is issued, else 附件 or 附件2, 印发件2, 印发件1的附件. `number` is its number as an
    attachment, as printed: 附件 or 附件2.
    """

    content: Arrangement | Attachment
    path: Path
    name: str
    number: str
    sections: tuple[Numbered, ...]

    @property
    def title(self) -> str:
        """Its title on one line."""
        return self.content.title.replace("\n", "")

    @property
    def printed_title(self) -> str:
        """What is printed above it: its own title where it is listed by another name."""
        return (isinstance(self.content, Attachment) and self.content.heading) or self.content.title

    @property
    def opening(self) -> Path:
        """The path of the paragraphs before its first section."""
        return (*self.path, "正文" if isinstance(self.content, Attachment) else "导语")


@dataclass(frozen=True)
class AttachedBody(Body):
    """What is attached to the notice, or to what it issues."""

    content: Attachment


@dataclass(frozen=True)
class IssuedBody(Body):
    """What the notice issues, with its own attachments."""

    content: Arrangement
    attached: tuple[AttachedBody, ...]


def issued_bodies(notice: Notice) -> tuple[IssuedBody, ...]:
    """What the notice issues; made from the notice itself where that contains the sections."""
    if not notice.arrangements:
        text = Arrangement.model_construct(
            title=notice.title,
            ordinal=notice.ordinal,
            numbering=notice.numbering,
            sections=notice.sections,
            closing=notice.closing,
        )
        return (IssuedBody(text, (), "", "", _sections(text, (), ""), ()),)
    several = len(notice.arrangements) > 1
    names = [f"印发件{number}" if several else "" for number in range(1, len(notice.arrangements) + 1)]
    found = []
    for index, (one, name) in enumerate(zip(notice.arrangements, names, strict=True)):
        path: Path = ("印发件", index)
        of = f"{name or '印发件'}的" if several or notice.attachments else ""
        attached = tuple(attachment_bodies(one.attachments, path, of))
        found.append(IssuedBody(one, path, name, "", _sections(one, path, name), attached))
    return tuple(found)


def attachment_bodies(attachments: Sequence[Attachment], path: Path = (), of: str = "") -> Iterator[AttachedBody]:
    """Attachments of the notice, or of what it issues: then `path` leads there, and `of` says whose they are."""
    for index, one in enumerate(attachments):
        number = f"附件{index + 1}" if len(attachments) > 1 else "附件"
        here = (*path, "附件", index)
        yield AttachedBody(one, here, of + number, number, _sections(one, here, of + number))


def _sections(body: Arrangement | Attachment, path: Path, label: str) -> tuple[Numbered, ...]:
    run_on = body.numbering == "连续"
    return place(body.sections, body.ordinal, run_on=run_on, path=(*path, "部分"), label=label)


def matter_of(title: str) -> str:
    """What a notice is about, by its title: 某厅关于开展某项工作的通知 -> 开展某项工作; else the title itself."""
    found = _MATTER.fullmatch(title)
    return found[1] if found else title


def joined_titles(titles: Sequence[str]) -> str:
    """The titles of one, two or more texts as a sentence names them: 甲, 甲和乙, 甲等3件."""
    return "和".join(titles) if len(titles) < 3 else f"{titles[0]}等{len(titles)}件"
