"""What the app must withstand: other hosts, other pages, other accounts, and what is hostile in a workspace."""

import os
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("flask", reason="the extra `app` is not installed: pip install 'baremo[app]'")
pytest.importorskip("waitress", reason="the extra `app` is not installed: pip install 'baremo[app]'")
from visitor import Visitor, served

from baremo.app.guard import HEADERS, SECONDS, Guard
from baremo.app.server import MOST_BYTES, Server
from baremo.app.session import Session
from baremo.workbench.starts import start_workspace

PATHS = ("/", "/m/honduras", "/assets/app.css", "/open?token=x", "/nothing")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guarded") / "work"


@pytest.fixture(scope="module")
def run(folder: Path) -> Iterator[tuple[Server, Visitor]]:
    with served(folder) as running:
        yield running


@pytest.fixture
def visitor(run: tuple[Server, Visitor]) -> Visitor:
    return run[1]


@pytest.mark.parametrize("path", PATHS)
def test_no_other_host_is_answered(visitor: Visitor, path: str) -> None:
    own = visitor.host
    name, _, port = own.partition(":")
    others = ["evil.example", f"evil.example:{port}", name, f"{name}:{int(port) + 1}", f"localhost:{port}"]
    others += [f"127.0.0.1:{port}", f"x{own}", f"{own}.evil.example", f"{own}, evil.example", f"[::1]:{port}", ""]
    for host in others:
        answer = visitor.ask("GET", path, Host=host)
        assert answer.status in (400, 421), host
        assert "mechanism" not in answer.text.lower()


def test_the_plain_address_is_the_host_once_a_browser_came_by_it() -> None:
    guard = Guard(port=5)
    plain = "127.0.0.1:5"
    token = guard.entrance().partition("token=")[2]
    assert guard.known_host(plain)
    assert guard.enter(token, plain) is not None
    assert guard.hosts == (plain,)


