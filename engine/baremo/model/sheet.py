"""Coding sheets: what one document says about one mechanism, claim by claim."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from .dates import PartialDate
from .document import full_day
from .fault import fault
from .feature import Feature, Interval, Raw
from .record import ENTRY, Identifier, Note, Number, Record, YesNo
from .shown import show
from .text import Localised
from .visibility import Visibility

ReformState = Literal[
    "proposed", "promised", "pending", "adopted", "suspended", "repealed", "annulled", "withdrawn", "rejected"
]
KINDS = ("observation", "commitment", "change")
"""Of claims."""
Status = Literal["draft", "handed-in", "accepted", "reconciled"]
"""Of a sheet: a draft, locked, accepted by its one coder, or made of two coders' drafts."""

ClaimId = Annotated[str, Field(pattern=ENTRY)]
"""Eight random signs of a to z and 2 to 9, the first a letter."""


class Passage(Record):
    """Where something stands: the document, the place in it, a few words to find it by."""

    document: Identifier
    locator: Note
    anchor: Note | None = None

    @field_validator("anchor")
    @classmethod
    def _short(cls, anchor: str | None) -> str | None:
        if anchor is not None and not 1 <= len(anchor.split()) <= 6:
            raise fault("value.anchor")
        return anchor


class Entry(Passage):
    """What a sheet holds: a passage that may be marked as not for everybody."""

    id: ClaimId | None = None
    visibility: Visibility = "public"


class Setting(Record):
    """A feature and the value that it has or gets; or bounds, where the document does not fix the value."""

    feature: Identifier
    value: Raw | None = None
    at_least: Raw | None = None
    at_most: Raw | None = None

    @model_validator(mode="after")
    def _a_value_or_bounds(self) -> "Setting":
        bounded = self.at_least is not None or self.at_most is not None
        if (self.value is not None) == bounded:
            raise fault("value.or-bounds")
        return self

    def interval(self, feature: Feature) -> Interval:
        """The ranks that this allows.

        Raises:
            ValueError: if a value is not of the feature's type, or the bounds leave nothing.
        """
        if self.value is not None:
            rank = feature.rank(self.value)
            return Interval(rank, rank)
        low = feature.whole.low if self.at_least is None else feature.rank(self.at_least)
        high = feature.whole.high if self.at_most is None else feature.rank(self.at_most)
        if low > high:
            raise fault("value.bounds", low=show(self.at_least), high=show(self.at_most))
        return Interval(low, high)


class LaidDown(Setting):
    """What a reform changes of the record, and what held before."""

    before: Raw | None = None


class Claim(Entry, Setting):
    """A speaker states a feature's value: a change of public record, an observation, or a commitment.

    `corrects` is the claim of the same speaker that this one takes back. `origins` are the drafts' claims that it was
    reconciled from, and `why` the reason where they differed; these and `confidence` are for the dossier's keepers.
    """

    kind: Literal["change", "observation", "commitment"]
    before: Raw | None = None
    date: PartialDate | None = None
    until: PartialDate | None = None
    due: PartialDate | None = None
    speaker: Identifier
    note: Localised
    corrects: ClaimId | None = None
    origins: Annotated[tuple[ClaimId, ...], Field(alias="from", exclude=True)] = ()
    why: Annotated[Note | None, Field(exclude=True)] = None
    confidence: Annotated[Literal["certain", "likely", "doubtful"] | None, Field(exclude=True)] = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Claim":
        if self.until is not None and self.kind != "observation":
            raise fault("value.until", kind=self.kind)
        if self.before is not None and self.kind != "change":
            raise fault("value.before")
        if self.due is not None and self.kind != "commitment":
            raise fault("value.due")
        if self.date is not None and self.until is not None and self.until.last < self.date.last:
            raise fault("value.ends-first", start=str(self.date), end=str(self.until))
        return self


class Stage(Entry):
    """A document says what state a reform was in from a date on, what it lays down, and what practice it aims at."""

    reform: Identifier
    state: ReformState
    date: PartialDate | None = None
    in_force: PartialDate | None = None
    lays_down: tuple[LaidDown, ...] = ()
    aims: tuple[Setting, ...] = ()


class Period(Record):
    """From one partial date to another."""

    start: PartialDate = Field(alias="from")
    end: PartialDate = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end.last < self.start.first:
            raise fault("value.period", start=str(self.start), end=str(self.end))
        return self


_When = Annotated[
    Annotated[PartialDate, Tag("<date>")] | Annotated[Period, Tag("<period>")],
    Discriminator(lambda given: "<period>" if isinstance(given, dict | Period) else "<date>"),
]
MOST = 10**15
"""No figure is larger: up to here whole numbers are exact."""


class Figure(Entry):
    """A quantity with unit and period: context, not scored."""

    label: Localised
    value: Number = Field(ge=-MOST, le=MOST)
    approximate: YesNo = False
    unit: Localised
    period: _When | None = None
    speaker: Identifier
    note: Localised | None = None


class Event(Entry):
    """Something dated and public that is neither a claim nor a reform: for the timeline."""

    date: PartialDate | None = None
    title: Localised
    speaker: Identifier


class Signature(Record):
    """Who did something with a sheet, and when: a role, never a person's name in what is shared. `blind` tells of a
    coding that it was made without seeing another one.
    """

    by: Note
    on: date | None = None
    blind: YesNo = True

    @field_validator("on", mode="before")
    @classmethod
    def _a_full_day(cls, given: object) -> date | None:
        return None if given is None else full_day(given)


class Withdrawn(Record):
    """An entry that was taken out, when and why."""

    id: ClaimId
    on: date
    why: Note

    @field_validator("on", mode="before")
    @classmethod
    def _a_full_day(cls, given: object) -> date:
        return full_day(given)


_LISTS = ("claims", "reforms", "figures", "events")


class Sheet(Record):
    """`mechanisms/<mechanism>/claims/<document>.yaml`, or a draft of one.

    `read` says how much of the document was read: `whole`, `opening`, or which pages. `nothing_on` are the questions
    on which what was read says nothing; these, the signatures, `withdrawn` and `journal` are for the dossier's keepers.
    In the file the entries leave out `document`, and `speaker` where it is the sheet's.
    """

    document: Identifier
    read: Note
    speaker: Identifier | None = None
    status: Status
    coded: Annotated[tuple[Signature, ...], Field(exclude=True)] = ()
    reconciled: Annotated[Signature | None, Field(exclude=True)] = None
    reviewed: Annotated[Signature | None, Field(exclude=True)] = None
    visibility: Visibility = "public"
    claims: tuple[Claim, ...] = ()
    reforms: tuple[Stage, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    nothing_on: Annotated[tuple[Identifier, ...], Field(exclude=True)] = ()
    withdrawn: Annotated[tuple[Withdrawn, ...], Field(exclude=True)] = ()
    journal: Annotated[str | None, Field(exclude=True)] = None

    @model_validator(mode="before")
    @classmethod
    def _defaults(cls, given: Any) -> Any:
        """Every entry is of the sheet's document, and the sheet's speaker's unless it names another."""
        if not isinstance(given, dict):
            return given
        whole = dict(given)
        for key in _LISTS:
            if isinstance(entries := whole.get(key), list | tuple):
                whole[key] = [cls._filled(entry, key, whole) for entry in entries]
        return whole

    @staticmethod
    def _filled(entry: Any, key: str, sheet: dict[str, Any]) -> Any:
        if not isinstance(entry, dict):
            return entry
        filled = {"document": sheet.get("document"), **entry}
        if key != "reforms" and sheet.get("speaker") is not None:
            filled.setdefault("speaker", sheet["speaker"])
        return filled
