"""A mechanism's scores over the years, and the JSON contract of `baremo timeline`."""

from datetime import date
from typing import Literal

from pydantic import Field

from .record import Record
from .scorecard import DimensionScore, FlagFinding, OverallScore, Score
from .standard import StandardsVersion
from .unscored import Unscored
from .visibility import Visibility


class Moment(Record):
    """Something that happened: a reform's stage, an event, or the mechanism's beginning or end."""

    date: date
    given: str | None = Field(description="the date as its document gives it; null where it gives none")
    in_force: str | None = Field(default=None, description="when a stage takes effect, where its document says so")
    kind: Literal["reform", "event", "established", "ended"]
    id: str | None
    state: str | None
    title: dict[str, str]
    announced: bool = Field(default=False, description="whether its day was still to come for its documents")


class Point(Record):
    """The scores on a day on which something changed, and the features of which what was said grew too old that day."""

    date: date
    lapsed: tuple[str, ...]
    overall: OverallScore
    dimensions: tuple[DimensionScore, ...]
    law: Score | None
    practice: Score | None
    flags: tuple[FlagFinding, ...]


class Timeline(Record):
    """One mechanism from its beginning to a day.

    A point holds until the next one, or until the day of one of the `unscored`, from which on there is no scorecard.
    """

    mechanism: str
    perspective: str
    audience: Visibility
    since: date
    until: date
    moments: tuple[Moment, ...]
    points: tuple[Point, ...]
    unscored: tuple[Unscored, ...] = ()


class TimelineFile(Record):
    """What `baremo timeline --format json` prints."""

    baremo: str
    schema_version: Literal[2] = 2
    standards: StandardsVersion
    engines: tuple[str, ...]
    timelines: tuple[Timeline, ...]
