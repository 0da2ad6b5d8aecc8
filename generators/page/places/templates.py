"""模板: which there are, what `check` says of one, one's own put in the place of it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for

from generators.page import views
from generators.page.uploads import Uploaded
from generators.verbs.check_files import check_files
from generators.verbs.put_template import put_template, templates
from generators.workspace.workspace import Workspace

place = Blueprint("templates", __name__)


@place.get("/templates")
def show() -> str:
    """All templates, the workspace's own and those that come with the tool."""
    return render_template("templates.html", templates=templates(views.workspace()), place="templates")


@place.get("/templates/<file>")
def check(file: str) -> str:
    """What is wrong with a template of the workspace's own."""
    of_workspace = [one.file for one in templates(views.workspace()) if one.is_own]
    report = check_files(views.workspace(), [f"templates/{file}" if file in of_workspace else abort(404)])
    return render_template("findings.html", report=report, file=file, place="templates")


@place.post("/templates/put")
def put() -> str:
    """Put a file that was sent in the place of a template."""
    sent = Uploaded("file")
    report = put_template(views.workspace(), request.form.get("name", ""), sent.paths[0].read_bytes())
    return views.shown(report, url_for("templates.show"), "换模板")


@place.post("/templates/<file>/supplied")
def put_back(file: str) -> str:
    """Put the template that comes with the tool in the place of one's own."""
    known = [one.file for one in templates(views.workspace())]
    supplied = Workspace.supplied_template(file if file in known else abort(404))
    return views.shown(put_template(views.workspace(), file, supplied), url_for("templates.show"), "改用随附的模板")
