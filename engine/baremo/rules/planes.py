"""The planes engine: many scenarios at a time, one bit of a whole number for each of them.

What is possible of a feature is kept in unary: for each threshold that a rule or a bond can tell, a plane of the
scenarios in which its lowest rank reaches it, and one for its highest. Every node of the circuit then has two planes,
where it is true and where it is false; where neither holds it is open. Python's own whole numbers are as long as
there are scenarios, and join two planes at the speed of memory.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from ..model.catalogue import Catalogue
from ..model.feature import Interval
from .cells import cells
from .circuit import Leaf, build
from .evaluation import Evaluation, Values, presumed
from .kleene import Truth

Plane = int
"""The first scenario in the lowest bit."""

BLOCK = 1 << 16
"""Scenarios to evaluate at a time: their planes then stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Column:
    """Of one feature: for each threshold, lowest first, where its lowest rank reaches it, and where its highest."""

    low: tuple[Plane, ...]
    high: tuple[Plane, ...]


Columns = Mapping[str, Column]
"""What is possible in every scenario of each feature that a rule or a bond tests, and of what flags ask beside them."""


@dataclass(frozen=True)
class Truths:
    """For every condition of the catalogue, by path, where it is true and where it is false."""

    true: Mapping[str, Plane]
    false: Mapping[str, Plane]

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Truths":
        """What another engine answers, as the planes of one scenario."""
        truths = evaluation.truths
        return cls(
            {path: int(truth is Truth.TRUE) for path, truth in truths.items()},
            {path: int(truth is Truth.FALSE) for path, truth in truths.items()},
        )


class Planes:
    """Evaluates one catalogue's rules in many scenarios at a time."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Build the circuit, and find the thresholds that it can tell."""
        self._catalogue = catalogue
        self._circuit = build(catalogue)
        self._presumed = presumed(catalogue)
        self.thresholds: Mapping[str, tuple[int, ...]] = {
            id: tuple(cell.low for cell in own[1:]) for id, own in cells(catalogue).items()
        } | dict.fromkeys(self._presumed, (1,))

    def given(self, values: Values) -> Values:
        """The values, and what is presumed beside them."""
        return {**self._presumed, **values}

    def columns(self, scenarios: Sequence[Values]) -> dict[str, Column]:
        """The scenarios as planes, in their order."""
        columns: dict[str, Column] = {}
        for id, thresholds in self.thresholds.items():
            intervals = [scenario[id] if id in scenario else self._presumed[id] for scenario in scenarios]
            if intervals.count(intervals[0]) == len(intervals):
                columns[id] = self.constant(id, intervals[0], len(intervals))
                continue
            lows, highs = ([bisect_right(thresholds, end) for end in ends] for ends in zip(*intervals, strict=True))
            columns[id] = Column(_unary(lows, len(thresholds)), _unary(highs, len(thresholds)))
        return columns

    def constant(self, id: str, interval: Interval, size: int) -> Column:
        """A feature of which the same is possible in all of `size` scenarios."""
        everywhere = (1 << size) - 1
        low, high = (
            tuple(everywhere if threshold <= end else 0 for threshold in self.thresholds[id]) for end in interval
        )
        return Column(low, high)

    def choices(self, id: str, intervals: Sequence[Interval], stride: int, size: int) -> Column:
        """A feature that takes these intervals in turn, each for `stride` scenarios, over and over."""
        low, high = (
            tuple(
                repeated([threshold <= interval[end] for interval in intervals], stride, size)
                for threshold in self.thresholds[id]
            )
            for end in (0, 1)
        )
        return Column(low, high)

    def broken(self, columns: Columns, changed: Mapping[str, Plane] | None = None) -> Plane:
        """Where what is possible of two features breaks a bond between them; of two of which one is changed, if given.

        `changed` has the scenarios in which each feature is.
        """
        plane = 0
        for feature, when, other, then in self._bonds():
            breaks = columns[feature].low[when] & ~columns[other].high[then]
            plane |= breaks if changed is None else breaks & (changed.get(feature, 0) | changed.get(other, 0))
        return plane

    def _bonds(self) -> Iterator[tuple[str, int, str, int]]:
        """Every bond that a value can break: the features, and the places of its thresholds among theirs."""
        for feature in self._catalogue.features.values():
            for bond in feature.implies:
                other = self._catalogue.features[bond.then.feature]
                least, implied = feature.rank(bond.when.at_least), other.rank(bond.then.at_least)
                if least and implied:  # the lowest rank is reached by whatever is known
                    here, there = self.thresholds[feature.id], self.thresholds[other.id]
                    yield feature.id, here.index(least), other.id, there.index(implied)

    def evaluate(self, columns: Columns, size: int) -> Truths:
        """The truth of every condition in each of `size` scenarios."""
        everywhere = (1 << size) - 1
        positive: list[Plane] = []
        negative: list[Plane] = []

        def holds(literal: int) -> Plane:
            return (positive if literal & 1 else negative)[literal >> 1]

        for node in self._circuit.nodes:
            if isinstance(node, Leaf):
                column, thresholds = columns[node.feature], self.thresholds[node.feature]
                true = _within(node.accepts, column, thresholds, everywhere)
                false = _within(node.rejects, column, thresholds, everywhere)
            else:
                true, false = everywhere, 0
                for literal in node.literals:
                    true &= holds(literal)
                    false |= holds(literal ^ 1)
            positive.append(true)
            negative.append(false)
        paths = self._circuit.paths
        return Truths(
            {path: holds(literal) for path, literal in paths.items()},
            {path: holds(literal ^ 1) for path, literal in paths.items()},
        )

    def every(
        self, choices: Mapping[str, Sequence[Interval]], values: Values, block: int = BLOCK
    ) -> Iterator[tuple[dict[str, Column], int, dict[str, int]]]:
        """All combinations of these choices, the rest being as in `values`, in blocks of at most that many.

        Each block comes with its columns, its size, and the place of the choice of every feature that is the same
        throughout it; the other features of `choices`, in their order, count the scenarios, the first one fastest.
        """
        inner: list[str] = []
        size = 1
        for id, intervals in choices.items():
            if size * len(intervals) > block:
                break
            inner.append(id)
            size *= len(intervals)
        outer = [id for id in choices if id not in inner]
        given = self.given(values)
        fixed = {id: self.constant(id, given[id], size) for id in self.thresholds if id not in choices}
        stride = 1
        for id in inner:
            fixed[id] = self.choices(id, choices[id], stride, size)
            stride *= len(choices[id])
        for places in product(*(range(len(choices[id])) for id in outer)):
            block_columns = dict(fixed)
            for id, place in zip(outer, places, strict=True):
                block_columns[id] = self.constant(id, choices[id][place], size)
            yield block_columns, size, dict(zip(outer, places, strict=True))


