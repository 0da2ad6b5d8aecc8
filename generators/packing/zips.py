"""What is sent out, as it lies in output/ or as it was issued; and zips of it, one for each unit and one of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from generators.dossier.dossier import Dossier
from generators.file_names import safe_name
from generators.outputs.found import OutputSpec
from generators.outputs.planning import PlannedOutput
from generators.packing.pack_files import PARCEL, PackFile
from generators.word.package import write_parts
from generators.workspace.files import digest_of

_ZIPS = "2"  # part of every zip's fingerprint: raise it when `zipped` makes them otherwise


@dataclass(frozen=True)
class Document:
    """A document to be sent: what was planned, its bytes, and whether it was edited since it was made."""

    output: PlannedOutput
    content: bytes = field(repr=False)
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
    common = [document for document in documents if document.unit is None]
    everything = _entries(common)
    for unit in dossier.units:
        theirs = [document for document in documents if document.unit == unit.name]
        if theirs:
            name = dossier.units.file_name(unit)
            path = f"分单位/{name}{mark}.zip"
            yield _zip(path, unit.name, [*common, *theirs], _entries([*common, *theirs]) | warning)
            everything |= {f"{name}/{entry}": content for entry, content in _entries(theirs).items()}
    yield _zip(f"{safe_name(dossier.name)}-全部{mark}.zip", None, documents, everything | warning)


def _entries(documents: Sequence[Document]) -> dict[str, bytes]:
    return {document.name: document.content for document in documents}


def _warning(secrecy: str) -> dict[str, bytes]:
    """A text that stays with the documents when a zip is renamed, as Notepad on Windows reads it."""
    lines = [f"密级：{secrecy}", "本压缩包里的文书涉及国家秘密，不得通过互联网传送，按机要渠道传递。", ""]
    return {"涉密，不得通过互联网传送.txt": "\r\n".join(lines).encode("utf-8-sig")}


def _zip(path: str, unit: str | None, documents: Sequence[Document], entries: Mapping[str, bytes]) -> PackFile:
    digests = {name: digest_of(content) for name, content in entries.items()}
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


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Files as a zip whose Chinese names every Windows reads; equal files give equal bytes."""
    return write_parts(entries)
