"""The text of a plain file: blank lines between paragraphs, form feeds between pages."""

import codecs
import re

from ...model.document_text import Page
from .fault import TextFault
from .joining import paragraphs

_BLANK = re.compile(r"\n[^\S\n]*\n")


def pages(content: bytes) -> tuple[Page, ...]:
    """The pages of a plain text. Where there is no blank line at all, each line is a paragraph.

    Raises:
        TextFault: if it is neither UTF-8 nor marked as UTF-16.
    """
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise TextFault("text-not-utf-8") from None
    if "\0" in text:
        raise TextFault("text-of-unknown-kind")
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\f")
    between = _BLANK if _BLANK.search(text) else re.compile("\n")
    return tuple(
        Page(paragraphs=tuple(paragraphs(block.split("\n") for block in between.split(page))))
        for page in text.split("\f")
    )
