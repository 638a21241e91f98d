"""What reforms in force provide for: what a finding would be if their aims were reached."""

from collections.abc import Mapping
from functools import lru_cache

from ..model.catalogue import Catalogue
from ..model.condition import STATUSES, ProvidedTest, Status, leaves
from ..model.feature import Feature, Interval
from ..model.scorecard import Provided
from ..rules.evaluation import EITHER, NO, YES, Values, provided
from ..rules.outcome import possible

Possible = tuple[Status, ...]


def aimed(catalogue: Catalogue, values: Values, aims: Mapping[str, Interval]) -> dict[str, Possible]:
    """What findings would be with every aim reached, or more: of the criteria that rest on a feature aimed at."""
    reached = {**values, **{id: _reached(catalogue.features[id], values[id], aim) for id, aim in aims.items()}}
    touched = [id for id in catalogue.criteria if not aims.keys().isdisjoint(catalogue.features_of(id))]
    return {id: possible(catalogue, id, reached) for id in touched}


def _reached(feature: Feature, known: Interval, aim: Interval) -> Interval:
    """At least as good as the aim, and no worse than what is known."""
    better = max if feature.polarity == "higher" else min
    return Interval(better(known.low, aim.low), better(known.high, aim.high))


def level(known: Possible, would_be: Possible | None) -> Provided | None:
    """Whether reforms provide for more than is known, and whether in full."""
    if would_be is None or STATUSES.index(would_be[0]) <= STATUSES.index(known[0]):
        return None
    return "in-full" if would_be == ("met",) else "in-part"


def asked(catalogue: Catalogue, aimed: Mapping[str, Possible]) -> Values:
    """What flags are told: whether a criterion would be at least partly met."""
    return {provided(id): _at_least_partly(aimed.get(id)) for id in _asked(catalogue)}


@lru_cache(maxsize=64)
def _asked(catalogue: Catalogue) -> tuple[str, ...]:
    """The criteria of which flags ask whether reforms provide for them."""
    tests = (test for flag in catalogue.flags.values() for test in leaves(flag.when))
    return tuple(dict.fromkeys(test.provided_for for test in tests if isinstance(test, ProvidedTest)))


def _at_least_partly(would_be: Possible | None) -> Interval:
    if would_be is None or would_be == ("not-met",):
        return NO
    return EITHER if "not-met" in would_be else YES
