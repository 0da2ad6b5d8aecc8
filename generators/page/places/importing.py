"""导入: a notice or a task table as a file, made content; what was taken for what, beside its line."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.page.uploads import Uploaded
from generators.verbs.import_ import import_notice

place = Blueprint("importing", __name__)


@place.get("/import")
def show() -> str:
    """Where to drop a file."""
    return render_template("import.html", year=views.day().year, place="importing")


@place.post("/import")
def take() -> AnyResponse:
    """Read a file into content."""
    own, sent, name = views.workspace(), Uploaded("file"), request.form.get("name", "").strip()
    return views.started("导入", url_for("today.show"), lambda bar: import_notice(own, sent.paths[0], name))
