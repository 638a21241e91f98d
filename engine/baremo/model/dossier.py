"""Dossiers: what is said to exist, by whom, found where, and when it held."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from .dates import PartialDate
from .feature import Feature, Interval, Raw
from .record import Address, Country, Identifier, Note, Number, Record, YesNo
from .shown import show
from .text import Localised

SpeakerKind = Literal["official", "civil-society", "international"]
Reading = Literal["all", "official", "civil-society", "international"]
Visibility = Literal["public", "internal", "confidential"]
AUDIENCES: tuple[Visibility, ...] = ("public", "internal", "confidential")
ReformState = Literal["proposed", "promised", "pending", "adopted"]


Signature = Annotated[Note | None, Field(exclude=True)]
"""Who coded something, or reviewed the coding: for the dossier's keepers, and in nothing that is put out."""


class Speaker(Record):
    """Whoever states something: an authority, an organisation, a court."""

    id: Identifier
    kind: SpeakerKind
    name: Localised
    visibility: Visibility = "public"


class Source(Record):
    """The document that carries what is said. `as_of` is the day up to which its information goes."""

    id: Identifier
    author: Identifier
    title: Localised
    published: PartialDate
    as_of: date
    address: Address | None = None
    locators: Note | None = None
    visibility: Visibility = "public"

    @field_validator("as_of", mode="before")
    @classmethod
    def _a_full_day(cls, given: object) -> date:
        parsed = PartialDate.parse(given)
        if parsed.text != parsed.last.isoformat():
            raise ValueError(f"{show(given)} is not a full day; expected a date such as 2017-02-28")
        return parsed.last


class Bibliography(Record):
    """`mechanisms/sources.yaml`."""

    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()


class Found(Record):
    """Where something stands: the source, the place in it, a few words to find it by."""

    source: Identifier
    locator: Note
    anchor: Note | None = None
    visibility: Visibility = "public"

    @field_validator("anchor")
    @classmethod
    def _short(cls, anchor: str | None) -> str | None:
        if anchor is not None and not 1 <= len(anchor.split()) <= 6:
            raise ValueError("an anchor has one to six words")
        return anchor


class Coded(Found):
    """Something found, with who coded it and who reviewed the coding."""

    coded_by: Signature = None
    reviewed_by: Signature = None


class Setting(Record):
    """A feature and the value that it has or gets; or bounds, where the source does not fix the value."""

    feature: Identifier
    value: Raw | None = None
    at_least: Raw | None = None
    at_most: Raw | None = None

    @model_validator(mode="after")
    def _a_value_or_bounds(self) -> "Setting":
        bounded = self.at_least is not None or self.at_most is not None
        if (self.value is not None) == bounded:
            raise ValueError("expected either `value`, or `at_least`, `at_most` or both")
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
            raise ValueError(f"at_least {show(self.at_least)} lies above at_most {show(self.at_most)}")
        return Interval(low, high)


class Claim(Coded, Setting):
    """A speaker states a feature's value: a change of public record, or an observation."""

    kind: Literal["change", "observation"]
    before: Raw | None = None
    date: PartialDate | None = None
    until: PartialDate | None = None
    speaker: Identifier
    note: Localised

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Claim":
        if self.kind == "change" and self.until is not None:
            raise ValueError("a change holds until a later change; expected no `until`")
        if self.kind == "observation" and self.before is not None:
            raise ValueError("only a change says what held before")
        if self.date is not None and self.until is not None and self.until.last < self.date.last:
            raise ValueError(f"it ends ({self.until}) before it begins ({self.date})")
        return self


class Adjudication(Record):
    """A decision between claims that differ: the value held to be right, by whom, when and why."""

    feature: Identifier
    value: Raw
    date: PartialDate
    by: Note
    why: Localised
    visibility: Visibility = "public"


class Period(Record):
    """From one partial date to another."""

    start: PartialDate = Field(alias="from")
    end: PartialDate = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end.last < self.start.first:
            raise ValueError(f"the period ends ({self.end}) before it begins ({self.start})")
        return self


_When = Annotated[
    Annotated[PartialDate, Tag("<date>")] | Annotated[Period, Tag("<period>")],
    Discriminator(lambda given: "<period>" if isinstance(given, dict | Period) else "<date>"),
]
MOST = 10**15
"""No figure is larger: up to here whole numbers are exact."""


class Figure(Coded):
    """A quantity with unit and period: context, not scored."""

    id: Identifier
    label: Localised
    value: Number = Field(ge=-MOST, le=MOST)
    approximate: YesNo = False
    unit: Localised
    period: _When | None = None
    speaker: Identifier
    note: Localised | None = None


class ReformStage(Found):
    """The state of a reform from a date on."""

    state: ReformState
    date: PartialDate | None = None


class ReformChange(Setting):
    """What a reform changes of the record."""

    before: Raw | None = None


class Draft(Record):
    """A named bundle of changes, and the practice it aims at; a bill that no dossier holds yet needs no history."""

    id: Identifier
    name: Localised
    note: Localised
    history: tuple[ReformStage, ...] = ()
    changes: tuple[ReformChange, ...] = ()
    aims: tuple[Setting, ...] = ()
    visibility: Visibility = "public"
    coded_by: Signature = None
    reviewed_by: Signature = None


class Reform(Draft):
    """A bundle of changes with its stages: adopted, pending, promised or proposed."""

    history: tuple[ReformStage, ...] = Field(min_length=1)


class Event(Coded):
    """Something dated and public that is neither a claim nor a reform: for the timeline."""

    date: PartialDate | None = None
    title: Localised


class Established(Found):
    """From when there is a mechanism to score."""

    date: PartialDate


class NotApplicable(Record):
    """A criterion that does not apply to this mechanism, and why."""

    criterion: Identifier
    reason: Localised


class Dossier(Record):
    """A mechanism's identity, claims and reforms, all dated: the file that a researcher keeps."""

    id: Identifier
    country: Country
    name: Localised
    state: Localised
    about: Localised
    established: Established
    claims: tuple[Claim, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    figures: tuple[Figure, ...] = ()
    reforms: tuple[Reform, ...] = ()
    events: tuple[Event, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
