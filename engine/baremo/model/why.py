"""The way back from a finding or a flag, and what would meet a criterion: the JSON contract of `baremo why`."""

from datetime import date
from typing import Literal

from pydantic import Field

from .condition import Status
from .feature import Raw
from .mechanism import Reply
from .profile import Knowledge
from .record import Record
from .scorecard import Finding, FlagFinding
from .sheet import ReformState
from .sheet import Status as SheetStatus
from .standard import StandardsVersion
from .visibility import Visibility

CommitmentState = Literal["due", "overdue", "answered", "withdrawn"]
Mark = Literal["announced", "not-said-again", "order-unknown", "reports-differ"]
"""What is to be known of a statement in force: its day was still to come for its document; it is past its age, and
kept because claims differ; it and a differing one may each have taken the other's place; reports of one speaker differ.
"""


class Origin(Record):
    """Where an entry stands in the files of the dossier's keepers, and who coded and reviewed it. Never public."""

    file: str
    line: int
    coded: tuple[str, ...]
    reconciled: str | None
    reviewed: str | None


class Said(Record):
    """A statement on a feature: the values that it leaves possible, who makes it, and where it stands."""

    kind: Literal["change", "observation", "before", "aim", "commitment"]
    values: tuple[Raw, Raw]
    speaker: str | None = Field(description="null for what a reform changed: the public record")
    author: str | None = Field(description="whose document reports it, where that is not the speaker's own")
    since: date
    given: str | None = Field(description="the date as its document gives it; null where it gives none")
    document: str
    locator: str
    anchor: str | None
    note: dict[str, str] | None
    reform: str | None
    status: SheetStatus = Field(description="accepted by its one coder, or reconciled from two codings")
    marks: tuple[Mark, ...] = ()
    due: str | None = Field(default=None, description="when what was committed to falls due")
    state: CommitmentState | None = Field(default=None, description="what had come of a commitment by the day")
    origin: Origin | None = Field(default=None, description="null for the public")


class Lapsed(Said):
    """A statement that has grown too old, and the first day on which it no longer counts."""

    on: date


class Decision(Record):
    """What was decided between claims that differ, by whom, when and why."""

    values: tuple[Raw, Raw]
    by: str
    date: str
    why: dict[str, str]


class Tested(Record):
    """A feature that the criterion rests on: the lowest and highest value still possible, and who says what.

    `aims` are what reforms in force want of it, which come to `provided`; `commitments` what officials said that they
    would do; neither says what is. `repealed` are reforms whose repeal left their changes of it out.
    """

    feature: str
    knowledge: Knowledge
    values: tuple[Raw, Raw]
    said: tuple[Said, ...]
    lapsed: tuple[Lapsed, ...]
    decision: Decision | None
    provided: tuple[Raw, Raw] | None
    aims: tuple[Said, ...]
    commitments: tuple[Said, ...]
    since_then: tuple[Said, ...] = Field(description="what counts only from a later day")
    repealed: tuple[str, ...]


Outcome = Literal["true", "false", "open"]


class Step(Record):
    """A condition of a rule, by its path in it and as a file says it, and how it turned out."""

    path: str
    condition: str
    truth: Outcome


class Support(Step):
    """A test in a flag's condition. `negated` tells that the flag wants the contrary, `supports` that it speaks for the
    flag; what does not apply to the State supports nothing. `possible` is the finding that it asks for.
    """

    negated: bool
    applies: bool
    supports: bool
    possible: tuple[Status, ...] | None


class Why(Record):
    """One finding with everything it rests on, and what the State answers to it."""

    mechanism: str
    as_of: date
    perspective: str
    audience: Visibility
    finding: Finding
    rule: tuple[Step, ...]
    features: tuple[Tested, ...]
    rests_on: tuple[str, ...]
    replies: tuple[Reply, ...]


class WhyFlag(Record):
    """The state of one flag, and every test of its condition, from left to right.

    `addressed_by` are those instruments or provisions, for whose States alone it is, that address this one: this
    supports it too.
    """

    mechanism: str
    as_of: date
    perspective: str
    audience: Visibility
    flag: FlagFinding
    addressed_by: tuple[str, ...]
    tests: tuple[Support, ...]


class Bringing(Record):
    """A reform that would bring a change: by what it changes of the record, or by the practice it aims at."""

    reform: str
    state: ReformState
    by: Literal["changes", "aims"]


class Change(Record):
    """A feature and the value that it would have to take; with `or_better`, any better one will do."""

    feature: str
    value: Raw
    or_better: bool
    brought_by: tuple[Bringing, ...] = ()


class Remedy(Record):
    """Every least set of changes that would certainly meet a criterion: none of them asks more than another one.

    `up_to`: how many changes at once were tried, where there are too many ways to try them all; null if all were.
    """

    sets: tuple[tuple[Change, ...], ...]
    up_to: int | None = None


class WhyFile(Record):
    """What `baremo why --format json` prints: a finding with what would meet the criterion, or a flag."""

    baremo: str
    schema_version: Literal[2] = 2
    standards: StandardsVersion
    engines: tuple[str, ...]
    why: Why | None = None
    remedy: Remedy | None = None
    flag: WhyFlag | None = None
