"""Compile messages.po into messages.mo: python -m generators.locale (needs Babel, from the extra `test`)."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generators.locale import FOLDER

if __name__ == "__main__":
    messages = FOLDER / "zh_CN" / "LC_MESSAGES" / "messages.po"
    with messages.open("rb") as source, messages.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source))
