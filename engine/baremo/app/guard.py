"""Who may ask, and how: the host, a token that becomes a cookie, where a form came from, and the headers of answers.

The threat is a page in the same browser, another account on the same machine, and hostile content in a workspace.
"""

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SECONDS = 120.0
"""For which the address with the token is good, once."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}
"""Of every answer."""
ENTRANCE = "/open"
"""Where the token is shown."""


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class Guard:
    """What is secret in one run of the app: its host's name, the token of the one entrance, and the cookie.

    A browser that does not resolve names below `localhost` may come by the plain address; then that is the host.
    """

    port: int = 0
    name: str = field(default_factory=lambda: f"b{secrets.token_hex(8)}.localhost")
    clock: Callable[[], float] = time.monotonic
    _token: str | None = field(default_factory=_secret, repr=False)
    _ticket: str = field(default_factory=_secret, repr=False)
    _host: str | None = None
    _begun: float = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        """The token is good from now on."""
        self._begun = self.clock()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts, port included, that requests may be for."""
        return (f"{self.name}:{self.port}", f"127.0.0.1:{self.port}") if self._host is None else (self._host,)

    @property
    def cookie(self) -> str:
        """The cookie's name: cookies know no ports, so that it names ours."""
        return f"baremo-{self.port}"

    def entrance(self, host: str | None = None) -> str:
        """The address that lets one browser in, once."""
        return f"http://{host or self.hosts[0]}{ENTRANCE}?token={self._token}"

    def known_host(self, host: str) -> bool:
        """Whether the request is for us, and no other name that leads here."""
        return host in self.hosts

    def enter(self, token: str, host: str) -> str | None:
        """The cookie's value for whoever shows the token in time, and first; None for everybody else."""
        with self._lock:
            right = self._token is not None and hmac.compare_digest(self._token.encode(), token.encode())
            late = self.clock() - self._begun > SECONDS
            if not right or late:
                return None
            self._token, self._host = None, host
            return self._ticket

    def admitted(self, cookie: str | None) -> bool:
        """Whether the cookie is ours."""
        return cookie is not None and hmac.compare_digest(self._ticket.encode(), cookie.encode())

    def ours(self, headers: Mapping[str, str]) -> bool:
        """Whether a form was sent from a page of ours: the browser says so itself, or else names the origin."""
        site = headers.get("Sec-Fetch-Site")
        if site is not None:
            return site == "same-origin"
        return headers.get("Origin") in {f"http://{host}" for host in self.hosts}
