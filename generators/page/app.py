"""The page as a Flask application: its places, behind the checks of `security`."""

from __future__ import annotations

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from generators.kinds import all_kinds
from generators.page import views
from generators.page.files import files, key_of
from generators.page.jobs import Jobs
from generators.page.kept import Kept
from generators.page.places import (
    changes,
    computer,
    importing,
    notice,
    proof,
    returns,
    sending,
    templates,
    today,
    versions,
    work,
)
from generators.page.proofs import Proofs
from generators.page.security import protect
from generators.page.settings import MOST_FILES, MOST_TEXT, MOST_UPLOADED, PageSettings
from generators.problems import DubanError, Problem, UsageError, error
from generators.verbs.import_draft import ROLES

_PLACES = (today, notice, proof, changes, returns, sending, importing, templates, computer, work, versions)
_OF_A_NOTICE = (
    ("notice.show", "通知"),
    ("changes.show", "改动"),
    ("returns.show", "收材料"),
    ("sending.show", "发文·催报·汇总"),
)
_OF_ALL = (("importing.show", "导入"), ("templates.show", "模板"), ("computer.show", "电脑"))
_MESSAGES = {404: "没有这一页，或者这份文件已经不在了。", 405: "这一页不能这样打开。", 400: "填的内容不全。"}


def create_app(settings: PageSettings) -> Flask:
    """The application for a workspace. Raises UsageError where the folder is none."""
    app = Flask(__name__, template_folder="html", static_folder="static")
    app.extensions["duban.settings"] = settings
    app.extensions["duban.jobs"] = Jobs()
    app.extensions["duban.proofs"] = Proofs()
    app.extensions["duban.returned"], app.extensions["duban.imported"] = Kept(), Kept()
    app.config.update(MAX_CONTENT_LENGTH=MOST_UPLOADED, MAX_FORM_PARTS=MOST_FILES + 100, MAX_FORM_MEMORY_SIZE=MOST_TEXT)
    protect(app, settings)
    for place in _PLACES:
        app.register_blueprint(place.place)
    app.register_blueprint(files)
    app.register_error_handler(DubanError, _refused)
    app.register_error_handler(OSError, _unwritten)
    app.register_error_handler(ValueError, _mistyped)
    app.register_error_handler(HTTPException, _wrong)
    app.jinja_env.filters.update(
        key=key_of,
        pictures=views.pictures,
        words=views.in_words_of_the_page,
        link=views.link,
        kind=views.kind_of_report,
        lines=views.lines_of,
        place=views.place_in_words,
        content_title=views.content_title,
    )
    app.jinja_env.globals.update(places_of_a_notice=_OF_A_NOTICE, places_of_all=_OF_ALL)
    titles = {kind.name: kind.title for kind in all_kinds()}
    app.jinja_env.globals.update(titles=titles, units_of=views.units_of, roles=ROLES)
    app.jinja_env.globals.update(most_uploaded=MOST_UPLOADED, most_files=MOST_FILES)
    app.context_processor(_known_everywhere)
    return app


def _known_everywhere() -> dict[str, object]:
    """What every page shows: the notices, which of them is looked at, the work that is running."""
    names = views.notices()
    return {"notices": names, "current": views.current_notice(names), "running": views.jobs().running()}


def _refused(fault: DubanError) -> tuple[str, int]:
    """A mistake of the user's: nothing was written."""
    return _page(list(fault.problems), 409 if isinstance(fault, UsageError) else 400)


def _unwritten(fault: OSError) -> tuple[str, int]:
    return _page([error(f"“{fault.filename}”读不了或写不进去", "检查路径、权限和磁盘空间")], 500)


def _mistyped(fault: ValueError) -> tuple[str, int]:
    if not str(fault).isascii():
        return _page([error(str(fault), "日期写成 2013-12-14")], 400)
    raise fault


def _wrong(fault: HTTPException) -> tuple[str, int]:
    message = _MESSAGES.get(fault.code or 500, "出了意外，没有做成。")
    if isinstance(fault, RequestEntityTooLarge):
        most = f"一次最多 {MOST_UPLOADED // 1_000_000} MB、{MOST_FILES} 个文件"
        message = f"太大，没有收。{most}；分几次放，或压缩以后再放。"
    return _page([error(message)], fault.code or 500)


def _page(problems: list[Problem], code: int) -> tuple[str, int]:
    return render_template("problems.html", problems=problems, back=request.referrer or "/", place=""), code
