"""A finished page as a tree: read, checked against the contract of pages, and what every other format is made from.

Rooms hold elements, lines hold text and voices, and nothing else is known: so a writer that knows these can write any
page, a workspace's own ones too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from ..model.record import LANGUAGE

ROOMS = frozenset(["main", "header", "footer", "nav", "section", "article", "div", "details", "figure", "ul", "ol"]) | {
    "table",
    "thead",
    "tbody",
    "tr",
}
"""Elements that hold elements."""
LINES = frozenset(["h1", "h2", "h3", "p", "li", "th", "td", "figcaption", "summary"])
"""Elements that hold text."""
VOICES = frozenset(["strong", "em", "small", "cite", "q", "span", "a", "br"])
"""Elements within text."""
DRAWN = frozenset(("svg", "img"))
SCREEN = "screen"
"""The class of what stands on screens alone, and on no paper."""
GRID = 3
"""Columns of a grid on paper."""
_SHAPES = frozenset(["svg", "g", "path", "rect", "line", "circle", "text"])
_HEAD = re.compile(
    r"<!doctype html>\s*<html lang=\"(?P<language>[^\"]*)\">\s*<head>\s*(<meta (charset|name)=[^<>]*>\s*)*"
    r"<meta http-equiv=\"Content-Security-Policy\" "
    r"content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/?>"
)
_COMMANDS = re.compile(r"<meta\b[^>]*http-equiv", re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_WHITE = re.compile(r"[ \t\n\r\f]+")  # as a browser folds it; a no-break space stays
_CLASS = re.compile(r"[a-z][a-z-]*")
_LINK = re.compile(r"https?://\S+|[\w-][\w.-]*")
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+")


class Unfit(Exception):
    """A page that breaks the contract: what is wrong, with the line of the finished page where that is known."""

    def __init__(self, what: str, shown: str = "", line: int = 0) -> None:
        """`what` is a message of the catalogue, `shown` the part of the page that it is about."""
        super().__init__(what, shown, line)
        self.what, self.shown, self.line = what, " ".join(shown.split())[:80], line


@dataclass(frozen=True)
class Page:
    """A finished page: its file's name without ending, the newest day that it tells of, and its tree.

    The day stands in for the time at which the page was made.
    """

    name: str
    day: date
    language: str
    title: str
    html: str
    main: Element

    @property
    def heading(self) -> str:
        """Its first heading."""
        return text(next(self.main.iter("h1")))

    @property
    def running(self) -> tuple[str, ...]:
        """What stands on every printed page: what it is about, and what must never be missing."""
        return self.heading, *(text(p) for p in self.main.iter("p") if "running" in classes(p))

    @property
    def footer(self) -> tuple[str, ...]:
        """How the page is signed."""
        return tuple(text(p) for footer in self.main.iter("footer") for p in footer)

    @property
    def kicker(self) -> str:
        """What kind of page it is."""
        return text(next(self.main.iter("p")))


@dataclass(frozen=True)
class Run:
    """A stretch of text, or a drawing, with the tags and classes that it stands in."""

    text: str
    marks: frozenset[str] = frozenset()
    language: str = ""
    link: str = ""
    drawing: Element | None = None


def read(html: str, name: str, day: date, required: Sequence[str] = ()) -> Page:
    """A finished page as a tree, with the white space that a browser shows. `required` are texts of its header.

    Raises:
        Unfit: if it breaks the contract.
    """
    head, title = _HEAD.match(html), _TITLE.search(html)
    if head is None or len(_COMMANDS.findall(html)) != 1:
        raise Unfit("page.head", line=1)
    if title is None or not re.fullmatch(LANGUAGE, head["language"]):
        raise Unfit("page.title", line=1)
    start, end = html.find("<main"), html.rfind("</main>")
    if start < 0 or end < 0:
        raise Unfit("page.main", line=1)
    try:
        main = fromstring(html[start : end + len("</main>")])
        called = " ".join((fromstring(title[0]).text or "").split())
    except (ParseError, UnicodeEncodeError) as fault:
        line = fault.position[0] if isinstance(fault, ParseError) else 1
        raise Unfit("page.xml", str(fault), html.count("\n", 0, start) + line) from None
    _check(main)
    _check_whole(main)
    said = (*(line for header in main.iter("header") for line in header), *main.findall("p"))
    shown = "\n".join(text(line) for line in said if line.tag in LINES)
    for wanted in required:
        if _WHITE.sub(" ", wanted).strip() not in shown:
            raise Unfit("page.required", wanted)
    return Page(name, day, head["language"], called, html, main)


def _check(element: Element) -> None:
    """What an element may hold, with everything in it."""
    _check_attributes(element)
    if element.tag in LINES:
        _fold(element)
        if element.tag in ("h1", "h2", "h3") and not text(element).strip():
            raise Unfit("page.empty", f"<{element.tag}>")
    elif element.tag in DRAWN:
        _check_drawing(element)
    elif element.tag in ROOMS:
        for part in (element.text, *(child.tail for child in element)):
            if part and part.strip(" \t\n\r\f"):
                raise Unfit("page.loose-text", f"<{element.tag}> {part}")
        for child in element:
            _check(child)
        if element.tag == "table":
            _check_table(element)
    else:
        raise Unfit("page.unknown", f"<{element.tag}>")


def _check_attributes(element: Element) -> None:
    language = element.get("lang")
    if language is not None and not re.fullmatch(LANGUAGE, language):
        raise Unfit("page.language", language)
    for name in element.attrib:
        if name.startswith("on") or name in ("style", "rowspan", "colspan"):
            raise Unfit("page.attribute", f"<{element.tag} {name}>")
    for named in classes(element):
        if not _CLASS.fullmatch(named):
            raise Unfit("page.class", named)


def _check_drawing(drawing: Element) -> None:
    if drawing.tag == "img":
        if not _PICTURE.fullmatch(drawing.get("src", "")) or "alt" not in drawing.attrib:
            raise Unfit("page.picture", drawing.get("src", "")[:40])
        return
    named = drawing.get("role") == "img" and drawing.get("aria-label")
    if not drawing.get("viewBox") or not (named or drawing.get("aria-hidden") == "true"):
        raise Unfit("page.drawing", tostring(drawing, "unicode"))
    for part in drawing.iter():
        _check_attributes(part)
        if part.tag not in _SHAPES or "href" in part.attrib:
            raise Unfit("page.unknown", f"<{part.tag}>")


def _check_table(table: Element) -> None:
    heads = [row for part in table if part.tag == "thead" for row in part]
    rows = [row for part in table if part.tag == "tbody" for row in part]
    if len(heads) > 1 or not rows or any(row.tag != "tr" for row in rows) or len({*map(len, (*heads, *rows))}) != 1:
        raise Unfit("page.table", text_within(table))


def _check_whole(main: Element) -> None:
    """What holds of a page as a whole: one first heading, no level skipped, ids once, links that lead somewhere."""
    levels = [int(element.tag[1]) for element in main.iter() if element.tag in ("h1", "h2", "h3")]
    if levels[:1] != [1] or levels.count(1) != 1:
        raise Unfit("page.first-heading")
    for before, after, heading in zip(levels, levels[1:], _headings(main)[1:], strict=False):
        if after > before + 1:
            raise Unfit("page.level", text(heading))
    ids = Counter(id for element in main.iter() if (id := element.get("id")) is not None)
    for id, number in ids.items():
        if number > 1:
            raise Unfit("page.id", id)
    for link in main.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in ids:
            raise Unfit("page.anchor", address)
        if not address.startswith("#") and not _LINK.fullmatch(address):
            raise Unfit("page.address", address)


def _headings(main: Element) -> list[Element]:
    return [element for element in main.iter() if element.tag in ("h1", "h2", "h3")]


def _fold(line: Element) -> None:
    """Give a line the white space that a browser shows."""
    slots: list[tuple[Element, str]] = []

    def collect(element: Element) -> None:
        slots.append((element, "text"))
        for child in element:
            if child.tag not in VOICES | DRAWN:
                raise Unfit("page.not-in-line", f"<{child.tag}> {''.join(line.itertext())}")
            if child.tag in DRAWN:
                _check(child)
            else:
                _check_attributes(child)
                collect(child)
            slots.append((child, "tail"))

    collect(line)
    after_space, last = True, None
    for element, slot in slots:
        part = _WHITE.sub(" ", getattr(element, slot) or "")
        if slot == "tail" and element.tag in DRAWN | {"br"}:
            after_space = element.tag == "br"
        if after_space:
            part = part.removeprefix(" ")
        if part:
            after_space, last = part.endswith(" "), (element, slot)
        setattr(element, slot, part)
    if last is not None:
        setattr(*last, getattr(*last).removesuffix(" "))


def runs(element: Element, within: Run | None = None) -> Iterator[Run]:
    """What a line holds, in order."""
    within = within or Run("")
    if element.text:
        yield replace(within, text=element.text)
    for child in element:
        if child.tag in DRAWN:
            yield replace(within, drawing=child)
        elif child.tag == "br":
            yield replace(within, text="\n")
        else:
            marks = within.marks | {child.tag, *classes(child)}
            yield from runs(child, Run("", marks, child.get("lang", within.language), child.get("href", within.link)))
        if child.tail:
            yield replace(within, text=child.tail)


def classes(element: Element) -> tuple[str, ...]:
    """The classes of an element, in order."""
    return tuple(element.get("class", "").split())


def text(line: Element) -> str:
    """A line without its voices and drawings."""
    return "".join(run.text for run in runs(line))


def text_within(element: Element) -> str:
    """All text of an element."""
    return " ".join("".join(element.itertext()).split())


def in_columns(grid: Element, number: int) -> list[list[Element]]:
    """What a grid of sections holds, spread evenly over columns; a heading is never the last of one."""
    rows = [row for section in grid for kid in section for row in (kid if kid.tag in ("ul", "ol") else (kid,))]
    weights = [1.6 if row.tag in ("h2", "h3") else 1.0 for row in rows]
    columns: list[list[Element]] = [[] for _ in range(number)]
    at, done, whole = 0, 0.0, sum(weights)
    for row, weight in zip(rows, weights, strict=True):
        filled = columns[at] and columns[at][-1].tag == "li"
        if at < number - 1 and filled and done + weight / 2 > whole * (at + 1) / number:
            at += 1
        columns[at].append(row)
        done += weight
    return columns


def svg(drawing: Element) -> str:
    """A drawing as a file of its own."""
    written = _alone(drawing)
    return written.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def _alone(drawing: Element) -> str:
    """The element written down without what follows it."""
    tail, drawing.tail = drawing.tail, None
    try:
        return tostring(drawing, "unicode")
    finally:
        drawing.tail = tail
