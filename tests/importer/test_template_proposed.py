"""A finished document proposed as a template: it prints the document again, and the documents of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document
from support.files import text_of

from generators.dossier.dossier import Dossier
from generators.kinds import NOTICE, TASK_SHEET
from generators.plan import Kind, Output
from generators.problems import TemplateError, UsageError
from generators.report import Screen
from generators.verbs.propose_template import ProposalReport, propose_template
from generators.word.package import read_parts
from generators.word.proposal import text_lines
from generators.word.render import CompiledTemplate
from generators.workspace.workspace import Workspace


def output_of(dossier: Dossier, kind: Kind, unit: str | None = None) -> Output:
    return next(one for one in kind.outputs(dossier) if one.for_ == unit)


def printed(raw: bytes, output: Output) -> bytes:
    return CompiledTemplate(raw, "模板.docx").render(output.fields, {})


def lines(raw: bytes) -> list[str]:
    return text_lines(read_parts(raw, "文书.docx"))


@pytest.fixture
def propose(workspace: Path, tmp_path: Path) -> Callable[[bytes, str], tuple[ProposalReport, bytes]]:
    """Proposes a document as a template of a kind: the report, and the proposal."""

    def run(document: bytes, kind: str) -> tuple[ProposalReport, bytes]:
        (tmp_path / "文书.docx").write_bytes(document)
        report = propose_template(Workspace(workspace), tmp_path / "文书.docx", kind)
        return report, (workspace / report.file).read_bytes()

    return run


@pytest.mark.parametrize(("kind", "unit"), [(NOTICE, None), (TASK_SHEET, "省编委办")])
def test_a_proposal_prints_the_document_that_it_was_made_of(
    dossier: Dossier,
    workspace: Path,
    propose: Callable[..., tuple[ProposalReport, bytes]],
    kind: Kind,
    unit: str | None,
) -> None:
    output = output_of(dossier, kind, unit)
    stock = Workspace(workspace).template(kind.template())[1]
    document = printed(stock, output)
    report, proposal = propose(document, kind.title)
    assert report.differing == [] and report.left == [] and not report.problems
    assert lines(printed(proposal, output)) == lines(document)
    assert (workspace / "templates" / kind.template()).read_bytes() == stock


def test_a_proposal_prints_the_rows_of_another_unit(
    dossier: Dossier, workspace: Path, propose: Callable[..., tuple[ProposalReport, bytes]]
) -> None:
    stock = Workspace(workspace).template("task_sheet.docx")[1]
    source, other = (output_of(dossier, TASK_SHEET, unit) for unit in ("省编委办", "省科技厅"))
    report, proposal = propose(printed(stock, source), "task_sheet")
    assert {"单位", "依据", "牵头", "共性", "时限", "保障"} <= {one.field for one in report.placed}
    text = "\n".join(lines(printed(proposal, other)))
    assert "省编委办" not in text and "省科技厅任务清单" in text


def test_a_proposal_that_would_print_one_units_words_for_all_says_that_it_cannot_be_used() -> None:
    report = ProposalReport("templates/甲（提议）.docx", "甲.docx", "某局报送表", [], [], ["加强甲事信息公开"], [])
    *_, reason, _, step = report.lines(Screen("duban", Path(), lambda words, _: words))
    assert "这个提议还不能用" in reason and "改好后" in step


def of_the_office(folder: Path, output: Output) -> bytes:
    """A sheet as an office may have made it by hand: other words, a value in several runs, rows without a header."""
    document = Document()
    title = document.add_paragraph()
    for words in ("省编", "委办", "落实情况一览"):
        title.add_run(words).bold = words == "省编"
    table = document.add_table(0, 2)
    for entry in output.fields["时限"]:
        assert isinstance(entry, dict)
        for cell, words in zip(table.add_row().cells, (f"（{entry['截止']}）", f"请{entry['事由']}。"), strict=True):
            cell.text = words
    document.add_paragraph("抄报：本办存档。")
    document.save(str(folder / "本办的.docx"))
    return (folder / "本办的.docx").read_bytes()


def test_a_document_made_by_hand_keeps_its_words_and_gets_tags(
    dossier: Dossier, tmp_path: Path, propose: Callable[..., tuple[ProposalReport, bytes]]
) -> None:
    output = output_of(dossier, TASK_SHEET, "省编委办")
    report, proposal = propose(of_the_office(tmp_path, output), "任务清单")
    assert lines(proposal) == [
        *("{{ 单位 }}落实情况一览", "{%tr for 项 in 时限 %}", "（{{ 项.截止 }}）", "请{{ 项.事由 }}。"),
        *("{%tr endfor %}", "抄报：本办存档。"),
    ]
    assert report.differing == [] and "牵头" in report.missing


def test_nothing_that_is_there_is_written_over(
    dossier: Dossier, workspace: Path, tmp_path: Path, propose: Callable[..., tuple[ProposalReport, bytes]]
) -> None:
    document = of_the_office(tmp_path, output_of(dossier, TASK_SHEET, "省编委办"))
    report, proposal = propose(document, "任务清单")
    with pytest.raises(UsageError, match="已经有了"):
        propose(document, "任务清单")
    assert (workspace / report.file).read_bytes() == proposal


def test_a_document_without_the_facts_of_the_notice_is_refused(
    tmp_path: Path, propose: Callable[..., tuple[ProposalReport, bytes]]
) -> None:
    Document().save(str(tmp_path / "空.docx"))
    with pytest.raises(TemplateError, match="没有找到任务清单的内容"):
        propose((tmp_path / "空.docx").read_bytes(), "任务清单")


def test_the_command_lists_what_was_put_where(
    duban: Callable[..., Result], dossier: Dossier, tmp_path: Path, workspace: Path
) -> None:
    file = tmp_path / "本办的.docx"
    of_the_office(tmp_path, output_of(dossier, TASK_SHEET, "省编委办"))
    result = duban("import", str(file), "--as-template", "任务清单")
    assert result.exit_code == 0
    assert "已提议：templates/task_sheet（提议）.docx" in result.output and "3 行表格" in result.output
    assert "{%tr for 项 in 时限 %}" in text_of(workspace / "templates" / "task_sheet（提议）.docx")
    assert "选一个" in duban("import", str(file)).output
