"""A scorecard as it is told: everything a reader sees, in one language, ready to be laid out.

Texts of the content are phrases (text and the language that they are really in); words of the interface are plain
strings in the reader's language.
"""

from dataclasses import dataclass
from datetime import date

from ..model.condition import Status
from ..model.text import Phrase


@dataclass(frozen=True)
class Bar:
    """A score to be drawn: its range, in numbers and in words, and how much of it is known.

    `points` says the range, or that too little is known for it to be read as one number.
    """

    id: str
    label: str
    low: float
    high: float
    points: str
    bands: str
    determined: float


@dataclass(frozen=True)
class Citation:
    """A provision as a page cites it.

    `force` is what it is to the State, where that was verified; `orders` are what the State was ordered: a sentence
    that introduces it, what, and as of when that was seen.
    """

    id: str
    label: str
    title: Phrase
    text: Phrase
    reference: str
    address: str | None
    checked: str
    standing: bool
    force: str | None = None
    orders: tuple[tuple[str, Phrase, str], ...] = ()


@dataclass(frozen=True)
class Said:
    """Who says what of a feature, and where it stands; `origin` is where in the keepers' files, and by whom coded."""

    speaker: str
    value: str
    note: Phrase | None
    when: str
    where: str
    anchor: Phrase | None
    origin: str | None


@dataclass(frozen=True)
class Known:
    """One feature: the question, the answer so far, and who gave it. `knowledge` is empty where nothing is in force.

    `beside` is what says nothing of what is: the aims of reforms in force, and what officials said that they would do;
    `since_then` is what counts only from a later day; `repealed` tells whose changes were left out.
    """

    id: str
    question: Phrase
    knowledge: str
    answer: str
    said: tuple[Said, ...]
    decided: str | None
    beside: tuple[Said, ...]
    since_then: tuple[Said, ...]
    repealed: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What the State answers to a finding; `where` is empty where no document holds it."""

    speaker: str
    when: str
    text: Phrase
    where: str


@dataclass(frozen=True)
class Need:
    """One change that would help to meet a criterion, and the reforms that would bring it."""

    feature: str
    question: Phrase
    value: str
    brought_by: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """One finding, with everything on the way back from it.

    `provided` tells what reforms in force provide for beyond it, `grounds` on whose word it stands.
    """

    id: str
    title: Phrase
    aspect: str
    statuses: tuple[Status, ...]
    status: str
    symbols: str
    tone: str
    basis: str
    provided: str | None
    grounds: tuple[str, ...]
    contested: bool
    critical: bool
    worth: float
    sentence: Phrase | None
    known: tuple[Known, ...]
    rule: tuple[str, ...]
    trace: tuple[str, ...]
    reason: Phrase
    advice: Phrase
    rests_on: tuple[Citation, ...]
    since_then: tuple[Citation, ...]
    needs: tuple[tuple[Need, ...], ...]
    needs_up_to: int | None
    replies: tuple[Answer, ...]


@dataclass(frozen=True)
class Part:
    """One dimension and its findings."""

    bar: Bar
    findings: tuple[Told, ...]


@dataclass(frozen=True)
class Raised:
    """One flag."""

    id: str
    title: Phrase
    text: Phrase
    state: str
    certain: bool


@dataclass(frozen=True)
class ToldFlag:
    """One flag, with every test of its condition and whether that supports it."""

    flag: Raised
    tests: tuple[tuple[bool, str], ...]


@dataclass(frozen=True)
class Explained:
    """A finding or a flag of one mechanism, under its heading."""

    title: str
    about: tuple[str, ...]
    finding: Told | None
    flag: ToldFlag | None


@dataclass(frozen=True)
class Happening:
    """An entry of the chronicle: a reform's stage or an event; `open` for what is not in force."""

    id: str
    when: str
    sort: str
    title: Phrase
    note: Phrase | None
    state: str
    where: str
    open: bool


@dataclass(frozen=True)
class Quantity:
    """A figure: context, not scored."""

    label: Phrase
    value: str
    period: str
    speaker: str
    where: str
    note: Phrase | None


@dataclass(frozen=True)
class ScorecardView:
    """One scorecard, told."""

    mechanism: str
    state: Phrase
    name: Phrase
    about: Phrase
    day: date
    as_of: str
    perspective: str
    audience: str
    evidence: str
    hypothetical: tuple[str, ...]
    overall: Bar
    too_little: str | None
    summary: str
    capped: str | None
    dimensions: tuple[Bar, ...]
    law: Bar | None
    practice: Bar | None
    gap: str | None
    strongest: tuple[Told, ...]
    weakest: tuple[Told, ...]
    unknown: tuple[Told, ...]
    unknown_summary: str
    flags: tuple[Raised, ...]
    parts: tuple[Part, ...]
    chronicle: tuple[Happening, ...]
    since_then: tuple[str, ...]
    figures: tuple[Quantity, ...]
    documents: tuple[tuple[str, str], ...]
    not_applicable: tuple[tuple[Phrase, Phrase], ...]
    withheld: str | None
    method: tuple[str, ...]
