"""The scale: what a status is worth, what weighs how much, and how a score is named."""

from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from .condition import Status
from .fault import fault
from .record import NUMBERED, Identifier, Number, Record
from .text import Localised


@lru_cache(maxsize=1_024)
def exactly(number: float) -> Fraction:
    """A number as it is written, `0.1` being a tenth."""
    return Fraction(str(number))


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


def _from_nothing_to_all(statuses: dict[Status, float]) -> dict[Status, float]:
    values = [statuses.get(status, -1.0) for status in ("not-met", "partly", "met")]
    if values != sorted(values) or values[0] != 0 or values[2] != 1:
        raise fault("value.statuses")
    return statuses


def _rising(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    starts = [band.start for band in bands]
    if starts != sorted(set(starts)) or starts[0] != 0:
        raise fault("value.bands")
    return bands


Worths = Annotated[dict[Status, Number], AfterValidator(_from_nothing_to_all)]
Bands = Annotated[tuple[Band, ...], Field(min_length=1), AfterValidator(_rising)]
Percentage = Annotated[Number, Field(ge=0, le=100)]
EditionKey = Annotated[str, Field(pattern=NUMBERED)]
"""An edition's number as the key of a mapping, which is always a text."""


class EditionScale(Record):
    """What one edition says of the scale; a workspace's own file may leave out what stays as it is."""

    weights: Weights | None = None
    cap: Cap | None = None
    bands: Bands | None = None
    least_coverage: Percentage | None = None


class ScaleFile(Record):
    """`standards/scale.yaml`: what statuses are worth and what changes cost, and by edition all else."""

    statuses: Worths | None = None
    costs: Costs | None = None
    editions: dict[EditionKey, EditionScale] = Field(default_factory=dict)


class Scale(Record):
    """The scale of one edition. Where less than `least_coverage` percent is told too little is known for one number."""

    statuses: Worths
    weights: Weights = Weights()
    cap: Cap
    bands: Bands
    least_coverage: Percentage
    costs: Costs = Costs()

    def worth(self, status: Status) -> Fraction:
        """What a status is worth, exactly, from 0 to 1."""
        return exactly(self.statuses[status])

    def weight(self, of: str) -> Fraction:
        """The weight of a dimension or criterion."""
        listed = (*self.weights.dimensions, *self.weights.criteria)
        return next((exactly(weight.is_) for weight in listed if weight.of == of), Fraction(1))

    def spanned(self, low: Fraction, high: Fraction) -> tuple[Band, ...]:
        """The bands that a range of scores touches, lowest first."""
        ends = [exactly(band.start) for band in self.bands[1:]] + [Fraction(101)]
        return tuple(
            band for band, end in zip(self.bands, ends, strict=True) if exactly(band.start) <= high and low < end
        )
