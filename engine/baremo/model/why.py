"""The way back from a finding, and what would meet it: the JSON contract of `baremo why`."""

from datetime import date
from typing import Literal

from pydantic import Field

from .feature import Raw
from .profile import Knowledge
from .record import Record
from .scorecard import Finding
from .sheet import ReformState
from .standard import StandardsVersion
from .visibility import Visibility


class Said(Record):
    """A statement in force on a feature: the values that it leaves possible, who makes it, and where it stands."""

    kind: Literal["change", "observation", "before"]
    values: tuple[Raw, Raw]
    speaker: str | None = Field(description="null for what a reform changed: the public record")
    since: date
    given: str | None = Field(description="the date as its document gives it; null where it gives none")
    document: str
    locator: str
    anchor: str | None
    note: dict[str, str] | None
    reform: str | None


class Lapsed(Said):
    """A statement that has grown too old, and the first day on which it no longer counts."""

    on: date


class Tested(Record):
    """A feature that the criterion rests on: the lowest and highest value still possible, and who says what."""

    feature: str
    knowledge: Knowledge
    values: tuple[Raw, Raw]
    said: tuple[Said, ...]
    lapsed: tuple[Lapsed, ...] = ()


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


class Why(Record):
    """One finding with everything it rests on."""

    mechanism: str
    as_of: date
    perspective: str
    audience: Visibility
    finding: Finding
    features: tuple[Tested, ...]
    rests_on: tuple[str, ...]
    remedy: Remedy


class WhyFile(Record):
    """What `baremo why --format json` prints."""

    baremo: str
    schema_version: Literal[2] = 2
    standards: StandardsVersion
    engines: tuple[str, ...]
    why: Why
