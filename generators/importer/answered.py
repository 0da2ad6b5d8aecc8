"""Answers to what was unsure, kept by the words that they are about: they hold for the next version of a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generators.dates import PartialDate
from generators.importer.findings import Answers, Read
from generators.wording import typed_names

_MARK = "# 答："


def answer_lines(answers: Answers) -> Iterator[str]:
    """Answers as comments at the end of what an import wrote."""
    for sort in ("denied", "confirmed", "names", "days", "heads"):
        given = getattr(answers, sort)
        for key in sorted(given):
            value = given[key] if isinstance(given, Mapping) else True
            yield _MARK + json.dumps([sort, key[1], value], ensure_ascii=False)


def answers_in(record: str, read: Sequence[Read]) -> Answers:
    """The answers in what an import wrote that are about facts of another one: stated in the same words."""
    places = {one.words: one.key for one in read if one.words}
    found: dict[str, dict[tuple[int, str], object]] = {
        "denied": {},
        "confirmed": {},
        "names": {},
        "days": {},
        "heads": {},
    }
    for line in record.splitlines():
        if line.startswith(_MARK):
            sort, words, value = json.loads(line.removeprefix(_MARK))
            if words in places:
                found[sort][places[words]] = value
    denied, confirmed, *given = found.values()
    return Answers(frozenset(denied), frozenset(confirmed), *given)  # type: ignore[arg-type]


def answered(answers: Answers, fact: Read, verdict: bool | str | None) -> Answers:
    """Answers with one more: whether a fact is right, or what is so instead; None leaves it open.

    Raises ValueError for a day that is none.
    """
    if verdict is None:
        return answers
    if isinstance(verdict, str):
        if fact.fact == "时限":
            return replace(answers, days={**answers.days, fact.key: str(PartialDate.parse(verdict))})
        if fact.fact == "牵头":
            return replace(answers, names={**answers.names, fact.key: typed_names(verdict)})
        value = str(PartialDate.parse(verdict)) if fact.fact == "成文日期" else verdict
        return replace(answers, heads={**answers.heads, fact.key: value})
    sort = "confirmed" if verdict else "denied"
    return replace(answers, **{sort: getattr(answers, sort) | {fact.key}})
