"""The content files of one notice: as bytes, and the tables of its workbooks as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

WORKBOOKS = (".xlsx", ".xls", ".et")  # how the name of a workbook ends; of the old formats a problem is reported

DOCUMENTS = (".docx", ".doc", ".wps", ".docm")  # and that of a document

Remark = tuple[str, str]  # a message and its remedy


class TableFile(NamedTuple):
    """The table of a workbook beside notice.yaml: its rows, the head first. With `faults` it cannot be printed.

    `left_out`: what stands in the workbook and is not among the rows. `upper`: for each column the words above its
    head, where the head has two rows.
    """

    rows: Sequence[Sequence[str]] = ()
    faults: Sequence[Remark] = ()
    left_out: Sequence[Remark] = ()
    upper: Sequence[str] = ()


class DocumentFile(NamedTuple):
    """A finished document beside notice.yaml: the digest of its bytes. With `faults` it cannot be sent."""

    digest: str
    faults: Sequence[Remark] = ()


@dataclass(frozen=True)
class ContentFiles:
    """Content files by the paths that messages show.

    `name` is the notice's folder; `departments` and `notice` are (path, bytes); `returns` are what units returned;
    `phrases` (path, bytes) are the office's stock answers, if any; `tables` are those of the workbooks beside
    notice.yaml that it names, `documents` the finished ones that it names, both by the names of the files.
    """

    name: str
    departments: tuple[str, bytes]
    notice: tuple[str, bytes]
    returns: Mapping[str, bytes] = field(default_factory=dict)
    phrases: tuple[str, bytes] | None = None
    tables: Mapping[str, TableFile] = field(default_factory=dict)
    documents: Mapping[str, DocumentFile] = field(default_factory=dict)
