"""导入: a notice or a task table as a file; what each line was taken for, corrected and confirmed, then content."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.page.kept import Kept
from generators.page.uploads import Uploaded
from generators.verbs.import_ import draft_notice, import_notice
from generators.verbs.import_draft import Answers, ImportDraft, corrected
from generators.verbs.reimport import ReimportReport

place = Blueprint("importing", __name__)


@place.get("/import")
def show() -> str:
    """Where to drop a file."""
    return render_template("import.html", year=views.day().year, place="importing")


@place.post("/import")
def take() -> AnyResponse:
    """Read a file, and show what it would become; nothing is written yet."""
    workspace, sent, name = views.workspace(), Uploaded("file"), request.form.get("name", "").strip()
    job = views.jobs().start(
        "认原文", url_for("importing.show"), lambda bar: draft_notice(workspace, sent.paths[0], name)
    )
    _kept().put(job.key, (sent, name))
    return views.progress_of(job)


@place.post("/import/<key>")
def correct(key: str) -> AnyResponse:
    """Read it once more with what was corrected, or write it."""
    (sent, name), workspace = _kept().of(key), views.workspace()
    draft = _report(key)
    if not isinstance(draft, ImportDraft):
        abort(404)
    answers = None if request.form.get("do") == "again" else _answers(draft)
    file = sent.paths[0]
    if request.form.get("do") == "write":
        back = url_for("today.show")
        return views.started("导入", back, lambda bar: import_notice(workspace, file, name, answers=answers))
    job = views.jobs().start(
        "认原文", url_for("importing.show"), lambda bar: draft_notice(workspace, file, name, answers)
    )
    _kept().put(job.key, (sent, name))
    return views.progress_of(job)


@place.post("/import/<key>/merge")
def merge(key: str) -> AnyResponse:
    """Take those changes of a new version of the text that were chosen."""
    (sent, name), workspace, chosen = _kept().of(key), views.workspace(), frozenset(request.form.getlist("take"))
    if not isinstance(_report(key), ReimportReport):
        abort(404)
    back, file = url_for("today.show"), sent.paths[0]
    return views.started(
        "采用新版", back, lambda bar: import_notice(workspace, file, name, take=lambda one: one.key in chosen)
    )


def _answers(draft: ImportDraft) -> Answers:
    """What the form says otherwise than the draft."""
    form = request.form
    roles = {one.number: form.get(f"role-{one.number}", one.role) for one in draft.parts}
    numbered = range(len(draft.facts))
    verdicts = {at: form[f"fact-{at}"] == "right" for at in numbered if form.get(f"fact-{at}") in ("right", "wrong")}
    given = {at: form.get(f"given-{at}", "") for at in numbered}
    return corrected(draft, roles, verdicts, given)


def _report(key: str) -> object:
    job = views.jobs().of(key) or abort(404)
    return job.report


def _kept() -> Kept[tuple[Uploaded, str]]:
    """What was sent, and the name of the notice that it is to become."""
    found: Kept[tuple[Uploaded, str]] = current_app.extensions["duban.imported"]
    return found
