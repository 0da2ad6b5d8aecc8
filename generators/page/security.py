"""Nobody gets in who does not belong: every request passes here first, every answer last.

A request must name our own address (against DNS rebinding), bear the cookie of a session, and, where it changes
anything, come from our own page (Origin) with the session's token in the form (against forged requests).
"""

from __future__ import annotations

import hmac
import time
from threading import Lock
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from generators.page.sessions import Session, Sessions
from generators.page.settings import LOCAL, PageSettings

_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("entry.open_", "entry.login", "static")  # what can be asked for without a session
_PAUSE = 1.0  # seconds for each wrong pass phrase, one after the other
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

entry = Blueprint("entry", __name__)
_guessing = Lock()


def protect(app: Flask, settings: PageSettings) -> None:
    """Put the checks before every request of an app, and the headers behind."""
    app.extensions["duban.sessions"] = Sessions()
    app.register_blueprint(entry)
    app.before_request(lambda: _refusal(settings))
    app.after_request(_with_headers)
    app.context_processor(lambda: {"csrf": g.session.csrf if "session" in g else ""})


def sessions() -> Sessions:
    """The sessions of this run."""
    found = current_app.extensions["duban.sessions"]
    assert isinstance(found, Sessions)
    return found


def settings() -> PageSettings:
    """The settings of this run."""
    found = current_app.extensions["duban.settings"]
    assert isinstance(found, PageSettings)
    return found


def _refusal(settings: PageSettings) -> tuple[str, int] | AnyResponse | None:
    """Why a request is not answered; None where it may pass."""
    if not settings.is_own_host(request.host):
        return "这不是督办网页的地址。", 421
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and not _is_plain_visit():
        return "这个请求是别的网页发来的，没有执行。", 403
    changing = request.method not in _SAFE
    if changing and not _is_from_here():
        return "这个请求不是从督办网页发来的，没有执行。", 403
    session = sessions().of(request.cookies.get(cookie_name(settings), ""))
    if session is None:
        return None if request.endpoint in _OPEN else _unknown(settings)
    g.session = session
    sent = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "") if changing else ""
    if changing and request.endpoint not in _OPEN and not _equal(sent, session.csrf):
        return render_template("refused.html"), 403
    return None


def _unknown(settings: PageSettings) -> tuple[str, int] | AnyResponse:
    """What a browser without a session gets: the question for the pass phrase, or the way to the right address."""
    if settings.pass_phrase and request.method == "GET":
        return redirect(url_for("entry.login"))
    return render_template("closed.html"), 403


def _is_plain_visit() -> bool:
    """Whether a link was followed to one of our addresses. Strict cookies do not come along, so nothing is shown."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"


def _is_from_here() -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc == request.host


def _equal(sent: str, wanted: str) -> bool:
    return hmac.compare_digest(sent.encode("utf-8", "surrogatepass"), wanted.encode())


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def cookie_name(settings: PageSettings) -> str:
    """The name of our cookie. Browsers do not tell ports apart, and another page of ours may run beside."""
    return f"duban-{settings.port}"


@entry.get("/open")
def open_() -> tuple[str, int] | AnyResponse:
    """Exchange the token of the address for a cookie."""
    options = settings()
    if options.pass_phrase or not _equal(request.args.get("token", ""), options.token):
        return _unknown(options)
    return _entered(options, "本机")


@entry.route("/login", methods=["GET", "POST"])
def login() -> tuple[str, int] | str | AnyResponse:
    """Ask for the pass phrase, and let in who knows it."""
    options = settings()
    if not options.pass_phrase:
        return _unknown(options)
    if request.method == "GET":
        return render_template("login.html", wrong=False)
    with _guessing:  # one guess at a time
        if not _equal(request.form.get("phrase", ""), options.pass_phrase):
            time.sleep(_PAUSE)
            return render_template("login.html", wrong=True), 403
    return _entered(options, request.form.get("name", "").strip()[:20] or "没有写姓名")


@entry.post("/leave")
def leave() -> AnyResponse:
    """End this session."""
    session: Session = g.session
    sessions().leave(session)
    return redirect("/")


def _entered(options: PageSettings, name: str) -> AnyResponse:
    session = sessions().enter(name, request.remote_addr or LOCAL, options.current_day())
    response = redirect("/")
    response.set_cookie(cookie_name(options), session.key, httponly=True, samesite="Strict", path="/")
    return response
