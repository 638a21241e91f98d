"""The process that reads one file: bytes in at standard input, its pages out as JSON; see `reading`."""

import json
import sys
from collections.abc import Callable
from typing import Any

from ...model.document_text import Page
from . import html, pdf, plain, word
from .fault import TextFault
from .reading import MOST_ANSWER

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 100
"""Of the processor's time; the caller's clock allows a little more."""
MOST_SIGNS = 20_000_000
_READERS: dict[str, Callable[[bytes], tuple[Page, ...]]] = {
    "pdf": pdf.pages,
    "word": word.pages,
    "html": html.pages,
    "plain": plain.pages,
}
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_WEB = (".html", ".htm", ".xhtml", ".mhtml")


def kind_of(content: bytes, suffix: str) -> str:
    """What kind of file this is, by its first bytes.

    Raises:
        TextFault: if it is of a kind that is not read.
    """
    beginning = content[:1024].lstrip()
    if b"%PDF-" in beginning:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "word"
    if content.startswith(_OLD_WORD):
        raise TextFault("text-old-word")
    if beginning.startswith(b"{\\rtf"):
        raise TextFault("text-of-unknown-kind")
    lowered = beginning.lower()
    if suffix in _WEB or b"<!doctype html" in lowered or b"<html" in lowered:
        return "html"
    return "plain"


def answer(content: bytes, suffix: str) -> dict[str, Any]:
    """The kind and the pages, or the fault."""
    try:
        kind = kind_of(content, suffix)
        pages = _READERS[kind](content)
        signs = sum(len(paragraph) for page in pages for paragraph in page.paragraphs)
        if signs > MOST_SIGNS:
            raise TextFault("text-too-long", signs=signs, most=MOST_SIGNS)
        return {"kind": kind, "pages": [page.model_dump() for page in pages]}
    except TextFault as fault:
        return {"fault": fault.code, "values": fault.values}
    except MemoryError:
        return {"fault": "text-too-much-memory", "values": {"most": MOST_MEMORY}}


def _limit() -> None:
    """As far as the system can: so much memory and time, no file larger than an answer, no core."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows: the caller's clock alone
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        least = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        try:
            resource.setrlimit(what, (least, least))
        except (OSError, ValueError):  # a system that does not know this limit
            continue


def main() -> None:
    """Read standard input, answer, leave."""
    _limit()
    content = sys.stdin.buffer.read()
    suffix = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.stdout.buffer.write(json.dumps(answer(content, suffix), ensure_ascii=False).encode())
    sys.stdout.flush()


if __name__ == "__main__":
    main()
