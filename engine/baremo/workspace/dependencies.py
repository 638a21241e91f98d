"""Which criteria refer to which: their order, and circles among them."""

from collections.abc import Iterator, Mapping

from ..model.condition import CriterionTest, leaves
from ..model.criterion import Criterion


def dependencies_first(criteria: Mapping[str, Criterion]) -> list[str]:
    """The ids, each after those that its rule refers to."""
    return _visit(criteria, [])


def circles(criteria: Mapping[str, Criterion]) -> list[tuple[str, ...]]:
    """The circles in which criteria refer to each other, each once."""
    found: list[tuple[str, ...]] = []
    _visit(criteria, found)
    return found


def _named(criterion: Criterion) -> Iterator[str]:
    for condition in criterion.conditions:
        yield from (test.criterion for test in leaves(condition) if isinstance(test, CriterionTest))


def _visit(criteria: Mapping[str, Criterion], on_circles: list[tuple[str, ...]]) -> list[str]:
    done: dict[str, bool] = {}
    order: list[str] = []
    for start, first in criteria.items():
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            done[start], stack = False, [(start, _named(first))]
            path.append(start)
        while stack:
            id, following = stack[-1]
            other = next(following, None)
            if other is None:
                done[id] = True
                order.append(id)
                stack.pop()
                path.pop()
            elif other not in criteria or done.get(other):
                continue
            elif other in done:
                on_circles.append(tuple(path[path.index(other) :]))
            else:
                done[other] = False
                stack.append((other, _named(criteria[other])))
                path.append(other)
    return order
