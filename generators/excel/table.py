"""The table of a workbook beside notice.yaml: the first sheet with words, its first full row as the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generators.characters import NOT_IN_XML
from generators.dossier.content_files import Remark, TableFile
from generators.excel.open_workbook import Word, opened
from generators.problems import ContentError

_MOST_CELLS = 20_000


def read_table(raw: bytes, file: str) -> TableFile:
    """The rows of a workbook's table as text, all as wide as the widest; never raises for a fault of the file.

    Lines above the head that fill one cell only are titles, and are not in the table. What is hidden or struck out is
    not either. Words of cells merged downward stand in each of the rows. A row without words is left out. A head in
    which a cell goes over several columns has a second row, with their names.
    """
    try:
        book = opened(raw, file, _MOST_CELLS)
    except ContentError as fault:
        return TableFile(faults=[(f"{one.place}：{one.message}", one.hint) for one in fault.problems])
    sheets = {title: seen for title, rows in book.sheets.items() if (seen := _seen(rows))}
    if not sheets:
        return TableFile(faults=[(f"{file}：没有看得见的文字", "第一行写各栏的名称，下面每行写一项")])
    title, rows = next(iter(sheets.items()))
    columns = [word.column for row in rows for word in row]
    shown = range(min(columns), max(columns) + 1)
    above = _titles(rows) if len(shown) > 1 else []
    table = [_cells(row, shown) for row in rows[len(above) :]]
    upper = _upper(rows[len(above) :], shown)
    if upper:
        table[:2] = [[lower or head for head, lower in zip(table[0], table[1], strict=True)]]
    faults = [*_unread(file, rows), *_gaps(file, table[0], rows[len(above)])]
    left_out = [*_hidden(file, book.sheets[title]), *_above(file, above), *_other_sheets(file, title, sheets)]
    return TableFile(table, faults, left_out, upper)


def _seen(rows: Mapping[int, Sequence[Word]]) -> list[list[Word]]:
    return [seen for row in rows.values() if (seen := [word for word in row if not word.unseen])]


def _titles(rows: Sequence[Sequence[Word]]) -> Sequence[Sequence[Word]]:
    """The rows above the head."""
    head = next((at for at, row in enumerate(rows) if len(row) > 1), 0)
    return rows[:head]


def _upper(rows: Sequence[Sequence[Word]], columns: range) -> Sequence[str]:
    """What stands above the names of columns, empty above those without; nothing where the head is one row."""
    if len(rows) < 2 or all(word.across == 1 for word in rows[0]):
        return ()
    over = {column: word for word in rows[0] for column in range(word.column, word.column + word.across)}
    below = {word.column for word in rows[1] if not word.copied}
    return [over[column].text if column in over and column in below else "" for column in columns]


def _cells(row: Sequence[Word], columns: range) -> list[str]:
    words = {word.column: NOT_IN_XML.sub("", word.text) for word in row}
    return [words.get(column, "") for column in columns]


def _unread(file: str, rows: Sequence[Sequence[Word]]) -> list[Remark]:
    found = [word for row in rows for word in row if not word.copied and (word.uncalculated or word.unread)]
    what = (f"{file}：{one.place}是{one.unread or '没有算出结果的公式'}" for one in found[:5])
    return [(words, "在 Excel 或 WPS 里改成文字，保存后再运行") for words in what]


def _gaps(file: str, head: Sequence[str], words: Sequence[Word]) -> list[Remark]:
    if all(head):
        return []
    line = words[0]
    where = f"{line.sheet} 第{line.row}行"
    return [(f"{file}：表头（{where}）有一栏是空的", "每栏写上名称；两层的表头，上面一格合并到它管的各栏")]


def _hidden(file: str, rows: Mapping[int, Sequence[Word]]) -> list[Remark]:
    found = next((word for row in rows.values() for word in row if word.unseen), None)
    if found is None:
        return []
    return [(f"{file}：{found.place}等处是{found.unseen}，没有印", "要印的取消隐藏或删除线；不印的删掉，就不再提示")]


def _above(file: str, rows: Sequence[Sequence[Word]]) -> list[Remark]:
    words = "；".join(row[0].text.replace("\n", "") for row in rows)
    hint = "附件的标题按“名称”印；单位、说明等写进“正文”。在 Excel 里删掉这几行，就不再提示"
    return [(f"{file}：表头上面的字“{words}”没有印", hint)] if words else []


def _other_sheets(file: str, title: str, sheets: Mapping[str, object]) -> list[Remark]:
    if len(sheets) == 1:
        return []
    hint = "别的表要印的，各存成一个文件，写成另一个附件；不要的删掉"
    return [(f"{file}：有 {len(sheets)} 张有字的工作表，只印第一张“{title}”", hint)]
