"""Attacks on duban, as a program: `python -m tests.attack --help`. Its figures stand in docs/reliability.md."""

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(_ROOT), str(_ROOT / "tests")) if path not in sys.path]
