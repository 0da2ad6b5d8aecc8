"""今天: all notices, who owes what by when, and one button each for the next step."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.page.security import settings
from generators.verbs.new import new
from generators.verbs.today import Step
from generators.verbs.today import today as report_of

place = Blueprint("today", __name__)

# Where each step is taken.
_STEPS = {
    Step.CORRECT: "notice.show",
    Step.FINISH: "changes.show",
    Step.BUILD: "changes.show",
    Step.REBUILD: "changes.show",
    Step.SETTLE: "returns.show",
    Step.REMIND: "sending.show",
    Step.SUMMARISE: "sending.show",
    Step.WAIT: "returns.show",
    Step.NOTHING: "changes.show",
}


@place.get("/")
def show() -> str:
    """All notices as of today, or of the day that is asked for."""
    day = views.day(request.args.get("on", ""))
    report = report_of(views.workspace(), day)
    return render_template("today.html", report=report, steps=_STEPS, on=str(day), place="today")


@place.post("/new")
def begin() -> AnyResponse:
    """Make a workspace in this folder, where it is empty."""
    new(settings().root, settings().root, None)
    return redirect("/", 303)
