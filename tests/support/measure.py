"""Measures the pages of a PDF against the frame of GB/T 9704-2012. All lengths are millimetres, unless a name says pt.

Text is measured by em boxes (0.86 em above the baseline, 0.14 em below), marks and gaps by their ink at 400 dpi.
"""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

MM = 25.4 / 72
ASCENT, DESCENT = 0.86, 0.14
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 184.0, 262.0  # the text block on a page printed on one side (clause 5.2.1)
_PAGE_NUMBER = re.compile(r"[—\s]*\d{1,4}[—\s]*")
Glyph = dict[str, Any]


@dataclass
class Line:
    """Glyphs on one baseline: its y, and the line's left and right ends."""

    glyphs: list[Glyph]
    y: float

    @property
    def text(self) -> str:
        return "".join(glyph["text"] for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return statistics.median(glyph["size"] for glyph in self.glyphs) * MM

    @property
    def left(self) -> float:
        return min(glyph["x0"] for glyph in self.glyphs) * MM

    @property
    def right(self) -> float:
        return max(glyph["x1"] for glyph in self.glyphs) * MM


@dataclass
class Rule:
    """A horizontal line."""

    y: float
    left: float
    right: float
    thickness: float
    is_red: bool


class Page:
    """One page measured."""

    def __init__(self, page: Any, drawn: pypdfium2.PdfPage) -> None:
        """`drawn` is the same page to be drawn, `page` what stands on it."""
        self._page, self._drawn = page, drawn
        self.width, self.height = float(page.width) * MM, float(page.height) * MM
        glyphs = [glyph for glyph in page.chars if glyph["text"].strip() and glyph["size"] > 1]
        lines = _lines(glyphs, float(page.height))
        self.lines = [line for line in lines if TOP - 10 <= line.y <= BOTTOM + 1]
        self.below = [line for line in lines if line.y > BOTTOM + 1]
        self.rules = _rules(page)
        self.red = [glyph for glyph in glyphs if _is_red(glyph["non_stroking_color"])]

    @property
    def texts(self) -> list[str]:
        """The lines of the block."""
        return [line.text for line in self.lines]

    @property
    def block(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is printed in the block."""
        left, right = min(line.left for line in self.lines), max(line.right for line in self.lines)
        first, last = self.lines[0], self.lines[-1]
        top, bottom = first.y - ASCENT * first.size, last.y + DESCENT * last.size
        return left, top, right - left, bottom - top

    @property
    def full_width_characters(self) -> int:
        """The most full-width characters on a line of nothing else."""
        return max((len(line.text) for line in self.lines if all(ord(g) > 0x2013 for g in line.text)), default=0)

    @property
    def pitch_pt(self) -> float:
        """The usual distance of two baselines."""
        return statistics.median(b.y - a.y for a, b in pairwise(self.lines)) / MM

    @property
    def number(self) -> Line | None:
        """The page number."""
        return next((line for line in self.below if _PAGE_NUMBER.fullmatch(line.text)), None)

    @property
    def number_below_block(self) -> float:
        """How far the middle of the page number's dash lies below the block."""
        assert self.number is not None
        dash = next(glyph for glyph in self.number.glyphs if glyph["text"] == "—")
        top, bottom = self._ink(dash["x0"] + 2, dash["top"] - 2, dash["x1"] - 2, dash["bottom"] + 2)
        return (top + bottom) / 2 - BOTTOM

    @property
    def mark_top(self) -> float:
        """Where the ink of the red mark begins."""
        boxes = [(g["x0"], g["top"], g["x1"], g["bottom"]) for g in self.red]
        left, top, right, bottom = (
            f(column) for f, column in zip((min, min, max, max), zip(*boxes, strict=False), strict=True)
        )
        return self._ink(left - 1, top - 2, right + 1, bottom + 2)[0]

    @property
    def red_rules(self) -> list[Rule]:
        return [rule for rule in self.rules if rule.is_red]

    @property
    def red_line_gap(self) -> float:
        """From the ink of the line above the first red rule to the rule's upper edge."""
        rule = self.red_rules[0]
        edge = rule.y - rule.thickness / 2
        above = [line for line in self.lines if line.y < rule.y][-1]
        x0, x1 = (value / MM for value in (above.left, above.right))
        return edge - self._ink(x0, (above.y - above.size) / MM, x1, (edge - 0.1) / MM)[1]

    def _ink(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float]:
        """First and last inked y within a box given in points."""
        width, height = self._drawn.get_size()
        left, top, right, bottom = max(0, x0), max(0, y0), min(width, x1), min(height, y1)
        around = (left, height - bottom, width - right, top)  # what of the page is not drawn
        image = self._drawn.render(scale=400 / 72, crop=around, grayscale=True).to_pil()
        inked = image.point(lambda grey: 255 if grey < 140 else 0).getbbox()
        assert inked, "nothing is printed there"
        return (top + inked[1] * 72 / 400) * MM, (top + inked[3] * 72 / 400) * MM


def pages(pdf: Path) -> list[Page]:
    """Every page of a PDF."""
    drawn = pypdfium2.PdfDocument(pdf)
    return [Page(page, drawn[number]) for number, page in enumerate(pdfplumber.open(pdf).pages)]


def _lines(glyphs: list[Glyph], height_pt: float) -> list[Line]:
    found: list[Line] = []
    for glyph in sorted(glyphs, key=lambda g: (height_pt - g["matrix"][5], g["x0"])):
        y = (height_pt - glyph["matrix"][5]) * MM
        if found and abs(found[-1].y - y) <= 0.9:
            found[-1].glyphs.append(glyph)
        else:
            found.append(Line([glyph], y))
    for line in found:
        line.glyphs.sort(key=lambda g: g["x0"])
    return found


def _is_red(colour: Any) -> bool:
    values = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    return len(values) == 3 and values[0] > 0.9 and values[1] < 0.1 and values[2] < 0.1


def _rules(page: Any) -> list[Rule]:
    """Horizontal rules; those of tables come in pieces and are put together."""
    found: list[Rule] = []
    for item in sorted([*page.lines, *page.rects, *page.curves], key=lambda item: (round(item["top"]), item["x0"])):
        width, height = (item["x1"] - item["x0"]) * MM, (item["bottom"] - item["top"]) * MM
        if width < 1 or height > 2:
            continue
        drawn = bool(item.get("stroke")) and not item.get("fill")
        thickness = (item.get("linewidth") or 0) * MM if drawn or height < 0.01 else height
        colour = item.get("stroking_color") if drawn or height < 0.01 else item.get("non_stroking_color")
        y = (item["top"] + item["bottom"]) / 2 * MM
        rule = Rule(y, item["x0"] * MM, item["x1"] * MM, thickness, _is_red(colour))
        last = found[-1] if found else None
        if last and abs(last.y - rule.y) < 0.15 and rule.left - last.right < 0.6 and last.is_red == rule.is_red:
            last.right = max(last.right, rule.right)
        else:
            found.append(rule)
    return sorted((rule for rule in found if rule.right - rule.left > 10), key=lambda rule: rule.y)
