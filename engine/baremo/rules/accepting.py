"""What a test on a feature accepts, as intervals of ranks; and its truth for what is still possible."""

from collections.abc import Iterable

from ..model.condition import FeatureTest
from ..model.feature import Feature, Interval
from .kleene import Truth


def accepted(test: FeatureTest, feature: Feature) -> tuple[Interval, ...]:
    """The ranks that pass the test: disjoint intervals that do not touch, in order."""
    whole = feature.whole
    match test.operator:
        case "at_least":
            return (Interval(feature.rank(test.operand), whole.high),)
        case "at_most":
            return (Interval(whole.low, feature.rank(test.operand)),)
        case "is":
            rank = feature.rank(test.operand)
            return (Interval(rank, rank),)
    assert isinstance(test.operand, tuple)
    return _joined(Interval(rank, rank) for rank in sorted({feature.rank(raw) for raw in test.operand}))


def rejected(accepts: tuple[Interval, ...], whole: Interval) -> tuple[Interval, ...]:
    """The gaps that `accepts` leaves in the whole type."""
    edges = [whole.low - 1, *(edge for interval in accepts for edge in interval), whole.high + 1]
    gaps = (Interval(before + 1, after - 1) for before, after in zip(edges[::2], edges[1::2], strict=True))
    return tuple(gap for gap in gaps if gap.low <= gap.high)


def truth(test: FeatureTest, feature: Feature, possible: Interval) -> Truth:
    """True if the test is true of every rank still possible, false if of none, else open."""
    touched = [interval.meets(possible) for interval in accepted(test, feature)]
    if possible in touched:
        return Truth.TRUE
    return Truth.OPEN if any(touched) else Truth.FALSE


def _joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    joined: list[Interval] = []
    for interval in intervals:
        if joined and joined[-1].high + 1 == interval.low:
            joined[-1] = Interval(joined[-1].low, interval.high)
        else:
            joined.append(interval)
    return tuple(joined)
