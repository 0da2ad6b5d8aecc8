"""Takes the pictures of the page that the guide shows, with chromium at 1366 × 768 and 125 %.

    python tests/screenshots.py [FOLDER]

Plays a little of a half year with the supplied notice in a temporary workspace: documents built, one edited by hand, a
date moved, returns with doubts, one returned twice. FOLDER: where the pictures go, else docs/images. No part of CI.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.files import NOTICE  # noqa: E402
from support.returns import FINANCE, SHENYANG  # noqa: E402

from generators.page.server import free_port, serve  # noqa: E402
from generators.page.settings import PageSettings  # noqa: E402
from generators.verbs.build import Request, build  # noqa: E402
from generators.verbs.new import new  # noqa: E402
from generators.word.package import read_parts, write_parts  # noqa: E402
from generators.workspace.workspace import Workspace  # noqa: E402

OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1093,701", "--lang=zh-CN")
DOUBTFUL = FINANCE.replace("完成状态: 推进中", "原话: { 完成状态: 基本完成 }").replace("口径不一", "一切正常")
# Picture -> the address of its place, and what is pressed there (a link, a button or a summary) before it is taken.
PLACES = {
    "page-today": ("", ()),
    "page-notice": (f"notice/{NOTICE}", ("推进价格和收费信息公开", "看印在哪一页")),
    "page-changes": (f"changes/{NOTICE}", ()),
    "page-versions": (f"changes/{NOTICE}", ("看两个版本",)),
    "page-returns": (f"returns/{NOTICE}#doubts", ()),
    "page-sending": (f"sending/{NOTICE}#returns", ()),
    "page-templates": ("templates", ()),
    "page-computer": ("computer", ()),
}


def workspace(folder: Path) -> None:
    """A workspace in the middle of a half year."""
    new(folder, folder, None)
    made = Workspace(folder)
    build(made, Request())
    sheet = next((folder / "output").rglob("*省财政厅-任务清单.docx"))
    parts = dict(read_parts(sheet.read_bytes(), sheet.name))
    parts["word/document.xml"] = parts["word/document.xml"].replace("依据：".encode(), "依据如下：".encode())
    sheet.write_bytes(write_parts(parts))
    notice = folder / "content" / NOTICE / "notice.yaml"
    notice.write_text(notice.read_text("utf-8").replace("截止: 2013-12-13", "截止: 2013-12-20"), "utf-8")
    returns = notice.parent / "returns"
    (returns / "以后收到的").mkdir(parents=True)
    (returns / "省财政厅.yaml").write_text(DOUBTFUL, "utf-8")
    (returns / "沈阳市人民政府.yaml").write_text(SHENYANG, "utf-8")
    later = SHENYANG.replace("公开了分配信息", "公开了全部分配信息").replace("2013-12-16", "2013-12-18")
    (returns / "以后收到的" / "沈阳市人民政府-abc123.yaml").write_text(later, "utf-8")


def take(driver: Any, file: Path) -> None:
    """Save what is seen, in few colours: a page of text needs no more."""
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    picture.quantize(48, dither=Image.Dither.NONE).save(file, optimize=True)


def press(driver: Any, words: str) -> None:
    """Press the link, button or summary of an entry with these words."""
    kinds = "self::a or self::button or self::summary[parent::details/parent::li]"
    found = driver.find_elements("xpath", f"//main//*[{kinds}][contains(., '{words}')]")
    next(one for one in found if one.is_displayed()).click()


def settled(driver: Any) -> None:
    """Wait until nothing is laid out any more."""
    for _ in range(240):
        busy = "return document.querySelector('[aria-busy=true]') || [...document.images].some(one => !one.complete)"
        if not driver.execute_script(busy):
            return
        time.sleep(0.25)


def main(folder: Path) -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "工作文件夹"
        root.mkdir()
        workspace(root)
        settings, ready = PageSettings(root, free_port("127.0.0.1", 0), lambda: "2013-12-18"), threading.Event()
        threading.Thread(target=serve, args=(settings, lambda _: ready.set()), daemon=True).start()
        ready.wait(30)
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for option in OPTIONS:
            options.add_argument(option)
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            driver.implicitly_wait(60)
            driver.get(settings.address)
            server = settings.address.partition("open")[0]
            for name, (place, presses) in PLACES.items():
                driver.get("about:blank")
                driver.get(server + place)
                for words in presses:
                    settled(driver)
                    press(driver, words)
                settled(driver)
                take(driver, folder / f"{name}.png")
            driver.get(f"{server}import")
            driver.find_element("name", "file").send_keys(str(ROOT / "tests" / "data" / "notice-2013.txt"))
            driver.find_element("name", "name").send_keys("政务公开")
            press(driver, "认一认")
            driver.find_element("name", "do")
            driver.execute_script("document.getElementById('part-9').scrollIntoView()")
            take(driver, folder / "page-import.png")
        finally:
            driver.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
