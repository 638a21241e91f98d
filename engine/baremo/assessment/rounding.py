"""Shown numbers: exact scores, rounded so that what is shown is never more, and never other, than what is so.

A point has one decimal. The ends of a range are rounded outwards to whole numbers. Where that would carry a number over
an edge (of a band, or of the cap), it has as many more decimals as keep it on its side.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from ..model.exact import Range
from ..model.scale import Scale, exactly

Edge = Callable[[Fraction], bool]
"""Which side of an edge a number lies on."""


def edges(scale: Scale) -> tuple[Edge, ...]:
    """Those of the scale: a band begins at its own, and the cap may be reached."""
    starts = (exactly(band.start) for band in scale.bands)
    return (*(start.__le__ for start in starts), exactly(scale.cap.at).__ge__)


def above_nothing(number: Fraction) -> bool:
    """Whether it is more than 0: the one edge of a gap."""
    return number > 0


def points(share: tuple[Fraction, Fraction], scale: Scale) -> Range:
    """A score's range, given from 0 to 1, in points as it is shown."""
    return shown(share[0] * 100, share[1] * 100, edges(scale))


def cut(share: Fraction) -> float:
    """A share in points, cut to two decimals."""
    return float(share * 10_000 // 1) / 100


def shown(low: Fraction, high: Fraction, keeping: Sequence[Edge]) -> Range:
    """The range as it is shown: its ends are the exact ones or lie outside them, and on the same sides of the edges."""
    if low == high:
        point = _shown(low, round, 1, keeping)
        return point, point
    return _shown(low, floor, 0, keeping), _shown(high, ceil, 0, keeping)


def _shown(exact: Fraction, rounding: Callable[[Fraction], int], decimals: int, keeping: Sequence[Edge]) -> float:
    while True:
        number = Fraction(rounding(exact * 10**decimals), 10**decimals)
        if all(edge(number) == edge(exact) for edge in keeping):
            return float(number)
        decimals += 1
