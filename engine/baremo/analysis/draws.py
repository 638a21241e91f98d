"""Scores under drawn weights, ways of adding up, and completions.

Weights are Dirichlet: each dimension and criterion has a gamma variate, and their shares are the weights. The way of
adding up and the value of every open feature are numbers from 0 to 1, cut into as many parts as there are choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..assessment.assess import Assessment
from ..assessment.kernel import Kernel, kernel
from ..model.catalogue import Catalogue
from ..rules.cells import completions
from ..rules.evaluation import Values
from ..rules.planes import BLOCK, Column, Plane

Numbers = NDArray[np.float64]
WAYS = ("arithmetic, capped", "arithmetic", "geometric, capped", "geometric")


@dataclass(frozen=True)
class Factors:
    """What is drawn: a weight of every dimension and criterion, the way of adding up, and every open feature."""

    catalogue: Catalogue
    criteria: tuple[str, ...]
    open: Mapping[str, tuple[int, ...]]
    values: Values
    concentration: float

    @staticmethod
    def of(assessment: Assessment, concentration: float) -> "Factors":
        """Those of one mechanism."""
        catalogue, values = assessment.mechanism.catalogue, assessment.profile.values
        criteria = tuple(finding.criterion for finding in assessment.scorecard.findings)
        ways = {id: tuple(way.low for way in listed) for id, listed in completions(catalogue, values).items()}
        return Factors(catalogue, criteria, ways, values, concentration)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions with a criterion that applies."""
        present = {self.catalogue.criteria[id].dimension for id in self.criteria}
        return tuple(dimension for dimension in self.catalogue.dimensions if dimension in present)

    @cached_property
    def weighted(self) -> tuple[str, ...]:
        """What has a weight: the dimensions, then the criteria."""
        return (*self.dimensions, *self.criteria)

    def scores(self, weights: Numbers, way: Numbers, unknown: Numbers) -> Numbers:
        """The scores (0 to 100) of draws: rows of gamma variates of `weighted`, of ways, and of numbers for `open`."""
        return np.concatenate(
            [
                self._block(weights[at : at + BLOCK], way[at : at + BLOCK], unknown[at : at + BLOCK])
                for at in range(0, len(way), BLOCK)
            ]
        )

    def _block(self, weights: Numbers, way: Numbers, unknown: Numbers) -> Numbers:
        size, judges = len(way), self._kernel
        given = judges.planes.given(self.values)
        fixed = {id: judges.planes.constant(id, given[id], size) for id in judges.planes.thresholds}
        judgement = judges.judge({**fixed, **self._completed(unknown)}, size)
        partly = float(judges.partly)
        shares = weights[:, : len(self.dimensions)]
        shares = shares / shares.sum(axis=1, keepdims=True)
        means = np.empty((size, len(self.dimensions)))
        for place, dimension in enumerate(self.dimensions):
            total, reached = np.zeros(size), np.zeros(size)
            for at, id in enumerate(self.criteria, len(self.dimensions)):
                if self.catalogue.criteria[id].dimension == dimension:
                    possible = judgement.possible[id]
                    low = partly * (1 - unpacked(possible.not_met, size)) + (1 - partly) * unpacked(possible.met, size)
                    total += weights[:, at]
                    reached += weights[:, at] * low
            means[:, place] = reached / total
        chosen = np.minimum((way * len(WAYS)).astype(int), len(WAYS) - 1)
        arithmetic = (shares * means).sum(axis=1)
        with np.errstate(divide="ignore"):  # the geometric mean of anything with 0 is 0
            geometric = np.exp((shares * np.log(means)).sum(axis=1))
        score = np.where(chosen < 2, arithmetic, geometric)
        failing = 0
        for id in judges.critical:
            failing |= judgement.possible[id].not_met
        capped = (chosen % 2 == 0) & (unpacked(failing, size) != 0)
        result: Numbers = np.where(capped, np.minimum(score, float(judges.cap)), score) * 100
        return result

    @cached_property
    def _kernel(self) -> Kernel:
        return kernel(self.catalogue, self.criteria)

    def shape(self, id: str) -> float:
        """The gamma distribution's: in proportion to the declared weight."""
        return round(float(self.catalogue.scale.weight(id)) * self.concentration, 9)

    def quantiles(self, coordinates: Numbers) -> Numbers:
        """The gamma variates at these levels from 0 to 1, a column for each of `weighted`."""
        columns = zip(coordinates.T, self.weighted, strict=True)
        return np.column_stack([np.interp(column, *_gamma(self.shape(id))) for column, id in columns])

    def _completed(self, coordinates: Numbers) -> dict[str, Column]:
        """A value of every open feature; where a bond is broken the implied feature takes the least that keeps it."""
        ranks: dict[str, NDArray[np.int64]] = {}
        for place, (id, known) in enumerate(self.open.items()):
            cell = np.minimum((coordinates[:, place] * len(known)).astype(int), len(known) - 1)
            ranks[id] = np.array(known)[cell]
        for _ in self.open:  # bonds may follow from one another
            for feature in self.catalogue.features.values():
                for bond in feature.implies:
                    self._bind(
                        ranks, feature.id, feature.rank(bond.when.at_least), bond.then.feature, bond.then.at_least
                    )
        return {id: self._column(id, column) for id, column in ranks.items()}

    def _column(self, id: str, ranks: NDArray[np.int64]) -> Column:
        planes = tuple(packed(ranks >= threshold) for threshold in self._kernel.planes.thresholds[id])
        return Column(planes, planes)

    def _bind(self, ranks: dict[str, NDArray[np.int64]], id: str, least: int, other: str, at_least: Any) -> None:
        implied = self.catalogue.features[other].rank(at_least)
        binding = ranks[id] >= least if id in ranks else self.values[id].low >= least
        if other in ranks:
            ranks[other] = np.where(binding & (ranks[other] < implied), implied, ranks[other])
        elif id in ranks and self.values[other].high < implied:
            ranks[id] = np.where(binding, min(self.open[id]), ranks[id])


def packed(scenarios: NDArray[np.bool_]) -> Plane:
    """A plane of the scenarios given as true or false."""
    return int.from_bytes(np.packbits(scenarios, bitorder="little").tobytes(), "little")


def unpacked(plane: Plane, size: int) -> NDArray[np.uint8]:
    """0 or 1 for every scenario."""
    planes = np.frombuffer(plane.to_bytes(-(-size // 8), "little"), dtype=np.uint8)
    return np.unpackbits(planes, count=size, bitorder="little")


@cache
def _gamma(shape: float) -> tuple[Numbers, Numbers]:
    """Levels from 0 to 1 and the quantiles of the gamma distribution there, to interpolate between."""
    from scipy.stats import gamma

    edges = np.array([1e-9, 1e-7, 1e-6, 1e-5, 1e-4])
    levels = np.concatenate([[0.0], edges, np.linspace(0.001, 0.999, 2_000), 1 - edges[::-1]])
    return levels, np.asarray(gamma.ppf(levels, shape), dtype=np.float64)