def combinations(choices: Mapping[str, Sequence[object]]) -> int:
    """How many combinations there are of one choice a feature."""
    return prod(len(listed) for listed in choices.values())


def repeated(pattern: Sequence[bool], stride: int, size: int) -> Plane:
    """A plane that has each of these bits `stride` times in turn, over and over until `size` scenarios are reached."""
    run = (1 << stride) - 1
    plane, length = 0, len(pattern) * stride
    for place, bit in enumerate(pattern):
        if bit:
            plane |= run << (place * stride)
    while length < size:
        plane |= plane << length
        length *= 2
    return plane & ((1 << size) - 1)


def scenarios(plane: Plane) -> Iterator[int]:
    """The scenarios of a plane, first to last."""
    for place, byte in enumerate(plane.to_bytes((plane.bit_length() + 7) // 8, "little")):
        rest = byte
        while rest:
            yield place * 8 + (rest & -rest).bit_length() - 1
            rest &= rest - 1


def _unary(reached: Sequence[int], thresholds: int) -> tuple[Plane, ...]:
    """For each threshold the scenarios that reach it, from how many thresholds each scenario reaches."""
    planes = [bytearray(-(-len(reached) // 8)) for _ in range(thresholds)]
    for scenario, count in enumerate(reached):
        place, bit = scenario >> 3, 1 << (scenario & 7)
        for plane in planes[:count]:
            plane[place] |= bit
    return tuple(int.from_bytes(plane, "little") for plane in planes)


def _within(intervals: tuple[Interval, ...], column: Column, thresholds: tuple[int, ...], everywhere: Plane) -> Plane:
    """Where everything that is possible lies in one of the intervals."""
    plane = 0
    for start, end in intervals:
        inside = everywhere if start == 0 else column.low[bisect_right(thresholds, start) - 1]
        after = bisect_right(thresholds, end)
        if after < len(thresholds):
            inside &= ~column.high[after]
        plane |= inside
    return plane
