"""What this computer lacks for the tests that need LibreOffice: a reason to skip, empty where nothing is lacking."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FONTS = ("AR PL SungtiL GB", "AR PL KaitiM GB", "Noto Sans CJK SC", "Noto Serif CJK SC")


def missing() -> str:
    """Why pages cannot be measured here, empty where they can."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        return "LibreOffice (soffice) is not installed"
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    lacking = [font for font in FONTS if font not in installed]
    return f"the stand-in faces are not installed: {', '.join(lacking)}" if lacking else ""


def missing_calc() -> str:
    """Why no workbook can be converted here, empty where it can."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return "LibreOffice (soffice) is not installed"
    calc = Path(program).resolve().parent / "libsclo.so"
    return "" if calc.exists() else "LibreOffice Calc is not installed"
