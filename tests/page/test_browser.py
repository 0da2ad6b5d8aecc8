"""The page in a real browser: what the script does, keys, and that nothing is fetched from elsewhere."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.files import files_in
from support.pages import SMALL, small_workspace

from generators.page.server import free_port, serve
from generators.page.settings import PageSettings

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromium-driver are not installed"),
]
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
QUIET += ("--disable-background-networking", "--disable-component-update", "--window-size=1366,768")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workspace(tmp_path_factory.mktemp("browser") / "工作区")


@pytest.fixture(scope="module")
def address(root: Path) -> str:
    settings, ready = PageSettings(root, free_port("127.0.0.1", 0), lambda: "2013-12-16"), threading.Event()
    threading.Thread(target=serve, args=(settings, lambda _: ready.set()), daemon=True).start()
    assert ready.wait(30)
    return settings.address


@pytest.fixture(scope="module")
def chromium(address: str) -> Iterator[object]:
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
        yield driver
    finally:
        driver.quit()


def test_from_an_error_to_documents_without_a_terminal(chromium: object, root: Path, address: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.wait import WebDriverWait

    page, own = chromium, address.partition("/open")[0]

    def see(words: str) -> None:
        page.find_element(By.XPATH, f"//main[contains(., '{words}')]")

    def press(words: str) -> None:
        page.find_element(By.XPATH, f"//*[self::a or self::button][contains(., '{words}')]").send_keys(Keys.ENTER)

    see("下一步：生成文书")
    # The text: a slip is shown with its line, a jump selects the line, Ctrl+S saves.
    press("通知")
    press("直接改文字")
    field = page.find_element(By.ID, "text")
    assert page.find_element(By.ID, "numbers").text.split()[:3] == ["1", "2", "3"]
    good = field.get_property("value")
    page.execute_script("arguments[0].value = arguments[1]", field, good.replace("[省财政厅]", "[省财证厅]"))
    field.send_keys(Keys.CONTROL, "s")
    see("没有“省财证厅”这个单位")
    line = good[: good.index("[省财政厅]")].count("\n") + 1
    press(f"第{line}行")
    script = "const t = document.getElementById('text'); return t.value.slice(t.selectionStart, t.selectionEnd)"
    assert "省财证厅" in page.execute_script(script)
    field = page.find_element(By.ID, "text")
    page.execute_script("arguments[0].value = arguments[1]", field, good)
    press("存")
    see("改好了。")
    assert good == (root / "content" / SMALL / "notice.yaml").read_text("utf-8")
    # Build: progress comes as events, the report has links.
    press("看改动，生成")
    press("生成（")
    see("新增")
    assert list((root / "output" / SMALL).rglob("*.docx"))
    press("返回")
    see("没有变化。")
    press("今天")
    see("下一步：催报")
    press("下一步：催报")
    see("做催报函")
    # Dropping a file puts it into the field.
    page.get(f"{own}/returns/{SMALL}")
    drop = """const data = new DataTransfer(); data.items.add(new File(['x'], '坏.docx'));
        document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));"""
    page.execute_script(drop)
    chosen = "return document.querySelector('[name=files]').files.length"
    WebDriverWait(page, 10).until(lambda one: one.execute_script(chosen) == 1)
    size = "const body = document.documentElement; return body.scrollWidth <= body.clientWidth"
    for path in (
        "",
        f"notice/{SMALL}",
        f"changes/{SMALL}",
        f"returns/{SMALL}",
        f"sending/{SMALL}",
        "templates",
        "computer",
    ):
        page.get(f"{own}/{path}")
        assert page.execute_script(size), f"{path} is wider than 1366 pixels at 125 %"
    asked = set(re.findall(r'"url":"(\w+://[^/"]+)', "".join(one["message"] for one in page.get_log("performance"))))
    assert asked <= {own, "chrome://"}, asked
    assert [one for one in page.get_log("browser") if one["level"] == "SEVERE"] == []
    assert not [name for name in files_in(root) if "坏" in name]
