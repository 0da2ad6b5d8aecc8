"""改动: what an edit changes unit by unit, build, both versions of what was edited by hand, undo."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.verbs.adjustment import adjustment
from generators.verbs.build import Request, build
from generators.verbs.changes import changes
from generators.verbs.undo import undo

place = Blueprint("changes", __name__)


@place.get("/changes/<name>")
def show(name: str) -> str:
    """What differs from the last issue or build."""
    workspace = views.workspace()
    report = changes(workspace, views.notice(name))
    plan = build(workspace, Request(notice=name, dry_run=True))
    return render_template("changes.html", report=report, plan=plan, name=name, on=str(views.day()), place="changes")


@place.post("/changes/<name>/build")
def make(name: str) -> AnyResponse:
    """Build in the background."""
    wish = Request(
        notice=views.notice(name),
        overwrite="overwrite" in request.form,
        prune="prune" in request.form,
        restate="restate" in request.form,
    )
    workspace = views.workspace()
    return views.started("生成", url_for("changes.show", name=name), lambda progress: build(workspace, wish, progress))


@place.post("/changes/<name>/redline")
def mark(name: str) -> AnyResponse:
    """Make a redline of each document that differs from what was issued or built."""
    workspace, day, back = views.workspace(), views.day(), url_for("changes.show", name=views.notice(name))
    return views.started("修订稿", back, lambda bar: changes(workspace, name, day, bar))


@place.post("/changes/<name>/adjustment")
def adjust(name: str) -> AnyResponse:
    """Make a notice of what has changed since the issue."""
    workspace, form, back = views.workspace(), request.form, url_for("changes.show", name=views.notice(name))
    day, number, slip = views.day(form.get("on", "")), form.get("number", "").strip() or None, "slip" in form
    return views.started("调整通知", back, lambda bar: adjustment(workspace, name, day, number, is_correction=slip))


@place.post("/changes/<name>/undo")
def take_back(name: str) -> str:
    """Take back the last command that changed files; back to where it was asked for."""
    place = "returns.show" if request.form.get("from") == "returns" else "changes.show"
    back = url_for(place, name=views.notice(name))
    return views.shown(undo(views.workspace()), back, "撤销")
