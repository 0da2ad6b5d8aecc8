"""台账 as a workbook: the returns in rows; and read back, the cells that were typed into since it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from generators.dossier.task_key import TaskKey
from generators.excel.counts import fill_counts
from generators.excel.open_workbook import BASE, Opened, Word, opened, text_of
from generators.excel.rows import MISSING, LedgerRow
from generators.excel.writing import (
    A3,
    CENTRED,
    CHOICE,
    DAY,
    ENTRY,
    SHOWN,
    STATE_COLOURS,
    Value,
    choose_state,
    heads,
    in_a_cell,
    new_workbook,
    packed,
    protect,
    put,
    set_height,
    set_paper,
    set_printed,
)
from generators.problems import Place, Problem, refused, warning
from generators.submission import PROGRESS_LABELS

LEDGER, REMARK, CATEGORY = "台账", "备注", "ledger"
_TASK = {"键": 3.0, "序号": 11.0, "重点任务": 17.0, "具体措施": 30.0, "单位": 17.0, "完成时限": 12.0}
_WIDTHS, _STATED = {"完成状态": 10.0, "进展情况": 40.0}, 23.0  # of the columns that reports fill in
_DATA = "公开数据"  # behind the others: what stands up to them is printed on A3, at 9 points or more
_OFFICE = {"收到日期": 12.0, "类别": 9.0, "牵头方式": 14.0, "来源": 18.0, REMARK: 18.0, "报送截止": 12.0}
# In the order of their digest, which ledgers that lie with somebody bear, wherever the columns stand.
_LOCKED = (
    *("键", "序号", "重点任务", "具体措施", "单位", "类别", "牵头方式", "完成时限"),
    *("收到日期", "来源", "报送截止"),
)
_LOOKS = {"完成状态": CHOICE, "收到日期": DAY, "报送截止": DAY, **dict.fromkeys(("序号", "单位", "类别"), CENTRED)}
_MOST = 30_000  # characters of a row of the hidden sheet in one cell


@dataclass(frozen=True)
class LedgerChange:
    """One cell that was typed into the ledger: its words when it was written, and its words now.

    `unit` is the 名称; `task` and `measure` are the item's title and the measure's first sentence (empty for an item).
    """

    unit: str
    task: str
    measure: str
    label: str
    was: str
    now: str
    place: str

    @property
    def key(self) -> TaskKey:
        """The task that it is about."""
        return TaskKey.of(self.task, self.measure)


class _Base(NamedTuple):
    """What the hidden sheet keeps of a row: its unit and task, the words stated, and a digest of the locked columns."""

    key: str
    unit: str
    task: str
    measure: str
    locked: str
    stated: Mapping[str, str]

    @classmethod
    def of(cls, row: LedgerRow, shown: Mapping[str, Value]) -> _Base:
        locked = [text_of(shown[name]) for name in _LOCKED]
        stated = {label: text_of(in_a_cell(words)) for label, words in row.stated.items() if words}
        return cls(row.key, row.unit, row.task, row.measure, _digest(locked), stated)

    def texts(self) -> list[str]:
        """For the cells of its row."""
        text = json.dumps(self, ensure_ascii=True, separators=(",", ":"))
        return [text[start : start + _MOST] for start in range(0, len(text), _MOST)]


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]


# -- writing ------------------------------------------------------------------------------------------------------


def ledger_workbook(
    rows: Sequence[LedgerRow],
    remarks: Mapping[str, str],
    title: str,
    properties: Mapping[str, str],
    labels: Sequence[str] = PROGRESS_LABELS,
    heading: str = "",
) -> bytes:
    """The ledger's bytes. `remarks` are those of the office, by key; `labels` those of reports. Equal in, equal out.

    `heading` is printed on every page.
    """
    labels = sorted(labels, key=lambda label: label == _DATA)
    columns = _TASK | {label: _WIDTHS.get(label, _STATED) for label in labels} | _OFFICE
    workbook = new_workbook()
    sheet = workbook.create_sheet(LEDGER)
    heads(sheet, 1, columns)
    base = workbook.create_sheet(BASE)
    for number, row in enumerate(rows, 2):
        shown = _shown(row, remarks.get(row.key, ""), labels)
        for column, (name, value) in enumerate(shown.items(), 1):
            put(sheet, number, column, value, _LOOKS.get(name, SHOWN if name in _LOCKED else ENTRY))
        texts = {words: columns[name] for name, words in shown.items() if name != "键" and isinstance(words, str)}
        set_height(sheet, number, texts)
        for column, text in enumerate(_Base.of(row, shown).texts(), 1):
            put(base, number, column, text)
    _finish(sheet, list(columns), len(rows) + 1)
    set_printed(sheet, 2, len(_TASK) + len(labels) - (_DATA in labels), len(rows) + 1, heading)
    counts = workbook.create_sheet("统计", 1)
    fill_counts(counts, rows, title)
    base.sheet_state = "veryHidden"
    for one in (sheet, counts, base):
        protect(one)
    return packed(workbook, properties)


def _shown(row: LedgerRow, remark: str, labels: Sequence[str]) -> dict[str, Value]:
    task = (row.key, row.number, row.task, row.words, row.short_name, row.limit)
    stated = {label: row.stated.get(label, "") for label in labels}
    office = (row.received, row.category, row.role, row.sources, remark, row.due)
    return {**dict(zip(_TASK, task, strict=True)), **stated, **dict(zip(_OFFICE, office, strict=True))}


def _finish(sheet: Worksheet, columns: Sequence[str], last: int) -> None:
    """Colours, drop-down, filter, frozen head and paper."""
    letters = {name: cell.column_letter for name, cell in zip(columns, sheet[1], strict=True)}
    for name in ("键", "报送截止"):
        sheet.column_dimensions[letters[name]].hidden = True
    sheet.freeze_panes = f"{letters['完成状态']}2"
    sheet.auto_filter.ref = f"A1:{letters['报送截止']}{last}"
    set_paper(sheet, A3)
    if last == 1:
        return
    state, came, due = (letters[name] for name in ("完成状态", "收到日期", "报送截止"))
    choose_state(sheet, f"{state}2:{state}{last}")
    for word, colour in STATE_COLOURS.items():
        rule = FormulaRule([f'${state}2="{word}"'], fill=PatternFill("solid", end_color=colour))
        sheet.conditional_formatting.add(f"{state}2:{state}{last}", rule)
    overdue = f'AND(${came}2="{MISSING}",ISNUMBER(${due}2),${due}2<TODAY())'
    rule = FormulaRule([overdue], fill=PatternFill("solid", end_color="F8CBAD"), font=Font(color="9C0006"))
    for name in ("单位", "收到日期"):
        sheet.conditional_formatting.add(f"{letters[name]}2:{letters[name]}{last}", rule)


# -- reading ------------------------------------------------------------------------------------------------------


def read_remarks(raw: bytes, file: str) -> dict[str, str]:
    """The remarks of the office by the keys of their rows. Raises ContentError."""
    found: dict[str, str] = {}
    for cells in _rows(_ledger(opened(raw, file))):
        if "键" in cells and REMARK in cells:
            found.setdefault(cells["键"].text, cells[REMARK].text)
    return found


def read_ledger(
    raw: bytes, file: str, labels: Callable[[str], Sequence[str]] = lambda notice: PROGRESS_LABELS
) -> tuple[str, list[LedgerChange], list[Problem]]:
    """The notice, what was typed into the open columns, and doubts: everything typed that cannot be taken.

    `labels` gives those of the reports on a notice.

    Raises ContentError where it is no ledger, or without the hidden sheet,
    from which changes are known.
    """
    book = opened(raw, file)
    if book.category != CATEGORY or BASE not in book.sheets:
        hint = "用 duban ledger 重新生成一份，把改的内容填进去"
        raise refused(file, "不是本工具生成的台账，或者底稿页没有了，分不出改了哪里", hint)
    reading = _Reading(book, file, labels(book.subject))
    reading.read()
    return book.subject, reading.changes, reading.doubts


def _ledger(book: Opened) -> dict[int, list[Word]]:
    """The rows of the ledger's sheet, which may have been renamed."""
    named = book.sheets.get(LEDGER)
    others = (rows for title, rows in book.sheets.items() if title != BASE and any(map(_head, rows.values())))
    return named if named is not None else next(others, {})


