"""What a chart shows in a Word file."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def cached(xml: bytes) -> list[list[str]]:
    """The numbers that a chart shows, as a sheet would hold them."""
    series = list(etree.fromstring(xml).iter(f"{C}ser"))
    names = ["", *(one.findtext(f"{C}tx//{C}v") for one in series)]
    categories = [point.text for point in series[0].find(f"{C}cat").iter(f"{C}v")]
    values = [[point.text for point in one.find(f"{C}val").iter(f"{C}v")] for one in series]
    return [names, *([name, *column] for name, column in zip(categories, zip(*values, strict=True), strict=True))]
