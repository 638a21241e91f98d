"""Plans by trying every set of changes, group by group, on planes: exact, and proven.

What a set of changes is worth is the sum of what it is worth in each group of criteria, and so is its cost: the best
that each cost can reach is put together from the groups' by dynamic programming, as for a knapsack (Bellman 1957).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil, inf

from ..rules.planes import scenarios
from ..rules.sums import total
from .changes import Grid, Set, asks_no_more, tries
from .groups import Group, groups, part
from .task import Answer, Kind, Task, TooLarge

LIMIT = 1 << 16
"""How many sets of changes are tried for one group."""
LISTED = 300
"""How many of the cheapest sets are looked at."""


@dataclass(frozen=True)
class _Choice:
    """A set of changes within one group: its cost, what it brings in parts of the unit, whether no critical
    criterion of the group fails with it.
    """

    cost: int
    gain: int
    sound: bool
    changes: Set


class Search:
    """All sets of changes of a task, for one kind of plan."""

    def __init__(self, task: Task, kind: Kind, limit: int = LIMIT) -> None:
        """Try every set, group by group.

        Raises:
            TooLarge: if a group has more sets than the limit.
        """
        self._task = task
        kernel = task.kernel
        self._cap = kernel.ceiling
        self._choices = [
            _worthwhile(_choices(task, kind, group, limit)) for group in groups(kernel.catalogue, task.options)
        ]
        self._any = self._best(sound=False)
        self._sound = self._best(sound=True)

    def _best(self, *, sound: bool) -> list[dict[int, float]]:
        """From each group on, the most that exactly each cost can bring; with `sound` choices alone, if asked."""
        best: list[dict[int, float]] = [{0: 0}]
        for choices in reversed(self._choices):
            reached: dict[int, float] = {}
            for choice in choices:
                if choice.sound or not sound:
                    for cost, gain in best[0].items():
                        spent = cost + choice.cost
                        reached[spent] = max(reached.get(spent, -inf), gain + choice.gain)
            best.insert(0, reached)
        return best

    def cheapest(self, most: int) -> Answer:
        """The cheapest sets that reach the target, at most so many."""
        target = ceil(self._task.target * self._task.kernel.unit)
        best = self._sound if target > self._cap else self._any
        costs = [cost for cost, gain in best[0].items() if gain >= target]
        if not costs:
            return Answer(None, (), False)
        cost = min(costs)
        sets = list(islice(self._sets(0, cost, target, best, {}), LISTED))
        catalogue = self._task.kernel.catalogue
        least = [
            chosen
            for chosen in sets
            if not any(other != chosen and asks_no_more(catalogue, other, chosen) for other in sets)
        ]
        return Answer(cost, tuple(least[:most]), len(least) > most)

    def _sets(
        self, place: int, cost: int, missing: float, best: Sequence[Mapping[int, float]], chosen: Set
    ) -> Iterator[Set]:
        """Every set that costs exactly this and brings what is missing, from one group on."""
        if place == len(self._choices):
            yield chosen
            return
        sound = best is self._sound
        for choice in self._choices[place]:
            if choice.cost <= cost and (choice.sound or not sound):
                rest = best[place + 1].get(cost - choice.cost, -inf)
                if rest >= missing - choice.gain:
                    left = missing - choice.gain
                    yield from self._sets(place + 1, cost - choice.cost, left, best, {**chosen, **choice.changes})

    def front(self) -> list[tuple[int, int]]:
        """Every cost at which a better score comes within reach, with that score in parts of the kernel's unit."""
        points: list[tuple[int, int]] = []
        for cost in sorted(self._any[0]):
            score = max(self._sound[0].get(cost, -inf), min(self._any[0][cost], self._cap))
            if not points or score > points[-1][1]:
                points.append((cost, int(score)))
        return points


def _choices(task: Task, kind: Kind, group: Group, limit: int) -> Iterator[_Choice]:
    """Every set of changes to the features of a group that breaks no bond."""
    options = {id: ranks for id, ranks in task.options.items() if id in group.features}
    if (number := tries(options)) > limit:
        raise TooLarge(number)
    own, shares = part(task.kernel, group)
    grid = Grid.of(own.planes, task.values, options)
    judgement = own.judge(grid.columns, grid.size)
    score = judgement.summed(shares)
    gains = (score.low if kind == "certainly" else score.high).numbers()
    costs = total(((task.costs[id], plane) for id, plane in grid.changed.items()), grid.size).numbers()
    failing = 0
    for id in task.kernel.critical:
        if id in shares.steps:
            possible = judgement.possible[id]
            failing |= possible.not_met if kind == "certainly" else possible.certainly_failing
    for scenario in scenarios(judgement.everywhere & ~own.planes.broken(grid.columns, grid.changed)):
        yield _Choice(costs[scenario], gains[scenario], not failing >> scenario & 1, grid.changes(scenario))


def _worthwhile(choices: Iterator[_Choice]) -> list[_Choice]:
    """The choices for which none that costs less brings as much; the cheapest first."""
    kept: list[_Choice] = []
    most = {True: -1, False: -1}  # the most that a sound choice, and any, of less cost brings
    ordered = sorted(choices, key=lambda choice: choice.cost)
    place = 0
    while place < len(ordered):
        level = [choice for choice in ordered[place:] if choice.cost == ordered[place].cost]
        kept += [choice for choice in level if choice.gain > most[choice.sound]]
        for choice in level:
            most[False] = max(most[False], choice.gain)
            if choice.sound:
                most[True] = max(most[True], choice.gain)
        place += len(level)
    return kept
