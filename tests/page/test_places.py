"""A clerk's half year in the page: each place asks the verb of its command, and shows what it reports."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.parse import quote

import pytest
from support.files import ROOT, files_in
from support.notices import letter
from support.pages import SMALL, Browser, small_workspace
from werkzeug.test import TestResponse

from generators.office.libreoffice import LibreOfficeError
from generators.page import proofs
from generators.page.files import key_of
from generators.page.jobs import Job, Jobs
from generators.page.places import proof as place_of_proofs
from generators.page.places import returns, sending
from generators.page.views import in_words_of_the_page, place_in_words
from generators.problems import Place, UsageError, error
from generators.report import Report
from generators.verbs import proof
from generators.verbs.build import Request, build
from generators.verbs.collect import CollectReport
from generators.verbs.preview import Preview, PreviewReport
from generators.verbs.undo import interrupted
from generators.word.package import read_parts, write_parts
from generators.workspace.workspace import Workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_workspace(tmp_path / "工作区")


@pytest.fixture
def browser(root: Path) -> Browser:
    return Browser(root).enter()


@pytest.fixture
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    def find() -> Path:
        raise LibreOfficeError(error("没有"))

    monkeypatch.setattr(proof, "find", find)


def test_today_says_who_owes_what_and_gives_one_next_step(browser: Browser) -> None:
    page = browser.text("/")
    assert "下一步：生成文书" in page and "逾期1天未报送" in page and "省教育厅、省财政厅" in page
    assert page.count("下一步：") == 1
    assert "还有2个工作日" in browser.text("/?on=2013-12-11")
    for typed in ("2013-13-01", "2013-12"):
        mistyped = browser.get(f"/?on={typed}")
        assert mistyped.status_code == 400 and "日期写成 2013-12-14" in mistyped.text


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
    today = browser.text("/")
    assert "下一步：看改动，更新文书" in today and "时限“进展报告” 12月13日 → 12月20日" in today
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


@pytest.mark.usefixtures("without_libreoffice")
def test_of_two_versions_of_one_document_one_is_chosen(browser: Browser, root: Path) -> None:
    browser.done(browser.post(f"/changes/{SMALL}/build"))
    sheet = next((root / "output" / SMALL).rglob("*财政厅*任务清单.docx"))
    other = next((root / "output" / SMALL).rglob("*教育厅*任务清单.docx"))
    for path, old, new in ((sheet, "公开预算", "公开全部预算"), (other, "招生办法", "招生的办法")):
        parts = dict(read_parts(path.read_bytes(), path.name))
        parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
        path.write_bytes(write_parts(parts))
    kept = other.read_bytes()
    links = re.findall(r'href="([^"]+)">看两个版本', browser.text(f"/changes/{SMALL}"))
    page = next(text for link in links if "公开全部预算" in (text := browser.text(link.replace("&amp;", "&"))))
    assert "我改的" in page and "公开预算。" in page and "采纳（内容第" in page and "不是版面" in page
    adopt, replace = re.findall(r'action="([^"]+(?:adopt|replace))"', page)
    unit = re.findall(r'name="(kind|unit)" value="([^"]*)"', page)
    ticked = re.findall(r'name="take" value="(\w+)" checked', page)
    assert "一处都没有勾" in browser.post(adopt).text
    assert "内容或文书又改过" in browser.post(adopt, {"take": [*ticked, "gone"]}).text
    assert "公开全部预算。" not in content(root)
    assert "已改进" in browser.post(adopt, {"take": ticked}).text and "公开全部预算。" in content(root)
    browser.post(f"/changes/{SMALL}/undo")
    assert "公开全部预算。" not in content(root)
    before = content(root)
    (root / "content" / SMALL / "notice.yaml").write_text(before.replace("招生办法", "招生政策"), "utf-8")
    returned = root / "content" / SMALL / "returns" / "省财政厅.yaml"
    returned.parent.mkdir(exist_ok=True)
    returned.write_text("单位: 省财政厅\n首次收到: 2013-12-12\n", "utf-8")
    for link in links:
        page = browser.text(link.replace("&amp;", "&"))
        is_touched = "招生的办法" in page  # by the edit of the content, not by the return
        assert ("后来改好的，就不要勾" in page) is is_touched and (" checked>" in page) is not is_touched
    (root / "content" / SMALL / "notice.yaml").write_text(before, "utf-8")
    browser.done(browser.post(replace, dict(unit)))
    assert "公开全部预算" not in read_parts(sheet.read_bytes(), "x")["word/document.xml"].decode()
    assert other.read_bytes() == kept
    for wrong in (key_of("templates/notice.docx"), "../x"):
        assert browser.get(f"/changes/{SMALL}/versions/{wrong}").status_code == 404


# -- the notice -----------------------------------------------------------------------------------------------------


def content(root: Path) -> str:
    return (root / "content" / SMALL / "notice.yaml").read_text("utf-8")


def digest(browser: Browser) -> str:
    return re.findall(r'name="digest" value="(\w+)"', browser.text(f"/notice/{SMALL}/text"))[0]


def edited(browser: Browser, do: str, path: str, **fields: str) -> TestResponse:
    known = {"digest": digest(browser), "do": do, "path": path}
    return browser.post(f"/notice/{SMALL}/edit", known | fields)


ITEMS = "印发件/部分/0/事项"


def test_the_usual_edits_are_forms_and_keep_every_comment(browser: Browser, root: Path) -> None:
    before = content(root)
    page = browser.text(f"/notice/{SMALL}")
    assert "推进财政公开" in page and 'value="2013-12-13"' in page
    for wish in (
        ("date", "时限/0", {"due": "2013-12-20"}),
        ("lead", f"{ITEMS}/0", {"names": "省审计厅、省财政厅"}),
        ("reword", f"{ITEMS}/0/措施/1", {"words": "公开决算：全部。"}),
        ("insert", f"{ITEMS}/1", {"words": "推进审计公开", "lead": "省财政厅"}),
        ("up", f"{ITEMS}/2", {}),
        ("delete", f"{ITEMS}/0/措施/0", {}),
    ):
        response = edited(browser, wish[0], wish[1], **wish[2])
        assert response.status_code == (200 if "省审计厅" in str(wish) else 303), wish
    now = content(root)
    assert "截止: 2013-12-20" in now and "公开决算：全部。" in now and "公开预算" not in now and "省审计厅" not in now
    assert now.index("推进审计公开") < now.index("推进学校公开")
    assert all(line.partition("#")[2] in now for line in before.split("\n"))


def test_the_words_of_a_deadline_go_along_with_its_day(browser: Browser, root: Path) -> None:
    file = root / "content" / SMALL / "notice.yaml"
    for printed, due, wanted in (
        ("2013年12月13日前", "2014-01-15", "2014年1月15日前"),
        ("12月13日前", "2013-12-20", "12月20日前"),
    ):
        file.write_text(re.sub("截止: .*", f"截止: 2013-12-13\n    表述: {printed}", content(root)), "utf-8")
        assert edited(browser, "date", "时限/0", due=due, printed=printed).status_code == 303
        assert f"截止: {due}" in content(root) and f"表述: {wanted}" in content(root)
        file.write_text(re.sub("\n    表述: .*", "", content(root)), "utf-8")
    file.write_text(re.sub("截止: .*", "截止: 2013-12-13\n    表述: 年底前", content(root)), "utf-8")
    before = content(root)
    refused = edited(browser, "date", "时限/0", due="2014-12-31", printed="年底前")
    assert "正文里的话是“年底前”" in refused.text and content(root) == before
    assert edited(browser, "date", "时限/0", due="2014-12-31", printed="2014年底前").status_code == 303


def test_an_edit_that_brings_an_error_is_refused_with_it(browser: Browser, root: Path) -> None:
    before = content(root)
    page = edited(browser, "lead", f"{ITEMS}/0", names="省财证厅").text
    assert "没有改：这样改会出错" in page and "是不是“省财政厅”" in page and content(root) == before
    assert "已经不在了" in edited(browser, "delete", f"{ITEMS}/9").text
    assert edited(browser, "delete", "../../x/0").status_code == 400 and content(root) == before


def test_a_unit_and_the_members_of_a_group_are_added_by_forms(browser: Browser, root: Path) -> None:
    units = root / "content" / "departments.yaml"
    before = units.read_text("utf-8")
    fields = {"unit": "省大数据局", "short": "", "category": "省直部门", "behind": "省教育厅"}
    shown = browser.get(browser.post(f"/notice/{SMALL}/unit", fields).headers["Location"]).text
    assert "加好了“省大数据局”" in shown
    above = "  - { 序号: 10, 名称: 省教育厅, 类别: 省直部门 }\n"
    added = "  - { 序号: 15, 名称: 省大数据局, 类别: 省直部门 }"
    assert units.read_text("utf-8") == before.replace(above, f"{above}{added}\n")
    again = browser.post(f"/notice/{SMALL}/unit", fields).text
    assert "没有改：这样改会出错" in again and "既指" in again and 'value="省大数据局"' in again
    nowhere = browser.post(f"/notice/{SMALL}/unit", fields | {"behind": "省大数剧局"}).text
    assert "单位名录里没有“省大数剧局”" in nowhere

    notice = root / "content" / SMALL / "notice.yaml"
    notice.write_text("单位组: [{ 名称: 试点单位, 成员: [省教育厅] }]\n" + content(root), "utf-8")
    assert 'value="省教育厅"' in browser.text(f"/notice/{SMALL}")
    assert edited(browser, "members", "单位组/0", names="省教育厅、省大数据局").status_code == 303
    assert content(root).startswith("单位组: [{ 名称: 试点单位, 成员: [省教育厅, 省大数据局] }]\n")


def test_two_tabs_do_not_lose_each_others_edits(browser: Browser, root: Path) -> None:
    stale = digest(browser)
    edited(browser, "date", "时限/0", due="2013-12-20")
    second = browser.post(f"/notice/{SMALL}/edit", {"digest": stale, "do": "reword", "path": "附注", "words": "x"})
    assert "文件在别处改过了" in second.text and "2013-12-20" in second.text
    typed = content(root).replace("2013-12-20", "2014-01-10")
    both = browser.post(f"/notice/{SMALL}/text", {"text": typed, "digest": stale}).text
    assert "左边是您写的" in both and "2014-01-10" in both and "2013-12-20" in both
    assert "2013-12-20" in content(root)
    fresh = re.findall(r'name="digest" value="(\w+)"', both)[0]
    assert "改好了" in browser.post(f"/notice/{SMALL}/text", {"text": typed, "digest": fresh}).text
    assert "2014-01-10" in content(root)


def test_text_with_an_error_is_kept_and_its_problem_leads_to_the_line(browser: Browser, root: Path) -> None:
    typed = content(root).replace("标题: 推进财政公开", "标题：推进财政公开")
    page = browser.post(f"/notice/{SMALL}/text", {"text": typed, "digest": digest(browser)}).text
    line = typed[: typed.index("标题：推进财政公开")].count("\n") + 1
    assert f'href="#line-{line}"' in page and content(root) == typed
    assert "存好了，还有 1 个错误" in page and "改好了" not in page
    assert browser.get(f"/notice/{SMALL}").status_code == 200


@pytest.mark.parametrize(
    ("mark", "encoding", "newline"),
    [
        (b"", "utf-8", "\n"),
        (b"\xef\xbb\xbf", "utf-8", "\r\n"),
        (b"", "gb18030", "\r\n"),
        (b"\xff\xfe", "utf-16-le", "\n"),
    ],
)
def test_a_file_keeps_its_encoding_and_ends_of_lines(
    browser: Browser, root: Path, mark: bytes, encoding: str, newline: str
) -> None:
    file = root / "content" / SMALL / "notice.yaml"
    raw = mark + content(root).replace("\n", newline).encode(encoding)
    file.write_bytes(raw)
    old, new = (words.encode(encoding) for words in ("推进财政公开", "推进预算公开"))
    assert edited(browser, "reword", f"{ITEMS}/0/标题", words="推进预算公开").status_code == 303
    assert file.read_bytes() == raw.replace(old, new)
    text = file.read_bytes()[len(mark) :].decode(encoding).replace("推进预算公开", "推进财政公开")
    browser.post(f"/notice/{SMALL}/text", {"text": text.replace("\n", "\r\n"), "digest": digest(browser)})
    assert file.read_bytes() == raw


def test_every_content_file_can_be_edited_as_text_and_no_other(browser: Browser, root: Path) -> None:
    returns = root / "content" / SMALL / "returns"
    returns.mkdir()
    (returns / "省财政厅.yaml").write_text("单位: 省财证厅\n收到日期: 2013-12-10\n", "utf-8")
    problems = browser.text(f"/returns/{SMALL}")
    link = re.findall(r'href="([^"]+)#line-1">报送材料：省财政厅 第1行', problems)[0]
    page = browser.text(link)
    assert "没有“省财证厅”这个单位" in page and "单位名录" in page and 'href="#line-1"' in page
    stamp = re.findall(r'name="digest" value="(\w+)"', page)[0]
    wish = {"text": "单位: 省财政厅\n收到日期: 2013-12-10\n", "digest": stamp}
    assert "改好了" in browser.post(link, wish).text
    assert "省财政厅" in (returns / "省财政厅.yaml").read_text("utf-8")
    assert "文件在别处改过了" in browser.post(link, wish).text
    units = key_of("content/departments.yaml")
    assert "沈阳市人民政府" in browser.text(f"/notice/{SMALL}/text?file={units}")
    for other in ("templates/notice.docx", f"content/{SMALL}/.seen", "../x"):
        assert browser.get(f"/notice/{SMALL}/text?file={key_of(other)}").status_code == 404


@pytest.mark.usefixtures("without_libreoffice")
def test_without_libreoffice_an_edit_is_shown_as_its_words_and_that_is_stated(browser: Browser, root: Path) -> None:
    before = files_in(root)
    page = browser.text(f"/notice/{SMALL}/proof")
    assert "没有 LibreOffice" in page and "不是它的样子" in page and "推进财政公开" in page
    unsaved = content(root).replace("推进财政公开", "推进预算公开")
    page = browser.post(f"/notice/{SMALL}/proof", {"text": unsaved}).text
    assert "推进预算公开" in page and "推进财政公开" not in page.partition('id="proof"')[2]
    wrong = browser.post(f"/notice/{SMALL}/proof", {"text": unsaved.replace("[省财政厅]", "[省财证厅]")}).text
    assert "还印不出来" in wrong and "没有“省财证厅”这个单位" in wrong
    sheet = re.findall(r'<option value="([^"]+任务清单[^"]+)">', page)[0]
    assert "任务清单" in browser.text(f"/notice/{SMALL}/proof?document={quote(sheet)}").partition("<pre")[2]
    assert files_in(root) == before


def test_an_edit_is_shown_on_its_page_and_laid_out_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[bytes] = []

    def sheets(docx: bytes) -> proof.Sheets:
        laid_out.append(docx)
        return proof.Sheets(b"pdf", [["第一页"], ["推进财", "政公开。"], ["第三页"]])

    monkeypatch.setattr(proofs, "sheets", sheets)
    monkeypatch.setattr(proof, "pictures", lambda pdf, mark, pages: iter([b"PNG%d" % pages[0]] if pages[0] < 3 else []))
    page = browser.text(f"/notice/{SMALL}/proof?words=推进财政公开")
    assert "第2页，共3页" in page and "上一页" in page
    picture = re.findall(r'<img class="picture" src="([^"]+)"', page)[0]
    assert browser.get(picture).data == b"PNG1" and browser.get(picture).content_type == "image/png"
    following = re.findall(r'href="([^"]+)">下一页', page)[0]
    assert "第3页，共3页" in browser.text(following) and len(laid_out) == 1
    for wrong in (picture.replace("/2.png", "/9.png"), following.replace("page=3", "page=0"), "/proof/x/1.png"):
        assert browser.get(wrong).status_code == 404


def test_of_several_pages_that_one_tab_asks_for_only_the_newest_is_laid_out(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[bytes] = []
    kept = browser.app.extensions["duban.proofs"]

    def sheets(docx: bytes) -> proof.Sheets:
        laid_out.append(docx)
        return proof.Sheets(b"", [["第一页"]])

    def overtaken(*asked: object) -> proof.Proof:
        kept.wish("甲")  # a later edit of the same tab, while this one is being made
        return proof.proof(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(proofs, "sheets", sheets)
    monkeypatch.setattr(place_of_proofs, "proof", overtaken)
    address = f"/notice/{SMALL}/proof"
    late = browser.get(address, headers={"X-Tab": "甲"})
    assert late.status_code == 409 and "后来又改过" in late.text and not laid_out
    assert "第一页" in browser.get(address, headers={"X-Tab": "乙"}).text and len(laid_out) == 1
    assert "第一页" in browser.get(address, headers={"X-Tab": "甲"}).text, "what lies ready is shown at once"
    assert kept.wish("")() and "第一页" in browser.text(address)


# -- what comes back, what is sent, templates, import -----------------------------------------------------------------


def sent(*files: tuple[str, bytes]) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(raw), name) for name, raw in files]


def test_files_that_are_no_forms_are_left_alone_and_lie_nowhere(browser: Browser, root: Path) -> None:
    before = files_in(root)
    names = ("../../../坏.docx", "..\\坏.docx", "C:\\坏.docx", "con.docx", "a/b/好.txt", "..")
    response = browser.post(f"/returns/{SMALL}/files", {"files": sent(*((name, b"x") for name in names))})
    report = browser.done(response)
    assert "没有收的" in report and "坏.docx" in report and "../" not in report
    assert files_in(root) == before and not list(root.parent.glob("*.docx"))
    assert browser.post(f"/returns/{SMALL}/files", {}).status_code == 409


def test_a_form_that_names_no_unit_is_given_to_one_and_keeps_its_day(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def collect(
        _: object,
        paths: list[Path],
        name: str,
        day: object,
        whose: str = "",
        progress: object = None,
        only: str = "",
    ) -> Report:
        assert progress is not None
        asked.append(([path.name for path in paths], str(day), whose, only))
        reason = "认不出是哪个单位、哪种表；确是报送表的，用 collect 文件 --for 单位 收"
        return CollectReport(name, left_alone=[] if whose else [("包.zip/甲.docx", reason)])

    monkeypatch.setattr(returns, "collect", collect)
    wish = {"files": sent(("甲.docx", b"x"), ("乙.docx", b"y")), "on": "2013-12-09"}
    report = browser.done(browser.post(f"/returns/{SMALL}/files", wish))
    work = re.findall(r'name="work" value="([^"]+)"', report)[0]
    back = f'/jobs/{work}">返回'
    given = {"work": work, "file": "包.zip/甲.docx", "unit": "省财政厅"}
    assert back in browser.done(browser.post(f"/returns/{SMALL}/whose", given)), "the other files wait there"
    assert "在右边填上单位收" in report
    both = (["甲.docx", "乙.docx"], "2013-12-09")
    assert asked == [(*both, "", ""), (*both, "省财政厅", "包.zip/甲.docx")]
    assert browser.post(f"/returns/{SMALL}/whose", {"work": "x", "file": "甲.docx"}).status_code == 404


def test_a_paper_return_is_noted(browser: Browser, root: Path) -> None:
    page = browser.text(f"/returns/{SMALL}")
    assert '<select name="unit" required><option value="">' in page, "no unit is chosen beforehand"
    assert page.index("<option>省财政厅<") < page.index("没有要求报的") < page.index("<option>沈阳市<")
    wish = {"unit": "省财政厅", "by": "纸质", "what": "进展", "on": "2013-12-12"}
    assert "收了 1 份" in browser.post(f"/returns/{SMALL}/paper", wish).text
    assert "纸质" in (root / "content" / SMALL / "returns" / "省财政厅.yaml").read_text("utf-8")
    unknown = browser.post(f"/returns/{SMALL}/paper", wish | {"unit": "省水利厅"})
    assert unknown.status_code == 409 and "没有“省水利厅”这个单位" in unknown.text
    page = browser.text(f"/sending/{SMALL}")
    assert "<polyline" in page and "<b>省财政厅</b><br>已报送" in page and "<b>省教育厅</b><br>逾期1天未报送" in page


@pytest.mark.parametrize(("take", "kept"), [("first", "完成一半"), ("later", "全部完成")])
def test_of_two_returns_one_is_chosen_with_one_click(browser: Browser, root: Path, take: str, kept: str) -> None:
    returns = root / "content" / SMALL / "returns"
    (returns / "以后收到的").mkdir(parents=True)
    text = "单位: 省财政厅\n收到日期: 2013-12-10\n进展:\n  - 事项: 推进财政公开\n    进展情况: {}\n"
    (returns / "省财政厅.yaml").write_text("# 我的话\n" + text.format("完成一半"), "utf-8")
    later = returns / "以后收到的" / "省财政厅-abc123.yaml"
    later.write_text(text.format("全部完成"), "utf-8")
    page, returns_page = browser.text(f"/returns/{SMALL}"), quote(f"/returns/{SMALL}")
    assert "完成一半" in page and "全部完成" in page and "都用后来的" in page
    chosen = {"file": later.name, "take": take}
    assert browser.post(f"/returns/{SMALL}/settle", chosen).location == f"{returns_page}#twice"
    now = (returns / "省财政厅.yaml").read_text("utf-8")
    assert kept in now and now.startswith("# 我的话") and not later.exists()
    assert browser.post(f"/returns/{SMALL}/settle", chosen | {"file": "../省财政厅.yaml"}).status_code == 409
    assert "取舍" in browser.post(f"/changes/{SMALL}/undo").text and later.exists()


def test_two_returns_are_settled_value_by_value(browser: Browser, root: Path) -> None:
    returns = root / "content" / SMALL / "returns"
    (returns / "以后收到的").mkdir(parents=True)
    text = "单位: 省财政厅\n收到日期: 2013-12-10\n进展:\n  - {{ 事项: 推进财政公开, 进展情况: {}, 存在问题: {} }}\n"
    (returns / "省财政厅.yaml").write_text(text.format("完成一半", "人手少"), "utf-8")
    later = returns / "以后收到的" / "省财政厅-abc123.yaml"
    later.write_text(text.format("全部完成", "经费少"), "utf-8")
    assert "推进财政公开 存在问题" in browser.text(f"/returns/{SMALL}")
    browser.post(f"/returns/{SMALL}/settle", {"file": later.name, "take": "later", "place": "推进财政公开 进展情况"})
    assert later.exists() and "全部完成" not in browser.text(f"/returns/{SMALL}").partition("<details>")[0]
    browser.post(f"/returns/{SMALL}/settle", {"file": later.name, "take": "first", "place": "推进财政公开 存在问题"})
    now = (returns / "省财政厅.yaml").read_text("utf-8")
    assert "全部完成" in now and "人手少" in now and "经费少" not in now and not later.exists()


def test_a_doubt_is_settled_by_its_button(browser: Browser, root: Path) -> None:
    returns = root / "content" / SMALL / "returns"
    returns.mkdir()
    text = "单位: 省财政厅\n收到日期: 2013-12-10\n进展:\n  - 事项: 推进财政公开\n    原话: { 完成状态: 基本完成 }\n"
    (returns / "省财政厅.yaml").write_text(text, "utf-8")
    page = browser.text(f"/returns/{SMALL}")
    key, number = re.findall(r'name="key" value="(\w+)">\s*<button[^>]*value="(\d)">已完成', page)[0]
    assert "<blockquote>基本完成</blockquote>" in page
    browser.done(browser.post(f"/changes/{SMALL}/build"))
    assert "下一步：核对收到的材料" in browser.text("/") and "2 处要核对" in browser.text("/")
    assert browser.post(f"/returns/{SMALL}/answer", {"key": key, "choice": number}).status_code == 303
    assert "完成状态: 已完成" in (returns / "省财政厅.yaml").read_text("utf-8")
    again = browser.post(f"/returns/{SMALL}/answer", {"key": key, "choice": number})
    assert again.status_code == 409 and "已经核对过" in again.text


def test_a_letter_as_of_a_day_and_the_ledger_can_be_made_and_fetched(browser: Browser) -> None:
    wish = {"kind": "reminder", "on": "2013-12-16", "reply_by": "2013-12-20"}
    report = browser.done(browser.post(f"/sending/{SMALL}/make", wish))
    address = re.findall(r'href="(/file/\w+)"', report)[0]
    assert browser.get(address).data[:2] == b"PK"
    assert "台账" in browser.done(browser.post(f"/sending/{SMALL}/ledger"))
    assert browser.post(f"/sending/{SMALL}/make", {"kind": "../x"}).status_code == 404


def test_messages_name_the_places_of_the_page_and_no_files_or_commands() -> None:
    file = "content/甲/returns/以后收到的/乙-e1.yaml"
    assert place_in_words(Place(file)) == "后来的一份：乙-e1" and place_in_words(
        Place("content/甲/notice.yaml", 5, 2)
    ) == ("通知的文字 第5行")
    for words in (
        "要用新的，把它的内容改进 乙.yaml；取舍以后删去这一份，再生成",
        "先在 content/departments.yaml 里加上这个单位",
        "要写自己的通知，先用 duban new 建一个工作文件夹",
        "读不出文字；用 --record 单位 --by 扫描件 记为已报送，内容照原件录入",
    ):
        shown = in_words_of_the_page(words)
        assert not re.search("yaml|duban|--", shown), shown


def test_a_document_is_shown_page_by_page(browser: Browser, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "output" / SMALL / "预览"
    folder.mkdir(parents=True)
    (folder / "甲-1.png").write_bytes(b"picture")
    (folder.parent / "甲.docx").write_bytes(b"docx")
    made = PreviewReport(str(folder), [Preview("甲.docx", "甲.pdf", ["甲-1.png"])], [])
    monkeypatch.setattr(sending, "preview", lambda *_: made)
    key = key_of(f"output/{SMALL}/甲.docx")
    assert f'value="{key}"' in browser.text(f"/sending/{SMALL}")
    report = browser.done(browser.post(f"/sending/{SMALL}/look", {"key": key}))
    picture = browser.get(re.findall(r'<img class="picture" src="(/file/\w+)"', report)[0])
    assert picture.data == b"picture" and picture.content_type == "image/png"
    assert browser.post(f"/sending/{SMALL}/look", {"key": "../x"}).status_code == 404


def test_after_an_issue_a_notice_of_adjustment_can_be_made(browser: Browser) -> None:
    browser.done(browser.post(f"/changes/{SMALL}/build"))
    assert "已登记" in browser.done(browser.post(f"/sending/{SMALL}/issue", {"on": "2013-08-21"}))
    edited(browser, "date", "时限/0", due="2013-12-20")
    assert "做调整通知" in browser.text(f"/changes/{SMALL}")
    report = browser.done(browser.post(f"/changes/{SMALL}/adjustment", {"on": "2013-11-01"}))
    assert "12月20日" in report and "没有发文字号" in report


def test_a_template_of_ones_own_is_put_in_and_one_with_errors_is_not(browser: Browser, root: Path) -> None:
    good = Workspace.supplied_template("reminder.docx")
    parts = dict(read_parts(good, "x.docx"))
    parts["word/document.xml"] = parts["word/document.xml"].replace("{{ 单位".encode(), "{{ 单伟".encode())
    put = {"name": "reminder.docx", "file": sent(("我的.docx", write_parts(parts)))}
    assert "没有换" in browser.post("/templates/put", put).text
    assert not (root / "templates" / "reminder.docx").exists()
    put["file"] = sent(("我的.docx", good))
    assert "换好了" in browser.post("/templates/put", put).text
    assert (root / "templates" / "reminder.docx").read_bytes() == good
    assert "没有检查的" in browser.text("/templates/reminder.docx")
    (root / "templates" / "reminder.docx").write_bytes(b"old")
    assert "改用随附的" in browser.text("/templates")
    assert "换好了" in browser.post("/templates/reminder.docx/supplied").text
    assert (root / "templates" / "reminder.docx").read_bytes() == good
    assert browser.post("/templates/..%2Fx.docx/supplied").status_code == 404
    put |= {"file": sent(("a.docx", good)), "name": "../x.docx"}
    assert browser.post("/templates/put", put).status_code == 409


LETTER = letter(
    "（一）推进财政公开。公开预算，2024年6月30日前完成。（省财政厅牵头，省教育厅配合）",
    "推进学校公开",
    "公开招生办法。（教育部门负责）",
    "网页上的字",
)


def test_a_notice_is_read_corrected_and_only_then_written(browser: Browser, root: Path) -> None:
    before, name = files_in(root), "2024-导入"
    address = browser.post("/import", {"name": name, "file": sent(("通知.txt", LETTER.encode()))})
    draft = browser.done(address)
    assert "还没有写进内容" in draft and "<option selected>二级标题</option>" in draft and "（请核对）" in draft
    assert files_in(root) == before
    fields = dict(re.findall(r'<input name="(given-\d+)" value="([^"]*)"', draft))
    lead, day, unsure = (
        next(key for key, one in fields.items() if one == words) for words in ("省财政厅", "2024-06-30", "教育部门")
    )
    wish = {"role-7": "二级标题", "role-9": "不是通知的内容", lead: "省教育厅", day: "2024-07-31"}
    wish |= {unsure.replace("given", "fact"): "wrong", "do": "correct"}
    again = browser.post(f"/import/{address.location.rpartition('/')[2]}", wish)
    draft = browser.done(again)
    assert 'value="省教育厅"' in draft and 'value="2024-07-31"' in draft and "照您说的，没有写进内容" in draft
    assert "教育部门负责；" not in draft and files_in(root) == before
    refused = browser.post(f"/import/{again.location.rpartition('/')[2]}", {day: "六月", "do": "correct"})
    assert refused.status_code == 409 and "不是日期" in refused.text
    written = browser.done(browser.post(f"/import/{again.location.rpartition('/')[2]}", {"do": "write"}))
    assert "下一步：核对内容" in written and quote(f"/notice/{name}/text") in written
    browser.text(f"/notice/{name}")
    assert quote(f"/changes/{name}") in browser.text("/computer")  # the ways lead on to the notice looked at last
    text = (root / "content" / name / "notice.yaml").read_text("utf-8")
    assert "标题: 推进学校公开" in text and "网页上的字" not in text and "2024-07-31" in text
    assert "部门: [省教育厅]" in text and "部门: [教育部门]" not in text and "（教育部门负责）" in text


def test_a_second_version_of_a_text_is_taken_by_clicks(browser: Browser, root: Path) -> None:
    name = "2024-导入"
    first = browser.post("/import", {"name": name, "file": sent(("通知.txt", LETTER.encode()))})
    browser.done(first)
    browser.done(browser.post(f"/import/{first.location.rpartition('/')[2]}", {"do": "write"}))
    file = root / "content" / name / "notice.yaml"
    before = file.read_text("utf-8")
    newer = LETTER.replace("公开招生办法", "公开招生办法和计划").replace("现将有关事项", "现将有关工作")
    second = browser.post("/import", {"name": name, "file": sent(("新版.txt", newer.encode()))})
    page = browser.done(second)
    rows = re.findall(r'name="take" value="(\w+)".*?</tr>', page)
    assert "已经有了" in page and len(rows) == 2 and file.read_text("utf-8") == before
    chosen = next(key for key in rows if "招生" in page.partition(f'value="{key}"')[2].partition("</tr>")[0])
    merged = browser.done(browser.post(f"/import/{second.location.rpartition('/')[2]}/merge", {"take": chosen}))
    now = file.read_text("utf-8")
    assert "采用了 1 处，没有采用 1 处" in merged and "公开招生办法和计划" in now and "现将有关事项" in now
    assert browser.post("/import/x/merge", {"take": chosen}).status_code == 404


def test_a_file_that_cannot_become_a_notice_is_refused(browser: Browser) -> None:
    raw = (ROOT / "tests" / "data" / "notice-2013.txt").read_bytes()
    refused = browser.done(browser.post("/import", {"name": "../坏", "file": sent(("通知.txt", raw))}))
    assert "不能作文件夹的名称" in refused
    both = browser.done(browser.post("/import", {"name": "../坏", "file": sent(("通知.png", b"\x89PNG\r\n\x1a\n"))}))
    assert "不能作文件夹的名称" in both and "是图片" in both


# -- work in the background -----------------------------------------------------------------------------------------


def test_progress_comes_as_events_until_the_end(browser: Browser) -> None:
    response = browser.post(f"/changes/{SMALL}/build")
    browser.done(response)
    events = browser.text(response.location + "/events").split("\n\n")
    last = json.loads(events[-2].removeprefix("data: "))
    assert last["state"] == "done" and last["done"] == last["total"] > 0


def test_only_one_piece_of_work_at_a_time() -> None:
    jobs, go = Jobs(), Event()

    def wait(_progress: object) -> Report:
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


def test_a_fault_of_the_program_ends_the_work_and_shows_no_traceback() -> None:
    def fail(_progress: object) -> Report:
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
