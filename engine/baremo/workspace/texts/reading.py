"""Reading the text out of a file, in a process of its own: a file may be hostile, or merely broken."""

from pathlib import Path
from typing import NamedTuple

from ...model.document_text import Page
from ..apart import SECONDS, Stopped, ask
from .fault import TextFault

MOST_BYTES = 100_000_000
"""Of a file; a report with many pictures comes to a fifth of this."""
_WORKER = f"{__package__}.worker"


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

    Raises:
        TextFault: if there is no text in it, or it cannot be read within the limits.
    """
    try:
        answer = ask(_WORKER, content, suffix.lower(), seconds)
    except Stopped as stopped:
        if stopped.why == "slow":
            raise TextFault("text-too-slow", seconds=round(seconds)) from None
        raise TextFault("text-crashed") from None
    if "fault" in answer:
        raise TextFault(answer["fault"], **answer["values"])
    pages = tuple(Page.model_validate(page) for page in answer["pages"])
    if not any(page.paragraphs for page in pages):
        raise TextFault("text-none", pages=len(pages))
    return Reading(answer["kind"], pages)
