"""The text of a PDF file, in the order in which the file draws it; lines become paragraphs by where they stand."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from ...model.document_text import Page
from .fault import TextFault
from .joining import paragraphs

MOST_PAGES = 3_000
_ENDED = re.compile(r"[.!?:;…]['\"’”»)\]\d]*$")
_DIVIDED = {"\u0002", "\ufffe"}
"""How PDFium gives a hyphen at the end of a line, the next line following at once."""
_WIDER = 1.3
"""From this many times the usual distance between lines on, a paragraph ends."""
_PASSWORD = 4
"""PDFium's number of the error."""


class Line(NamedTuple):
    """A line's words, where its first sign stands, at which height the last one, and the size of its letters."""

    words: str
    left: float
    base: float
    end: float
    size: float


def pages(content: bytes) -> tuple[Page, ...]:
    """The pages, each with the label that the file gives it.

    Raises:
        TextFault: if it needs a password, is broken, or has more pages than any report.
    """
    try:
        import pypdfium2
    except ModuleNotFoundError as fault:
        raise TextFault("text-needs-package", package="pypdfium2", extra="texts") from fault
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as fault:
        locked = getattr(fault, "err_code", None) == _PASSWORD or "password" in str(fault).lower()
        raise TextFault("text-locked" if locked else "text-broken", kind="pdf") from fault
    if count > MOST_PAGES:
        raise TextFault("text-too-long", pages=count, most=MOST_PAGES)
    try:
        return tuple(_page(document, number) for number in range(count))
    except pypdfium2.PdfiumError as fault:
        raise TextFault("text-broken", kind="pdf") from fault


def _page(document: Any, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    blocks = in_blocks(list(_lines(text)))
    label = document.get_page_label(number) or None
    text.close()
    page.close()
    return Page(label=label, paragraphs=tuple(paragraphs(blocks)))


def _lines(text: Any) -> Iterator[Line]:
    """The lines in the order of the file; a word that a line's end divides belongs to the first of the two."""
    from pypdfium2 import raw

    words: list[str] = []
    seen: list[int] = []
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        sign = chr(code) if code <= 0x10FFFF else ""
        if sign in ("\r", "\n"):
            if seen:
                yield _line(text, words, seen[0], seen[-1])
            words, seen = [], []
        elif sign not in _DIVIDED:
            words.append(sign)
            if not sign.isspace():
                seen.append(place)
    if seen:
        yield _line(text, words, seen[0], seen[-1])


def _line(text: Any, words: list[str], first: int, last: int) -> Line:
    from pypdfium2 import raw

    left, base = _origin(text, first)
    # A sign beyond Unicode's first plane comes as two halves.
    whole = "".join(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Line(whole, left, base, _origin(text, last)[1], raw.FPDFText_GetFontSize(text, first))


def _origin(text: Any, place: int) -> tuple[float, float]:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    left, base = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text, place, byref(left), byref(base))
    return left.value, base.value


def in_blocks(lines: list[Line]) -> list[list[str]]:
    """The lines of each paragraph. One ends where the next line stands farther below than usual, is set in another
    size, or is indented after the end of a sentence; a column's last paragraph goes on in the next one unless its
    sentence ends.
    """
    steps = [step for one, other in pairwise(lines) if (step := one.end - other.base) > 1]
    usual = median(steps) if steps else 0.0
    blocks: list[list[str]] = []
    before: Line | None = None
    for line in lines:
        if before is None or _begins(line, before, usual):
            blocks.append([])
        blocks[-1].append(line.words)
        before = line
    return blocks


def _begins(line: Line, before: Line, usual: float) -> bool:
    step = before.end - line.base
    ended = _ENDED.search(before.words.strip()) is not None
    if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
        return True
    if step < -1:  # the next column
        return ended
    indented = line.left - before.left > 0.5 * usual
    return step > _WIDER * usual or (indented and ended)
