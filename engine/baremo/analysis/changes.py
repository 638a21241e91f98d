"""Sets of changes as scenarios: each feature is left as it is, or takes one of the ranks worth trying."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.catalogue import Catalogue
from ..model.feature import Interval
from ..rules.evaluation import Values
from ..rules.planes import Columns, Plane, Planes, combinations, repeated

Set = Mapping[str, int]
"""Features and the ranks that they would take."""
Options = Mapping[str, Sequence[int]]
"""For every feature that may change the ranks worth trying."""


def tries(options: Options) -> int:
    """How many sets of changes there are."""
    return combinations({id: (None, *ranks) for id, ranks in options.items()})


def asks_no_more(catalogue: Catalogue, one: Set, other: Set) -> bool:
    """Whether `one` changes no feature that `other` does not, and each to no better a value."""
    return all(
        id in other and catalogue.features[id].goodness(rank) <= catalogue.features[id].goodness(other[id])
        for id, rank in one.items()
    )


@dataclass(frozen=True)
class Grid:
    """Every set of changes, a scenario each: the first feature changes fastest, and stays as it is first of all."""

    options: Options
    columns: Columns
    size: int

    @classmethod
    def of(cls, planes: Planes, values: Values, options: Options) -> "Grid":
        """All of them at once; the rest is as in `values`."""
        ways = {id: (values[id], *(Interval(rank, rank) for rank in ranks)) for id, ranks in options.items()}
        ((columns, size, _),) = planes.every(ways, values, block=tries(options))
        return cls(options, columns, size)

    @cached_property
    def strides(self) -> Mapping[str, int]:
        """How many scenarios on a feature takes its next option."""
        strides, stride = {}, 1
        for id, ranks in self.options.items():
            strides[id] = stride
            stride *= len(ranks) + 1
        return strides

    @cached_property
    def changed(self) -> Mapping[str, Plane]:
        """The scenarios in which each feature changes."""
        return {
            id: repeated([False] + [True] * len(ranks), self.strides[id], self.size)
            for id, ranks in self.options.items()
        }

    def changes(self, scenario: int) -> Set:
        """The set of changes that a scenario is."""
        chosen = {}
        for id, ranks in self.options.items():
            scenario, place = divmod(scenario, len(ranks) + 1)
            if place:
                chosen[id] = ranks[place - 1]
        return chosen
