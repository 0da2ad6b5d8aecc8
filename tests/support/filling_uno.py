"""Run by the system's Python: words put into cells of forms through LibreOffice. Arguments: pipe, JSON by file."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connected(pipe: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def main(pipe: str, files: dict[str, dict[str, str]]) -> None:
    context = connected(pipe)
    desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    for path, wanted in files.items():
        fill_file(desktop, path, wanted)
    desktop.terminate()


def fill_file(desktop, path: str, wanted: dict[str, str]) -> None:
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (hidden,))
    cells = []
    blocks = document.Text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            cells += [block.getCellByName(name) for name in block.CellNames]
    for number, text in wanted.items():
        fill(cells[int(number)], text)
    document.storeToURL(Path(path).as_uri(), (PropertyValue(Name="FilterName", Value="MS Word 2007 XML"),))
    document.close(True)


def fill(cell, text: str) -> None:
    paragraphs = cell.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        portions = paragraphs.nextElement().createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "ContentControl":
                portion.ContentControl.setString(text)
                return
    cell.Text.insertString(cell.Text.createTextCursor(), text, False)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
    # The files are stored. Taking UNO's bridge down together with Python crashes about once in twenty times.
    os._exit(0)