def _rows(rows: Mapping[int, list[Word]]) -> Iterator[dict[str, Word]]:
    """The cells of each row under the head, by the head of their column; others by 第几列."""
    head: dict[int, str] = {}
    for row in rows.values():
        if not head:
            head = _head(row)
            continue
        yield {head.get(word.column, f"第{word.column}列"): word for word in row}


def _head(row: Sequence[Word]) -> dict[int, str]:
    texts = [word.text for word in row]
    return (
        {word.column: word.text for word in row}
        if {"键", "完成状态"} & {*texts} and len({*_LOCKED} & {*texts}) > 1
        else {}
    )


class _Reading:
    """Each row compared with what was written."""

    def __init__(self, book: Opened, file: str, labels: Sequence[str]) -> None:
        self._file = file
        self._labels = labels
        self._rows = list(_rows(_ledger(book)))
        rows = ("".join(word.text for word in row) for row in book.sheets[BASE].values())
        self._base = {base.key: base for base in (_Base(*json.loads(text)) for text in rows)}
        self._seen: set[str] = set()
        self.changes: list[LedgerChange] = []
        self.doubts: list[Problem] = []

    def read(self) -> None:
        """Compare everything."""
        if self._rows and not any("键" in cells for cells in self._rows):
            self._doubt("", "“键”这一列没有了，认不出各行，有改动的行都没有收", "从原来的台账里把这一列复制回来再读")
        for cells in self._rows:
            key = cells["键"].text if "键" in cells else ""
            base = self._base.get(key)
            if base is None or key in self._seen:
                self._unknown_row(cells)
                continue
            self._seen.add(key)
            self._compare(cells, base)
        gone = len(self._base) - len(self._seen)
        if gone and self._seen:
            self._doubt("", f"有 {gone} 行不见了，这些行的报送材料没有动", "确要删去，改 returns 里的文件")

    def _compare(self, cells: Mapping[str, Word], base: _Base) -> None:
        row = next(iter(cells.values())).row
        for label in self._labels:
            word, was = cells.get(label), base.stated.get(label, "")
            if word and word.uncalculated:
                self._doubt(word.place, f"公式没有算出结果：{word.text[:30]}", "改成数字或文字后再读")
            elif word and word.unread:
                self._doubt(word.place, f"有{word.unread}，没有收", "改成数字或文字后再读")
            elif (word.text if word else "") != was:
                place = word.place if word else f"{LEDGER} 第{row}行“{label}”"
                now, about = word.text if word else "", (base.unit, base.task, base.measure)
                self.changes.append(LedgerChange(*about, label, was, now, place))
        shown = [cells[name].text if name in cells else "" for name in _LOCKED]
        if _digest(shown) != base.locked:
            self._doubt(f"{LEDGER} 第{row}行", f"灰色栏改过，没有收：{_joined(shown[1:])}", "这些由通知和报送材料得来")
        self._added_columns(cells)

    def _added_columns(self, cells: Mapping[str, Word]) -> None:
        """Words in columns that were added by hand."""
        for name, word in cells.items():
            if name not in (*_TASK, *_OFFICE, *self._labels):
                self._doubt(word.place, f"写在台账各栏以外，没有收：{word.text}", "填进台账的栏里")

    def _unknown_row(self, cells: Mapping[str, Word]) -> None:
        """A row that was added by hand, or copied; a copy that changes nothing needs no doubt."""
        typed = [word.text for name, word in cells.items() if name not in ("键", "报送截止")]
        stated = {label: cells[label].text for label in self._labels if label in cells}
        words = {cells[name].text for name in ("重点任务", "具体措施") if name in cells}
        for base in self._base.values():
            if base.stated == stated and base.task in words and REMARK not in cells:
                return
        if typed:
            word = next(iter(cells.values()))
            self._doubt(f"{LEDGER} 第{word.row}行", f"这一行没有键，没有收：{_joined(typed)}", "填到台账原有的行里")

    def _doubt(self, place: str, message: str, hint: str) -> None:
        self.doubts.append(warning(message, hint, Place(self._file, nearby=place or LEDGER)))


def _joined(words: Sequence[str]) -> str:
    return "｜".join(filter(None, words))
