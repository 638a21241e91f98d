"""A browser without a script: it keeps the cookie, follows redirects, and fills in the forms that pages hold."""

import http.client
import re
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from baremo.app.server import Server
from baremo.app.session import Session
from baremo.workbench.starts import start_workspace


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


class _Forms(HTMLParser):
    """The forms of a page, each with the fields that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": [given.get("action", "")], "method": [given.get("method", "get")]})
            return
        if not self.forms:
            return
        form, name = self.forms[-1], given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("radio", "checkbox", "file"):
            form.setdefault(name, []).append(given.get("value", ""))
        if tag == "input" and name and given.get("type") in ("radio", "checkbox") and "checked" in given:
            form.setdefault(name, []).append(given.get("value", ""))
        if tag == "select":
            self._select = name
            form.setdefault(name, [])
        if tag == "option" and self._select and ("selected" in given or not form[self._select]):
            form[self._select] = [given.get("value", "")]
        if tag == "textarea":
            self._area = name
            form.setdefault(name, [""])

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None


class Visitor:
    """One browser, let in by the address that works once."""

    def __init__(self, address: str) -> None:
        where = urllib.parse.urlsplit(address)
        self.host, self.port = where.netloc, where.port
        self.cookie = ""
        answer = self.ask("GET", f"{where.path}?{where.query}")
        assert answer.status == 200, answer
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]

    def ask(self, method: str, path: str, body: "bytes | str | None" = None, **headers: str | None) -> Answer:
        """One request; a header that is None is not sent."""
        sent = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            sent |= {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}  # type: ignore[dict-item]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {name: value for name, value in sent.items() if value is not None})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.headers.items()), answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def bytes(self, path: str) -> bytes:
        """A file."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Host": self.host, "Cookie": self.cookie})
            answer = connection.getresponse()
            assert answer.status == 200, path
            return answer.read()
        finally:
            connection.close()

    def get(self, path: str, status: int = 200) -> str:
        """A page."""
        answer = self.ask("GET", path)
        assert answer.status == status, (path, answer.status, told(answer.text))
        return answer.text

    def post(self, path: str, fields: Mapping[str, object], status: int = 303) -> str:
        """Send fields; gives where that leads, or the page where it leads nowhere."""
        answer = self.ask("POST", path, urllib.parse.urlencode(dict(fields), doseq=True))
        assert answer.status == status, (path, answer.status, told(answer.text))
        return answer.headers.get("Location", answer.text)

    def fill(self, path: str, action: str, status: int = 303, **fields: object) -> str:
        """Fill in and send the form of a page that goes to `action`; `__` in a field's name stands for a dot."""
        forms = _Forms()
        forms.feed(self.get(path))
        here = urllib.parse.urlsplit(path).path
        form = next(each for each in forms.forms if (each["action"][0] or here) == action and "post" in each["method"])
        sent = {name: value for name, value in form.items() if name not in ("action", "method")}
        given = {name.replace("__", "."): value for name, value in fields.items()}
        return self.post(action, {**sent, **given}, status)


def told(html: str) -> str:
    """The words of a page's main part."""
    main = html.partition("<main")[2] or html
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())[:1500]


@contextmanager
def serving(folder: Path, language: str = "en") -> Iterator[Server]:
    """A server on a free port, in a workspace that is started if it is none; nobody is let in yet."""
    if not (folder / "baremo.yaml").exists():
        start_workspace(folder)
    server = Server(Session(folder, language))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop(0)
        thread.join(20)
        assert not thread.is_alive()


@contextmanager
def served(folder: Path, language: str = "en") -> Iterator[tuple[Server, Visitor]]:
    """The same, and a browser that is let in."""
    with serving(folder, language) as server:
        yield server, Visitor(server.address)
