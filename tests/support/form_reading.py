"""Forms of the 2013 notice to be filled in and read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

import pytest

from generators.forms import read as reading
from generators.forms.read import read_form
from generators.submission import Submission

FORM, PLAN = "进展情况报送表", "实施方案模板"


def form(built: Path, kind: str, unit: str = "省财政厅") -> Path:
    """The form of a unit as it was built."""
    (found,) = (built / kind).glob(f"*-{unit}-{kind}.docx")
    return found


blank_texts = lru_cache(100)(reading.blank_texts)


def sent(texts: Collection[str]) -> Callable[[str, str], Collection[str]]:
    """The texts of a form as it was sent out, whatever its kind and unit."""
    return lambda kind, unit: texts


@pytest.fixture
def fresh(built: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of a form, to be filled in."""
    return lambda kind=FORM, unit="省财政厅": Path(shutil.copy(form(built, kind, unit), tmp_path / "无关的名字.docx"))


@pytest.fixture
def read(built: Path) -> Callable[..., Submission]:
    def read(path: Path, kind: str = FORM, unit: str = "省财政厅") -> Submission:
        return read_form(path.read_bytes(), path.name, sent(blank_texts(form(built, kind, unit).read_bytes())))

    return read


def said(submission: Submission) -> dict[tuple[str, str], str]:
    """Everything under a label, by the number of its task."""
    by_task = {
        (one.task.split("　")[0], label): text for one in submission.entries for label, text in one.values.items()
    }
    return {**{("", label): text for label, text in submission.about.items()}, **by_task}
