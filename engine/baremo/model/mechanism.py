"""A mechanism's own file: who it is, since when and until when, its reforms by name, and what its keepers decided."""

from datetime import date

from pydantic import Field, field_validator, model_validator

from .dates import PartialDate
from .document import OwnName, full_day
from .fault import fault
from .record import Country, Identifier, Note, Record
from .sheet import ClaimId, Passage, Setting
from .text import Localised
from .visibility import Visibility


class Beginning(Passage):
    """From when there is a mechanism to score."""

    date: PartialDate


class End(Passage):
    """From when there is none any more, and the mechanism that took its place."""

    date: PartialDate
    replaced_by: Identifier | None = None


class Renaming(Record):
    """What the mechanism is called from a date on."""

    start: PartialDate = Field(alias="from")
    name: Localised


class ReformName(Record):
    """A reform by name; what documents say of it stands in their sheets."""

    id: Identifier
    name: Localised
    note: Localised | None = None
    visibility: Visibility = "public"


class Adjudication(Setting):
    """A decision between the claims named: the value held to be right, or bounds; by whom, when and why."""

    between: tuple[ClaimId, ...] = Field(min_length=2)
    by: Note
    date: PartialDate
    why: Localised
    visibility: Visibility = "public"


class NotApplicable(Record):
    """A criterion that does not apply to this mechanism, why, and on which days; it may have several spells of them."""

    criterion: Identifier
    reason: Localised
    start: PartialDate | None = Field(default=None, alias="from")
    until: PartialDate | None = None
    visibility: Visibility = "public"

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "NotApplicable":
        if self.start is not None and self.until is not None and self.until.last < self.start.first:
            raise fault("value.ends-first", start=str(self.start), end=str(self.until))
        return self

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which it certainly does not apply: like all days, the last possible ones."""
        return date.min if self.start is None else self.start.last, date.max if self.until is None else self.until.last

    def holds(self, day: date) -> bool:
        """Whether the criterion does not apply on a day."""
        first, last = self.days
        return first <= day <= last


class Reply(Record):
    """What the State answers to a finding; it changes none."""

    id: ClaimId | None = None
    criterion: Identifier
    speaker: Identifier
    date: PartialDate
    document: Identifier | None = None
    locator: Note | None = None
    text: Localised
    visibility: Visibility = "public"


class ReplyFile(Record):
    """What `baremo reply --file` reads."""

    replies: tuple[Reply, ...] = Field(min_length=1)


class CommentRound(Record):
    """A release that was sent out for comment: when, to whom, until when, and whether an answer came."""

    release: Note
    sent_on: date
    to: Note
    until: date
    answered: date | None = None

    @field_validator("sent_on", "until", "answered", mode="before")
    @classmethod
    def _a_full_day(cls, given: object) -> date | None:
        return None if given is None else full_day(given)


class Mechanism(Record):
    """`mechanisms/<id>/mechanism.yaml`."""

    id: OwnName
    country: Country
    name: Localised
    state: Localised
    about: Localised
    established: Beginning
    ended: End | None = None
    names: tuple[Renaming, ...] = ()
    reforms: tuple[ReformName, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    replies: tuple[Reply, ...] = ()
    comments: tuple[CommentRound, ...] = ()
