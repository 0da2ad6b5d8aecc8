"""Records of an output that may be written anywhere, moved and mailed: which bytes were written, not where."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from generators.outputs.found import OutputSpec
from generators.outputs.output_folder import MOST_BESIDE, beside_names
from generators.workspace.files import file_digest
from generators.workspace.manifest import Record
from generators.workspace.undo import Undo

_MOST_DIGESTS = 50
_CONTENT = "内容"  # the one field: the digest of the bytes


def spec_of_bytes(path: str, kind: str, digest: str) -> OutputSpec:
    """An output that is known by its bytes alone, given by their digest."""
    return OutputSpec(path, kind, None, "", {_CONTENT: digest})


class DigestRecords:
    """Serves an `OutputFolder` as its manifest, for one output: a file with bytes that were written once is ours."""

    def __init__(self, file: Path, folder: Path, spec: OutputSpec) -> None:
        """`file` keeps the digests; one that is damaged counts as empty. `folder` is where the output goes."""
        self._file = file
        self._written = _read(file)
        self.records: dict[str, Record] = {}
        for name in (spec.path, *islice(beside_names(spec.path), MOST_BESIDE)):
            digest = file_digest(folder / name)
            if digest is not None and digest in (*self._written, spec.fields[_CONTENT]):
                self.records[name] = Record(spec.kind, None, digest, "", {_CONTENT: digest})

    def announce(self, path: str, record: Record) -> None:
        """Nothing: a run that is killed before its digest is kept leaves a file that looks edited, and so is kept."""

    def save(self, undo: Undo) -> None:
        """Keep the digests of what lies there. Raises OSError."""
        new = sorted({record.content for record in self.records.values()} - set(self._written))
        if new:
            text = json.dumps({"written": [*self._written, *new][-_MOST_DIGESTS:]}, indent=1) + "\n"
            undo.keep_record(self._file, text.encode("ascii"))


def _read(file: Path) -> list[str]:
    try:
        written = json.loads(file.read_text("utf-8"))["written"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []
    return [one for one in written if isinstance(one, str)] if isinstance(written, list) else []
