"""电脑: what this computer and this workspace lack; who has the page open."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from generators.page import views
from generators.page.security import sessions, settings
from generators.verbs.doctor import doctor

place = Blueprint("computer", __name__)


@place.get("/computer")
def show() -> str:
    """The findings of `doctor`, and the sessions."""
    report = doctor(views.workspace(), views.day())
    return render_template(
        "computer.html",
        report=report,
        sessions=sessions().everybody(),
        this=g.session,
        page=settings(),
        place="computer",
    )
