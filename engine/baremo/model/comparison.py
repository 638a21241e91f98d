"""Mechanisms side by side, and one mechanism around a reform: the JSON contracts of `baremo compare`."""

from datetime import date
from typing import Literal

from pydantic import Field

from .condition import Status
from .record import Record
from .release import Since
from .scorecard import Scorecard
from .standard import StandardsVersion
from .unscored import Unscored
from .whatif import Moved


class Row(Record):
    """One criterion across the mechanisms; an empty list where it does not apply."""

    criterion: str
    possible: tuple[tuple[Status, ...], ...]
    separates: bool = Field(description="whether two of the mechanisms certainly differ here")


class Rank(Record):
    """The places that a mechanism can still take; 1 is the highest score."""

    mechanism: str
    as_of: date
    best: int
    worst: int


class Comparison(Record):
    """Scorecards side by side, in the order in which they were asked for; of the `unscored` there is none."""

    scorecards: tuple[Scorecard, ...]
    unscored: tuple[Unscored, ...] = ()
    ranks: tuple[Rank, ...]
    rows: tuple[Row, ...]


class Around(Record):
    """The day before a reform and the day it was adopted; what it moved by itself, and what moved for other reasons.

    Where there is no scorecard on one of the two days nothing moved.
    """

    reform: str
    before: Scorecard | Unscored
    after: Scorecard | Unscored
    due_to_reform: tuple[Moved, ...]
    due_to_others: tuple[Moved, ...]


class PerspectiveRow(Record):
    """One criterion on which both perspectives speak, and what follows from each."""

    criterion: str
    possible: tuple[tuple[Status, ...], tuple[Status, ...]]
    apart: bool = Field(description="whether no status is possible under both perspectives")


class PerspectiveGap(Record):
    """The same mechanism under the two perspectives that the standards compare.

    `rows` holds the criteria with a feature of which both speak; in the others there is nothing to compare.
    """

    scorecards: tuple[Scorecard, Scorecard]
    rows: tuple[PerspectiveRow, ...]


class ComparisonFile(Record):
    """What `baremo compare --format json` prints: one of the four; `unscored` where there are no two scorecards, since
    there was no mechanism on a day.
    """

    baremo: str
    schema_version: Literal[2] = 2
    standards: StandardsVersion
    engines: tuple[str, ...]
    comparison: Comparison | None = None
    around: Around | None = None
    perspectives: PerspectiveGap | None = None
    unscored: Unscored | None = None
    since: Since | None = None
