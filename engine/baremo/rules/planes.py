"""The planes engine: many scenarios at a time, 64 of them in each machine word.

Every node of the circuit has two bit-planes: one says in which scenarios it is true, one in which it is false; where
neither does it is open. Joining nodes is then one machine instruction for 64 scenarios.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model.catalogue import Catalogue
from ..model.feature import Interval
from .circuit import Leaf, build

Plane = NDArray[np.uint64]
"""One bit a scenario, the first in the lowest bit of the first word; of one word only where all are alike."""
Ranks = NDArray[np.integer]
Column = Interval | tuple[Ranks, Ranks]
"""The lowest and highest rank of a feature still possible: the same in all scenarios, or one of each a scenario."""

BLOCK = 1 << 16
"""Scenarios to evaluate at a time: their planes then stay in the processor's cache."""
ALL: Plane = np.array([0xFFFF_FFFF_FFFF_FFFF], dtype=np.uint64)
NONE: Plane = np.array([0], dtype=np.uint64)


@dataclass(frozen=True)
class Truths:
    """For every condition of the catalogue, by path, where it is true and where it is false."""

    true: Mapping[str, Plane]
    false: Mapping[str, Plane]


class Planes:
    """Evaluates one catalogue's rules in many scenarios at a time."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Build the circuit."""
        self._circuit = build(catalogue)

    def evaluate(self, columns: Mapping[str, Column]) -> Truths:
        """The truth of every condition in each scenario; bits beyond the last scenario mean nothing."""
        positive: list[Plane] = []
        negative: list[Plane] = []

        def holds(literal: int) -> Plane:
            return (positive if literal & 1 else negative)[literal >> 1]

        for node in self._circuit.nodes:
            if isinstance(node, Leaf):
                true, false = _leaf(node, columns[node.feature])
            else:
                true, false = ALL, NONE
                for literal in node.literals:
                    true, false = true & holds(literal), false | holds(literal ^ 1)
            positive.append(true)
            negative.append(false)
        paths = self._circuit.paths
        return Truths(
            {path: holds(literal) for path, literal in paths.items()},
            {path: holds(literal ^ 1) for path, literal in paths.items()},
        )


def _leaf(leaf: Leaf, column: Column) -> tuple[Plane, Plane]:
    low, high = column
    if isinstance(column, Interval):
        accepted = any(a.low <= column.low and column.high <= a.high for a in leaf.accepts)
        rejected = any(r.low <= column.low and column.high <= r.high for r in leaf.rejects)
        return ALL if accepted else NONE, ALL if rejected else NONE
    true = _within(leaf.accepts, low, high)
    return true, ~true if low is high else _within(leaf.rejects, low, high)


def _within(intervals: tuple[Interval, ...], low: Ranks | int, high: Ranks | int) -> Plane:
    """Where everything from `low` to `high` lies in one of the intervals."""
    found: NDArray[np.bool_] | None = None
    for start, end in intervals:
        inside = np.asarray((low >= start) & (high <= end))
        found = inside if found is None else found | inside
    return NONE if found is None else packed(found)


def packed(scenarios: NDArray[np.bool_]) -> Plane:
    """A plane of the scenarios given as true or false."""
    words = np.zeros(-(-len(scenarios) // 64), dtype=np.uint64)
    bits = np.packbits(scenarios, bitorder="little")
    words.view(np.uint8)[: len(bits)] = bits
    return words


def unpacked(plane: Plane, size: int) -> NDArray[np.uint8]:
    """0 or 1 for every scenario."""
    if len(plane) * 64 < size:
        return np.full(size, plane[0] & np.uint64(1), dtype=np.uint8)
    return np.unpackbits(plane.view(np.uint8), count=size, bitorder="little")
