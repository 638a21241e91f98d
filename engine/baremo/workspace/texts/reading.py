"""Reading the text out of a file, in a process of its own with limits: a file may be hostile, or merely broken."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from ...model.document_text import Page
from .fault import TextFault

MOST_BYTES = 100_000_000
"""Of a file; a report with many pictures comes to a fifth of this."""
MOST_ANSWER = 100_000_000
"""Of the worker's answer in bytes; more of it is not read, whatever its own limits are worth."""
SECONDS = 120.0
"""After which reading it is given up."""
_WORKER = f"{__package__}.worker"
_ROOT = Path(__file__).resolve().parents[3]


class Reading(NamedTuple):
    """What kind of file it was, and its pages."""

    kind: str
    pages: tuple[Page, ...]


def content_of(file: Path) -> bytes:
    """A file's bytes.

    Raises:
        TextFault: if there is none, it cannot be read, or it is larger than any document.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as fault:
        raise TextFault("text-missing", reason=fault.strerror or "") from None
    if len(content) > MOST_BYTES:
        raise TextFault("text-too-large", most=MOST_BYTES)
    return content


def read(content: bytes, suffix: str = "", seconds: float = SECONDS) -> Reading:
    """The text of a file with this content; `suffix` tells a web page from plain text where its beginning does not.

    The worker gets the bytes, no path, and may write nothing but its answer. It is killed when the time is over.

    Raises:
        TextFault: if there is no text in it, or it cannot be read within the limits.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        try:
            ended = subprocess.run(
                # -P: a module that lies in the current folder, which may be anybody's, is not imported.
                [sys.executable, "-P", "-W", "ignore", "-m", _WORKER, suffix.lower()],
                env=os.environ | {"PYTHONPATH": _path()},
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TextFault("text-too-slow", seconds=round(seconds)) from None
        answer.seek(0)
        if ended.returncode == -getattr(signal, "SIGXCPU", 0):
            raise TextFault("text-too-slow", seconds=round(seconds))
        return _answer(answer.read(MOST_ANSWER))


def _path() -> str:
    """Where the worker finds us, then what the user's own path names; an empty name would be the current folder."""
    return os.pathsep.join(filter(None, (str(_ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep))))


def _answer(content: bytes) -> Reading:
    try:
        answer: dict[str, Any] = json.loads(content)
    except ValueError:  # a limit stopped it, or it crashed
        raise TextFault("text-crashed") from None
    if "fault" in answer:
        raise TextFault(answer["fault"], **answer["values"])
    pages = tuple(Page.model_validate(page) for page in answer["pages"])
    if not any(page.paragraphs for page in pages):
        raise TextFault("text-none", pages=len(pages))
    return Reading(answer["kind"], pages)
