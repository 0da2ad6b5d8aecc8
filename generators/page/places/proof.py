"""校样: the page that an edit makes, saved or not, to be looked at beside it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from generators.page import views
from generators.page.proofs import proofs
from generators.verbs.proof import proof

place = Blueprint("proof", __name__)


@place.route("/notice/<name>/proof", methods=["GET", "POST"])
def show(name: str) -> str | tuple[str, int]:
    """A document as the content makes it, or with a text that is not saved; the page on which `words` stand.

    Of several that one tab asks for, those are not laid out that a later one has overtaken.
    """
    is_wanted = proofs().wish(request.headers.get("X-Tab", ""))
    text = request.form.get("text", "") if request.method == "POST" else None
    made = proof(views.workspace(), views.notice(name), request.values.get("document", ""), text)
    key = proofs().lay_out(made.docx, is_wanted) if made.docx else ""
    if made.docx and not key:
        return render_template("overtaken.html", name=name, place="notice"), 409
    return _shown(name, key, made.documents, made.document, problems=made.problems)


@place.get("/notice/<name>/proof/<key>")
def page(name: str, key: str) -> str:
    """Another page of a document that was laid out."""
    return _shown(views.notice(name), key, {}, "", problems=())


@place.get("/proof/<key>/<int:number>.png")
def picture(key: str, number: int) -> Response:
    """A page as a picture, counted from 1."""
    found = proofs().of(key).picture(number - 1)
    return Response(found, mimetype="image/png") if found else abort(404)


def _shown(name: str, key: str, documents: dict[str, str], document: str, problems: object) -> str:
    sheets = proofs().of(key) if key else None
    asked = request.args.get("page", "")
    number = int(asked) - 1 if asked.isdecimal() else sheets.page_with(request.values.get("words", "")) if sheets else 0
    if sheets and not 0 <= number < len(sheets.words):
        abort(404)
    return render_template(
        "proof.html",
        name=name,
        key=key,
        sheets=sheets,
        number=number,
        documents=documents,
        document=document,
        problems=problems,
        place="notice",
    )
