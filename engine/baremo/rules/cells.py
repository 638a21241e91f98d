"""Between two edges of the tests on a feature all its ranks are alike: its cells are what there is to tell apart."""

from collections.abc import Mapping

from ..model.catalogue import Catalogue
from ..model.condition import FeatureTest, leaves
from ..model.feature import Interval
from .accepting import accepted
from .evaluation import Values, rules


def cells(catalogue: Catalogue) -> Mapping[str, tuple[Interval, ...]]:
    """The cells of every feature that a rule or a bond tests, from the lowest rank to the highest."""
    starts: dict[str, set[int]] = {}
    for _, condition in rules(catalogue):
        for test in leaves(condition):
            if isinstance(test, FeatureTest):
                feature = catalogue.features[test.feature]
                for interval in accepted(test, feature):
                    starts.setdefault(feature.id, set()).update((interval.low, interval.high + 1))
    for feature in catalogue.features.values():
        for bond in feature.implies:
            other = catalogue.features[bond.then.feature]
            starts.setdefault(feature.id, set()).add(feature.rank(bond.when.at_least))
            starts.setdefault(other.id, set()).add(other.rank(bond.then.at_least))
    return {id: _between(sorted(found | {0}), catalogue.features[id].whole.high) for id, found in starts.items()}


def worth_trying(catalogue: Catalogue, values: Values) -> dict[str, tuple[int, ...]]:
    """For every feature with cells the worst rank of each, but for a cell in which it certainly is."""
    found: dict[str, tuple[int, ...]] = {}
    for id, own in cells(catalogue).items():
        higher = catalogue.features[id].polarity == "higher"
        now = values[id]
        found[id] = tuple(cell.low if higher else cell.high for cell in own if cell.meets(now) != now)
    return found


def completions(catalogue: Catalogue, values: Values) -> dict[str, tuple[Interval, ...]]:
    """For every open feature with cells one rank of each in which it may still be: how it could turn out."""
    ways: dict[str, tuple[Interval, ...]] = {}
    for id, own in cells(catalogue).items():
        touched = tuple(Interval(w.low, w.low) for cell in own if (w := cell.meets(values[id])) is not None)
        if len(touched) > 1:
            ways[id] = touched
    return ways


def _between(starts: list[int], highest: int) -> tuple[Interval, ...]:
    kept = [start for start in starts if start <= highest]
    return tuple(Interval(start, after - 1) for start, after in zip(kept, [*kept[1:], highest + 1], strict=True))
