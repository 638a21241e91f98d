"""The rules as a CP-SAT model: which values could be brought about, and what score each choice of them leads to.

The model has the same two planes as the planes engine: for every node of the circuit whether it is certainly true and
whether it is certainly false, given that each feature is either left as it is known or brought to one rank.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import ceil, inf
from typing import Any

from ortools.sat.python import cp_model

from ..model.condition import STATUSES, Status
from ..model.feature import Interval
from ..rules.circuit import FALSE, TRUE, Circuit, Leaf, build
from .changes import Set
from .task import Answer, Kind, Task, TooFine

_LARGEST = 1 << 62
Change = tuple[str, int]
"""A feature and the rank that it is brought to."""


def solve(task: Task, kind: Kind, most: int) -> Answer:
    """The cheapest sets, at most so many, each proven: first the least cost, then one least set after the other.

    Each set found forbids those that ask at least as much, so that the next one is another least set.
    """
    model = _Model(task)
    model.reach(kind)
    cost = sum(task.costs[id] * variable for (id, _), variable in model.changed.items())
    model.model.minimize(cost)
    solver = _solved(model)
    if solver is None:
        return Answer(None, (), False)
    cheapest = round(solver.objective_value)
    model.model.add(cost == cheapest)
    model.model.minimize(sum(model.goodness(change) * variable for change, variable in model.changed.items()))
    sets: list[Set] = []
    while len(sets) <= most and (solver := _solved(model)) is not None:
        chosen = {id: rank for (id, rank), variable in model.changed.items() if solver.boolean_value(variable)}
        sets.append(chosen)
        model.forbid(chosen)
    return Answer(cheapest, tuple(sets[:most]), len(sets) > most)


def front(task: Task, kind: Kind) -> list[tuple[int, int]]:
    """Every cost at which a better score comes within reach, with that score in parts of the kernel's unit.

    Raises:
        TooFine: if score and cost together are no number that CP-SAT can hold.
    """
    found: list[tuple[int, int]] = []
    model = _Model(task)
    score = model.capped(kind)
    cost = sum(task.costs[id] * variable for (id, _), variable in model.changed.items())
    budget = sum(task.costs[id] for id in task.options)
    if task.kernel.unit * (budget + 1) > _LARGEST:
        raise TooFine
    while budget >= 0:
        model.model.maximize(score * (budget + 1) - cost)
        model.model.add(cost <= budget)
        solver = _solved(model)
        if solver is None:
            break
        spent = solver.value(cost) if not isinstance(cost, int) else cost
        found.append((spent, solver.value(score)))
        budget = spent - 1
    return found[::-1]


def completed(task: Task, statuses: Sequence[str]) -> tuple[tuple[float, ...], dict[str, tuple[Status, ...]]]:
    """What completions can come to, each option of the task being a rank that an open feature may turn out to have.

    The lowest and highest sums in parts of the kernel's unit, the lowest with a critical criterion failing and the
    highest with none, infinite where there is none; and the statuses that these criteria can have.
    """
    extremes: list[float] = []
    for greatest, sound in ((False, None), (True, None), (False, False), (True, True)):
        model = _Model(task)
        model.complete()
        if sound is not None:
            model.model.add(model.all_of(model.sound["certainly"]) == sound)
        (model.model.maximize if greatest else model.model.minimize)(model.low)
        solver = _solved(model)
        missing = -inf if greatest else inf
        extremes.append(missing if solver is None else round(solver.objective_value))
    possible: dict[str, tuple[Status, ...]] = {}
    for id in statuses:
        found: list[Status] = []
        for status in STATUSES:
            model = _Model(task)
            model.complete()
            model.has(id, status)
            if _solved(model) is not None:
                found.append(status)
        possible[id] = tuple(found)
    return tuple(extremes), possible


def _solved(model: "_Model") -> cp_model.CpSolver | None:
    """A solver with a proven optimum, or None where there is no solution."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # so that the same question always has the same answer
    solver.parameters.random_seed = 1
    status = solver.solve(model.model)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL, solver.status_name(status)
    return solver


