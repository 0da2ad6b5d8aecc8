"""Any file that a notice or a task list comes in, by its bytes, as paragraphs and tables."""

from __future__ import annotations

from pathlib import PurePosixPath

from generators.encodings import decoded
from generators.importer.lines import Block, SourceLine, SourceTable
from generators.importer.reading import text_blocks, word_blocks
from generators.importer.sheets import of_sheets
from generators.importer.table_heads import head_of
from generators.importer.tables import opened_up
from generators.problems import DubanError, reading, refused
from generators.word.file_types import is_encrypted, is_old_format, is_old_workbook, is_picture, package_type

# Of the notices in the tests the longest has 8,209 characters, the longest paragraph 633.
_MOST_LETTERS, _MOST_LINES, _LONGEST = 300_000, 5_000, 8_000
_MOST_ROWS = 2_000  # of tables of tasks; content holds 60,000 values, of which a row makes up to 25


def blocks_of_file(file: str, raw: bytes) -> list[Block]:
    """The paragraphs and tables of a file. Raises DubanError, with what to do, where they cannot be read."""
    with reading(file):
        blocks = _blocks(file, raw)
    lines = [len(block.text) for block in blocks if isinstance(block, SourceLine)]
    if max(lines, default=0) > _LONGEST:
        raise refused(file, f"有一段 {max(lines)} 字，不像通知（最多 {_LONGEST} 字）", "按原文分段以后再导入")
    _refuse_beyond(file, sum(lines), len(lines))
    rows = sum(len(block.rows) for block in blocks if isinstance(block, SourceTable) and head_of(block.rows))
    if rows > _MOST_ROWS:
        raise refused(
            file, f"任务表有 {rows} 行，一份通知装不下（最多 {_MOST_ROWS} 行）", "按部分或按单位分成几份再导入"
        )
    return opened_up(blocks)


def _refuse_beyond(file: str, letters: int, lines: int) -> None:
    if letters > _MOST_LETTERS or lines > _MOST_LINES:
        message = f"有 {lines} 段、{letters} 字，不像一份通知（最多 {_MOST_LINES} 段、{_MOST_LETTERS} 字）"
        raise refused(file, message, "只留通知本身；附件里的长表另存，放在通知旁边")


def _blocks(file: str, raw: bytes) -> list[Block]:
    suffix = PurePosixPath(file).suffix.lower()
    if not raw.strip():
        raise refused(file, "是空文件", "换一份有内容的文件")
    if is_encrypted(raw):
        raise refused(file, "加了打开密码", "去掉密码，另存一份再导入")
    if raw.startswith(b"%PDF"):
        return _pdf(raw, file)
    if is_picture(raw):
        raise refused(file, "是图片，读不出文字", "用识别文字的软件转成 Word 或文本，核对后再导入")
    if is_old_format(raw):
        return _old(raw, file)
    if raw.startswith(b"{\\rtf"):
        return _converted(raw, ".rtf", file)
    if raw.startswith(b"PK"):
        return _package(raw, file)
    found = decoded(raw)
    if found is None:
        raise refused(file, "不是文本文件，读不出文字", "用记事本打开，另存为 UTF-8 编码的 .txt")
    _refuse_beyond(file, len(found[0]), found[0].count("\n"))
    return text_blocks(found[0], markdown=suffix == ".md")


def _package(raw: bytes, file: str) -> list[Block]:
    found = package_type(raw)
    if found == "word":
        return word_blocks(raw, file)
    if found == "excel":
        return workbook_blocks(raw, file)
    if found == "odt":
        return _converted(raw, ".odt", file)
    if found == "macros":
        raise refused(file, "是带宏的文件，不打开", "另存为不带宏的 .docx 或 .xlsx 再导入")
    raise refused(file, "不是 Word、Excel、PDF 或文本", "另存为 .docx、.xlsx 或 .txt 再导入")


def _old(raw: bytes, file: str) -> list[Block]:
    if is_old_workbook(raw):
        from generators.excel.old_workbook import read_old_workbook
        from generators.office.apart import apart

        read = apart(read_old_workbook, raw)
        if (read is None or not read.exact) and (made := _modern_workbook(raw, file)):
            return workbook_blocks(made, file)
        if read is None:
            hint = '在 Excel 或 WPS 里另存为 .xlsx 再导入；或者装上读旧格式的小程序包：pip install "duban[old]"'
            raise refused(file, "是旧的 .xls 或 .et 格式，这台电脑上读不了", hint)
        return workbook_blocks(read.xlsx, file)
    return _converted(raw, ".doc", file)


def _modern_workbook(raw: bytes, file: str) -> bytes | None:
    """An old workbook as LibreOffice saves it, None where that is not there or cannot read it."""
    from generators.office.old_word import by_libreoffice

    try:
        return by_libreoffice(raw, ".xls", "xlsx", file)
    except DubanError:
        return None


def _converted(raw: bytes, suffix: str, file: str) -> list[Block]:
    """An old format. LibreOffice comes first, because it alone keeps automatic numbers."""
    from generators.office.old_word import by_libreoffice, modern_word

    try:
        return word_blocks(by_libreoffice(raw, suffix, "docx", file), file)
    except DubanError:
        return word_blocks(modern_word(raw, suffix, file).raw, file)


def _pdf(raw: bytes, file: str) -> list[Block]:
    """The text of a PDF; pages without text are a scan, of which nothing is read."""
    from generators.office.apart import ApartError, apart
    from generators.office.pictures import page_texts

    try:
        pages = apart(page_texts, raw)
    except ApartError:
        raise
    except DubanError:
        hint = "能打开的，去掉密码、另存一份；打不开的，请对方重新发来"
        raise refused(file, "打不开：加了密码，或者已损坏", hint) from None
    if sum(len(page.split()) for page in pages) < 10:
        raise refused(file, "是扫描件，里面没有文字", "用识别文字的软件转成 Word 或文本，核对后再导入")
    _refuse_beyond(file, sum(map(len, pages)), sum(page.count("\n") for page in pages))
    return text_blocks("\n".join(pages))


def workbook_blocks(raw: bytes, file: str) -> list[Block]:
    """The sheets of a workbook as tables; what is hidden in them, and notes on cells, are set aside."""
    from generators.excel.open_workbook import opened

    book = opened(raw, file)
    sheets: list[tuple[str, SourceTable]] = []
    aside: list[SourceLine] = []
    number = 0
    for title, rows in book.sheets.items():
        words = [word for row in rows.values() for word in row]
        seen = [word for word in words if not word.unseen]
        for reason in dict.fromkeys(word.unseen for word in words if word.unseen and not word.copied):
            hidden = " ".join(word.text for word in words if word.unseen == reason and not word.copied)
            aside.append(SourceLine(f"{title}：{hidden}", number + 1, aside=reason))
        if not seen:
            continue
        columns = range(1, max(word.column for word in seen) + 1)
        table = [{word.column: word.text for word in row if not word.unseen} for row in rows.values()]
        number += 1
        sheets.append((title, SourceTable(tuple(tuple(row.get(at, "") for at in columns) for row in table), number)))
        number += len(table)
    aside += [SourceLine(f"{place}：{words}", 1, aside="批注、文本框里的文字") for place, words in book.aside]
    return [*of_sheets(sheets), *aside]
