"""The server of one run: it listens on this machine alone, opens the browser, and ends when it is not needed."""

import contextlib
import html
import io
import os
import secrets
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import waitress
from flask import Flask, Request, Response, abort, g, request
from waitress import wasyncore
from werkzeug.exceptions import HTTPException

from ..workbench import speaking
from ..workspace.problem import WorkspaceError
from ..workspace.refusal import Refusal
from ..workspace.slip import Slip
from .assets import assets
from .guard import ENTRANCE, HEADERS, SECONDS, Guard
from .rendering import refuse, say
from .routes import blueprints
from .session import RUNTIME, Session

MOST_BYTES = 2_000_000
"""Of a form."""
MOST_UPLOADED = 60_000_000
"""Of a document that is taken in."""
IDLE_HOURS = 8.0
_CHECKED_EVERY = 60.0


class _Kept(Request):
    """A request whose files stay in memory: nothing is written outside the workspace."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return io.BytesIO()


class _App(Flask):
    request_class = _Kept


def make(session: Session, guard: Guard, stop: Callable[[], None] = lambda: None) -> Flask:
    """The app of one session, guarded; `stop` ends the server."""
    app = _App("baremo.app", static_folder=None, template_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=3_000)
    app.logger.disabled = True  # it would quote what a request said
    app.extensions["baremo"] = session
    app.extensions["baremo-guard"] = guard
    files = assets()

    @app.before_request
    def admit() -> Response | None:
        if not guard.known_host(request.headers.get("Host", "")):
            abort(421)
        if request.path == ENTRANCE:
            return None
        if request.method not in ("GET", "HEAD", "POST"):
            abort(405)
        if not guard.admitted(request.cookies.get(guard.cookie)):
            abort(403)
        if request.method == "POST" and not guard.ours(dict(request.headers)):
            abort(403)
        if request.endpoint in ("documents.take_text", "questionnaires.back"):
            request.max_content_length = MOST_UPLOADED
            request.max_form_memory_size = MOST_UPLOADED
        session.lock.acquire()
        g.held = True
        return None

    @app.teardown_request
    def leave(fault: BaseException | None) -> None:
        if g.pop("held", False):
            session.lock.release()

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.extend(HEADERS)
        return response

    @app.get(ENTRANCE)
    def entrance() -> Response:
        """Take the token away from the address at once. A page of our own leads on: the cookie is sent to no other."""
        ticket = guard.enter(request.args.get("token", ""), request.headers["Host"])
        if ticket is None:
            abort(403)
        response = Response(
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
            '<title>Baremo</title><p><a href="/">Baremo</a></p></html>'
        )
        response.set_cookie(guard.cookie, ticket, httponly=True, samesite="Strict", path="/")
        return response

    @app.get("/assets/<name>")
    def asset(name: str) -> Response:
        if name not in files:
            abort(404)
        return Response(files[name].content, content_type=files[name].kind)

    @app.post("/stop")
    def ending() -> Response:
        response = Response(_bare(say("app.stopped")), content_type="text/html; charset=utf-8")
        response.call_on_close(stop)
        return response

    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    _faults(app)
    return app


def _bare(sentence: str) -> str:
    return (
        '<!doctype html><html><meta charset="utf-8"><title>Baremo</title>'
        f'<link rel="stylesheet" href="/assets/app.css"><body class="app"><main>'
        f"<p>{html.escape(sentence)}</p></main></html>"
    )


_PLAIN = {
    403: "This page answers only the browser that Baremo has opened. Start it anew with: baremo app",
    421: "This is another address than the one that Baremo has opened.",
}


def _faults(app: Flask) -> None:
    """What a user is told where something is wrong; those who are not let in, in one sentence."""

    @app.errorhandler(HTTPException)
    def http(fault: HTTPException) -> Response | tuple[str, int, dict[str, str]]:
        code = fault.code or 500
        if 300 <= code < 400:
            return Response(status=code, headers=dict(fault.get_headers()))
        if not g.get("held", False):
            plain = {"Content-Type": "text/plain; charset=utf-8"}
            return _PLAIN.get(code, f"{code}") + "\n", code, plain
        if code >= 500:
            _report(fault)
        known = {404: "app.fault.missing", 413: "app.fault.too-large", 500: "app.fault.defect"}
        return refuse(code, [say(known.get(code, "app.fault.request"))])

    @app.errorhandler(WorkspaceError)
    def unreadable(fault: WorkspaceError) -> Response:
        session: Session = app.extensions["baremo"]
        words = speaking.words(session.bench, session.language)
        told = speaking.lines(fault.problems, words, session.audience)
        return refuse(409, told, heading=say("app.fault.workspace"))

    @app.errorhandler(Slip)
    @app.errorhandler(Refusal)
    def refused(fault: Slip | Refusal) -> Response:
        session: Session = app.extensions["baremo"]
        return refuse(409, [speaking.sentence(fault, speaking.words(session.bench, session.language))])

    @app.errorhandler(OSError)
    def disk(fault: OSError) -> Response:
        return refuse(507, [say("app.fault.disk", why=fault.strerror or "")])


def _report(fault: HTTPException) -> None:
    """Tell a defect of ours in the terminal, by its kind and place alone: its own words may quote what is secret."""
    cause = getattr(fault, "original_exception", None) or fault
    if os.environ.get("BAREMO_DEBUG"):
        traceback.print_exception(cause)
        return
    own = [each for each in traceback.extract_tb(cause.__traceback__) if "baremo" in each.filename]
    place = f" in {own[-1].name}, line {own[-1].lineno}" if own else ""
    sys.stderr.write(f"Error: a defect in Baremo ({type(cause).__name__}{place}).\n")


class Server:
    """One run. `address` is where the browser is sent: it works once, and for two minutes."""

    def __init__(self, session: Session, port: int = 0) -> None:
        """Listen on a free port, or this one.

        Raises:
            OSError: if the port is taken.
        """
        self.session = session
        self.guard = Guard()
        self._map: dict[int, Any] = {}
        self._seen = time.monotonic()
        self._ending = threading.Lock()
        app = make(session, self.guard, self.stop)
        app.before_request(self._active)
        self._server = waitress.create_server(
            app,
            map=self._map,
            host="127.0.0.1",
            port=port,
            threads=4,
            ident=None,
            max_request_body_size=MOST_UPLOADED,
            max_request_header_size=32_768,
            clear_untrusted_proxy_headers=True,
        )
        self.guard.port = int(self._server.effective_port)
        self.address = self.guard.entrance()
        self._runtime = session.folder / RUNTIME
        self._opened: Path | None = None
        self._sweep()

    def _active(self) -> None:
        self._seen = time.monotonic()

    def run(self) -> None:
        """Serve until somebody stops it, or nobody has asked for anything in hours."""
        timer = threading.Thread(target=self._watch, daemon=True)
        timer.start()
        try:
            self._server.run()
        finally:
            self.close()

    def close(self) -> None:
        """Listen no more, and leave nothing behind."""
        self._shut()
        self.session.close()
        if self._opened is not None:
            self._opened.unlink(missing_ok=True)
        self._sweep()

    def stop(self, after: float = 0.3) -> None:
        """End soon: what is being answered is answered first."""
        threading.Timer(after, self._end).start()

    def _end(self) -> None:
        """End the loop, once: the handle that wakes it may be somebody else's as soon as it is closed."""
        if self._ending.acquire(blocking=False):
            self._server.trigger.pull_trigger(self._shut)

    def _shut(self) -> None:
        """Whoever still answers wakes the loop by that handle too: they end first."""
        self._ending.acquire(blocking=False)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._map)

    def _watch(self) -> None:
        while time.monotonic() - self._seen < IDLE_HOURS * 3600:
            time.sleep(_CHECKED_EVERY)
        self._end()

    def open(self) -> None:
        """Open the browser by way of a file that only this account can read: others may read a program's arguments."""
        self._runtime.mkdir(exist_ok=True)
        file = self._runtime / f"open-{secrets.token_hex(8)}.html"
        plain = self.guard.entrance(f"127.0.0.1:{self.guard.port}")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(
                '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Baremo</title>'
                f'<meta http-equiv="refresh" content="0;url={self.address}">'
                f'<p><a href="{self.address}">Baremo</a></p><p><a href="{plain}">127.0.0.1</a></p>'
            )
        self._opened = file
        webbrowser.open(file.as_uri())

    def _sweep(self) -> None:
        """Take away what a killed run has left; no name in there tells anything."""
        if not self._runtime.is_dir():
            return
        for left in self._runtime.glob("open-*"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > SECONDS:
                    left.unlink()
        with contextlib.suppress(OSError):
            self._runtime.rmdir()
