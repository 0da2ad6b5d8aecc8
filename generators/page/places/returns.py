"""收材料: files dropped or chosen, what was recognised and what was not, paper returns, second returns side by side."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.dates import PartialDate
from generators.page import views
from generators.page.kept import Kept
from generators.page.uploads import Uploaded
from generators.verbs.collect import collect, record
from generators.verbs.ledger import read
from generators.verbs.questions import settle_question
from generators.verbs.received import received
from generators.verbs.settle import settle

place = Blueprint("returns", __name__)


@place.get("/returns/<name>")
def show(name: str) -> str:
    """Where to drop, and what waits for a choice."""
    found = received(views.workspace(), views.notice(name))
    return render_template("returns.html", name=name, found=found, on=str(views.day()), place="returns")


@place.post("/returns/<name>/answer")
def answer(name: str) -> AnyResponse:
    """Settle a doubt as one of its buttons says."""
    form, choice = request.form, request.form.get("choice", "")
    settle_question(
        views.workspace(),
        views.notice(name),
        form.get("key", ""),
        int(choice) if choice.isdecimal() else -1,
        form.get("typed", ""),
    )
    return redirect(url_for("returns.show", name=name) + "#doubts", 303)


@place.post("/returns/<name>/files")
def take(name: str) -> AnyResponse:
    """Take the forms among the files that were sent."""
    day, workspace = views.day(request.form.get("on", "")), views.workspace()
    sent, back = Uploaded("files"), url_for("returns.show", name=views.notice(name))
    job = views.jobs().start("收材料", back, lambda bar: collect(workspace, sent.paths, name, day, progress=bar))
    _kept().put(job.key, (sent, day))
    return views.progress_of(job)


@place.post("/returns/<name>/whose")
def give(name: str) -> AnyResponse:
    """Take a file that was left alone as the form of a unit."""
    sent, day = _kept().of(request.form.get("work", ""))
    workspace, unit, file = views.workspace(), request.form.get("unit", ""), request.form.get("file", "")
    views.notice(name)
    back = url_for("work.progress", key=request.form["work"])  # where the other files wait that were left alone
    job = views.jobs().start("收材料", back, lambda bar: collect(workspace, sent.paths, name, day, unit, bar, file))
    _kept().put(job.key, (sent, day))
    return views.progress_of(job)


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
def choose(name: str) -> AnyResponse:
    """Choose between two returns of a unit, or between two values in them."""
    form, later = request.form, request.form.get("take") == "later"
    file, value = form.get("file", ""), form.get("place", "")
    settle(views.workspace(), views.notice(name), file, take_later=later, place=value)
    return redirect(url_for("returns.show", name=name) + "#twice", 303)


def _kept() -> Kept[tuple[Uploaded, PartialDate]]:
    """What was sent, and the day on which it came."""
    found: Kept[tuple[Uploaded, PartialDate]] = current_app.extensions["duban.returned"]
    return found
