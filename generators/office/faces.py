"""The faces that official documents are set in, and which of them this computer has."""

from __future__ import annotations

import sys

from generators.office.libreoffice import installed_faces

# Names by which systems list a face: in Chinese, in English, and by its PostScript name. GB/T 9704-2012, 5.2.
_FACES = {
    "方正小标宋简体": ("方正小标宋简体", "方正小标宋_gbk", "fzxiaobiaosong-b05s", "fzxbsjw--gb1-0", "fzxbsk--gbk1-0"),
    "仿宋_GB2312": ("仿宋_gb2312", "fangsong_gb2312"),
    "楷体_GB2312": ("楷体_gb2312", "kaiti_gb2312"),
    "黑体": ("黑体", "simhei"),
}


def missing_official_faces() -> list[str] | None:
    """The faces of official documents that are not installed; None on a system that cannot be asked."""
    names = _faces_of_windows() if sys.platform == "win32" else installed_faces()
    if names is None:
        return None
    return [face for face, known in _FACES.items() if not names & set(known)]


def _faces_of_windows() -> frozenset[str]:
    """All names in the two lists of faces in the registry, for all users and for this one, in lower case."""
    found: set[str] = set()
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                with winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts") as key:
                    entries = [winreg.EnumValue(key, index)[0] for index in range(winreg.QueryInfoKey(key)[1])]
            except OSError:
                continue
            for entry in entries:  # “SimSun & NSimSun (TrueType)”
                found |= {name.strip().lower() for name in entry.partition(" (")[0].split("&")}
    return frozenset(found)
