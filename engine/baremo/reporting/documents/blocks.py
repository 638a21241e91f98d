"""What every finished page is made of: blocks in reading order, the same for every writer.

A writer lays blocks out and adds nothing; what is told, and in which order, is decided before it. Texts are lines of
runs, each in one language and one voice, and are never markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...model.text import Language, Phrase
from ..told import Bar

Voice = Literal["plain", "strong", "quiet", "cite", "quote", "tag", "sign"]
Tone = Literal["", "met", "partly", "not-met", "open"]


@dataclass(frozen=True)
class Run:
    """A stretch of text. `link` is an address, a file beside this one, or `#` and an anchor on this page."""

    text: str
    language: Language
    voice: Voice = "plain"
    tone: Tone = ""
    link: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `meta` is what stands beside it, smaller."""

    level: int
    line: Line
    meta: str = ""
    anchor: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    line: Line
    role: Literal["text", "lead", "quiet", "meta", "notice", "said"] = "text"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Headline:
    """The number that the page is about, with what it says in words."""

    points: str
    of: str
    line: Line
    kind: Literal["headline"] = "headline"


@dataclass(frozen=True)
class Items:
    """A list; `marked` items bring their own sign."""

    items: tuple[Line, ...]
    marked: bool = False
    kind: Literal["items"] = "items"


@dataclass(frozen=True)
class Bars:
    """Ranges on one scale from 0 to 100. `alt` says what the chart says."""

    bars: tuple[Bar, ...]
    alt: str
    caption: str
    axis: bool = True
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True)
class Shift:
    """One range before and after."""

    label: str
    before: Bar
    after: Bar


@dataclass(frozen=True)
class Shifts:
    """Ranges before and after, on one scale from 0 to 100."""

    before: str
    after: str
    shifts: tuple[Shift, ...]
    alt: str
    caption: str
    kind: Literal["shifts"] = "shifts"


@dataclass(frozen=True)
class Spell:
    """A stretch of time in which a range did not change; `start` and `end` are shares of the whole time shown."""

    start: float
    end: float
    low: float
    high: float


@dataclass(frozen=True)
class Course:
    """A range over time: spells, the years under them, and numbered marks for what happened."""

    spells: tuple[Spell, ...]
    years: tuple[tuple[float, str], ...]
    marks: tuple[tuple[float, str], ...]
    alt: str
    caption: str
    kind: Literal["course"] = "course"


@dataclass(frozen=True)
class Table:
    """Rows and columns; `numbers` are the columns of numbers. The first cell of a row names it if `named`."""

    caption: str
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    numbers: tuple[int, ...] = ()
    named: bool = True
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Happened:
    """One entry of a chronicle; `open` for what is not in force."""

    line: Line
    note: Line
    open: bool


@dataclass(frozen=True)
class Chronicle:
    """What happened, in order."""

    entries: tuple[Happened, ...]
    kind: Literal["chronicle"] = "chronicle"


@dataclass(frozen=True)
class Group:
    """Blocks that belong together; `fold` is the line under which a screen may hide them."""

    blocks: "tuple[Block, ...]"
    anchor: str = ""
    fold: str = ""
    kind: Literal["group"] = "group"


@dataclass(frozen=True)
class Pair:
    """Two groups that may stand side by side."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    kind: Literal["pair"] = "pair"


Block = Heading | Paragraph | Headline | Items | Bars | Shifts | Course | Table | Chronicle | Group | Pair


@dataclass(frozen=True)
class Document:
    """One page, ready to be laid out.

    `banner` lines stand on every printed page; `mark` is said wherever what is shown is not real. `day` is the
    newest day that it tells of, which stands in for the time at which it was made.
    """

    name: str
    title: str
    language: Language
    kicker: str
    heading: Line
    meta: tuple[str, ...]
    banner: tuple[str, ...]
    mark: str
    day: date
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]


def plain(text: str, language: Language, voice: Voice = "plain", tone: Tone = "", link: str = "") -> Line:
    """A line of one run."""
    return (Run(text, language, voice, tone, link),)


def said(phrase: Phrase, voice: Voice = "plain", link: str = "") -> Line:
    """A phrase of the content, in the language that it is really in."""
    return (Run(phrase.text, phrase.language, voice, "", link),)


def text_of(line: Sequence[Run]) -> str:
    """A line without its voices."""
    return "".join(run.text for run in line)
