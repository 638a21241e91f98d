"""Finding an anchor in a text: what differs in spaces, hyphens, quotation marks or case alone is the same."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from ...model.document_text import DocumentText

QUOTES = "'\"`´‘’‚‛“”„‟«»‹›′″ʼ"
HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_FORGIVEN = re.compile(f"[\\s{re.escape(QUOTES + HYPHENS + _UNSEEN)}]+")


class Spot(NamedTuple):
    """Where an anchor begins: the page and the paragraph on it, counted from 0."""

    page: int
    paragraph: int


class Index:
    """A text made ready for searching; what runs on over a paragraph's or a page's end is found too."""

    def __init__(self, text: DocumentText) -> None:
        """Take out what is forgiven, and remember where words end."""
        self._spots: list[Spot] = []
        starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for page, content in enumerate(text.pages):
            for place, paragraph in enumerate(content.paragraphs):
                self._spots.append(Spot(page, place))
                starts.append(length)
                kept = _pieces(paragraph)
                pieces += kept
                length += sum(map(len, kept))
        self._starts = starts
        self._skeleton = "".join(pieces)
        self._edges = {0, *accumulate(map(len, pieces))}

    def spots(self, anchor: str) -> tuple[Spot, ...]:
        """Every place at which the anchor begins, as whole words."""
        wanted = "".join(_pieces(anchor))
        if not wanted:
            return ()
        found: list[Spot] = []
        start = self._skeleton.find(wanted)
        while start >= 0:
            if self._edge(start) and self._edge(start + len(wanted)):
                found.append(self._spots[bisect_right(self._starts, start) - 1])
            start = self._skeleton.find(wanted, start + 1)
        return tuple(dict.fromkeys(found))

    def _edge(self, place: int) -> bool:
        """Whether a word may begin or end here; scripts without capitals may write words without spaces."""
        if place in self._edges:
            return True
        return not (_in_a_word(self._skeleton[place - 1]) and _in_a_word(self._skeleton[place]))


def _pieces(text: str) -> list[str]:
    """What is left of a text between what is forgiven, in one case."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return [piece for piece in _FORGIVEN.split(folded) if piece]


def _in_a_word(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category in ("Lu", "Ll", "Lt", "Nd") or category.startswith("M")


def missing(text: DocumentText, anchors: Iterable[str]) -> list[str]:
    """Those of the anchors that are not in the text."""
    index = Index(text)
    return [anchor for anchor in anchors if not index.spots(anchor)]