class _Model:
    """One task's model. `changed` has a variable for every change; of one feature at most one is made."""

    def __init__(self, task: Task) -> None:
        """Lay out the whole model."""
        self.task = task
        self.model = cp_model.CpModel()
        self.changed: dict[Change, cp_model.IntVar] = {}
        self.yes, self.no = self.model.new_constant(1), self.model.new_constant(0)
        self.kept: dict[str, cp_model.IntVar] = {}
        self.reached: dict[str, tuple[Any, Any]] = {}
        self.low: Any = 0
        self.high: Any = 0
        self.sound: dict[Kind, list[Any]] = {"certainly": [], "possibly": []}
        for id, ranks in task.options.items():
            for rank in ranks:
                self.changed[id, rank] = self.model.new_bool_var(f"{id}={rank}")
            self.kept[id] = self.model.new_bool_var(f"{id} kept")
            self.model.add_exactly_one([self.kept[id], *(self.changed[id, rank] for rank in ranks)])
        self._bonds()
        self._scores()

    def reach(self, kind: Kind) -> None:
        """Ask for the target."""
        target = ceil(self.task.target * self.task.kernel.unit)
        self.model.add((self.low if kind == "certainly" else self.high) >= target)
        if target > self.task.kernel.ceiling:
            self.model.add_bool_and(self.sound[kind])

    def capped(self, kind: Kind) -> cp_model.IntVar:
        """The capped score in parts of the kernel's unit, as a variable that can be made as great as that."""
        kernel = self.task.kernel
        score = self.model.new_int_var(0, kernel.unit, "score")
        self.model.add(score <= (self.low if kind == "certainly" else self.high))
        sound = self.all_of(self.sound[kind])
        self.model.add(score <= kernel.ceiling).only_enforce_if(sound.negated())
        return score

    def complete(self) -> None:
        """Every open feature turns out one way or another."""
        for kept in self.kept.values():
            self.model.add(kept == 0)

    def has(self, id: str, status: Status) -> None:
        """Ask for a criterion's status; only where everything is settled."""
        half_at_least, met = self.reached[id]
        self.model.add(half_at_least == (status != "not-met"))
        self.model.add(met == (status == "met"))

    def goodness(self, change: Change) -> int:
        """How much a change asks: the place of its rank among the feature's options, the worst being 1."""
        id, rank = change
        feature = self.task.kernel.catalogue.features[id]
        return sorted(self.task.options[id], key=feature.goodness).index(rank) + 1

    def forbid(self, chosen: Set) -> None:
        """No further set may ask at least as much as this one."""
        clause: list[Any] = []
        for id, rank in chosen.items():
            least = self.goodness((id, rank))
            clause.append(self.kept[id])
            clause += [self.changed[id, r] for r in self.task.options[id] if self.goodness((id, r)) < least]
        self.model.add_bool_or(clause)

    def _scores(self) -> None:
        task = self.task
        circuit = build(replace(task.kernel.catalogue, flags={}))
        true, false = self._nodes(circuit)

        def planes(literal: int) -> tuple[Any, Any]:
            if literal in (TRUE, FALSE):
                return (self.yes, self.no) if literal == TRUE else (self.no, self.yes)
            node = literal >> 1
            return (true[node], false[node]) if literal & 1 else (false[node], true[node])

        for id in task.kernel.criteria:
            met, not_met = planes(circuit.paths[f"{id}:met"])
            partly, not_partly = planes(circuit.paths.get(f"{id}:partly", FALSE))
            half_at_least, none_at_most = self._any([met, partly]), self.all_of([not_met, not_partly])
            half, rest = task.kernel.shares.steps[id]
            self.reached[id] = half_at_least, met
            self.low = self.low + half * half_at_least + rest * met
            self.high = self.high + half * (1 - none_at_most) + rest * (1 - not_met)
            if id in task.kernel.catalogue.scale.cap.critical:
                self.sound["certainly"].append(half_at_least)
                self.sound["possibly"].append(none_at_most.negated())

    def _nodes(self, circuit: Circuit) -> tuple[list[Any], list[Any]]:
        true: list[Any] = []
        false: list[Any] = []
        for node in circuit.nodes:
            if isinstance(node, Leaf):
                true.append(self._leaf(node.feature, node.accepts))
                false.append(self._leaf(node.feature, node.rejects))
            else:
                holds = [true[one >> 1] if one & 1 else false[one >> 1] for one in node.literals]
                fails = [false[one >> 1] if one & 1 else true[one >> 1] for one in node.literals]
                true.append(self.all_of(holds))
                false.append(self._any(fails))
        return true, false

    def _leaf(self, feature: str, intervals: Sequence[Interval]) -> Any:
        """Whether what the feature may be lies within one of the intervals."""

        def within(possible: Interval) -> bool:
            return any(interval.meets(possible) == possible for interval in intervals)

        now = within(self.task.values[feature])
        if feature not in self.task.options:
            return self.yes if now else self.no
        ranks = [self.changed[feature, rank] for rank in self.task.options[feature] if within(Interval(rank, rank))]
        return self._any([*ranks, self.kept[feature]] if now else ranks)

    def _any(self, literals: Sequence[Any]) -> cp_model.IntVar:
        found = self.model.new_bool_var("")
        self.model.add_max_equality(found, [*literals, self.no])
        return found

    def all_of(self, literals: Sequence[Any]) -> cp_model.IntVar:
        """Whether all of these hold."""
        found = self.model.new_bool_var("")
        self.model.add_min_equality(found, [*literals, self.yes])
        return found

    def _bonds(self) -> None:
        """No change may break a bond between features, whichever side of it is changed."""
        for feature in self.task.kernel.catalogue.features.values():
            for bond in feature.implies:
                other = self.task.kernel.catalogue.features[bond.then.feature]
                least, implied = feature.rank(bond.when.at_least), other.rank(bond.then.at_least)
                binding = [(one, new) for one, new, low, _ in self._choices(feature.id) if low >= least]
                breaking = [(one, new) for one, new, _, high in self._choices(other.id) if high < implied]
                for (one, one_new), (two, two_new) in product(binding, breaking):
                    if one_new or two_new:
                        self.model.add_bool_or([one.negated(), two.negated()])

    def _choices(self, id: str) -> Iterator[tuple[Any, bool, int, int]]:
        """What a feature may be left or made: the variable, whether it is a change, and the lowest and highest rank."""
        yield self.kept.get(id, self.yes), False, *self.task.values[id]
        for rank in self.task.options.get(id, ()):
            yield self.changed[id, rank], True, rank, rank
