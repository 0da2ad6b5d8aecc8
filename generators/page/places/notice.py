"""通知: the content as an outline with the usual edits, and as text with line numbers and placed problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page import views
from generators.page.files import key_of
from generators.verbs.check import check
from generators.verbs.content_texts import content_text, content_texts
from generators.verbs.edit import Edit, EditReport, NewUnit, add_unit, edit, moved_to, save
from generators.verbs.outline import outline, path_of
from generators.wording import typed_names

place = Blueprint("notice", __name__)


@place.get("/notice/<name>")
def show(name: str) -> str:
    """The outline."""
    return _outline(name)


def _outline(name: str, refused: EditReport | None = None, unit: NewUnit | None = None) -> str:
    found = outline(views.workspace(), views.notice(name))
    line = request.args.get("line", "")
    at = next((one.words for one in (*found.facts, *found.entries) if str(one.line) == line), "")[:60]
    shown = {"outline": found, "refused": refused, "at": at, "unit": unit, "added": request.args.get("added", "")}
    return render_template("notice.html", name=name, place="notice", **shown)


@place.get("/notice/<name>/text")
def text(name: str) -> str:
    """A content file as text; notice.yaml where no key names another."""
    content = content_text(views.workspace(), views.notice(name), _file(name))
    return render_template("text.html", name=name, content=content, text=content.text, report=None, place="notice")


@place.post("/notice/<name>/text")
def write(name: str) -> str:
    """Write the text, or show both where the file has changed since it was opened."""
    typed, digest = request.form.get("text", "").replace("\r\n", "\n"), request.form.get("digest", "")
    report = save(views.workspace(), views.notice(name), _file(name), typed, digest)
    content = content_text(views.workspace(), name, _file(name))
    return render_template("text.html", name=name, content=content, text=typed, report=report, place="notice")


def _file(name: str) -> str:
    """The content file of the key in the address. Answers 404 where there is none."""
    files, key = content_texts(views.workspace(), name), request.args.get("file", "")
    return next((file for file in files if key in ("", key_of(file))), "") or abort(404)


@place.post("/notice/<name>/edit")
def change(name: str) -> AnyResponse | str:
    """Make one of the usual edits."""
    wished = _EDITS.get(request.form.get("do", "")) or abort(400)
    report = edit(views.workspace(), views.notice(name), wished(request.form), request.form.get("digest", ""))
    if not report.is_written:
        return _outline(name, report)
    line = request.form.get("line", "")
    anchor = f"L{line}" if line.isdecimal() else None
    return redirect(url_for("notice.show", name=name, line=line or None, _anchor=anchor), 303)


@place.post("/notice/<name>/unit")
def new_unit(name: str) -> AnyResponse | str:
    """Put a unit into the list of units."""
    typed = (request.form.get(field, "").strip() for field in ("unit", "short", "category", "behind"))
    unit = NewUnit(*typed)
    report = add_unit(views.workspace(), views.notice(name), unit)
    if not report.is_written:
        return _outline(name, report, unit)
    return redirect(url_for("notice.show", name=name, added=unit.short_name or unit.name, _anchor="units"), 303)


@place.post("/notice/<name>/seen")
def seen(name: str) -> AnyResponse:
    """All warnings and hints are known."""
    check(views.workspace(), views.notice(name), seen=True)
    return redirect(url_for("notice.show", name=name), 303)


Form = Mapping[str, str]


def _reword(form: Form) -> Edit:
    return lambda notice: notice.reworded(path_of(form["path"]), form["words"].replace("\r\n", "\n").strip())


def _lead(form: Form) -> Edit:
    names = typed_names(form["names"])
    return lambda notice: notice.with_list(path_of(form["path"]), "牵头", names, "{ 部门: {} }")


def _members(form: Form) -> Edit:
    names = typed_names(form["names"])
    return lambda notice: notice.with_list(path_of(form["path"]), "成员", names)


def _date(form: Form) -> Edit:
    return lambda notice: moved_to(notice, path_of(form["path"]), form["due"].strip(), form.get("printed", "").strip())


def _insert(form: Form) -> Edit:
    lead = [name for name in (form.get("lead", "").strip(),) if name]
    return lambda notice: notice.with_entry(path_of(form["path"]), form["words"].strip(), lead)


_EDITS: dict[str, Callable[[Form], Edit]] = {
    "reword": _reword,
    "date": _date,
    "lead": _lead,
    "members": _members,
    "insert": _insert,
    "delete": lambda form: lambda notice: notice.without(path_of(form["path"])),
    "up": lambda form: lambda notice: notice.moved(path_of(form["path"]), -1),
    "down": lambda form: lambda notice: notice.moved(path_of(form["path"]), 1),
}
