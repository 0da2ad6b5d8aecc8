"""What is refused because no content can be made of it: pages that are no notice, tables that have lost their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.dossier.task_columns import Column, column_of
from generators.importer.furniture import notice_on
from generators.importer.head_forms import IS_TITLED
from generators.importer.labels import is_label
from generators.importer.lines import Block, SourceLine, SourceTable, folded
from generators.importer.outline import number_of
from generators.importer.tables import task_sections
from generators.problems import Place, Problem, error

_LEAST = 30  # Chinese characters that a notice has at least
_LEAD_AT_END = re.compile("[（〔【][^（）〔〕【】]*(?:牵头|负责|(?:责任|配合)单位：)[^（）〔〕【】]*[）〕】][。；]?$")
_WIDEST = 14  # characters of the heading of a column


def refusal(blocks: Sequence[Block], file: str) -> Problem | None:
    """Why a source cannot be imported, with what to do; None where it can."""
    blocks = notice_on(blocks).kept
    lines = [block for block in blocks if isinstance(block, SourceLine)]
    tables = [block for block in blocks if isinstance(block, SourceTable)]
    words = sum(len(re.findall("[一-龥]", line.text)) for line in lines)
    if words < _LEAST and not tables:
        return error("里面没有多少汉字，不像通知", "换一份有正文的文件", Place(file))
    if _lost_cells(lines):
        hint = "从原来的 Word 或 Excel 文件导入；没有原件的，把表格重新粘贴到 Word 里，格子齐全后再导入"
        return error("里面有一张任务表，可是格子丢了，分不清哪些字属于哪一格", hint, Place(file))
    if tables and not any(task_sections(table) for table in tables) and not _is_official(lines):
        hint = "任务表要有“工作任务”“责任单位”“完成时限”这样的列；不是任务表的，不用导入"
        return error("里面的表不像任务表，也没有通知的正文", hint, Place(file))
    if not tables and not _is_official(lines):
        hint = "没有公文的标题、序号，也没有“各……：”这样的主送机关；确是通知的，检查文件是不是完整"
        return error("不像通知，没有导入", hint, Place(file))
    return None


def _lost_cells(lines: Sequence[SourceLine]) -> bool:
    """Whether the headings of a table's columns stand in a line, or one by one in lines, without cells."""
    run: list[Column] = []
    for line in lines:
        words = [word for word in re.split(r"[\s　|]+", line.raw.strip()) if word]
        found = [column_of(folded(word)) for word in words if len(word) <= _WIDEST]
        if (len(words) > 2 and len(found) == len(words) and _is_head(found)) or _is_head(_run_together(line.key)):
            return True
        run = [*run, found[0]] if len(words) == 1 and found and found[0] else []
        if _is_head(run):
            return True
    return False


def _run_together(key: str) -> list[Column | None]:
    """The columns whose headings stand one behind the other at the beginning of a line, without anything between."""
    found: list[Column | None] = []
    while end := next((end for end in range(min(_WIDEST, len(key)), 1, -1) if column_of(key[:end])), 0):
        found.append(column_of(key[:end]))
        key = key[end:]
    return found


def _is_head(columns: Sequence[Column | None]) -> bool:
    """Whether columns are together those of a task table."""
    known = set(columns) - {None}
    return (
        len(known) > 2 and bool(known & {Column.TITLE, Column.CONTENT}) and bool(known & {Column.LEADING, Column.DUE})
    )


def _is_official(lines: Sequence[SourceLine]) -> bool:
    head = [line.key for line in lines[:12]]
    titled = any(IS_TITLED.search(key) and len(key) < 90 for key in head) or "关于" in "".join(head[:6])
    numbered = sum(1 for line in lines if line.level or ((found := number_of(line.text)) and found.value < 40))
    addressed = any(key.endswith("：") and re.search("各|人民政府|厅|局|委", key) for key in head)
    leads = sum(1 for line in lines if is_label(line.key) or _LEAD_AT_END.search(line.key))
    opens = any(re.search("(?:现[就将把].*|有关(?:事项|工作|安排))通知如下：$", key) for key in head)
    if numbered and (leads > 1 or opens):
        return True
    asks = any(re.search("通知|印发|要求|执行|函复|答复", line.key) for line in lines)
    return (titled or addressed) and (numbered >= 1 or (titled and (addressed or asks)) or (addressed and asks))
