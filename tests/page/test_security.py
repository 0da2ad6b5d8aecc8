"""Nobody gets in who does not belong, and nothing is written that was not asked for."""

from __future__ import annotations

import io
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support.files import ROOT, files_in
from support.pages import ORIGIN, PORT, SMALL, Browser, small_workspace

from generators.page import security
from generators.page.app import create_app
from generators.page.server import free_port, serve
from generators.page.settings import MOST_FILES, MOST_UPLOADED, PageSettings


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_workspace(tmp_path_factory.mktemp("page") / "工作区")
    (folder / "output" / SMALL).mkdir(parents=True)
    (folder / "output" / SMALL / "通知.docx").write_bytes(b"docx")
    (folder / "output" / SMALL / ".duban").mkdir()
    (folder / "output" / SMALL / ".duban" / "manifest.json").write_bytes(b"{}")
    return folder


@pytest.fixture
def browser(root: Path) -> Browser:
    return Browser(root)


@pytest.fixture(scope="module")
def entered(root: Path) -> Browser:
    return Browser(root).enter()


OF_A_NOTICE = [f"/{place}/{SMALL}" for place in ("notice", "changes", "returns", "sending")]
PAGES = ("/", "/computer", "/templates", "/import", f"/notice/{SMALL}/text", *OF_A_NOTICE)
PATHS = (*PAGES, f"/notice/{SMALL}/proof", "/proof/x/1.png", "/file/x", "/jobs/x", "/templates/notice.docx")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_the_token(browser: Browser, path: str) -> None:
    response = browser.get(path)
    assert response.status_code == 403 and SMALL not in response.text


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 43])
def test_a_wrong_token_opens_nothing(browser: Browser, token: str) -> None:
    response = browser.get("/open", query_string={"token": token})
    assert response.status_code == 403 and "Set-Cookie" not in response.headers


def test_the_token_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_can_use(browser: Browser) -> None:
    response = browser.get(f"/open?token={browser.settings.token}")
    assert response.status_code == 302 and response.location == "/"
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and browser.settings.token not in cookie
    assert browser.get("/computer").status_code == 200


def test_tokens_and_sessions_of_another_run_open_nothing(root: Path, entered: Browser) -> None:
    again = Browser(root)
    assert again.settings.token != entered.settings.token
    name = security.cookie_name(again.settings)
    kept = entered.client.get_cookie(name, domain="127.0.0.1")
    assert kept is not None
    again.client.set_cookie(name, kept.value, domain="127.0.0.1")
    assert again.get("/computer").status_code == 403


@pytest.mark.parametrize(
    "host",
    [f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}", f"192.168.1.5:{PORT}"],
)
def test_a_name_that_was_rebound_to_our_address_is_refused(entered: Browser, host: str) -> None:
    response = entered.client.get("/computer", base_url=ORIGIN, headers={"Host": host})
    assert response.status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "", "Referer": "http://evil.example/a"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
        {"Origin": ""},
    ],
)
def test_a_form_of_another_site_is_refused(entered: Browser, root: Path, headers: dict[str, str]) -> None:
    before = files_in(root)
    assert entered.post(f"/changes/{SMALL}/build", headers=headers).status_code == 403
    assert files_in(root) == before


@pytest.mark.parametrize("csrf", ["", "x", "é"])
def test_a_form_without_the_token_of_the_session_is_refused(entered: Browser, root: Path, csrf: str) -> None:
    before = files_in(root)
    response = entered.post(f"/changes/{SMALL}/build", {"csrf": csrf})
    assert response.status_code == 403 and "上一次打开" in response.text
    assert files_in(root) == before


def test_a_picture_of_ours_in_another_page_is_refused(entered: Browser) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert entered.get("/computer", headers=headers).status_code == 403


def test_every_form_of_every_page_has_the_token(entered: Browser) -> None:
    for path in PAGES:
        forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", entered.text(path), re.DOTALL)
        assert all(f'name="csrf" value="{entered.csrf}"' in form for form in forms), path


PLACES = ("/file/../../etc/passwd", "/file/..%2f..%2fetc%2fpasswd", "/file/%2e%2e/x", "/static/../app.py")
NAMES = ("..", "../..", "%2e%2e", "..%5c..", "测试通知%2f..", "C:", "con", "a\x00b")


@pytest.mark.parametrize("path", [*PLACES, *(f"/changes/{name}" for name in NAMES)])
def test_no_path_of_the_browser_reaches_the_disk(entered: Browser, path: str) -> None:
    assert entered.get(path).status_code in (403, 404)


def test_only_listed_files_can_be_fetched_and_never_the_records(entered: Browser) -> None:
    from generators.page.files import key_of

    response = entered.get(f"/file/{key_of(f'output/{SMALL}/通知.docx')}")
    assert response.data == b"docx" and response.headers["Content-Disposition"].startswith("attachment")
    for path in (
        f"output/{SMALL}/.duban/manifest.json",
        "content/departments.yaml",
        "../x",
        "templates/.supplied.json",
    ):
        assert entered.get(f"/file/{key_of(path)}").status_code == 404


def test_a_link_out_of_the_workspace_is_not_followed(entered: Browser, root: Path, tmp_path: Path) -> None:
    from generators.page.files import key_of

    (tmp_path / "secret.docx").write_bytes(b"secret")
    link = root / "output" / SMALL / "外面.docx"
    link.symlink_to(tmp_path / "secret.docx")
    try:
        assert entered.get(f"/file/{key_of(f'output/{SMALL}/外面.docx')}").status_code == 404
    finally:
        link.unlink()


