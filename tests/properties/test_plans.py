"""Plans: the solver's are those of trying every set of changes, and that is right by the reference."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baremo.testing import catalogues, profiles

pytest.importorskip("ortools", reason="the extra `plan` is not installed: pip install 'baremo[plan]'")

from baremo.analysis.remedy import asks_no_more
from baremo.analysis.search import Search
from baremo.analysis.solver import front, solve
from baremo.analysis.task import Answer, Kind, Task, options
from baremo.assessment.kernel import Kernel
from baremo.rules import reference

MOST = 6


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    catalogue = draw(catalogues(max_features=4))
    found = draw(profiles(catalogue))
    known = options(catalogue, found, draw(st.sets(st.sampled_from(sorted(catalogue.features)), max_size=1)))
    chosen = {id: ranks[:3] for id, ranks in known.items()}
    costs = {id: draw(st.integers(1, 4)) for id in chosen}
    return Task(Kernel(catalogue), found, chosen, costs, 1, Fraction(draw(st.integers(0, 100)), 100))


def reached(task: Task, chosen: dict[str, int], kind: Kind) -> bool:
    """Whether the score that the reference leads to reaches the target, and no changed feature breaks a bond."""
    after = task.after(chosen)
    if any(
        feature.id in chosen or bond.then.feature in chosen
        for feature, bond in task.kernel.catalogue.broken_bonds(after)
    ):
        return False
    findings, scale = reference.evaluate(task.kernel.catalogue, after).findings, task.kernel.catalogue.scale
    side = 0 if kind == "certainly" else -1
    total = sum(task.kernel.share[id] * scale.worth(possible[side]) for id, possible in findings.items())
    if any(findings[id][side] == "not-met" for id in scale.cap.critical):
        total = min(total, Fraction(str(scale.cap.at)) / 100)
    return total >= task.target


def brute(task: Task, kind: Kind) -> tuple[int | None, list[dict[str, int]]]:
    sets = [
        {id: rank for id, rank in zip(task.options, ranks, strict=True) if rank is not None}
        for ranks in product(*([None, *ranks] for ranks in task.options.values()))
    ]
    good = [one for one in sets if reached(task, one, kind)]
    if not good:
        return None, []
    cheapest = min(task.cost(one) for one in good)
    best = [one for one in good if task.cost(one) == cheapest]
    return cheapest, [
        one for one in best if not any(o != one and asks_no_more(task.kernel.catalogue, o, one) for o in best)
    ]


def same(answer: Answer, cost: int | None, sets: list[dict[str, int]]) -> None:
    assert answer.cost == cost
    assert answer.more == (len(sets) > MOST)
    assert len(answer.sets) == min(len(sets), MOST)
    assert all(dict(one) in sets for one in answer.sets)
    assert len({tuple(sorted(one.items())) for one in answer.sets}) == len(answer.sets)


@pytest.mark.parametrize("kind", ["certainly", "possibly"])
@given(task=tasks())
def test_solver_and_search_agree_with_brute_force(task: Task, kind: Kind) -> None:
    cost, sets = brute(task, kind)
    same(Search(task, kind).cheapest(MOST), cost, sets)
    same(solve(task, kind, MOST), cost, sets)


@given(task=tasks())
def test_the_front_says_what_each_cost_can_reach(task: Task) -> None:
    points = Search(task, "certainly").front()
    assert points == front(task, "certainly")
    assert points == sorted(points)
    for cost, score in points:
        aim = Task(**{**task.__dict__, "target": Fraction(score, task.kernel.unit)})
        assert Search(aim, "certainly").cheapest(1).cost == cost
