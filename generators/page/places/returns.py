"""收材料: files dropped or chosen, what was recognised and what was not, paper returns, second returns side by side."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.dates import PartialDate
from generators.page import views
from generators.page.uploads import Uploaded
from generators.verbs.collect import collect, record
from generators.verbs.ledger import read
from generators.verbs.outline import outline
from generators.verbs.settle import conflicts, settle

place = Blueprint("returns", __name__)
_MOST_KEPT = 10  # uploads whose files can still be given to a unit


@place.get("/returns/<name>")
def show(name: str) -> str:
    """Where to drop, and what waits for a choice."""
    own = views.workspace()
    waiting = conflicts(own, views.notice(name))
    units = outline(own, name).units
    return render_template(
        "returns.html", name=name, conflicts=waiting, units=units, on=str(views.day()), place="returns"
    )


@place.post("/returns/<name>/files")
def take(name: str) -> AnyResponse:
    """Take the forms among the files that were sent."""
    day, own = views.day(request.form.get("on", "")), views.workspace()
    sent = Uploaded("files")
    back = url_for("returns.show", name=views.notice(name))
    response = views.started("收材料", back, lambda bar: collect(own, sent.paths, name, day, progress=bar))
    _keep(response.location.rpartition("/")[2], sent, day)
    return response


@place.post("/returns/<name>/whose")
def give(name: str) -> AnyResponse:
    """Take a file that was left alone as the form of a unit."""
    sent, day = _kept().get(request.form.get("work", "")) or abort(404)
    chosen = [path for path in sent.paths if path.name == request.form.get("file")] or abort(404)
    own, unit = views.workspace(), request.form.get("unit", "")
    back = url_for("returns.show", name=views.notice(name))
    response = views.started("收材料", back, lambda bar: collect(own, chosen, name, day, unit, bar))
    _keep(response.location.rpartition("/")[2], sent, day)
    return response


@place.post("/returns/<name>/paper")
def note(name: str) -> str:
    """Note a return on paper, by scan or by telephone."""
    form, back = request.form, url_for("returns.show", name=views.notice(name))
    day = views.day(form.get("on", ""))
    report = record(views.workspace(), form.get("unit", ""), name, day, form.get("by", ""), form.get("what", ""))
    return views.shown(report, back, "记下收到的")


@place.post("/returns/<name>/ledger")
def correct(name: str) -> str:
    """Take what was typed into a ledger."""
    back, sent = url_for("returns.show", name=views.notice(name)), Uploaded("ledger")
    report = read(views.workspace(), sent.paths[0], name, views.day())
    return views.shown(report, back, "读台账")


@place.post("/returns/<name>/settle")
def choose(name: str) -> str:
    """Choose between two returns of a unit."""
    back = url_for("returns.show", name=views.notice(name))
    later = request.form.get("take") == "later"
    report = settle(views.workspace(), name, request.form.get("file", ""), take_later=later)
    return views.shown(report, back, "取舍")


def _kept() -> dict[str, tuple[Uploaded, PartialDate]]:
    kept: dict[str, tuple[Uploaded, PartialDate]] = current_app.extensions.setdefault("duban.uploads", {})
    return kept


def _keep(key: str, sent: Uploaded, day: PartialDate) -> None:
    """Keep what was sent, and the day on which it came, for as long as its report may be looked at."""
    _kept()[key] = sent, day
    for old in list(_kept())[:-_MOST_KEPT]:
        del _kept()[old]
