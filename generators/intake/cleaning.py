"""The words of a form on their way in: characters that no file can hold are dropped, with a doubt for each place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generators.characters import clean, has_controls
from generators.intake.doubts import shortened
from generators.problems import Place, Problem, warning
from generators.submission import Entry, FilledTable, Submission


def cleaned(submission: Submission, file: str) -> tuple[Submission, list[Problem]]:
    """The words of a form as they can be written down, and a doubt for each place where characters were dropped."""
    doubts: list[Problem] = []

    def words(text: str, place: str) -> str:
        if has_controls(text):
            message = f"有看不见的控制字符，已去掉：“{shortened(clean(text))}”"
            doubts.append(warning(message, "对照原件看看有没有少字", Place(file, nearby=clean(place))))
        return clean(text)

    def values(texts: Mapping[str, str], place: str) -> dict[str, str]:
        return {clean(label): words(text, place or label) for label, text in texts.items()}

    entries = [Entry(clean(one.task), values(one.values, one.place), clean(one.place)) for one in submission.entries]
    loose = [replace(one, place=clean(one.place), words=words(one.words, one.place)) for one in submission.loose]
    tables = [
        FilledTable(clean(one.title), [[words(cell, one.title) for cell in row] for row in one.rows])
        for one in submission.tables
    ]
    asides = [replace(one, place=clean(one.place), words=clean(one.words)) for one in submission.asides]
    made = replace(
        submission, about=values(submission.about, ""), entries=entries, loose=loose, asides=asides, tables=tables
    )
    return made, doubts
