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
    """Every output of every kind, and a notice about pages that were not counted."""
    counts = PageCounts(folder)
    planned = list(plan(dossier, templates, counts))
    uncounted = [output for output in planned if output.output.paged and counts.ends_even(output.paged_key) is None]
    if not uncounted:
        return planned, []
    if not count:
        hint = "没有数页数，先放到下一个双数页；要放在正文末页，加 --paginate 再生成一次"
        return planned, [notice(f"双面印刷：{len(uncounted)} 份文书的版记要落在最后一个双数页", hint)]
    try:
        _count(uncounted, templates, counts)
    except TemplateError:
        return planned, []  # the build reports what is wrong with the template
    except DubanError as fault:
        reasons = "；".join(problem.message for problem in fault.problems)
        return planned, [notice(f"页数没有数成：{reasons}", "版记先放到下一个双数页")]
    return list(plan(dossier, templates, counts)), []


def _count(planned: Sequence[PlannedOutput], templates: Templates, counts: PageCounts) -> None:
    """Lay out each document whole and without its imprint, all in one call, and keep the numbers of pages."""
    from generators.office.count import count_pages

    templates.compile(output.template for output in planned)
    documents: dict[str, bytes] = {}
    for number, output in enumerate(planned):
        assert output.output.paged is not None
        template = templates.get(output.template)
        documents[f"{number}-whole"] = template.render(output.output.paged.whole, output.properties)
        documents[f"{number}-text"] = template.render(output.output.paged.text, output.properties)
    pages = count_pages(documents)
    for number, output in enumerate(planned):
        counts.keep(output.paged_key, pages[f"{number}-whole"], pages[f"{number}-text"])
