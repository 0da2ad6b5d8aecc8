"""Work in a process of its own: what hangs or breaks down there ends alone, and the next file is read."""

from __future__ import annotations

import ctypes
import time

import pytest

from generators.office.apart import ApartError, apart
from generators.office.pictures import page_texts
from generators.problems import DubanError


def test_work_that_hangs_is_ended_and_the_next_is_done() -> None:
    with pytest.raises(ApartError, match="还没有读完"):
        apart(time.sleep, 600, seconds=0.1)
    assert apart(abs, -1) == 1


def test_a_library_that_breaks_down_takes_only_its_file_along() -> None:
    with pytest.raises(ApartError, match="中途退出"):
        apart(ctypes.string_at, 0)
    assert apart(abs, -1) == 1


def test_a_refusal_comes_back_with_its_words() -> None:
    with pytest.raises(DubanError, match="打不开"):
        apart(page_texts, b"%PDF-1.7 cut off")
