"""How large a template may be: what searches its tags takes time by the square of their number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generators.problems import Place, TemplateError, error
from generators.word.parts import text_parts

# The largest stock template has 640 braces in 400 paragraphs, none of which has more than 8 runs.
_MOST_BRACES, _MOST_PARAGRAPHS, _MOST_RUNS = 5_000, 20_000, 5_000
_PARAGRAPH = re.compile(rb"<\w+:p[\s/>]")
_RUN = re.compile(rb"<\w+:r[\s/>]")
_END = re.compile(rb"</\w+:p>")


def require_usual_size(parts: Mapping[str, bytes], file: str) -> None:
    """Raise TemplateError, naming `file`, for a template with far more in it than any document needs."""
    texts = [parts[name] for name in text_parts(parts)]
    found = {
        "花括号": (sum(text.count(b"{") for text in texts), _MOST_BRACES),
        "段落": (sum(len(_PARAGRAPH.findall(text)) for text in texts), _MOST_PARAGRAPHS),
        "一段里的文字片断": (max((_most_runs(text) for text in texts), default=0), _MOST_RUNS),
    }
    for what, (number, most) in found.items():
        if number > most:
            message = f"{what}有 {number} 个，不像文书的模板（最多 {most} 个）"
            raise TemplateError(error(message, "删去多余的内容，或者换一份模板", Place(file)))


def _most_runs(text: bytes) -> int:
    return max(len(_RUN.findall(paragraph)) for paragraph in _END.split(text))
