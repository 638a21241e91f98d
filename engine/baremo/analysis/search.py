"""Plans by trying every set of changes, on planes: exact, for as many as can be tried."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from ..model.feature import Interval
from ..rules.planes import Plane, combinations, repeated, scenarios
from ..rules.sums import total
from .remedy import asks_no_more
from .task import Answer, Kind, Set, Task, TooLarge

LIMIT = 1 << 24
"""How many sets of changes are tried."""


def search(task: Task, kind: Kind, most: int, limit: int = LIMIT) -> Answer:
    """The cheapest sets, at most so many.

    Raises:
        TooLarge: if there are more sets of changes than the limit.
    """
    options = {id: (task.values[id], *(Interval(r, r) for r in ranks)) for id, ranks in task.options.items()}
    if (number := combinations(options)) > limit:
        raise TooLarge(number)
    cheapest: int | None = None
    sets: list[Set] = []
    target, planes = ceil(task.target * task.kernel.unit), task.kernel.planes
    for columns, size, places in planes.every(options, task.values):
        block = _Block(task, size, places)
        overall = task.kernel.judge(columns, size).overall
        reached = (overall.low if kind == "certainly" else overall.high).at_least(target)
        wanted = reached & ~planes.broken(columns, block.changed)
        if not wanted:
            continue
        cost, where = total(((task.costs[id], plane) for id, plane in block.changed.items()), size).lowest(wanted)
        if cheapest is None or cost < cheapest:
            cheapest, sets = cost, []
        if cost == cheapest:
            sets += block.sets(where)
    least = [
        chosen
        for chosen in sets
        if not any(other != chosen and asks_no_more(task.kernel.catalogue, other, chosen) for other in sets)
    ]
    return Answer(cheapest, tuple(least[:most]), len(least) > most)


@dataclass(frozen=True)
class _Block:
    """Sets of changes that are tried together; `places` are the choices that all of them share."""

    task: Task
    size: int
    places: Mapping[str, int]

    @property
    def changed(self) -> dict[str, Plane]:
        """Where each feature is changed."""
        everywhere, stride = (1 << self.size) - 1, 1
        planes: dict[str, Plane] = {}
        for id, ranks in self.task.options.items():
            if id in self.places:
                planes[id] = everywhere if self.places[id] else 0
            else:
                planes[id] = repeated([False] + [True] * len(ranks), stride, self.size)
                stride *= len(ranks) + 1
        return planes

    def sets(self, where: Plane) -> Iterator[Set]:
        """The sets at these scenarios."""
        for scenario in scenarios(where):
            rest, chosen = scenario, dict[str, int]()
            for id, ranks in self.task.options.items():
                if id in self.places:
                    place = self.places[id]
                else:
                    rest, place = divmod(rest, len(ranks) + 1)
                if place:
                    chosen[id] = ranks[place - 1]
            yield chosen
