"""The process that reads one file: bytes in, its pages out; see `apart`."""

from collections.abc import Callable
from typing import Any

from ...model.document_text import Page
from ..apart import MOST_MEMORY, serve
from . import html, pdf, plain, word
from .fault import TextFault

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


if __name__ == "__main__":
    serve(answer)
