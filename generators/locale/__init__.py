"""click's own texts in Chinese: a gettext catalogue, since click translates through gettext and ships none."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

FOLDER = Path(__file__).parent


def speak_chinese() -> None:
    """Make gettext answer from our catalogue. To be called before click is imported."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(FOLDER))
