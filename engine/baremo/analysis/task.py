"""What a plan is asked for: which changes could be made, what each costs, and the score to reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

from ..assessment.kernel import Kernel
from ..model.catalogue import Catalogue
from ..model.feature import Interval
from ..rules.cells import worth_trying
from ..rules.evaluation import Values
from .changes import Options, Set

Kind = Literal["certainly", "possibly"]


@dataclass(frozen=True)
class Task:
    """Bring the score to `target` (0 to 1). `options` are for every feature that may change the ranks worth trying.

    `costs` are whole numbers of 1/`unit`.
    """

    kernel: Kernel
    values: Values
    options: Options
    costs: Mapping[str, int]
    unit: int
    target: Fraction

    def cost(self, chosen: Set) -> int:
        """What a set of changes costs."""
        return sum(self.costs[id] for id in chosen)

    def after(self, chosen: Set) -> Values:
        """The values once these changes are made."""
        return {**self.values, **{id: Interval(rank, rank) for id, rank in chosen.items()}}


@dataclass(frozen=True)
class Answer:
    """The cheapest sets that reach the target, least ones only; `more` if there are others as cheap."""

    cost: int | None
    sets: tuple[Set, ...]
    more: bool


class TooLarge(Exception):
    """There are too many sets of changes to try them all; the number is the argument."""


class TooFine(Exception):
    """The weights, or weights and costs together, are too fine for OR-Tools to add up exactly."""


LARGEST_UNIT = 1 << 48
"""Up to this OR-Tools adds scores up exactly."""


def options(catalogue: Catalogue, values: Values, fixed: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """What could be made of every feature but the fixed ones."""
    held = set(fixed)
    return {id: ranks for id, ranks in worth_trying(catalogue, values).items() if ranks and id not in held}


def whole_costs(costs: Mapping[str, float]) -> tuple[dict[str, int], int]:
    """The costs as whole numbers, and the unit that they are parts of."""
    exact = {id: Fraction(str(cost)) for id, cost in costs.items()}
    unit = lcm(*(cost.denominator for cost in exact.values()))
    return {id: int(cost * unit) for id, cost in exact.items()}, unit