def test_uploads_are_bounded_in_size_and_number(entered: Browser) -> None:
    path = f"/changes/{SMALL}/build"
    large = entered.post(
        path, content_type="multipart/form-data", environ_overrides={"CONTENT_LENGTH": str(2 * 1024**3)}
    )
    assert large.status_code == 413 and f"{MOST_UPLOADED // 1_000_000} MB" in large.text
    many = {f"f{number}": (io.BytesIO(b"x"), "x.docx") for number in range(MOST_FILES + 101)}
    assert entered.post(path, many, content_type="multipart/form-data").status_code == 413


def test_two_gigabytes_are_refused_before_they_are_sent(root: Path) -> None:
    settings, ready = PageSettings(root, free_port("127.0.0.1", 0), lambda: "2013-12-14"), threading.Event()
    threading.Thread(target=serve, args=(settings, lambda _: ready.set()), daemon=True).start()
    assert ready.wait(30)
    head = f"POST /import HTTP/1.1\r\nHost: 127.0.0.1:{settings.port}\r\nContent-Length: {2 * 1024**3}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", settings.port), timeout=30) as one:
        one.sendall(head.encode())
        assert one.recv(100).startswith(b"HTTP/1.1 413 ")


def test_no_answer_allows_scripts_in_the_page_or_frames_or_is_kept(entered: Browser) -> None:
    for path in ("/computer", "/static/page.js", "/none"):
        headers = entered.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin" and headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers


def test_pages_have_neither_scripts_nor_styles_nor_addresses_of_others_in_them() -> None:
    for template in (Path(security.__file__).parent / "html").glob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=|javascript:|//\w+\.\w|\|safe", text), template.name


def test_what_a_clerk_typed_is_text_and_never_markup(tmp_path: Path) -> None:
    folder = small_workspace(tmp_path / "工作区")
    (folder / "content" / SMALL).rename(folder / "content" / "<script>alert(1)<script>")
    assert "<script>alert" not in Browser(folder).enter().text("/")


def test_leaving_ends_the_session(root: Path) -> None:
    entered = Browser(root).enter()
    assert entered.post("/leave").status_code == 302
    assert entered.get("/computer").status_code == 403


def test_no_socket_is_opened_but_the_one_of_the_page(root: Path) -> None:
    """A process of its own: a hook that looks at every socket cannot be taken out again."""
    script = f"""
import sys, threading, urllib.request
from pathlib import Path
opened = []
def look(event, arguments):
    if event in ("socket.bind", "socket.connect", "socket.getaddrinfo"):
        opened.append((threading.current_thread() is threading.main_thread(), event, str(arguments)))
sys.addaudithook(look)
sys.path.insert(0, {str(ROOT / "tests")!r})
from generators.page.server import free_port, serve
from generators.page.settings import PageSettings
from generators.verbs.build import Request, build
from generators.verbs.doctor import doctor
from generators.dates import PartialDate
from generators.workspace.workspace import Workspace
own = Workspace(Path({str(root)!r}))
build(own, Request(kinds=("notice",), dry_run=True))
doctor(own, PartialDate.parse("2013-12-14"))
from support.pages import Browser
browser = Browser(own.root).enter()
assert all(browser.get(page).status_code == 200 for page in {PAGES!r})
assert opened == [], opened
settings = PageSettings(own.root, free_port("127.0.0.1", 0), lambda: "2013-12-14")
ready = threading.Event()
threading.Thread(target=serve, args=(settings, lambda _: ready.set()), daemon=True).start()
assert ready.wait(30)
served = [one for one in opened if not one[0]]
assert served and all(event != "socket.connect" and "'127.0.0.1'" in address for _, event, address in served), served
assert urllib.request.urlopen(settings.address.replace("/open", "/static/page.css?")).status == 200
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


# -- on a network -------------------------------------------------------------------------------------------------


@pytest.fixture
def network(root: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(security, "_PAUSE", 0.0)
    return Browser(root, host="0.0.0.0", pass_phrase="长长的口令 123")


def test_a_network_asks_for_the_pass_phrase_and_the_token_opens_nothing(network: Browser) -> None:
    assert "token" not in network.settings.address
    assert network.get("/").location == "/login"
    assert network.get(f"/open?token={network.settings.token}").location == "/login"
    assert network.post("/login", {"phrase": "别的"}).status_code == 403
    response = network.post("/login", {"phrase": "长长的口令 123", "name": "张三<b>"})
    assert response.location == "/" and "SameSite=Strict" in response.headers["Set-Cookie"]
    page = network.text("/computer")
    assert "张三&lt;b&gt;（自己）" in page and "127.0.0.1" in page


def test_a_network_is_reached_by_addresses_and_not_by_names_of_others(network: Browser) -> None:
    for host, status in (("192.168.1.5", 302), ("evil.example", 421), ("[::1]", 302)):
        response = network.client.get("/", base_url=ORIGIN, headers={"Host": f"{host}:{PORT}"})
        assert response.status_code == status, host


def test_each_wrong_pass_phrase_takes_its_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(security.time, "sleep", waited.append)
    network = Browser(root, host="0.0.0.0", pass_phrase="长长的口令 123")
    for guess in ("a", "b", "c"):
        network.post("/login", {"phrase": guess})
    assert waited == [security._PAUSE] * 3


def test_alone_there_is_no_pass_phrase_to_guess(browser: Browser) -> None:
    assert browser.post("/login", {"phrase": ""}).status_code == 403
    assert browser.get("/login").status_code == 403


def test_a_page_of_a_folder_that_is_no_workspace_can_begin_one(tmp_path: Path) -> None:
    browser = Browser(tmp_path).enter()
    assert "没有 content" in browser.text("/")
    assert browser.post("/new").location == "/"
    assert list((tmp_path / "content").glob("*/notice.yaml"))
    assert create_app(PageSettings(tmp_path, PORT, lambda: "2013-12-14")).url_map
