"""The kinds of documents, by their place in the work: the notice first, what is made as of a day last.

A kind is a row here and a module of its name (task-sheet: `task_sheet`) with a function `outputs(dossier)`, and where
only some notices ask for it, `asked(dossier)`. The modules are imported when documents are planned, not for `--help`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from generators.plan import Kind, MadeBy, always
from generators.wording import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generators.dossier.dossier import Dossier
    from generators.plan import Output


def _kind(name: str, command: str, title: str, **traits: Any) -> Kind:
    def module() -> Any:
        return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")

    def outputs(dossier: Dossier) -> Iterable[Output]:
        found: Iterable[Output] = module().outputs(dossier)
        return found

    def asked(dossier: Dossier) -> bool:
        return bool(getattr(module(), "asked", always)(dossier))

    return Kind(name, command, title, outputs, asked=asked, **traits)


NOTICE = _kind(
    "notice", "notice", "通知", variants=("letter", "order", "minutes"), other_titles=("附件",), binding=True
)
TASK_TABLE = _kind("task-table", "task-table", "重点任务分解表")
TASK_SHEET = _kind("task-sheet", "task-sheets", "任务清单")
PLAN_TEMPLATE = _kind("plan-template", "plan-templates", "实施方案模板", answers=Answer.PLAN)
REPORT_FORM = _kind("report-form", "report-forms", "进展情况报送表", answers=Answer.REPORT)
REPORT_FORM_EXCEL = _kind(
    "report-form-excel",
    "report-forms-excel",
    "进展情况报送表（Excel）",
    answers=Answer.REPORT,
    made_by=MadeBy.REQUEST,
    suffix=".xlsx",
)
ATTACHMENT_FORM = _kind("attachment-form", "attachment-forms", "填报附件", answers="附件")
PROGRESS_SUMMARY = _kind("progress-summary", "progress-summary", "进展情况汇总", reads_returns=True)
DISPATCH_LIST = _kind("dispatch-list", "dispatch-list", "发文清单", made_by=MadeBy.PACK)
REMINDER = _kind(
    "reminder",
    "reminders",
    "催报函",
    reads_returns=True,
    made_by=MadeBy.DAY,
    variants=("signing", "completion"),
    other_titles=("临期提醒", "补报函", "发文稿纸"),
)
ADJUSTMENT = _kind("adjustment", "adjustment", "调整通知", made_by=MadeBy.EDIT)
CIRCULAR = _kind("circular", "circular", "通报", reads_returns=True, made_by=MadeBy.DAY)

_KINDS = (
    *(NOTICE, TASK_TABLE, TASK_SHEET, PLAN_TEMPLATE, REPORT_FORM, REPORT_FORM_EXCEL, ATTACHMENT_FORM),
    *(PROGRESS_SUMMARY, DISPATCH_LIST, REMINDER, CIRCULAR, ADJUSTMENT),
)


def all_kinds() -> tuple[Kind, ...]:
    """Every kind, by its place in the work."""
    return _KINDS
