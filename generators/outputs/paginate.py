"""Documents whose layout depends on their pages: planned with the counts that are kept, counted anew on request."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from generators.outputs.page_counts import PageCounts
from generators.outputs.planning import PlannedOutput, Templates, plan
from generators.problems import DubanError, Problem, TemplateError, notice

if TYPE_CHECKING:
    from generators.dossier.dossier import Dossier
    from generators.plan import Kind


class Pages:
    """The pages of the documents of a run. `count`: those that are not known are laid out and counted."""

    def __init__(self, folder: Path, templates: Templates, *, count: bool = False) -> None:
        self._counts = PageCounts(folder)
        self._templates = templates
        self._count = count
        self._uncounted = 0
        self._faults: list[Problem] = []

    def ends_even(self, output: PlannedOutput) -> bool | None:
        """Whether the last page of a document is an even one that its text reaches; None when it was not counted."""
        known = self._counts.ends_even(output.paged_key)
        if known is not None:
            return known
        if not self._count:
            self._uncounted += 1
            return None
        try:
            self._lay_out(output)
        except TemplateError:
            return None  # the build reports what is wrong with the template
        except DubanError as fault:
            reasons = "；".join(problem.message for problem in fault.problems)
            self._faults.append(notice(f"页数没有数成：{reasons}", "版记先放到下一个双数页"))
        return self._counts.ends_even(output.paged_key)

    def _lay_out(self, output: PlannedOutput) -> None:
        """Lay out a document whole and without its imprint, in one call, and keep the numbers of pages."""
        from generators.office.count import count_pages

        assert output.output.paged is not None
        self._templates.compile([output.template])
        template = self._templates.get(output.template)
        whole = template.render(output.output.paged.whole, output.properties)
        text = template.render(output.output.paged.text, output.properties)
        pages = count_pages({"whole": whole, "text": text})
        self._counts.keep(output.paged_key, pages["whole"], pages["text"])

    @property
    def problems(self) -> list[Problem]:
        """Notices about pages that were not counted, once the outputs are planned."""
        if not self._uncounted:
            return self._faults
        hint = "没有数页数，先放到下一个双数页；要放在正文末页，加 --paginate 再生成一次"
        return [notice(f"双面印刷：{self._uncounted} 份文书的版记要落在最后一个双数页", hint), *self._faults]


def plan_all(
    dossier: Dossier, templates: Templates, folder: Path, kinds: Collection[Kind] | None = None
) -> list[PlannedOutput]:
    """The outputs of these kinds, None: of every kind, with the pages that are known."""
    return list(plan(dossier, templates, Pages(folder, templates).ends_even, kinds))
