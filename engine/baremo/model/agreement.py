"""How far two coders agree, and the JSON contract of `baremo agreement`."""

from typing import Literal

from pydantic import Field

from .coding import Relation
from .feature import Raw
from .record import Record
from .visibility import Visibility


class Counts(Record):
    """How many answers are the same, overlap, exclude each other, or are given by one of the two alone."""

    same: int = 0
    overlapping: int = 0
    contradictory: int = 0
    only_one: int = 0
    nothing: int | None = Field(
        default=None, description="questions on which both say that there is nothing; null below the internal audience"
    )


class Alpha(Record):
    """Krippendorff's alpha over so many units of so many documents."""

    alpha: float | None = Field(description="null where it does not exist")
    why_none: Literal["no-units", "one-value"] | None = Field(
        default=None, description="no unit with two answers; or all answers are one value, so nothing could differ"
    )
    units: int = Field(description="units in which both coders have a value of the kind that is compared")
    documents: int
    low: float | None = Field(default=None, description="of the 95 % interval, a jackknife over five documents or more")
    high: float | None = None


class Values(Record):
    """The lowest and the highest value that a coder's answer allows, as a file would say them."""

    low: Raw
    high: Raw


class Difference(Record):
    """One unit on which two coders differ; a side is null where it gives no answer."""

    feature: str
    speaker: str
    relation: Relation
    a: Values | None
    b: Values | None


class DocumentAgreement(Record):
    """Two codings of one document of one mechanism."""

    mechanism: str
    document: str
    coders: tuple[str, str] = Field(description="A and B below the internal audience")
    blind: bool = Field(description="whether neither coder could see a sheet of it that was accepted before")
    counts: Counts
    differences: tuple[Difference, ...] | None = Field(description="null below the internal audience")


class Agreement(Record):
    """All documents coded twice, one by one and together."""

    audience: Visibility
    documents: tuple[DocumentAgreement, ...]
    counts: Counts
    nominal: Alpha = Field(description="on the answer: an exact value or an interval")
    nominal_with_nothing: Alpha | None = Field(
        description="the same, 'says nothing' being an answer too; null below the internal audience"
    )
    ordinal: Alpha = Field(description="on exact values, distances and expected disagreement within a feature")


class AgreementFile(Record):
    """What `baremo agreement --format json` prints."""

    baremo: str
    schema_version: Literal[1] = 1
    agreement: Agreement
