"""What an engine answers: the truth of every condition, and the findings and flags that follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..model.catalogue import Catalogue
from ..model.condition import Condition, CriterionTest, ProvidedTest, Status, leaves, parts
from ..model.feature import Interval
from .kleene import Truth

Values = Mapping[str, Interval]
"""For every feature the ranks still possible.

What flags ask beside the features is given by keys of its own, `applying` and `provided`: yes, no, or either.
"""

NO, YES, EITHER = Interval(0, 0), Interval(1, 1), Interval(0, 1)
FLAG = ":when"
"""How the path of a flag's condition ends."""


def applying(criterion: str) -> str:
    """The key of whether a criterion applies."""
    return f"{criterion}:applies"


def provided(criterion: str) -> str:
    """The key of whether reforms in force provide for a criterion."""
    return f"{criterion}:provided"


@lru_cache(maxsize=1_024)
def presumed(catalogue: Catalogue) -> Values:
    """What flags ask beside the features, where nothing else is given: all applies, and nothing is provided for."""
    tests = [test for flag in catalogue.flags.values() for test in leaves(flag.when)]
    return {
        **{applying(test.criterion): YES for test in tests if isinstance(test, CriterionTest)},
        **{provided(test.provided_for): NO for test in tests if isinstance(test, ProvidedTest)},
    }


def rules(catalogue: Catalogue) -> Iterator[tuple[str, Condition]]:
    """Every condition of the catalogue with its path, each after those it refers to."""
    for criterion in catalogue.criteria.values():
        yield f"{criterion.id}:met", criterion.met
        if criterion.partly is not None:
            yield f"{criterion.id}:partly", criterion.partly
    for flag in catalogue.flags.values():
        yield f"{flag.id}{FLAG}", flag.when


def nodes(path: str, condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Every condition in the tree with its path: `collective.granted:met/0/1` is the second part of the first part."""
    yield path, condition
    for place, part in enumerate(parts(condition)):
        yield from nodes(f"{path}/{place}", part)


def possible_statuses(met: Truth, partly: Truth) -> tuple[Status, ...]:
    """The statuses still possible, from worst to best, given the truth of the two conditions."""
    possible: list[Status] = []
    if met is not Truth.TRUE:
        if partly is not Truth.TRUE:
            possible.append("not-met")
        if partly is not Truth.FALSE:
            possible.append("partly")
    if met is not Truth.FALSE:
        possible.append("met")
    return tuple(possible)


@dataclass(frozen=True)
class Evaluation:
    """One engine's answer for one profile: the truth of every node, by path."""

    catalogue: Catalogue
    truths: Mapping[str, Truth]

    @cached_property
    def findings(self) -> Mapping[str, tuple[Status, ...]]:
        """The statuses still possible of every criterion."""
        return {
            id: possible_statuses(self.truths[f"{id}:met"], self.truths.get(f"{id}:partly", Truth.FALSE))
            for id in self.catalogue.criteria
        }

    @cached_property
    def flags(self) -> Mapping[str, Truth]:
        """For every flag: true is certain, false is absent, open may be either."""
        return {id: self.truths[f"{id}{FLAG}"] for id in self.catalogue.flags}
