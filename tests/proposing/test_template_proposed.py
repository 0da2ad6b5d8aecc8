"""A finished document proposed as a template: it prints the document again, and the documents of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from docx import Document
from docx.table import Table
from support.files import text_of

from generators.dossier.dossier import Dossier
from generators.kinds import NOTICE, PLAN_TEMPLATE, REPORT_FORM, TASK_SHEET
from generators.plan import Kind, Output
from generators.problems import TemplateError, UsageError
from generators.proposing.proposal import proposed, text_lines
from generators.report import Screen
from generators.verbs.propose_template import ProposalReport, propose_template
from generators.word.package import read_parts
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


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        (NOTICE, None),
        (TASK_SHEET, "省编委办"),
        *((kind, unit) for kind in (REPORT_FORM, PLAN_TEMPLATE) for unit in ("省财政厅", "沈阳市人民政府")),
    ],
)
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


@pytest.mark.parametrize("kind", [REPORT_FORM, PLAN_TEMPLATE])
def test_a_proposal_with_lists_in_lists_prints_the_document_of_another_unit(
    dossier: Dossier, workspace: Path, propose: Callable[..., tuple[ProposalReport, bytes]], kind: Kind
) -> None:
    stock = Workspace(workspace).template(kind.template())[1]
    source, other = (output_of(dossier, kind, unit) for unit in ("省财政厅", "省教育厅"))
    report, proposal = propose(printed(stock, source), kind.title)
    assert lines(printed(proposal, other)) == lines(printed(stock, other))
    assert [one.field for one in report.absent] == ["落实"]
    assert "落实（沈阳市人民政府等14个单位）" in "\n".join(
        report.lines(Screen("duban", Path(), lambda words, _: words))
    )


def as_rows(table: Table, item: Any) -> None:
    words = f"{item['序号']} {item['标题']}（{item['方式']}）"
    table.add_row().cells[0].merge(table.rows[-1].cells[2]).text = words
    for measure in item["措施"]:
        for cell, words in zip(table.add_row().cells, (measure["编号"], measure["名称"], "按月"), strict=True):
            cell.text = words


def as_paragraphs_of_a_cell(table: Table, item: Any) -> None:
    cell = table.add_row().cells[1]
    cell.paragraphs[0].text = f"措施：{item['标题']}"
    for measure in item["措施"]:
        cell.add_paragraph(f"◎{measure['名称']}")


def as_text(table: Table, item: Any) -> None:
    table.add_row().cells[0].text = item["标题"]
    table.rows[-1].cells[1].text = "；".join(measure["名称"] for measure in item["措施"]) + "。"


@pytest.mark.parametrize(
    ("lay_out", "expected"),
    [
        (
            as_rows,
            [
                *("{{ 项.序号 }} {{ 项.标题 }}（{{ 项.方式 }}）", "{%tr for 分项 in 项.措施 %}"),
                *("{{ 分项.编号 }}", "{{ 分项.名称 }}", "按月", "{%tr endfor %}"),
            ],
        ),
        (
            as_paragraphs_of_a_cell,
            ["措施：{{ 项.标题 }}", "{%p for 分项 in 项.措施 %}", "◎{{ 分项.名称 }}", "{%p endfor %}"],
        ),
        (
            as_text,
            [
                "{{ 项.标题 }}",
                "{% for 分项 in 项.措施 %}{{ 分项.名称 }}{% if not loop.last %}；{% endif %}{% endfor %}。",
            ],
        ),
    ],
)
def test_lists_in_lists_are_found_however_an_office_lays_them_out(
    dossier: Dossier, tmp_path: Path, lay_out: Callable[[Table, Any], None], expected: list[str]
) -> None:
    items: Any = output_of(dossier, REPORT_FORM, "省财政厅").fields["牵头"]
    document = Document()
    table = document.add_table(0, 3)
    for item in items:
        lay_out(table, item)
    document.save(str(tmp_path / "本办的.docx"))
    made = proposed(read_parts((tmp_path / "本办的.docx").read_bytes(), "本办的.docx"), {"牵头": items})
    assert text_lines(made.parts) == ["{%tr for 项 in 牵头 %}", *expected, "{%tr endfor %}"]


def test_a_title_that_is_broken_otherwise_is_found_and_never_left_in_a_template(tmp_path: Path) -> None:
    document = Document()
    for line in ("某市人民政府关于", "做好绿色出行工作", "的通知", "抄送：各县区。"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "通知.docx"))
    parts = read_parts((tmp_path / "通知.docx").read_bytes(), "通知.docx")
    made = proposed(parts, {"标题": ["某市人民政府", "关于做好绿色出行工作的通知"]})
    assert text_lines(made.parts) == ["{%p for 行 in 标题 %}", "{{ 行 }}", "{%p endfor %}", "抄送：各县区。"]


def test_what_an_office_typed_into_each_row_is_printed_for_nobody_else(dossier: Dossier, tmp_path: Path) -> None:
    items: Any = output_of(dossier, PLAN_TEMPLATE, "省财政厅").fields["牵头"]
    document = Document()
    table = document.add_table(0, 3)
    for item in items:
        table.add_row().cells[0].merge(table.rows[-1].cells[2]).text = item["标题"]
        for number, measure in enumerate(item["措施"], 1):
            words = (str(number), measure["内容"], f"本单位的做法：{measure['内容'][:6]}这样做")
            for cell, text in zip(table.add_row().cells, words, strict=True):
                cell.text = text
    document.save(str(tmp_path / "方案.docx"))
    made = proposed(read_parts((tmp_path / "方案.docx").read_bytes(), "方案.docx"), {"牵头": items})
    assert text_lines(made.parts) == [
        *("{%tr for 项 in 牵头 %}", "{{ 项.标题 }}", "{%tr for 分项 in 项.措施 %}"),
        *("{{ loop.index }}", "{{ 分项.内容 }}", "{%tr endfor %}", "{%tr endfor %}"),
    ]


def test_what_only_some_entries_have_stands_under_a_condition(tmp_path: Path) -> None:
    document = Document()
    entries = [
        {"标题": f"第{at}件大事", "要求": words} for at, words in enumerate(("按月报送情况", "", "年底以前办结"))
    ]
    for one in entries:
        document.add_paragraph(one["标题"])
        document.add_paragraph(f"要求：{one['要求']}" if one["要求"] else "没有具体要求")
    document.save(str(tmp_path / "文书.docx"))
    made = proposed(read_parts((tmp_path / "文书.docx").read_bytes(), "文书.docx"), {"事项": entries})
    assert text_lines(made.parts) == [
        *("{%p for 项 in 事项 %}", "{{ 项.标题 }}", "{%p if 项.要求 %}", "要求：{{ 项.要求 }}", "{%p else %}"),
        *("没有具体要求", "{%p endif %}", "{%p endfor %}"),
    ]


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
    other = Document()
    other.add_paragraph("省编委办关于另一项工作的函")
    other.save(str(tmp_path / "别的.docx"))
    for name in ("空.docx", "别的.docx"):
        with pytest.raises(TemplateError, match="没有找到任务清单的内容"):
            propose((tmp_path / name).read_bytes(), "任务清单")


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
