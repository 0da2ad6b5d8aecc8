"""A clerk's half year in the page: each place asks the verb of its command, and shows what it reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from support.pages import SMALL, Browser, small_workspace

from generators.page.jobs import Job, Jobs
from generators.problems import UsageError
from generators.report import Report
from generators.verbs.build import Request, build
from generators.verbs.undo import interrupted
from generators.workspace.workspace import Workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_workspace(tmp_path / "工作区")


@pytest.fixture
def browser(root: Path) -> Browser:
    return Browser(root).enter()


def test_today_says_who_owes_what_and_gives_one_next_step(browser: Browser) -> None:
    page = browser.text("/")
    assert "下一步：生成文书" in page and "逾期1天未报送" in page and "省教育厅、省财政厅" in page
    assert page.count("下一步：") == 1
    assert "还有2个工作日" in browser.text("/?on=2013-12-11")
    mistyped = browser.get("/?on=2013-13-01")
    assert mistyped.status_code == 400 and "Traceback" not in mistyped.text


def test_the_next_step_of_a_notice_with_an_error_is_to_correct_it(browser: Browser, root: Path) -> None:
    file = root / "content" / SMALL / "notice.yaml"
    file.write_text(file.read_text("utf-8").replace("[省财政厅]", "[省财证厅]"), "utf-8")
    page = browser.text("/")
    assert "下一步：改正内容里的错误" in page and "没有“省财证厅”这个单位" in page


def test_build_in_the_page_and_take_it_back(browser: Browser, root: Path) -> None:
    address = f"/changes/{SMALL}"
    assert "份要写" in browser.text(address)
    report = browser.done(browser.post(f"{address}/build"))
    made = sorted(path.name for path in (root / "output" / SMALL).rglob("*.docx"))
    assert made and "新增" in report and all(name in report for name in made)
    assert "没有变化。" in browser.text(address)
    file = root / "content" / SMALL / "notice.yaml"
    file.write_text(file.read_text("utf-8").replace("2013-12-13", "2013-12-20"), "utf-8")
    page = browser.text(address)
    assert "12月13日" in page and "12月20日" in page and "待" not in page.partition("<h1>")[0]
    assert "下一步：看改动，更新文书" in browser.text("/")
    undone = browser.post(f"{address}/undo")
    assert "撤销" in undone.text and not list((root / "output" / SMALL).rglob("*.docx"))
    assert "没有可以撤销的" in browser.post(f"{address}/undo").text


def test_a_document_edited_by_hand_is_shown_with_both_versions(browser: Browser, root: Path) -> None:
    browser.done(browser.post(f"/changes/{SMALL}/build"))
    sheet = next((root / "output" / SMALL).rglob("*任务清单/*.docx"))
    sheet.write_bytes(sheet.read_bytes() + b" ")
    file = root / "content" / SMALL / "notice.yaml"
    file.write_text(file.read_text("utf-8").replace("公开预算。", "公开预算、决算。"), "utf-8")
    browser.done(browser.post(f"/changes/{SMALL}/build"))
    page = browser.text(f"/changes/{SMALL}")
    assert "手工改过的文书" in page and sheet.name in page
    browser.done(browser.post(f"/changes/{SMALL}/build", {"overwrite": "on"}))
    assert "手工改过的文书" not in browser.text(f"/changes/{SMALL}")


# -- work in the background -----------------------------------------------------------------------------------------


def test_progress_comes_as_events_until_the_end(browser: Browser) -> None:
    response = browser.post(f"/changes/{SMALL}/build")
    browser.done(response)
    events = browser.text(response.location + "/events").split("\n\n")
    last = json.loads(events[-2].removeprefix("data: "))
    assert last["state"] == "done" and last["done"] == last["total"] > 0


def test_only_one_piece_of_work_at_a_time() -> None:
    jobs, go = Jobs(), Event()

    def wait(progress: object) -> Report:
        go.wait(10)
        return Report()

    first = jobs.start("生成", "/", wait)
    with pytest.raises(UsageError, match="“生成”正在进行"):
        jobs.start("打包", "/", wait)
    go.set()
    assert first.wait(10) and jobs.running() is None
    assert jobs.start("打包", "/", wait).wait(10)


def test_work_that_is_cancelled_counts_as_interrupted_and_can_be_finished(browser: Browser, root: Path) -> None:
    job = Job("生成", "/")
    job.cancel()  # takes effect at the first step
    job.run(lambda progress: build(Workspace(root), Request(), progress))
    assert job.state == "cancelled" and job.done == 1
    assert interrupted(Workspace(root)) and "下一步：把中断的做完" in browser.text("/")
    browser.done(browser.post(f"/changes/{SMALL}/build"))
    assert not interrupted(Workspace(root)) and "手工改动" not in browser.text(f"/changes/{SMALL}")


def test_a_fault_of_the_program_ends_the_work_and_shows_no_traceback(browser: Browser) -> None:
    def fail(progress: object) -> Report:
        raise ZeroDivisionError

    job = Job("生成", "/")
    with pytest.raises(ZeroDivisionError):
        job.run(fail)
    assert job.state == "failed" and not job.is_running


@pytest.fixture(autouse=True)
def nothing_runs_on(browser: Browser) -> Iterator[None]:
    yield
    running = browser.app.extensions["duban.jobs"].running()
    assert running is None
