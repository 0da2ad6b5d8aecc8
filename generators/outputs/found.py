"""What is known of an output before anything is done: what is planned, recorded, lying on the disk, and issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generators.workspace.manifest import Record


@dataclass(frozen=True)
class OutputSpec:
    """One planned output: where it goes, for whom, and the digests of its template and of each of its fields."""

    path: str
    kind: str
    for_: str | None
    template: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class FileState:
    """A path in an output folder: its record, and the digest of what lies there (as `file_digest` gives it)."""

    path: str
    record: Record | None = None
    digest: str | None = None
    is_read_only: bool = False

    @property
    def is_as_written(self) -> bool:
        """Whether the file is there with the bytes that are recorded."""
        return self.record is not None and self.record.content == self.digest

    @property
    def is_free(self) -> bool:
        """Whether nothing lies there and nothing is recorded."""
        return self.record is None and self.digest is None


@dataclass(frozen=True)
class IssuedCopy:
    """A document as it was issued: its bytes and their digest, and the state of the content it was made from."""

    content: bytes = field(repr=False)
    digest: str
    version: str


@dataclass(frozen=True)
class IssuedState:
    """How a binding document was issued: the day as printed, what it was made of, and the copy kept, if it is intact.

    `changes` says what it would be made of otherwise now; empty where nothing differs.
    """

    on: str
    fields: Mapping[str, str]
    template: str
    copy: IssuedCopy | None
    changes: str = ""


@dataclass(frozen=True)
class Found:
    """Everything that decides about one output.

    `beside`: the new versions (x.新版.docx, …) that are there or recorded, and the first free place for one; only
    gathered where the file itself differs from its record. `changes`: what the document would be made of otherwise than
    `record`, in words; empty where nothing differs. `why_new`: why it was not there before. `version`: the state of the
    content now. `issue`: only for a binding document that was issued.
    """

    file: FileState
    beside: Sequence[FileState] = ()
    changes: str = ""
    why_new: str = ""
    version: str = ""
    issue: IssuedState | None = None

    @property
    def moved(self) -> FileState | None:
        """The new version that a person has put in the place of the edited file, if its bytes lie there now."""
        if self.file.digest is None or self.file.is_as_written:
            return None
        return next((one for one in self.beside if one.record and one.record.content == self.file.digest), None)

    @property
    def record(self) -> Record | None:
        """The record of what lies at the output's path: the new version's where that was moved there."""
        return self.moved.record if self.moved else self.file.record


@dataclass(frozen=True)
class FoundOrphan:
    """A recorded file that nothing plans any more: with `why` in words, where that is known.

    `is_new_version`: it was laid beside the edited file of an output that is still planned.
    """

    file: FileState
    record: Record
    is_new_version: bool = False
    why: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether a person has taken the file away."""
        return self.file.digest is None
