"""Criteria, flags and the scale: what is judged, and what a judgement is worth."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, field_validator

from .condition import Condition, Status
from .feature import Feature
from .instrument import Dimension
from .record import Identifier, Number, ProvisionId, Record
from .text import Localised

Aspect = Literal["law", "practice"]


class Criterion(Record):
    """One requirement on a mechanism, with its rule and the provisions it rests on."""

    id: Identifier
    aspect: Aspect
    title: Localised
    met: Condition
    partly: Condition | None = None
    rests_on: tuple[ProvisionId, ...] = Field(min_length=1)
    carried_out_by: tuple[Identifier, ...] = ()
    reason: Localised
    advice: Localised

    @property
    def dimension(self) -> str:
        """The dimension, which is the first word of the id."""
        return self.id.split(".")[0]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of its rule: `met`, and `partly` if it has one."""
        return (self.met,) if self.partly is None else (self.met, self.partly)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that its rule knows, from worst to best."""
        return ("not-met", "met") if self.partly is None else ("not-met", "partly", "met")


class FeatureFile(Record):
    """One file of `standards/features/`."""

    dimension: Dimension
    features: tuple[Feature, ...]


class CriterionFile(Record):
    """One file of `standards/criteria/`."""

    dimension: Dimension
    title: Localised
    criteria: tuple[Criterion, ...]


class Flag(Record):
    """A pattern across findings, worth saying aloud."""

    id: Identifier
    title: Localised
    text: Localised
    when: Condition


class FlagFile(Record):
    """`standards/flags.yaml`."""

    flags: tuple[Flag, ...]


class Band(Record):
    """A named part of the scale, from its lower edge (included) to the next band's."""

    id: Identifier
    start: Number = Field(alias="from", ge=0, lt=100)
    label: Localised


class Weight(Record):
    """A weight that is not 1, with the reason why."""

    of: Identifier
    is_: Number = Field(alias="is", gt=0, le=1000)
    because: Localised


class Weights(Record):
    """Everything weighs 1 unless it is listed here."""

    dimensions: tuple[Weight, ...] = ()
    criteria: tuple[Weight, ...] = ()


class Cap(Record):
    """Where a critical criterion is not met the overall score cannot exceed `at`."""

    at: Number = Field(ge=0, le=100)
    critical: tuple[Identifier, ...]


Cost = Annotated[Number, Field(gt=0, le=1_000_000)]


class Costs(Record):
    """What changing a feature costs, by its effort class."""

    norm: Cost = 1
    institution: Cost = 3
    practice: Cost = 9


class Scale(Record):
    """`standards/scale.yaml`."""

    statuses: dict[Status, Number]
    weights: Weights = Weights()
    cap: Cap
    bands: tuple[Band, ...] = Field(min_length=1)
    costs: Costs = Costs()

    @field_validator("statuses")
    @classmethod
    def _from_nothing_to_all(cls, statuses: dict[Status, float]) -> dict[Status, float]:
        values = [statuses.get(status, -1.0) for status in ("not-met", "partly", "met")]
        if values != sorted(values) or values[0] != 0 or values[2] != 1:
            raise ValueError("statuses are worth 0 (not-met) to 1 (met), with partly between them")
        return statuses

    @field_validator("bands")
    @classmethod
    def _rising(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        starts = [band.start for band in bands]
        if starts != sorted(set(starts)) or starts[0] != 0:
            raise ValueError("bands start at 0 and rise")
        return bands

    def worth(self, status: Status) -> Fraction:
        """What a status is worth, exactly, from 0 to 1."""
        return Fraction(str(self.statuses[status]))

    def weight(self, of: str) -> Fraction:
        """The weight of a dimension or criterion."""
        listed = (*self.weights.dimensions, *self.weights.criteria)
        return next((Fraction(str(weight.is_)) for weight in listed if weight.of == of), Fraction(1))

    def spanned(self, low: Fraction, high: Fraction) -> tuple[Band, ...]:
        """The bands that a range of scores touches, lowest first."""
        ends = [Fraction(str(band.start)) for band in self.bands[1:]] + [Fraction(101)]
        return tuple(
            band for band, end in zip(self.bands, ends, strict=True) if Fraction(str(band.start)) <= high and low < end
        )
