"""From lines to paragraphs: hyphens at line ends and ligatures joined, white space made plain."""

import re
import unicodedata
from collections.abc import Iterable

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HYPHENS = "-\u2010\u2011\u00ad"
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def paragraph(lines: Iterable[str]) -> str:
    """The lines as one: without a hyphen that only divides a word, without ligatures, with single spaces.

    A hyphen before a capital or a digit (`Franco-Alemán`, `2016-2017`) stays.
    """
    text = ""
    for line in (line.strip() for line in lines):
        if not text:
            text = line
        elif text[-1] in _HYPHENS and text[-2:-1].isalnum() and line[:1].isalnum():
            text = (text[:-1] if line[0].islower() else text) + line
        else:
            text = f"{text} {line}"
    return plain(text)


def plain(text: str) -> str:
    """Composed letters, ligatures taken apart, no sign that nobody sees, single spaces."""
    text = _LIGATURE.sub(lambda sign: unicodedata.normalize("NFKC", sign.group()), text)
    return _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


def paragraphs(blocks: Iterable[Iterable[str]]) -> list[str]:
    """The blocks of lines as paragraphs, empty ones left out."""
    return [text for block in blocks if (text := paragraph(block))]
