"""A 公文 taken apart: its elements and the blocks of its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.dates import PartialDate
from generators.importer.lines import Block, SourceLine


@dataclass
class Attached:
    """An attachment: `title`, the words of its marker, and its blocks; `listed`: it is named before the signature."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    marker: str = ""
    listed: bool = False


@dataclass
class Document:
    """A source taken apart. `title` and `issued_title` are lines; lists of blocks are in the source's order.

    `places` gives the line where an element was read, by its key; `stray` are lines that belong to no element;
    `fallback_title` what the notice is called where it has no title: the name of its file or sheet.
    """

    title: list[str] = field(default_factory=list)
    number: str = ""
    signers: list[str] = field(default_factory=list)
    secrecy: str = ""
    urgency: str = ""
    addressees: str = ""
    text: list[Block] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    issued_on: PartialDate | None = None
    notes: list[str] = field(default_factory=list)
    issued_title: list[str] = field(default_factory=list)
    issued: list[Block] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    copied_to: list[str] = field(default_factory=list)
    imprint: list[str] = field(default_factory=list)
    printer: str = ""
    printed_on: PartialDate | None = None
    places: dict[str, int] = field(default_factory=dict)
    stray: list[SourceLine] = field(default_factory=list)
    fallback_title: str = ""

    @property
    def whole_title(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    def note(self, key: str, line: Block) -> None:
        """Note where an element stands."""
        self.places.setdefault(key, line.number)
