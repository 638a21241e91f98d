"""Plans by trying every set of changes, on planes: exact, for as many as can be tried."""

from collections.abc import Iterator
from math import prod

import numpy as np
from numpy.typing import NDArray

from ..rules.planes import ALL, BLOCK, Column, Plane, packed, unpacked
from .remedy import asks_no_more
from .task import Answer, Kind, Set, Task, TooLarge

LIMIT = 1 << 24
"""How many sets of changes are tried."""


def search(task: Task, kind: Kind, most: int, limit: int = LIMIT) -> Answer:
    """The cheapest sets, at most so many.

    Raises:
        TooLarge: if there are more sets of changes than the limit.
    """
    total = prod(len(ranks) + 1 for ranks in task.options.values())
    if total > limit:
        raise TooLarge(total)
    cheapest: int | None = None
    found: list[Set] = []
    for columns, places, cost in _blocks(task, total):
        size = len(cost)
        scores = task.columns.scorecards({**task.values, **columns}, size).overall
        reached = (scores.low if kind == "certainly" else scores.high) >= float(task.target * task.columns.unit)
        kept = unpacked(_bonds(task, columns, places), size) != 0
        wanted = reached & kept
        if not wanted.any() or (cheapest is not None and cost[wanted].min() > cheapest):
            continue
        least = int(cost[wanted].min())
        if cheapest is None or least < cheapest:
            cheapest, found = least, []
        for at in np.flatnonzero(wanted & (cost == least)):
            found.append(
                {
                    id: ranks[place[at] - 1]
                    for (id, ranks), place in zip(task.options.items(), places, strict=True)
                    if place[at]
                }
            )
    sets = [
        one for one in found if not any(other != one and asks_no_more(task.catalogue, other, one) for other in found)
    ]
    return Answer(cheapest, tuple(sets[:most]), len(sets) > most)


def _blocks(task: Task, total: int) -> Iterator[tuple[dict[str, Column], list[NDArray[np.int64]], NDArray[np.int64]]]:
    """All sets of changes: the features' columns, which option each takes (0: left as it is), and what it costs."""
    for start in range(0, total, BLOCK):
        rest = np.arange(start, min(start + BLOCK, total))
        columns: dict[str, Column] = {}
        places: list[NDArray[np.int64]] = []
        cost = np.zeros(len(rest), np.int64)
        for id, ranks in task.options.items():
            rest, place = np.divmod(rest, len(ranks) + 1)
            low, high = task.values[id]
            columns[id] = (np.array([low, *ranks])[place], np.array([high, *ranks])[place])
            places.append(place)
            cost += task.costs[id] * (place > 0)
        yield columns, places, cost


def _bonds(task: Task, columns: dict[str, Column], places: list[NDArray[np.int64]]) -> Plane:
    """Where no bond is broken by a change; what is left as it is breaks none on its own account."""
    kept = ALL
    changed = dict(zip(task.options, places, strict=True))
    for feature in task.catalogue.features.values():
        for bond in feature.implies:
            both = (feature.id, bond.then.feature)
            touched = [changed[id] > 0 for id in both if id in changed]
            if not touched:
                continue
            low = columns.get(feature.id, task.values[feature.id])[0]
            high = columns.get(bond.then.feature, task.values[bond.then.feature])[1]
            other = task.catalogue.features[bond.then.feature]
            broken = (low >= feature.rank(bond.when.at_least)) & (high < other.rank(bond.then.at_least))
            kept = kept & ~packed(np.logical_or.reduce(touched) & broken)
    return kept
