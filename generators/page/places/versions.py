"""手工改过的文书: one's own version beside the new one, and which of both holds."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.page.files import found
from generators.page.proofs import proofs
from generators.page.security import settings
from generators.problems import UsageError, error
from generators.verbs.build import Request, build
from generators.verbs.changes_from import changed_since, changes_from
from generators.verbs.proof import proof

place = Blueprint("versions", __name__)


@place.get("/changes/<name>/versions/<key>")
def show(name: str, key: str) -> str:
    """Where both differ, what of one's own can be taken over into the content, and both as pages."""
    workspace, path = views.workspace(), _path(views.notice(name), key)
    document = path.relative_to(workspace.root.resolve() / "output" / name).as_posix()
    new = proof(workspace, name, document)
    both = [proofs().lay_out(raw) for raw in (path.read_bytes(), new.docx) if raw] if new.document == document else []
    report = changes_from(workspace, name, path, lambda _: False)
    return render_template(
        "versions.html",
        name=name,
        key=key,
        file=path.name,
        report=report,
        newer=changed_since(workspace, name, path, report.taken),
        both=[(key, proofs().of(key)) for key in both],
        kind=request.args.get("kind", ""),
        unit=request.args.get("unit", ""),
        place="changes",
    )


@place.post("/changes/<name>/versions/<key>/adopt")
def adopt(name: str, key: str) -> str:
    """Take over into the content what was ticked of what was changed by hand."""
    path, back = _path(views.notice(name), key), url_for("changes.show", name=name)
    only = request.form.getlist("take")
    if not only:
        raise UsageError(error("一处都没有勾", "勾上要采纳进内容的，再点“勾上的采纳进内容”"))
    return views.shown(changes_from(views.workspace(), name, path, lambda _: True, only), back, "采纳进内容")


@place.post("/changes/<name>/replace")
def give_up(name: str) -> AnyResponse:
    """Make this one document anew in its place; one's own is kept."""
    workspace, form, back = views.workspace(), request.form, url_for("changes.show", name=views.notice(name))
    units = (form["unit"],) if form.get("unit") else ()
    wish = Request(name, (form.get("kind") or abort(400),), units, overwrite=True)
    return views.started("换成新版", back, lambda bar: build(workspace, wish, bar))


def _path(name: str, key: str) -> Path:
    """A Word file of a notice by its key. Answers 404 for another file."""
    path = found(key)
    is_ours = path.is_relative_to(settings().root.resolve() / "output" / name) and path.suffix == ".docx"
    return path if is_ours else abort(404)
