"""The text of a Word file: every paragraph of the body, tables and boxes included, then the notes."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ...model.document_text import Page
from .fault import TextFault
from .joining import plain

MOST_UNZIPPED = 100_000_000
MOST_PARTS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")
_SIGNS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


def pages(content: bytes) -> tuple[Page, ...]:
    """The whole document as one page: where a page ends depends on the machine that shows it.

    Raises:
        TextFault: if it is no Word file, or unzips to more than any document comes to.
    """
    _refuse_bombs(content)
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from docx.oxml import parse_xml
    except ModuleNotFoundError as fault:
        raise TextFault("text-needs-package", package="python-docx", extra="office") from fault
    try:
        document = docx.Document(io.BytesIO(content))
        roots = [document.element.body]
        parts = {str(part.partname): part for part in document.part.package.iter_parts()}
        roots += [parse_xml(parts[name].blob) for name in _NOTES if name in parts]
    except (OpcError, KeyError, ValueError, SyntaxError, AttributeError, zipfile.BadZipFile) as fault:
        raise TextFault("text-not-word") from fault
    found = (plain("".join(_words(paragraph))) for root in roots for paragraph in root.iter(f"{_W}p"))
    return (Page(paragraphs=tuple(text for text in found if text)),)


def _refuse_bombs(content: bytes) -> None:
    """What the file says that it unzips to; the unzipping itself stops where it comes to more than it said."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as fault:
        raise TextFault("text-broken", kind="word") from fault
    size = sum(part.file_size for part in parts)
    if size > MOST_UNZIPPED or len(parts) > MOST_PARTS:
        raise TextFault("text-unzips-too-large", size=size, most=MOST_UNZIPPED)


def _words(paragraph: Any) -> Iterator[str]:
    """A paragraph's own words: not those of paragraphs within it, nor what was struck out, nor a field's code."""
    for child in paragraph:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in (f"{_W}p", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK):
            yield from _words(child)
