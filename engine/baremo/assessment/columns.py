"""Findings and scores of many scenarios at a time, as columns; `assess` makes the same of one, with all its reasons."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.catalogue import Catalogue
from ..rules.planes import NONE, Column, Plane, Planes, Truths, unpacked
from .scoring import summed, weights

Numbers = NDArray[np.number]
LARGEST_UNIT = 1 << 48
"""Scores are whole numbers of a unit up to this; where weights would need a finer one they are floating-point."""


@dataclass(frozen=True)
class Scores:
    """Lowest and highest score in each scenario, in parts of `unit`."""

    low: Numbers
    high: Numbers
    unit: int

    def points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """On 0 to 100, cut to two decimals as a scorecard's are."""
        low, high = (side.astype(_wide(side)) * 10_000 // self.unit / 100 for side in (self.low, self.high))
        return low, high


def _wide(side: Numbers) -> type[np.number]:
    return np.float64 if side.dtype.kind == "f" else np.int64


@dataclass(frozen=True)
class _Dimension:
    """A dimension's criteria that apply, their share of the overall score, and the unit of its own."""

    id: str
    criteria: Sequence[str]
    share: Fraction
    unit: int


@dataclass(frozen=True)
class Scorecards:
    """Many scorecards, columnar. `possible` are for every criterion the planes of not met, partly met and met."""

    possible: Mapping[str, tuple[Plane, Plane, Plane]]
    certain: Mapping[str, Plane]
    absent: Mapping[str, Plane]
    dimensions: Mapping[str, Scores]
    uncapped: Scores
    overall: Scores


class Columns:
    """Makes many scorecards at a time of one catalogue and the criteria that apply."""

    def __init__(self, catalogue: Catalogue, criteria: Sequence[str] | None = None) -> None:
        """Work out every weight once; `criteria` are those that apply, all unless given."""
        self._planes = Planes(catalogue)
        self._catalogue = catalogue
        self.criteria = tuple(catalogue.criteria if criteria is None else criteria)
        self.share = weights(catalogue, self.criteria)
        scale = catalogue.scale
        self._partly = scale.worth("partly")
        self._cap = Fraction(str(scale.cap.at)) / 100
        self._critical = [id for id in scale.cap.critical if id in self.share]
        self._dimensions = [
            self._dimension(dimension, own)
            for dimension in catalogue.dimensions
            if (own := [id for id in self.criteria if catalogue.criteria[id].dimension == dimension])
        ]
        factors = [dimension.share / dimension.unit for dimension in self._dimensions]
        unit = _unit([self._cap, *factors, *(part for share in self.share.values() for part in self._worth(share))])
        self.whole = unit <= LARGEST_UNIT
        """Whether overall scores are whole numbers of `unit`."""
        self.unit = unit if self.whole else 1
        self._factors = [self._number(f) for f in factors]
        self.cap = self._number(self._cap)

    def _number(self, share: Fraction) -> int | float:
        """A share of the overall score in parts of the unit."""
        return int(share * self.unit) if self.whole else float(share)

    def parts(self, id: str) -> tuple[int | float, int | float]:
        """What a criterion's being at least partly met brings, and what being met adds to it, in parts of the unit."""
        half, rest = self._worth(self.share[id])
        return self._number(half), self._number(rest)

    def of(self, criteria: Sequence[str]) -> "Columns":
        """The same shares and unit, of these criteria alone."""
        part = copy(self)
        part.criteria = tuple(criteria)
        return part

    def points(self, score: float) -> float:
        """One overall score, given in parts of the unit, on 0 to 100 and cut to two decimals."""
        return float(score * 10_000 // self.unit) / 100

    def _worth(self, share: Fraction) -> tuple[Fraction, Fraction]:
        """What being at least partly met brings, and what being met adds to it."""
        return share * self._partly, share * (1 - self._partly)

    def scorecards(self, columns: Mapping[str, Column], size: int) -> Scorecards:
        """Findings, flags and scores in each of `size` scenarios."""
        truths = self._planes.evaluate(columns)
        possible = {id: _possible(truths, id) for id in self.criteria}
        dimensions = {dimension.id: self._scores(dimension, possible, size) for dimension in self._dimensions}
        uncapped = self._overall(list(dimensions.values()), size)
        flags = self._catalogue.flags
        return Scorecards(
            possible,
            {id: truths.true[f"{id}:when"] for id in flags},
            {id: truths.false[f"{id}:when"] for id in flags},
            dimensions,
            uncapped,
            self._capped(uncapped, possible, size),
        )

    def _dimension(self, id: str, own: Sequence[str]) -> _Dimension:
        share = summed(self.share[criterion] for criterion in own)
        unit = _unit(part for criterion in own for part in self._worth(self.share[criterion] / share))
        return _Dimension(id, own, share, unit)

    def _scores(self, dimension: _Dimension, possible: Mapping[str, tuple[Plane, Plane, Plane]], size: int) -> Scores:
        low: list[tuple[int, Plane]] = []
        high: list[tuple[int, Plane]] = []
        unit = dimension.unit
        for id in dimension.criteria:
            half, rest = (int(part * unit) for part in self._worth(self.share[id] / dimension.share))
            not_met, partly, met = possible[id]
            low += [(half, ~not_met), (rest, ~not_met & ~partly)]
            high += [(half, partly | met), (rest, met)]
        return Scores(tallied(low, size, unit), tallied(high, size, unit), unit)

    def _overall(self, dimensions: Sequence[Scores], size: int) -> Scores:
        kind: Any = np.int64 if self.whole else np.float64
        low, high = np.zeros(size, kind), np.zeros(size, kind)
        for scores, factor in zip(dimensions, self._factors, strict=True):
            low += scores.low.astype(kind) * factor
            high += scores.high.astype(kind) * factor
        return Scores(low, high, self.unit)

    def _capped(self, scores: Scores, possible: Mapping[str, tuple[Plane, Plane, Plane]], size: int) -> Scores:
        may, must = NONE, NONE
        for id in self._critical:
            not_met, partly, met = possible[id]
            may, must = may | not_met, must | ~(partly | met)
        low = np.where(unpacked(may, size) != 0, np.minimum(scores.low, self.cap), scores.low)
        high = np.where(unpacked(must, size) != 0, np.minimum(scores.high, self.cap), scores.high)
        return Scores(low, high, scores.unit)


def _possible(truths: Truths, id: str) -> tuple[Plane, Plane, Plane]:
    met, not_met = truths.true[f"{id}:met"], truths.false[f"{id}:met"]
    partly, not_partly = truths.true.get(f"{id}:partly", NONE), truths.false.get(f"{id}:partly", ~NONE)
    return ~met & ~partly, ~met & ~not_partly, ~not_met


def _unit(parts: Iterable[Fraction]) -> int:
    return lcm(*(part.denominator for part in parts))


def tallied(parts: Iterable[tuple[int, Plane]], size: int, most: int) -> Numbers:
    """In each scenario the sum of the factors whose plane holds there; `most` is what it cannot exceed."""
    kind = np.min_scalar_type(most).type
    total = np.zeros(size, kind)
    for factor, plane in parts:
        total += unpacked(plane, size) * kind(factor)
    return total
