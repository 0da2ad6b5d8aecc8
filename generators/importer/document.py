"""A 公文 taken apart: its elements and the blocks of its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generators.dates import PartialDate
from generators.importer.lines import Block, SourceLine


class Role(StrEnum):
    """What a line of a source is. POINT, TABLE and OTHER are only recognised, and never given by a person."""

    TITLE = "通知标题"
    NUMBER = "发文字号"
    ADDRESSEES = "主送机关"
    ISSUER = "发文机关"
    DAY = "成文日期"
    NOTE = "附注"
    IMPRINT = "版记"
    ISSUED = "印发件的标题"
    ATTACHMENT = "附件的标题"
    LEVEL_1 = "一级标题"
    LEVEL_2 = "二级标题"
    LEVEL_3 = "三级标题"
    LEVEL_4 = "四级标题"
    POINT = "带编号的一条"
    TEXT = "正文"
    PLAIN = "照录，不认牵头和时限"
    ASIDE = "不是通知的内容"
    TABLE = "表格"
    OTHER = "公文的其他要素"


LEVELS = (Role.LEVEL_1, Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4)


@dataclass
class Attached:
    """An attachment: `title` as it is listed, its own `heading` where that differs, the marker, the blocks.

    `listed`: it is named in a list of attachments.
    """

    title: str
    blocks: list[Block] = field(default_factory=list)
    marker: str = ""
    listed: bool = False
    heading: str = ""


@dataclass
class Issued:
    """A text that a notice issues: the lines of its title, its blocks, and the attachments of its own."""

    title: list[str]
    blocks: list[Block]
    attachments: list[Attached] = field(default_factory=list)


@dataclass
class Document:
    """A source taken apart. `title` are lines; lists of blocks are in the source's order.

    `date_words` are those of 成文日期 where it prints otherwise; `year`: that of a date on the
    page around it.
    `title_issuers`: those that the title names each by itself, in lines or between blanks; that of the page where there
    is no title.
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
    title_issuers: list[str] = field(default_factory=list)
    issued_on: PartialDate | None = None
    date_words: str = ""
    year: int | None = None
    notes: list[str] = field(default_factory=list)
    issued: list[Issued] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    copied_to: list[str] = field(default_factory=list)
    imprint: list[str] = field(default_factory=list)
    printer: str = ""
    printed_on: PartialDate | None = None
    places: dict[str, int] = field(default_factory=dict)
    stray: list[SourceLine] = field(default_factory=list)
    fallback_title: str = ""

    @property
    def attached(self) -> list[Attached]:
        """All attachments: of the notice, and of what it issues."""
        return [*self.attachments, *(one for issued in self.issued for one in issued.attachments)]

    @property
    def whole_title(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    def note(self, key: str, line: Block) -> None:
        """Note where an element stands."""
        self.places.setdefault(key, line.number)
