"""What is sent out, as it lies in output/ or as it was issued; and zips of it, one for each unit and one of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from generators.dossier.dossier import Dossier
from generators.file_names import safe_name
from generators.outputs.found import OutputSpec
from generators.outputs.planning import PlannedOutput
from generators.outputs.writer import ChangedOnDiskError
from generators.packing.pack_files import PARCEL, PackFile
from generators.word.archive import archived, packed
from generators.workspace.files import digest_of

_ZIPS = "2"  # part of every zip's fingerprint: raise it when `zipped` makes them otherwise


class Content(NamedTuple):
    """The bytes of a file, which are read when they are packed: their digest, and what reads them."""

    digest: str
    read: Callable[[], bytes]

    @classmethod
    def of(cls, content: bytes) -> Content:
        """Bytes that are known already."""
        return cls(digest_of(content), lambda: content)

    def checked(self) -> bytes:
        """The bytes. Raises ChangedOnDiskError where they are not those that were chosen."""
        try:
            content = self.read()
        except OSError:
            raise ChangedOnDiskError from None
        if digest_of(content) != self.digest:
            raise ChangedOnDiskError
        return content


@dataclass(frozen=True)
class Document:
    """A document to be sent: what was planned, its bytes, and whether it was edited since it was made."""

    output: PlannedOutput
    content: Content
    edited: bool = False

    @property
    def name(self) -> str:
        """Its name in a zip: 040-省财政厅-任务清单.docx."""
        return PurePosixPath(self.output.spec.path).name

    @property
    def unit(self) -> str | None:
        """The 名称 of the unit it is for, None where everybody gets it."""
        return self.output.output.for_


def zips(dossier: Dossier, documents: Sequence[Document]) -> Iterator[PackFile]:
    """A zip for each unit that gets a document of its own, in official order, then one of everything.

    In a unit's zip the documents lie side by side; in that of all each unit has a folder.
    """
    secrecy = dossier.notice.secrecy
    mark = "（涉密，不得通过互联网传送）" if secrecy else ""
    warning = _warning(secrecy) if secrecy else {}
    of_units: dict[str | None, list[Document]] = {}
    for document in documents:
        of_units.setdefault(document.unit, []).append(document)
    common = of_units.get(None, [])
    everything = _entries(common)
    for unit in dossier.units:
        theirs = of_units.get(unit.name)
        if theirs:
            name = dossier.units.file_name(unit)
            path = f"分单位/{name}{mark}.zip"
            yield _zip(path, unit.name, [*common, *theirs], _entries([*common, *theirs]) | warning)
            everything |= {f"{name}/{entry}": content for entry, content in _entries(theirs).items()}
    yield _zip(f"{safe_name(dossier.name)}-全部{mark}.zip", None, documents, everything | warning)


def _entries(documents: Sequence[Document]) -> dict[str, Content]:
    return {document.name: document.content for document in documents}


def _warning(secrecy: str) -> dict[str, Content]:
    """A text that stays with the documents when a zip is renamed, as Notepad on Windows reads it."""
    lines = [f"密级：{secrecy}", "本压缩包里的文书涉及国家秘密，不得通过互联网传送，按机要渠道传递。", ""]
    return {"涉密，不得通过互联网传送.txt": Content.of("\r\n".join(lines).encode("utf-8-sig"))}


def _zip(path: str, unit: str | None, documents: Sequence[Document], entries: Mapping[str, Content]) -> PackFile:
    digests = {name: content.digest for name, content in entries.items()}
    edited = {document.name for document in documents if document.edited}
    content = [
        {"name": name, "digest": digest, "edited": PurePosixPath(name).name in edited}
        for name, digest in digests.items()
    ]
    called = [document.output.kind.called(document.output.output.variant) for document in documents]
    titles = [
        title + ("（手工改过）" if document.edited else "") for title, document in zip(called, documents, strict=True)
    ]
    words = f"{len(titles)} 份" + (f"：{'、'.join(titles)}" if unit else "，每个单位一个文件夹，大家都有的放在外面")
    return PackFile(OutputSpec(path, PARCEL, unit, _ZIPS, digests), content, words, partial(zipped, entries))


def zipped(entries: Mapping[str, Content]) -> bytes:
    """Files as a zip whose Chinese names every Windows reads, one read after the other; equal files give equal bytes.

    Raises ChangedOnDiskError where one was changed since it was chosen.
    """
    return archived(packed(name, [content.checked()]) for name, content in entries.items())
