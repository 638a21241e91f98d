"""The least that a government must change to reach a score: for certain, or possibly."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from importlib.util import find_spec

from ..assessment import rounding
from ..assessment.assess import Assessment
from ..model.feature import Interval
from ..model.plan import CostFile, Option, Plan, Plans, Point, Step
from ..rules.reference import evaluate
from .changes import Set
from .remedy import bringing
from .search import Search
from .task import LARGEST_UNIT, Answer, Kind, Task, TooFine, TooLarge, options, whole_costs

KINDS: tuple[Kind, ...] = ("certainly", "possibly")


def plan(
    assessment: Assessment,
    target: float,
    costs: CostFile,
    fixed: Iterable[str] = (),
    most: int = 5,
    with_front: bool = False,
) -> Plan:
    """The cheapest sets of changes that bring the overall score to the target, and the same for equal costs.

    By the scorecard's own ranges: a target is certainly reached if the low end reaches it.

    Raises:
        TooLarge: if there are too many sets to try, and OR-Tools is not installed.
        TooFine: if it is, and cannot add up these weights and costs exactly.
    """
    catalogue, values = assessment.mechanism.catalogue, assessment.profile.values
    judges = assessment.judgement.kernel
    known = options(catalogue, values, fixed)
    whole, unit = whole_costs({id: costs.of(catalogue.features[id]) for id in known})
    task = Task(judges, values, known, whole, unit, Fraction(str(target)) / 100)
    equal = replace(task, costs=dict.fromkeys(known, 1), unit=1)
    found = [
        Plans(
            kind=kind,
            costs=name,
            cost=None if answer.cost is None else answer.cost / one.unit,
            options=tuple(_option(assessment, one, chosen) for chosen in answer.sets),
            more=answer.more,
        )
        for kind in KINDS
        for name, one in (("by effort", task), ("equal", equal))
        if (answer := _answer(one, kind, most))
    ]
    return Plan(
        mechanism=assessment.scorecard.mechanism,
        as_of=assessment.scorecard.as_of.isoformat(),
        target=target,
        fixed=tuple(sorted(fixed)),
        costs=costs,
        now=assessment.scorecard.overall.score,
        plans=tuple(found),
        front=tuple(_front(task)) if with_front else (),
    )


def _answer(task: Task, kind: Kind, most: int) -> Answer:
    """By trying everything, or by CP-SAT where there is too much to try."""
    try:
        return Search(task, kind).cheapest(most)
    except TooLarge:
        if find_spec("ortools") is None:
            raise
    from .solver import solve

    if task.kernel.unit > LARGEST_UNIT:
        raise TooFine
    return solve(task, kind, most)


def _front(task: Task) -> Iterator[Point]:
    try:
        points = Search(task, "certainly").front()
    except TooLarge:
        if find_spec("ortools") is None:
            raise
        from .solver import front

        if task.kernel.unit > LARGEST_UNIT:
            raise TooFine from None
        points = front(task, "certainly")
    for cost, score in points:
        yield Point(cost=cost / task.unit, score=rounding.cut(Fraction(score, task.kernel.unit)))


def _option(assessment: Assessment, task: Task, chosen: Set) -> Option:
    kernel = task.kernel
    low, high = kernel.judge(kernel.planes.columns([task.after(chosen)]), 1).overall.at(0)
    findings = evaluate(kernel.catalogue, task.after(chosen)).findings
    steps = []
    for id in sorted(chosen, key=lambda id: (task.costs[id], id)):
        feature, rank = kernel.catalogue.features[id], chosen[id]
        without = evaluate(kernel.catalogue, task.after({o: r for o, r in chosen.items() if o != id})).findings
        profile = assessment.profile
        wanted = Interval(min(rank, _best(assessment, id)), max(rank, _best(assessment, id)))
        steps.append(
            Step(
                feature=id,
                value=feature.raw(rank),
                effort=feature.effort,
                cost=task.costs[id] / task.unit,
                criteria=tuple(one for one in kernel.criteria if findings[one] != without[one]),
                brought_by=tuple(bringing(assessment.mechanism, feature, wanted, profile.as_of)),
            )
        )
    edges = (*rounding.edges(kernel.catalogue.scale), (task.target * 100).__le__)
    return Option(
        steps=tuple(steps), cost=task.cost(chosen) / task.unit, score=rounding.shown(low * 100, high * 100, edges)
    )


def _best(assessment: Assessment, id: str) -> int:
    feature = assessment.mechanism.catalogue.features[id]
    return feature.whole.high if feature.polarity == "higher" else feature.whole.low
