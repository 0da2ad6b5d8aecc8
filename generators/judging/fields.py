"""Fields in tags compared with an example of what a kind gives: unknown ones, lists taken for text, text for lists."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from generators.judging.slips import TAG
from generators.plan import Fields, FieldValue
from generators.problems import Place, Problem, error

LOOP = re.compile(r"\{%(?:p|tr|tc)?-?\s*for\s+(\w+)\s+in\s+([\w.]+)?")
_END_OF_LOOP = re.compile(r"\{%(?:p|tr|tc)?-?\s*endfor")
_PRINTED = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


def unknown_field(path: str, fields: Fields) -> tuple[str, str] | None:
    """Message and hint for a path of which a part does not exist; None where the example has nothing to compare."""
    here: FieldValue = fields
    above = ""
    for step in path.replace("[]", "").split("."):
        if isinstance(here, list):
            here = here[0] if here else {}
        if isinstance(here, str):
            return f"“{above}”下面没有“{step}”这一级", f"“{above}”是一段文字，直接写它" if above else ""
        if not isinstance(here, Mapping) or not here:
            return None
        if step not in here:
            near = difflib.get_close_matches(step, here, 1, 0.5)
            known = f"“{above}”可用：" if above else "本文种可用："
            hint = (f"是不是“{near[0]}”？" if near else "") + known + "、".join(here)
            return (f"“{above}”里没有“{step}”" if above else f"没有“{step}”这个字段"), hint
        here, above = here[step], step
    return None


def misused(texts: Sequence[str], file: str, fields: Fields) -> Iterator[Problem]:
    """Lists printed as if they were text, and text gone through as if it were a list."""
    scopes: list[Mapping[str, FieldValue]] = [fields]
    for tag in (tag for text in texts for tag in TAG.finditer(text)):
        place = Place(file, nearby=tag.group())
        loop, printed = LOOP.match(tag.group()), _PRINTED.fullmatch(tag.group())
        if loop:
            column = _value(loop[2] or "", scopes[-1])
            if isinstance(column, str):
                yield error(f"“{loop[2]}”是一段文字，不是一列，不能用 for", "去掉 for，直接印它", place)
            entry = column[0] if isinstance(column, list) and column else None
            scopes.append({name: value for name, value in scopes[-1].items() if name != loop[1]})
            if entry is not None:
                scopes[-1] = {**scopes[-1], loop[1]: entry}
        elif _END_OF_LOOP.match(tag.group()) and len(scopes) > 1:
            scopes.pop()
        elif printed and isinstance(_value(printed[1], scopes[-1]), list | Mapping):
            one = "条" if printed[1].startswith("项.") else "项"
            hint = f"用 {{%p for {one} in {printed[1]} %}} 一{one}一{one}印，或者写它的下一级"
            yield error(f"“{printed[1]}”不是一段文字，不能直接印", hint, place)


def _value(path: str, fields: Mapping[str, FieldValue]) -> FieldValue | None:
    here: FieldValue | None = fields
    for step in path.split("."):
        here = here.get(step) if isinstance(here, Mapping) else None
    return here
