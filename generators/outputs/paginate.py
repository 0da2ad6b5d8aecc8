"""Documents whose layout depends on their pages: planned with the counts that are kept, counted anew on request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generators.outputs.page_counts import PageCounts
from generators.outputs.planning import PlannedOutput, Templates, plan
from generators.problems import DubanError, Problem, TemplateError, notice

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier


def plan_paginated(
    dossier: Dossier, templates: Templates, folder: Path, *, count: bool
) -> tuple[list[PlannedOutput], Sequence[Problem]]:
    """Every output of every kind, and what is to be said about pages that were not counted."""
    counts = PageCounts(folder)
    items = list(plan(dossier, templates, counts))
    uncounted = [item for item in items if item.output.paged and counts.ends_even(item.paged_key) is None]
    if not uncounted:
        return items, []
    if not count:
        hint = "没有数页数，先放到下一个双数页；要放在正文末页，加 --paginate 再生成一次"
        return items, [notice(f"双面印刷：{len(uncounted)} 份文书的版记要落在最后一个双数页", hint)]
    try:
        _count(uncounted, templates, counts)
    except TemplateError:
        return items, []  # the build itself tells what is wrong with the template
    except DubanError as fault:
        reasons = "；".join(problem.message for problem in fault.problems)
        return items, [notice(f"页数没有数成：{reasons}", "版记先放到下一个双数页")]
    return list(plan(dossier, templates, counts)), []


def _count(items: Sequence[PlannedOutput], templates: Templates, counts: PageCounts) -> None:
    """Lay out each document whole and without its imprint, all in one call, and keep the numbers of pages."""
    from generators.office.count import count_pages

    templates.compile(item.template for item in items)
    documents: dict[str, bytes] = {}
    for number, item in enumerate(items):
        assert item.output.paged is not None
        template = templates.get(item.template)
        documents[f"{number}-whole"] = template.render(item.output.paged.whole, item.properties)
        documents[f"{number}-text"] = template.render(item.output.paged.text, item.properties)
    pages = count_pages(documents)
    for number, item in enumerate(items):
        counts.keep(item.paged_key, pages[f"{number}-whole"], pages[f"{number}-text"])
