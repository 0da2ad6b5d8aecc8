"""Which words a template's tags name: known without lxml, so that a build without a change need not import it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from generators.problems import TemplateError, reading
from generators.word.package import read_parts
from generators.word.parts import text_parts
from generators.word.template_size import require_usual_size

# Zero-width characters, direction marks and soft hyphens: nobody sees them in Word, and none belongs into a tag.
UNSEEN_CHARACTERS = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
UNSEEN = re.compile(f"[{UNSEEN_CHARACTERS}]")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def words_in_tags(raw: bytes, file: str) -> frozenset[str]:
    """Every word in the tags of a template, however Word has cut them into runs; none where it is no Word file."""
    try:
        with reading(file):
            parts = read_parts(raw, file)
            require_usual_size(parts, file)
            texts = ["".join(ElementTree.fromstring(parts[name]).itertext()) for name in text_parts(parts)]
    except TemplateError:
        return frozenset()
    tags = (tag for text in texts for tag in _TAG.findall(UNSEEN.sub("", text)))
    return frozenset(word for tag in tags for word in re.findall(r"\w+", tag))
