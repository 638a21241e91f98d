"""The text of a web page: its blocks as paragraphs, without scripts, styles and what stands in its head."""

import codecs
import re
from html.parser import HTMLParser

from ...model.document_text import Page
from .joining import plain

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_UNREAD = {"script", "style", "template", "noscript", "title", "svg", "math", "select", "textarea", "iframe", "object"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
}  # fmt: skip


class _Paragraphs(HTMLParser):
    """Collects the words between two tags that begin or end a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._words: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread.append(tag)
        self._between(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]
        self._between(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._words.append(data)

    def close(self) -> None:
        """Take what stands behind the last tag."""
        super().close()
        self._end()

    def _between(self, tag: str) -> None:
        if tag == "br":
            self._words.append(" ")
        elif tag not in _INLINE:
            self._end()

    def _end(self) -> None:
        if text := plain("".join(self._words)):
            self.found.append(text)
        self._words.clear()


def pages(content: bytes) -> tuple[Page, ...]:
    """The web page as one page, in the encoding that it names; without a name UTF-8, else Windows' Western one."""
    reader = _Paragraphs()
    reader.feed(_decoded(content))
    reader.close()
    return (Page(paragraphs=tuple(reader.found)),)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    named = _CHARSET.search(content[:4096])
    try:
        codec = codecs.lookup(named[1].decode()).name if named else "utf-8"
        return content.decode("utf-8-sig" if codec == "utf-8" else codec)
    except (LookupError, UnicodeError):
        return content.decode("cp1252", errors="replace")
