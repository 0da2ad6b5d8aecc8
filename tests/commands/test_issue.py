"""What was issued is kept as it was sent, and its words stay; the rest follows the edit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from support.files import NOTICE, by_hand, files_in, text_of

Duban = Callable[..., Result]
Edit = Callable[[str, str], None]


def test_a_notice_that_was_sent_with_hand_edits_is_not_overwritten(duban: Duban, made: Path) -> None:
    path = made / f"{NOTICE}-通知.docx"
    sent = by_hand(path)
    duban("issue", "--on", "2013-08-21")
    assert duban("build", "--overwrite").exit_code == 0
    assert path.read_bytes() == sent
    path.unlink()
    assert "照印发" not in duban("build").output, "its content has not changed: it is simply put back"
    assert path.read_bytes() == sent


def test_an_issued_notice_that_was_lost_is_put_back_as_it_was_sent(duban: Duban, edit: Edit, made: Path) -> None:
    path = made / f"{NOTICE}-通知.docx"
    sent = by_hand(path)
    duban("issue", "--on", "2013-08-21")
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    path.unlink()
    result = duban("build")
    assert result.exit_code == 0 and "照印发的原样补回；已于2013年8月21日印发，正文不改" in result.output
    assert path.read_bytes() == sent
    again = duban("build")
    assert again.exit_code == 1 and "保持印发" in again.output and path.read_bytes() == sent
    edit("截止: 2013-12-20", "截止: 2013-12-13")
    assert duban("build").exit_code == 0 and path.read_bytes() == sent


def test_a_kept_document_that_was_changed_is_not_put_back_as_issued(
    duban: Duban, edit: Edit, made: Path, workspace: Path
) -> None:
    path = made / f"{NOTICE}-通知.docx"
    sent = path.read_bytes()
    duban("issue", "--on", "2013-08-21")
    (workspace / "content" / NOTICE / "issued" / "2013-08-21" / path.name).write_bytes(b"meddled with")
    path.unlink()
    assert duban("build").exit_code == 0 and path.read_bytes() == sent
    path.unlink()
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("build")
    assert result.exit_code == 1 and "留存的印发稿也不见了或者被改过；从备份恢复" in result.output and not path.exists()


def test_an_issued_notice_outlives_a_change_of_its_template(duban: Duban, made: Path, workspace: Path) -> None:
    path = made / f"{NOTICE}-通知.docx"
    duban("issue", "--on", "2013-08-21")
    sent = path.read_bytes()
    layout = workspace / "templates" / "版式.yaml"
    layout.write_text(layout.read_text("utf-8").replace("版心: 页边距", "版心: 字面"), "utf-8")
    duban("restyle")
    result = duban("build", "--kind", "notice")
    assert result.exit_code == 1 and "正文不改（模板变了）" in result.output and path.read_bytes() == sent


def test_an_issued_notice_that_is_edited_by_hand_stays_and_nothing_is_laid_beside_it(
    duban: Duban, edit: Edit, made: Path
) -> None:
    path = made / f"{NOTICE}-通知.docx"
    duban("issue", "--on", "2013-08-21")
    edited = by_hand(path)
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    found = {o["path"]: o for o in json.loads(duban("build", "--json").stdout)["outputs"]}
    one = found[f"output/{NOTICE}/{path.name}"]
    assert (one["outcome"], one["beside"]) == ("edited", None) and "正文不改" in one["reason"]
    assert path.read_bytes() == edited


def test_what_was_sent_is_kept_as_sent_with_the_hand_edits(duban: Duban, made: Path, workspace: Path) -> None:
    path = made / "任务清单" / "040-省财政厅-任务清单.docx"
    edited = by_hand(path)
    result = duban("issue", "--on", "2013-08-21")
    assert result.exit_code == 0 and "手工改过" in result.output
    kept = workspace / "content" / NOTICE / "issued" / "2013-08-21"
    sent = {name: content for name, content in files_in(made).items() if "汇总" not in name}
    assert {name: content for name, content in files_in(kept).items() if name.endswith(".docx")} == sent
    assert (kept / "任务清单" / path.name).read_bytes() == edited


def test_an_issued_notice_keeps_its_words_and_the_rest_follows_the_edit(duban: Duban, edit: Edit, made: Path) -> None:
    duban("issue", "--on", "2013-08-21")
    notice = made / f"{NOTICE}-通知.docx"
    sent = notice.read_bytes()
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("build")
    assert result.exit_code == 1 and notice.read_bytes() == sent and "保持印发 1" in result.output
    assert (
        "已于2013年8月21日印发，正文不改（时限“进展报告” 12月13日 → 12月20日）；确要重印加 --restate" in result.output
    )
    assert "2013年12月20日" in text_of(made / "任务清单" / "040-省财政厅-任务清单.docx")
    assert duban("build", "--restate").exit_code == 0
    assert notice.read_bytes() != sent and "12月20日" in text_of(notice)


@pytest.mark.usefixtures("made")
def test_an_issue_needs_documents_that_are_up_to_date(duban: Duban, edit: Edit, workspace: Path) -> None:
    edit("截止: 2013-12-13", "截止: 2013-12-20")
    result = duban("issue", "--on", "2013-08-21")
    assert result.exit_code == 1 and "先运行 duban build" in result.output
    assert not (workspace / "content" / NOTICE / "issued").exists()


@pytest.mark.usefixtures("made")
def test_one_day_is_issued_once_and_a_mistaken_issue_is_taken_back(duban: Duban, workspace: Path) -> None:
    assert duban("issue", "--on", "2013年8月21日").exit_code == 0
    assert duban("issue", "--on", "2013-08-21").exit_code == 2
    assert duban("undo").exit_code == 0
    assert files_in(workspace / "content" / NOTICE / "issued") == {}
    assert duban("changes").exit_code == 0 and "与上次生成的相比" in duban("changes").output


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("day", ["昨天", "2013-13-01", "2013-08"])
def test_a_day_that_is_none_is_refused(duban: Duban, day: str) -> None:
    result = duban("issue", "--on", day)
    assert result.exit_code == 2 and "写成 2013-12-14" in result.output


@pytest.mark.usefixtures("made")
def test_an_issue_that_was_not_finished_is_none_and_a_damaged_record_stops_everything(
    duban: Duban, workspace: Path
) -> None:
    duban("issue", "--on", "2013-08-21")
    record = workspace / "content" / NOTICE / "issued" / "2013-08-21" / ".duban.json"
    record.write_text("{", "utf-8")
    result = duban("build")
    assert result.exit_code == 1 and "印发登记的记录坏了" in result.output and "2013-08-21" in result.output
    record.unlink()
    assert "与上次生成的相比" in duban("changes").output
