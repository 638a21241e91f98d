"""Findings and scores of many scenarios at a time, in exact whole numbers: the only place where statuses become scores.

A scorecard is one scenario, a timeline one a day, a what-if two; what would meet a criterion, which answer would tell
most, exact ranges and plans are as many as there are ways to try.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from ..model.catalogue import Catalogue
from ..model.condition import Status
from ..rules.planes import Columns, Plane, Planes, Truths
from ..rules.sums import Sum, total


@dataclass(frozen=True)
class Possible:
    """Of one criterion: where it may be not met, partly met, met."""

    not_met: Plane
    partly: Plane
    met: Plane

    @property
    def certainly_met(self) -> Plane:
        """Where nothing but met is possible."""
        return self.met & ~self.not_met & ~self.partly

    @property
    def certainly_failing(self) -> Plane:
        """Where nothing but not met is possible."""
        return self.not_met & ~self.partly & ~self.met

    def statuses(self, scenario: int) -> tuple[Status, ...]:
        """What is possible in one scenario, from worst to best."""
        planes: tuple[tuple[Status, Plane], ...] = (
            ("not-met", self.not_met), ("partly", self.partly), ("met", self.met),
        )  # fmt: skip
        return tuple(status for status, plane in planes if plane >> scenario & 1)


@dataclass(frozen=True)
class Score:
    """Lowest and highest score in each scenario, in parts of `unit`."""

    low: Sum
    high: Sum
    unit: int

    def at(self, scenario: int) -> tuple[Fraction, Fraction]:
        """The range in one scenario, from 0 to 1."""
        return Fraction(self.low.at(scenario), self.unit), Fraction(self.high.at(scenario), self.unit)


class Kernel:
    """Judges scenarios of one catalogue and the criteria that apply; every weight is worked out once."""

    def __init__(self, catalogue: Catalogue, criteria: Iterable[str] | None = None) -> None:
        """Build the circuit; `criteria` are those that apply, all unless given.

        Raises:
            ValueError: if none applies.
        """
        self.catalogue = catalogue
        self.planes = Planes(catalogue)
        self.criteria = tuple(catalogue.criteria if criteria is None else criteria)
        if not self.criteria:
            raise ValueError("no criterion applies")
        self.share = shares(catalogue, self.criteria)
        scale = catalogue.scale
        self.partly = scale.worth("partly")
        self.cap = Fraction(str(scale.cap.at)) / 100
        self.critical = tuple(id for id in scale.cap.critical if id in self.share)
        self.unit = lcm(self.cap.denominator, self._unit(self.share))

    def scaled(self, catalogue: Catalogue, share: Mapping[str, Fraction]) -> "Kernel":
        """The same unit and cap, with these shares, for a part of the catalogue."""
        part = Kernel(catalogue, share)
        part.share, part.unit, part.cap = dict(share), self.unit, self.cap
        return part

    def judge(self, columns: Columns, size: int) -> "Judgement":
        """What follows in each of `size` scenarios."""
        return Judgement(self, self.planes.evaluate(columns, size), size)

    def within(self, criteria: Sequence[str]) -> tuple[dict[str, Fraction], int]:
        """The share of each of these criteria in a score of their own, and the unit of that."""
        whole = sum((self.share[id] for id in criteria), Fraction(0))
        own = {id: self.share[id] / whole for id in criteria}
        return own, self._unit(own)

    def of_dimension(self, dimension: str) -> tuple[str, ...]:
        """The criteria of a dimension that apply."""
        return tuple(id for id in self.criteria if self.catalogue.criteria[id].dimension == dimension)

    def _unit(self, share: Mapping[str, Fraction]) -> int:
        return lcm(*(part.denominator for own in share.values() for part in self.steps(own)))

    def steps(self, share: Fraction) -> tuple[Fraction, Fraction]:
        """What a criterion's being at least partly met brings, and what being met adds to it."""
        return share * self.partly, share * (1 - self.partly)


class Judgement:
    """Findings, flags and scores of `size` scenarios; each is worked out when it is first asked for."""

    def __init__(self, kernel: Kernel, truths: Truths, size: int) -> None:
        """Keep what follows from these truths."""
        self.kernel, self.truths, self.size = kernel, truths, size
        self.everywhere: Plane = (1 << size) - 1

    @cached_property
    def possible(self) -> Mapping[str, Possible]:
        """The statuses of every criterion of the catalogue, whether it applies or not."""
        return {id: self._possible(id) for id in self.kernel.catalogue.criteria}

    def _possible(self, id: str) -> Possible:
        true, false = self.truths.true, self.truths.false
        not_met = self.everywhere & ~true[f"{id}:met"]
        if f"{id}:partly" not in true:
            return Possible(not_met, 0, self.everywhere & ~false[f"{id}:met"])
        return Possible(
            not_met & ~true[f"{id}:partly"], not_met & ~false[f"{id}:partly"], self.everywhere & ~false[f"{id}:met"]
        )

    @property
    def certain(self) -> Mapping[str, Plane]:
        """Where each flag is certain."""
        return {id: self.truths.true[f"{id}:when"] for id in self.kernel.catalogue.flags}

    @property
    def absent(self) -> Mapping[str, Plane]:
        """Where each flag is ruled out."""
        return {id: self.truths.false[f"{id}:when"] for id in self.kernel.catalogue.flags}

    @cached_property
    def uncapped(self) -> Score:
        """The weighted mean of all criteria that apply."""
        return self.shared(self.kernel.share, self.kernel.unit)

    @cached_property
    def overall(self) -> Score:
        """The same, capped where a critical criterion is (or for the lower end may be) not met."""
        may = must = 0
        for id in self.kernel.critical:
            may |= self.possible[id].not_met
            must |= self.possible[id].certainly_failing
        score, cap = self.uncapped, int(self.kernel.cap * self.kernel.unit)
        return Score(score.low.capped(cap, may), score.high.capped(cap, must), score.unit)

    def of(self, criteria: Sequence[str]) -> Score:
        """The weighted mean of some of the criteria that apply; there is one at least."""
        return self.shared(*self.kernel.within(criteria))

    def count(self, planes: Iterable[Plane]) -> Sum:
        """How many of these planes hold in each scenario."""
        return total(((1, plane) for plane in planes), self.size)

    def shared(self, share: Mapping[str, Fraction], unit: int) -> Score:
        """The sum of what criteria are worth by these shares, each share and its parts being whole in this unit."""
        low: list[tuple[int, Plane]] = []
        high: list[tuple[int, Plane]] = []
        for id, own in share.items():
            half, rest = (int(part * unit) for part in self.kernel.steps(own))
            possible = self.possible[id]
            low += [(half, self.everywhere & ~possible.not_met), (rest, possible.certainly_met)]
            high += [(half, possible.partly | possible.met), (rest, possible.met)]
        return Score(total(low, self.size), total(high, self.size), unit)


def shares(catalogue: Catalogue, criteria: Iterable[str]) -> dict[str, Fraction]:
    """The share of the overall score of each criterion that applies; they sum to 1."""
    applying = [catalogue.criteria[id] for id in criteria]
    scale = catalogue.scale
    within: dict[str, Fraction] = {}
    for criterion in applying:
        within[criterion.dimension] = within.get(criterion.dimension, Fraction(0)) + scale.weight(criterion.id)
    total_weight = sum((scale.weight(dimension) for dimension in within), Fraction(0))
    return {
        criterion.id: scale.weight(criterion.dimension)
        / total_weight
        * scale.weight(criterion.id)
        / within[criterion.dimension]
        for criterion in applying
    }
