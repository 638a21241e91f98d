"""Claims that exclude each other, that break a bond, and decisions where there is nothing to decide."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ...model.profile import Statement
from ...workspace.mechanisms import Filed
from ...workspace.problem import Location, Problem, as_written
from ..assess import Mechanism
from ..in_force import Course, shared
from ..order import DAY
from ..profiling import Profiles, combine
from .places import Places

_CODES = {
    "observation": "contradiction.observation",
    "change": "contradiction.change",
    "before": "contradiction.before",
}


def contradictions(mechanism: Mechanism, places: Places) -> Iterator[Problem]:
    """Two values by one speaker for one day; two changes on one day; a `before` that an earlier change denies."""
    groups: dict[tuple[str, str, str | None, date], list[Statement]] = {}
    for statement in mechanism.statements:
        who = statement.speaker if statement.kind == "observation" else None
        groups.setdefault((statement.feature, statement.kind, who, statement.counts_from), []).append(statement)
    for (feature, kind, _, _), said in groups.items():
        if kind in _CODES and shared(statement.interval for statement in said) is None:
            yield places.doubt(said[-1], _CODES[kind], said, feature=feature)
    for feature, whole in _by_feature(mechanism).items():
        befores = [statement for statement in whole if statement.kind == "before"]
        if befores:
            course = Course(mechanism.catalogue.features[feature], [s for s in whole if s.kind == "change"])
            for before in befores:
                eve = course.on(before.counts_from - DAY).statements
                if any(statement.interval.meets(before.interval) is None for statement in eve):
                    yield places.doubt(before, "contradiction.earlier", eve, feature=feature)


def bond_doubts(mechanism: Mechanism, places: Places) -> Iterator[Problem]:
    """Claims in force on one day that break a bond between features."""
    catalogue, said = mechanism.catalogue, _by_feature(mechanism)
    bound = {id for id in said if catalogue.features[id].implies}
    bound |= {bond.then.feature for id in bound for bond in catalogue.features[id].implies}
    courses = {id: Course(catalogue.features[id], said.get(id, ())) for id in sorted(bound)}
    broken: set[object] = set()
    for day in sorted({statement.counts_from for id in bound for statement in said.get(id, ())}):
        current = {id: course.on(day).statements for id, course in courses.items()}
        intervals = {id: combine(catalogue.features[id], [s.interval for s in own])[0] for id, own in current.items()}
        for feature, bond in catalogue.broken_bonds(intervals):
            both = (*current[feature.id], *current[bond.then.feature])
            values = intervals[feature.id], intervals[bond.then.feature]
            if (feature.id, bond.then.feature, values) not in broken:
                broken.add((feature.id, bond.then.feature, values))
                told: dict[str, Any] = {
                    "day": day.isoformat(),
                    "feature": feature.id,
                    "least": as_written(bond.when.at_least),
                    "other": bond.then.feature,
                    "other_least": as_written(bond.then.at_least),
                }
                yield places.doubt(both[0], "bond", both, **told)


def adjudication_doubts(mechanism: Mechanism, filed: Filed, places: Places) -> Iterator[Problem]:
    """Decisions between claims that do not differ, to a value that nobody claims, or that another claim reopens."""
    by_feature = _by_feature(mechanism)
    for place, decision in enumerate(filed.dossier.mechanism.adjudications):
        feature = mechanism.catalogue.features[decision.feature]
        said = [s for s in by_feature.get(feature.id, ()) if (s.claim or s.stage) in decision.between]
        interval, knowledge = combine(feature, [s.interval for s in said])
        whole: Location = ("adjudications", place)
        alone = Profiles(mechanism.dossier, {feature.id: feature}, by_feature.get(feature.id, ()))
        now = alone.state(feature.id, mechanism.newest)
        others = [s for s in now.statements if (s.claim or s.stage) not in decision.between]
        named: dict[str, Any] = {"doubt": True, "quoting": places.levels(said), "feature": feature.id}
        if knowledge != "disputed":
            yield filed.mechanism.problem(whole, "adjudication.agreed", **named)
        elif interval.meets(decision.interval(feature)) is None:
            yield filed.mechanism.problem((*whole, "value"), "adjudication.outside", **named)
        elif now.knowledge == "disputed" and now.adjudication is None and others and len(others) < len(now.statements):
            named["quoting"] = places.levels((*said, *others))
            yield filed.mechanism.problem(whole, "adjudication.reopened", **named)


def _by_feature(mechanism: Mechanism) -> dict[str, Sequence[Statement]]:
    by_feature: dict[str, list[Statement]] = {}
    for statement in mechanism.statements:
        by_feature.setdefault(statement.feature, []).append(statement)
    return dict(by_feature)
