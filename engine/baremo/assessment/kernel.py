"""Findings and scores of many scenarios at a time, in exact whole numbers: the only place where statuses become scores.

A scorecard is one scenario, a timeline one a day, a what-if two; what would meet a criterion, which answer would tell
most, exact ranges and plans are as many as there are ways to try.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm

from ..model.catalogue import Catalogue
from ..model.condition import Status
from ..model.scale import exactly
from ..model.scorecard import BASES, Basis
from ..rules.evaluation import Evaluation
from ..rules.planes import Columns, Plane, Planes, Truths
from ..rules.sums import Sum, total

Bases = Mapping[str, Mapping[Basis, Plane]]
"""Of every criterion that applies, in which scenarios its finding rests on what."""


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

    @property
    def open(self) -> Plane:
        """Where the verdict is open: it may be met, and may be short of that."""
        return self.met & (self.not_met | self.partly)

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


@dataclass(frozen=True)
class Shares:
    """What criteria bring to a score, in whole parts of `unit`: each by being at least partly met, and beside that by
    being met.
    """

    unit: int
    steps: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, share: Mapping[str, Fraction], partly: Fraction, beside: int = 1) -> "Shares":
        """In the largest unit in which all these shares are whole, and a number of 1/`beside` is."""
        exact = {id: (own * partly, own * (1 - partly)) for id, own in share.items()}
        unit = lcm(beside, *(step.denominator for steps in exact.values() for step in steps))
        return cls(unit, {id: (int(half * unit), int(rest * unit)) for id, (half, rest) in exact.items()})

    def among(self, criteria: Iterable[str]) -> "Shares":
        """Those of some criteria, in the same unit."""
        return Shares(self.unit, {id: self.steps[id] for id in criteria if id in self.steps})


@dataclass(frozen=True)
class Covered:
    """How much of some criteria is known in each scenario: by basis their weight, in parts of `unit`, and their number;
    and how many verdicts are told.
    """

    shares: Mapping[Basis, Sum]
    numbers: Mapping[Basis, Sum]
    told: Sum
    unit: int


class Kernel:
    """Judges scenarios of one catalogue and the criteria that apply; every weight is worked out once."""

    def __init__(self, catalogue: Catalogue, criteria: Iterable[str] | None = None) -> None:
        """Weigh the criteria; `criteria` are those that apply, all unless given.

        Raises:
            ValueError: if none applies.
        """
        self.catalogue = catalogue
        self.criteria = tuple(catalogue.criteria if criteria is None else criteria)
        if not self.criteria:
            raise ValueError("no criterion applies")
        self.share = weighed(catalogue, self.criteria)
        scale = catalogue.scale
        self.partly = scale.worth("partly")
        self.cap = exactly(scale.cap.at) / 100
        self.critical = tuple(id for id in scale.cap.critical if id in self.share)
        self.shares = Shares.of(self.share, self.partly, self.cap.denominator)
        self._within: dict[tuple[str, ...], Shares] = {}

    @property
    def unit(self) -> int:
        """The overall score is counted in parts of it."""
        return self.shares.unit

    @property
    def ceiling(self) -> int:
        """The cap, in parts of the unit."""
        return int(self.cap * self.unit)

    @property
    def planes(self) -> Planes:
        """The engine that evaluates the catalogue's rules in many scenarios at a time."""
        return _planes(self.catalogue)

    def scaled(self, catalogue: Catalogue, shares: Shares) -> "Kernel":
        """The same unit and cap, with these shares, for a part of the catalogue."""
        part = Kernel(catalogue, shares.steps)
        part.shares, part.cap = shares, self.cap
        return part

    def judge(self, columns: Columns, size: int) -> "Judgement":
        """What follows in each of `size` scenarios."""
        return Judgement(self, self.planes.evaluate(columns, size), size)

    def answered(self, evaluation: Evaluation) -> "Judgement":
        """What follows in the one scenario that another engine has evaluated."""
        return Judgement(self, Truths.of(evaluation), 1)

    def within(self, criteria: Iterable[str]) -> Shares:
        """The shares of some of the criteria that apply in a score of their own; there is one at least."""
        ids = tuple(criteria)
        if ids not in self._within:
            whole = sum((self.share[id] for id in ids), Fraction(0))
            self._within[ids] = Shares.of({id: self.share[id] / whole for id in ids}, self.partly)
        return self._within[ids]

    def of_dimension(self, dimension: str) -> tuple[str, ...]:
        """The criteria of a dimension that apply."""
        return tuple(id for id in self.criteria if self.catalogue.criteria[id].dimension == dimension)

    def of_aspect(self, aspect: str) -> tuple[str, ...]:
        """The criteria of an aspect that apply."""
        return tuple(id for id in self.criteria if self.catalogue.criteria[id].aspect == aspect)


@lru_cache(maxsize=64)
def kernel(catalogue: Catalogue, criteria: tuple[str, ...]) -> Kernel:
    """The kernel of a catalogue and the criteria that apply: those of many mechanisms and days are the same."""
    return Kernel(catalogue, criteria)


@lru_cache(maxsize=16)
def _planes(catalogue: Catalogue) -> Planes:
    return Planes(catalogue)


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
        return self.summed(self.kernel.shares)

    @cached_property
    def overall(self) -> Score:
        """The same, capped where a critical criterion is (or for the lower end may be) not met."""
        may = must = 0
        for id in self.kernel.critical:
            may |= self.possible[id].not_met
            must |= self.possible[id].certainly_failing
        score, most = self.uncapped, self.kernel.ceiling
        return Score(score.low.capped(most, may), score.high.capped(most, must), score.unit)

    def of(self, criteria: Iterable[str]) -> Score:
        """The weighted mean of some of the criteria that apply; there is one at least."""
        return self.summed(self.kernel.within(criteria))

    def summed(self, shares: Shares) -> Score:
        """The sum of what criteria are worth by these shares."""
        low: list[tuple[int, Plane]] = []
        high: list[tuple[int, Plane]] = []
        for id, (half, rest) in shares.steps.items():
            possible = self.possible[id]
            low += [(half, self.everywhere & ~possible.not_met), (rest, possible.certainly_met)]
            high += [(half, possible.partly | possible.met), (rest, possible.met)]
        return Score(total(low, self.size), total(high, self.size), shares.unit)

    def covered(self, criteria: Iterable[str], bases: Bases) -> Covered:
        """How much of some of the criteria that apply is known, by what their findings rest on."""
        shares = self.kernel.within(criteria)
        return Covered(
            {
                basis: total(((sum(steps), bases[id].get(basis, 0)) for id, steps in shares.steps.items()), self.size)
                for basis in BASES
            },
            {basis: self.count(bases[id].get(basis, 0) for id in shares.steps) for basis in BASES},
            self.count(self.everywhere & ~self.possible[id].open for id in shares.steps),
            shares.unit,
        )

    def count(self, planes: Iterable[Plane]) -> Sum:
        """How many of these planes hold in each scenario."""
        return total(((1, plane) for plane in planes), self.size)


def weighed(catalogue: Catalogue, criteria: Iterable[str]) -> dict[str, Fraction]:
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
