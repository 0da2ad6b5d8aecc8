"""Work in the background: its progress, as events or by looking again; cancel; its report."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.page.jobs import Job

place = Blueprint("work", __name__)


def _job(key: str) -> Job:
    return views.jobs().of(key) or abort(404)


@place.get("/jobs/<key>")
def progress(key: str) -> str:
    """How far a piece of work is, and in the end what came of it."""
    return render_template("work.html", job=_job(key), place="")


@place.get("/jobs/<key>/events")
def events(key: str) -> Response:
    """Its progress as server-sent events."""
    return Response(_job(key).events(), mimetype="text/event-stream")


@place.post("/jobs/<key>/cancel")
def cancel(key: str) -> AnyResponse:
    """Stop it at its next step."""
    _job(key).cancel()
    return redirect(url_for("work.progress", key=key), 303)
