"""A clerk's half year in a real browser, from import to summary: what the script does, keys, nothing from elsewhere."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.filling import fill
from support.pages import UNITS

from generators.office.libreoffice import LibreOfficeError
from generators.page.server import free_port, serve
from generators.page.settings import PageSettings
from generators.problems import error
from generators.verbs import proof

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromium-driver are not installed"),
]
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
QUIET += ("--disable-background-networking", "--disable-component-update", "--window-size=1366,768")
NAME = "2013-公开"
LETTER = """某省人民政府办公厅
关于印发公开工作安排的通知
各市人民政府，省政府各厅委：
现将《公开工作安排》印发给你们，请认真贯彻落实。
某省人民政府办公厅
2013年8月20日
公开工作安排
一、重点工作
（一）推进财政公开。一是公开预算。二是公开决算。（省财政厅牵头落实）
（二）推进学校公开。公开招生办法。（省教育厅牵头落实）
二、保障措施
各牵头部门要于2013年12月13日前将进展情况报省政府办公厅。
张三打字
"""


class Clerk:
    """Somebody at the page, with keys alone: a link or a button is pressed with Enter, a field is typed into."""

    def __init__(self, driver: Any) -> None:
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys

        self.driver, self.by, self.keys = driver, By, Keys

    def see(self, words: str) -> Any:
        return self.driver.find_element(self.by.XPATH, f"//main[contains(., '{words}')]")

    def finish(self, words: str) -> None:
        """Wait for the end of work, which offers the way back, and see words in its report."""
        self.driver.find_element(self.by.XPATH, "//main//a[.='返回']")
        self.see(words)

    def lose(self, words: str) -> None:
        """Wait until words are seen no more."""
        from selenium.webdriver.support.wait import WebDriverWait

        script = "return document.readyState === 'complete' && !document.body.innerText.includes(arguments[0])"
        WebDriverWait(self.driver, 20).until(lambda driver: driver.execute_script(script, words))

    def press(self, words: str) -> None:
        known = f"//*[self::a or self::button or self::summary][contains(., '{words}')]"
        self.driver.find_element(self.by.XPATH, known).send_keys(self.keys.ENTER)

    def field(self, name: str, inside: str = "main") -> Any:
        return self.driver.find_element(self.by.CSS_SELECTOR, f"{inside} [name='{name}']")

    def type(self, name: str, words: str, inside: str = "main") -> None:
        found = self.field(name, inside)
        found.send_keys(self.keys.CONTROL, "a")
        found.send_keys(words)

    def run(self, script: str, *values: object) -> Any:
        return self.driver.execute_script(script, *values)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "工作 文件夹"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "departments.yaml").write_text(UNITS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    def find() -> Path:
        raise LibreOfficeError(error("没有"))

    settings, ready = PageSettings(root, free_port("127.0.0.1", 0), lambda: "2013-12-16"), threading.Event()
    threading.Thread(target=serve, args=(settings, lambda _: ready.set()), daemon=True).start()
    assert ready.wait(30)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proof, "find", find)  # pages are laid out elsewhere: here their words are enough
        yield settings.address


@pytest.fixture(scope="module")
def clerk(address: str) -> Iterator[Clerk]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for option in (*QUIET, "--force-device-scale-factor=1.25"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        driver.implicitly_wait(20)
        driver.get(address)
        yield Clerk(driver)
    finally:
        driver.quit()


def test_the_half_year_from_import_to_summary_without_a_terminal(
    clerk: Clerk, root: Path, address: str, tmp_path: Path
) -> None:
    server = address.partition("/open")[0]
    clerk.see("还没有通知")
    _import(clerk, root, tmp_path)
    _edit(clerk, root)
    _build_and_send(clerk, root)
    _collect(clerk, root, tmp_path)
    _remind_and_summarise(clerk, root)
    size = "const body = document.documentElement; return body.scrollWidth <= body.clientWidth"
    places = [f"{one}/{NAME}" for one in ("notice", "changes", "returns", "sending")]
    for path in ("", *places, f"notice/{NAME}/text", "import", "templates", "computer"):
        clerk.driver.get(f"{server}/{path}")
        assert clerk.run(size), f"{path} is wider than 1366 pixels at 125 %"
    messages = "".join(one["message"] for one in clerk.driver.get_log("performance"))
    asked = set(re.findall(r'"url":"(\w+://[^/"]+)', messages))
    assert asked <= {server, "chrome://"}, asked
    assert [one for one in clerk.driver.get_log("browser") if one["level"] == "SEVERE"] == []


def _import(clerk: Clerk, root: Path, folder: Path) -> None:
    """A file is dropped, read, corrected, and only then written."""
    (folder / "通知.txt").write_text(LETTER, "utf-8")
    clerk.press("导入")
    drop = """const data = new DataTransfer(); data.items.add(new File([arguments[0]], '通知.txt'));
        document.querySelector('.drop').dispatchEvent(
            new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));"""
    clerk.run(drop, LETTER)
    clerk.type("name", NAME)
    clerk.press("认一认")
    clerk.see("还没有写进内容")
    clerk.field("role-13").send_keys("不是")
    clerk.press("按改的再认一遍")
    clerk.see("照您说的，没有写进内容")
    assert not (root / "content" / NAME).exists()
    clerk.press("写成内容")
    clerk.press("下一步：核对内容")


def _edit(clerk: Clerk, root: Path) -> None:
    """The text: a slip is shown with its line, a jump selects it, Ctrl+S saves. A date is moved by a form."""
    field = clerk.field("text")
    assert clerk.driver.find_element(clerk.by.ID, "numbers").text.split()[:3] == ["1", "2", "3"]
    good = field.get_property("value")
    clerk.run("arguments[0].value = arguments[1]", field, good.replace("[省财政厅]", "[省财证厅]"))
    field.send_keys(clerk.keys.CONTROL, "s")
    clerk.see("没有“省财证厅”这个单位")
    line = good[: good.index("[省财政厅]")].count("\n") + 1
    clerk.press(f"第{line}行")
    script = "const t = document.getElementById('text'); return t.value.slice(t.selectionStart, t.selectionEnd)"
    assert "省财证厅" in clerk.run(script)
    clerk.run("arguments[0].value = arguments[1]", clerk.field("text"), good)
    clerk.press("存")
    clerk.see("改好了。")
    clerk.press("不存，回到提纲")
    due = clerk.driver.find_element(clerk.by.XPATH, "//input[@value='2013-12-13']")
    due.send_keys(clerk.keys.CONTROL, "a")
    due.send_keys("2013-12-15", clerk.keys.ENTER)
    clerk.driver.find_element(clerk.by.XPATH, "//aside[contains(., '没有 LibreOffice') and contains(., '12月15日')]")
    assert "截止: 2013-12-15" in (root / "content" / NAME / "notice.yaml").read_text("utf-8")


def _build_and_send(clerk: Clerk, root: Path) -> None:
    """Documents are built with progress; what is sent is packed and registered."""
    clerk.press("看改动，生成")
    clerk.press("生成（")
    clerk.finish("新增")
    assert list((root / "output" / NAME).rglob("*.docx"))
    clerk.press("返回")
    clerk.see("没有变化。")
    clerk.press("发文·催报·汇总")
    clerk.press("打包")
    clerk.finish(".zip")
    clerk.press("返回")
    clerk.type("on", "2013-08-21", "form[action$='issue']")
    clerk.press("印发登记")
    clerk.finish("已登记")


def _collect(clerk: Clerk, root: Path, folder: Path) -> None:
    """A form comes back, its doubt is settled by a button; another unit returns on paper."""
    form = next((root / "output" / NAME).rglob("*财政厅*报送表.docx"))
    back = Path(shutil.copy(form, folder / "财政厅.docx"))
    values = {("", "填报人"): "张三", ("", "联系电话"): "1", ("一（一）一是", "完成状态"): "已完成"}
    values |= {("一（一）一是", "进展情况"): "公开了预算。", ("一（一）一是", "存在问题"): "一切正常"}
    fill(back, values, "plain")
    clerk.press("收材料")
    clerk.field("files").send_keys(str(back))
    clerk.type("on", "2013-12-12", ".drop")
    clerk.driver.find_element(clerk.by.CSS_SELECTOR, ".drop button").send_keys(clerk.keys.ENTER)
    clerk.press("下一步：一处一处核对")
    clerk.press("没有问题，以后都这样认")
    clerk.see("要核对的 1 处")
    clerk.press("知道了，已经退回补报")
    clerk.lose("要核对的")
    returns = root / "content" / NAME / "returns"
    assert "公开了预算。" in (returns / "省财政厅.yaml").read_text("utf-8")
    assert "一切正常" in (root / "content" / "常用答复.yaml").read_text("utf-8")


def _remind_and_summarise(clerk: Clerk, root: Path) -> None:
    """The next step leads to a letter for those who are late; then the summary and the ledger."""
    clerk.press("今天")
    clerk.press("下一步：看改动，更新文书")
    clerk.press("生成（")
    clerk.finish("更新")
    clerk.press("今天")
    clerk.press("下一步：催报")
    clerk.see("逾期1天未报送")
    clerk.press("做催报函")
    clerk.finish("教育厅")
    clerk.press("收材料")
    clerk.field("unit").send_keys("省教育厅")
    clerk.field("by").send_keys("电话")
    clerk.press("记下")
    clerk.see("收了 1 份")
    clerk.press("发文·催报·汇总")
    clerk.press("做台账")
    clerk.finish("台账")
    clerk.press("返回")
    clerk.press("做进展情况汇总")
    clerk.finish("更新")
    assert list((root / "output" / NAME).rglob("*进展情况汇总.docx"))
    clerk.press("今天")
    clerk.see("都已报送")
