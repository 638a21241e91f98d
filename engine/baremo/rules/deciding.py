"""Which features could still change a finding."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from math import prod

from ..model.catalogue import Catalogue
from ..model.condition import Status
from ..model.feature import Interval
from . import reference
from .cells import cells
from .evaluation import Values
from .outcome import possible

LIMIT = 4_096
"""Completions above which they are not all tried."""

Point = tuple[int, ...]


def deciding(catalogue: Catalogue, criterion: str, values: Values) -> tuple[str, ...]:
    """The features whose further narrowing can change the finding, in the order of the rule.

    A feature is one of them if two completions of what is open, which differ in it alone and keep the bonds between
    features, lead to different statuses. Where the rule is open and no completion is (it asks one thing twice), or
    where there are too many to try, all the open features are.
    """
    features = catalogue.features_of(criterion)
    return _deciding(catalogue, criterion, tuple(values[id] for id in features))


@lru_cache(maxsize=8_192)
def _deciding(catalogue: Catalogue, criterion: str, known: tuple[Interval, ...]) -> tuple[str, ...]:
    alone, features = catalogue.alone[criterion], catalogue.features_of(criterion)
    values = dict(zip(features, known, strict=True))
    if len(possible(catalogue, criterion, values)) == 1:
        return ()
    ranks = _distinguishable(alone, values)
    open_ = [id for id in features if len(ranks[id]) > 1]
    if prod(len(ranks[id]) for id in open_) > LIMIT:
        return tuple(open_)
    statuses = _completions(alone, criterion, values, {id: ranks[id] for id in open_})
    found = [id for place, id in enumerate(open_) if _matters(statuses, place)]
    return tuple(found or open_)


def _distinguishable(catalogue: Catalogue, values: Values) -> dict[str, list[int]]:
    """For every feature the ranks still possible, one of each cell that rules and bonds can tell apart."""
    known = cells(catalogue)
    return {
        id: [within.low for cell in known.get(id, ()) if (within := cell.meets(interval)) is not None]
        for id, interval in values.items()
    }


def _completions(
    catalogue: Catalogue, criterion: str, values: Values, ranks: Mapping[str, list[int]]
) -> dict[Point, Status]:
    """The status of every completion that keeps the bonds; all of them if none does."""
    found: dict[Point, Status] = {}
    broken: set[Point] = set()
    for point in product(*ranks.values()):
        completed = {**values, **{id: Interval(rank, rank) for id, rank in zip(ranks, point, strict=True)}}
        (found[point],) = reference.evaluate(catalogue, completed).findings[criterion]
        if any(catalogue.broken_bonds(completed)):
            broken.add(point)
    return {point: status for point, status in found.items() if point not in broken} or found


def _matters(statuses: Mapping[Point, Status], place: int) -> bool:
    """Whether the status ever depends on the coordinate at this place."""
    seen: dict[Point, Status] = {}
    return any(seen.setdefault((*point[:place], *point[place + 1 :]), s) != s for point, s in statuses.items())
