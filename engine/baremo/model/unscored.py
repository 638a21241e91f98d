"""What is told of a mechanism in the place of a scorecard: before it began, once it ended, where nothing applies."""

from datetime import date
from typing import Literal

from pydantic import Field

from .record import Record

Existence = Literal["not-yet", "exists", "ended"]


class Unscored(Record):
    """A mechanism that has no scorecard on a day, and why: a state, and no fault.

    `not-yet`: there is no mechanism before `day`, from which on it certainly exists. `ended`: there is none from `day`
    on; the mechanism `replaced_by` took its place, if one did. `nothing-applies`: it exists, and no criterion applies.
    """

    mechanism: str
    as_of: date
    state: Literal["not-yet", "ended", "nothing-applies"]
    day: date | None = Field(description="when it began or ended; null where nothing applies")
    announced: bool = Field(default=False, description="whether that day was still to come for its document")
    replaced_by: str | None = Field(default=None, description="the id of another mechanism")
