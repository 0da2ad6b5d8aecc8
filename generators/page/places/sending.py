"""发文 · 催报 · 汇总: issue, pack, letters as of a day, circular, summary, ledger, and what can be downloaded."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.kinds import all_kinds
from generators.page import views
from generators.page.charts import returns_by_group, returns_by_unit, returns_over_time
from generators.page.files import found
from generators.plan import MadeBy
from generators.verbs.build import Request, build
from generators.verbs.issue import issue
from generators.verbs.ledger import ledger
from generators.verbs.pack import pack
from generators.verbs.preview import preview
from generators.verbs.status import status

place = Blueprint("sending", __name__)


@place.get("/sending/<name>")
def show(name: str) -> str:
    """What can be sent, who stands where as charts, and the files that are there."""
    day = views.day(request.args.get("on", ""))
    report = status(views.workspace(), views.notice(name), day)
    kinds = [kind for kind in all_kinds() if kind.made_by is MadeBy.DAY or kind.reads_returns]
    return render_template(
        "sending.html",
        name=name,
        on=str(day),
        report=report,
        kinds=kinds,
        files=views.listing(f"output/{name}/"),
        over_time=returns_over_time(report.rows, report.on),
        by_group=returns_by_group(report.rows),
        by_unit=returns_by_unit(report.rows, report.on),
        place="sending",
    )


@place.post("/sending/<name>/make")
def make(name: str) -> AnyResponse:
    """Make the documents of one kind: letters and circulars as of a day, the summary."""
    workspace, form = views.workspace(), request.form
    kind = next((kind for kind in all_kinds() if kind.name == form.get("kind")), None) or abort(404)
    on = views.day(form.get("on", "")) if kind.made_by is MadeBy.DAY else None
    reply_by = views.day(form["reply_by"]) if on and form.get("reply_by") else None
    wish = Request(views.notice(name), (kind.name,), on=on, reply_by=reply_by)
    return views.started(kind.title, url_for("sending.show", name=name), lambda bar: build(workspace, wish, bar))


@place.post("/sending/<name>/pack")
def parcel(name: str) -> AnyResponse:
    """Make volumes, zips and the list."""
    workspace, pdf, back = views.workspace(), "pdf" in request.form, url_for("sending.show", name=views.notice(name))
    return views.started("打包", back, lambda bar: pack(workspace, name, pdf=pdf))


@place.post("/sending/<name>/issue")
def register(name: str) -> AnyResponse:
    """Register what was sent."""
    workspace, day, back = views.workspace(), views.day(request.form.get("on", "")), url_for("sending.show", name=name)
    views.notice(name)
    return views.started("印发登记", back, lambda bar: issue(workspace, name, day))


@place.post("/sending/<name>/ledger")
def book(name: str) -> AnyResponse:
    """Write the ledger."""
    workspace, day, back = views.workspace(), views.day(), url_for("sending.show", name=views.notice(name))
    return views.started("台账", back, lambda bar: ledger(workspace, name, None, day))


@place.post("/sending/<name>/look")
def look(name: str) -> AnyResponse:
    """Lay out one document as pages to look at."""
    path, back = found(request.form.get("key", "")), url_for("sending.show", name=views.notice(name))
    return views.started("排页面", back, lambda bar: preview([path], None, bar))
