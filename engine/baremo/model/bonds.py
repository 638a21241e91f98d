"""Bonds between features: what the values of one leave possible of another."""

from collections.abc import Collection, Iterator, Mapping

from .feature import Feature, Interval


def narrowed(
    features: Mapping[str, Feature], intervals: Mapping[str, Interval], fixed: Collection[str] = ()
) -> dict[str, Interval]:
    """The intervals with what bonds imply taken into account.

    A bond whose claims break it narrows nothing. Nothing of what is `fixed` is narrowed: where a claim has grown too
    old, a bond that it broke would else begin to tell something by the mere passing of time. For the same reason what
    is itself implied does not narrow what implies it further on.
    """
    lows = {id: interval.low for id, interval in intervals.items()}
    bonds = list(_bonds(features, intervals))
    for _ in bonds:  # one bond may set off another
        for source, when, target, then in bonds:
            if target not in fixed and lows[source] >= when and intervals[target].high >= then:
                lows[target] = max(lows[target], then)
    highs = {id: interval.high for id, interval in intervals.items()}
    implied = {target for _, _, target, _ in bonds}
    for source, when, target, then in bonds:
        if source not in implied and source not in fixed and intervals[target].high < then and lows[source] < when:
            highs[source] = min(highs[source], when - 1)
    return {id: Interval(lows[id], highs[id]) for id in intervals}


def _bonds(features: Mapping[str, Feature], intervals: Mapping[str, Interval]) -> Iterator[tuple[str, int, str, int]]:
    """Every bond between features with an interval: from which rank of which on, to which rank of which."""
    for id in intervals:
        for bond in features[id].implies:
            other = bond.then.feature
            if other in intervals:
                yield id, features[id].rank(bond.when.at_least), other, features[other].rank(bond.then.at_least)