@pytest.mark.parametrize("path", ["/", "/m/honduras", "/assets/app.css", "/nothing"])
@pytest.mark.parametrize("cookie", [None, "", "baremo=1", "baremo-1=x"])
def test_without_the_cookie_there_is_one_sentence(visitor: Visitor, path: str, cookie: str | None) -> None:
    answer = visitor.ask("GET", path, Cookie=cookie)
    assert (answer.status, answer.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert answer.text.count("\n") == 1


def test_the_token_is_good_once(run: tuple[Server, Visitor]) -> None:
    server, visitor = run
    again = visitor.ask("GET", server.address.partition(visitor.host)[2], Cookie=None)
    assert again.status == 403
    assert "Set-Cookie" not in again.headers
    assert visitor.ask("GET", "/open", Cookie=None).status == 403


def test_the_token_is_good_for_two_minutes() -> None:
    now = [0.0]
    for late, outcome in ((SECONDS - 1, True), (SECONDS + 1, False)):
        now[0] = 0.0
        guard = Guard(port=1, clock=lambda: now[0])
        now[0] = late
        assert (guard.enter(guard.entrance().partition("token=")[2], guard.hosts[0]) is not None) == outcome


def test_the_cookie_is_for_this_port_and_no_script(folder: Path) -> None:
    with served(folder.with_name("cookie")) as (server, _):
        guard = Guard(port=server.guard.port)
        assert guard.cookie == f"baremo-{server.guard.port}"
    server = Server(Session(folder, "en"))
    try:
        from baremo.app.server import make

        app = make(server.session, server.guard).test_client()
        shown = app.get(server.address.partition(server.guard.hosts[0])[2], headers={"Host": server.guard.hosts[0]})
        cookie = shown.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Location" not in shown.headers
        assert 'http-equiv="refresh" content="0;url=/"' in shown.text
    finally:
        server.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Sec_Fetch_Site": None}, 403),
        ({"Sec_Fetch_Site": None, "Origin": "null"}, 403),
        ({"Sec_Fetch_Site": None, "Origin": "http://evil.example"}, 403),
        ({"Sec_Fetch_Site": None, "Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "null"}, 303),
    ],
)
def test_a_form_of_another_page_changes_nothing(visitor: Visitor, headers: dict[str, str | None], status: int) -> None:
    assert visitor.ask("POST", "/settings", "audience=internal", **headers).status == status


def test_a_form_of_ours_is_known_by_its_origin(visitor: Visitor) -> None:
    answer = visitor.ask("POST", "/settings", "", Sec_Fetch_Site=None, Origin=f"http://{visitor.host}")
    assert answer.status == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_and_forms(visitor: Visitor, method: str) -> None:
    assert visitor.ask(method, "/settings").status == 405


def test_what_changes_something_is_no_address(visitor: Visitor) -> None:
    for path in ("/stop", "/undo", "/speakers/save", "/documents/save", "/mechanisms/save", "/m/honduras/reforms/save"):
        assert visitor.ask("GET", path).status in (404, 405), path


def test_every_answer_has_the_headers(visitor: Visitor) -> None:
    answers = [visitor.ask("GET", path) for path in (*PATHS, "/settings", "/m/%00")]
    answers += [visitor.ask("GET", "/", Host="evil.example"), visitor.ask("GET", "/", Cookie=None)]
    answers += [visitor.ask("POST", "/stop", "", Sec_Fetch_Site="cross-site")]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_no_page_has_a_script_or_a_style_of_its_own(visitor: Visitor) -> None:
    for path in ("/", "/m/honduras", "/compare?m=honduras&m=mexico", "/m/honduras/who", "/m/honduras/whatif"):
        page = visitor.get(path)
        assert re.findall(r"<script(?! src=\"/assets/)|<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
        fetched = re.findall(r"(?:src|<link[^>]*href)=\"([^\"]*)\"", page)
        assert [address for address in fetched if not address.startswith(("/assets/", "data:"))] == []


@pytest.mark.parametrize(
    "hostile",
    [
        "..",
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f%2e%2e",
        "/etc/passwd",
        "x%00",
        "speakers.yaml",
        "c:%5c",
    ],
)
def test_no_address_becomes_a_path(visitor: Visitor, folder: Path, hostile: str) -> None:
    before = sorted(folder.rglob("*"))
    places = (
        *("/m/{}", "/m/honduras/findings/{}", "/documents/{}", "/speakers/{}", "/assets/{}", "/m/{}/coding"),
        *("/m/honduras/drafts/{}/coder-a", "/m/honduras/drafts/amnesty-2017/{}", "/m/honduras/around/{}"),
    )
    for place in places:
        assert visitor.ask("GET", place.format(hostile)).status in (400, 404, 405), place
    fields = {"release": hostile, "mechanisms": "honduras", "formats": "html", "id": hostile, "coder": hostile}
    fields |= {"document": hostile, "read": "whole", "announced": hostile, "title": "x", "author": "amnesty"}
    for path in ("/releases", "/releases/verify", "/documents/save", "/speakers/save", "/mechanisms/save"):
        visitor.post(path, fields, 422)
    visitor.post("/m/honduras/coding", fields, 422)
    assert sorted(folder.rglob("*")) == before


def test_a_body_that_is_too_large_is_refused(visitor: Visitor) -> None:
    answer = visitor.ask("POST", "/speakers/save", "id=" + "a" * MOST_BYTES)
    assert answer.status == 413


def test_many_fields_are_refused(visitor: Visitor) -> None:
    parts = (
        "".join(f'--b\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nx\r\n' for n in range(4_000)) + "--b--\r\n"
    )
    answer = visitor.ask("POST", "/speakers/save", parts, Content_Type="multipart/form-data; boundary=b")
    assert answer.status == 413


def test_a_hostile_file_is_refused_and_nothing_is_kept(visitor: Visitor, folder: Path) -> None:
    for name, content in (
        ("a.pdf", b"%PDF-1.7\n\x00broken"),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.exe", b"MZ\x00\x01"),
    ):
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="../{name}"\r\n\r\n'.encode()
        body = head + content + b"\r\n--b--\r\n"
        kind = "multipart/form-data; boundary=b"
        assert visitor.ask("POST", "/documents/amnesty-2017/text", body, Content_Type=kind).status == 409  # type: ignore[arg-type]
    assert not (folder / "mechanisms" / "texts").exists()


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
    with served(tmp_path / "work") as (_, visitor):
        visitor.fill("/speakers/new", "/speakers/save", id="bad", kind="media", name__en=hostile, name__es=hostile)
        for path in ("/speakers", "/speakers/bad", "/documents/new", "/m/honduras/coding"):
            page = visitor.get(path)
            assert "&lt;script&gt;alert(1)" in page
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "{{ 7*7 }}" in page


def test_it_listens_on_this_machine_alone(run: tuple[Server, Visitor]) -> None:
    server, visitor = run
    assert server._server.effective_host == "127.0.0.1"
    with (
        pytest.raises(OSError, match=r"(?i)refused|unreachable|timed"),
        socket.create_connection(("127.0.0.2", visitor.port), timeout=2),
    ):
        pass


def test_the_audience_is_on_every_page_and_confidential_is_no_default(visitor: Visitor, tmp_path: Path) -> None:
    assert Session(tmp_path, "en").audience == "internal"
    for path in ("/", "/documents", "/m/honduras", "/check", "/releases", "/settings"):
        assert '<span class="tag internal">' in visitor.get(path)
    assert re.search(r'name="audience" value="public" checked', visitor.get("/releases"))


def test_the_browser_is_opened_by_a_file_for_this_account_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    start_workspace(tmp_path / "secret-name")
    server = Server(Session(tmp_path / "secret-name", "en"))
    try:
        server.open()
        (file,) = (tmp_path / "secret-name" / ".baremo").iterdir()
        assert opened == [file.as_uri()]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert server.address in file.read_text()
        assert re.fullmatch(r"open-[0-9a-f]{16}\.html", file.name)
        old = file.stat().st_mtime - SECONDS - 10
        os.utime(file, (old, old))
        server._sweep()
        assert not file.exists()
    finally:
        server.close()


def test_it_ends_where_it_is_told_to_and_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        assert "Baremo has ended" in visitor.post("/stop", {}, 200)
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "baremo.yaml", "mechanisms"]
    with pytest.raises(OSError, match=r"(?i)refused"):
        visitor.ask("GET", "/")
