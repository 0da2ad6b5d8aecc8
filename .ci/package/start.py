"""What the two .cmd files of the Windows package run: the working folder, made the first time, and then the page.

With `prompt` only the folder. Imports of ours come late, so that the window says something at once.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "工作文件夹"


def main() -> None:
    """Open the page of the working folder."""
    is_new = not (FOLDER / "content").is_dir()
    print("第一次打开，正在建工作文件夹，请等一等……" if is_new else "正在打开督办……", flush=True)
    import cli
    from generators.console import reporting_errors

    if is_new:
        with reporting_errors():
            from generators.verbs.new import new

            new(FOLDER, FOLDER, None)
    if sys.argv[1:] != ["prompt"]:
        sys.argv = ["duban", "-C", str(FOLDER), "serve"]
        cli.main()


main()
