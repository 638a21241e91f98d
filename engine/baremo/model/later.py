"""What a dossier holds that is dated after the day of a scorecard."""

import datetime
from typing import Literal

from pydantic import Field

from .feature import Raw
from .record import Record
from .sheet import ReformState


class Later(Record):
    """Something dated after the day of a scorecard: told as *since then*, and not counted.

    A claim has its `feature`, `values` and `speaker`, a reform's stage its `reform` and `state`. Stages, events,
    figures and the mechanism's end have a `title`.
    """

    kind: Literal["change", "observation", "commitment", "reform", "event", "figure", "ended"]
    date: datetime.date = Field(description="the day from which it counts")
    given: str | None = Field(description="the date as its document gives it; null where it gives none")
    announced: bool = Field(description="whether that day was still to come for its document, and nothing confirms it")
    feature: str | None = None
    values: tuple[Raw, Raw] | None = Field(default=None, description="the lowest and highest value that a claim allows")
    speaker: str | None = None
    reform: str | None = None
    state: ReformState | None = None
    title: dict[str, str] | None = None
    document: str
    locator: str
