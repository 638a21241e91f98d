"""What pages fetch beside themselves: styles and a script, read at the start; no address is ever made a path."""

from collections.abc import Mapping
from typing import NamedTuple

from ..workspace.rooms import built_in


class Asset(NamedTuple):
    """A file's content, and what it is."""

    content: bytes
    kind: str


_FILES = {
    "report.css": ("styles/report.css", "text/css; charset=utf-8"),
    "app.css": ("styles/app.css", "text/css; charset=utf-8"),
    "app.js": ("styles/app.js", "text/javascript; charset=utf-8"),
}


def assets() -> Mapping[str, Asset]:
    """The files by the name that pages call them by."""
    room = built_in() / "reports"
    return {name: Asset((room / path).read_bytes(), kind) for name, (path, kind) in _FILES.items()}
