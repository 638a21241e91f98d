"""What can be said of the rules themselves, by trying every combination of values that they can tell apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, product
from math import prod

from ..model.catalogue import Catalogue
from ..model.condition import STATUSES, FeatureTest, Status, leaves
from ..model.feature import Feature, Interval
from ..workspace.problem import Problem, as_written
from ..workspace.standards import Standards
from . import reference
from .accepting import accepted

LIMIT = 20_000
"""Combinations above which a rule is not tried out."""

Point = tuple[int, ...]


@dataclass(frozen=True)
class _Table:
    """The status of one criterion for every combination of its features' distinguishable values, worst first."""

    catalogue: Catalogue
    criterion: str
    features: tuple[Feature, ...]
    samples: tuple[tuple[int, ...], ...]
    statuses: Mapping[Point, Status]


def rule_problems(standards: Standards) -> Iterator[Problem]:
    """What is wrong or doubtful in the rules of all editions.

    Errors: a status that cannot be reached. Doubts: a rule that improvement can hurt or that is too wide.
    """
    catalogue = standards.whole
    for id, placed in standards.entries.criteria.items():
        yaml_file, at = placed.file, placed.at
        table = _table(catalogue, id)
        if table is None:
            yield yaml_file.problem((*at, "met"), "not-tried", doubt=True, criterion=id, limit=LIMIT)
            continue
        for status in catalogue.criteria[id].statuses:
            if status not in table.statuses.values():
                yield yaml_file.problem((*at, "met"), "unreachable", criterion=id, status=status)
        worse = _worse(table)
        if worse is not None:
            yield yaml_file.problem((*at, "met"), "not-monotone", doubt=True, feature=worse, criterion=id)
        wide = _too_wide(table)
        if wide is not None:
            where = [_written(feature, wide[feature.id]) for feature in table.features]
            yield yaml_file.problem((*at, "met"), "too-wide", doubt=True, criterion=id, where=where)


def _table(catalogue: Catalogue, id: str) -> _Table | None:
    part = replace(catalogue, criteria={name: catalogue.criteria[name] for name in catalogue.closure(id)}, flags={})
    edges: dict[str, set[int]] = {}
    for criterion in part.criteria.values():
        for condition in criterion.conditions:
            for test in leaves(condition):
                if isinstance(test, FeatureTest):
                    feature = catalogue.features[test.feature]
                    runs = accepted(test, feature)
                    starts = {run.low for run in runs} | {run.high + 1 for run in runs} | {0}
                    edges.setdefault(feature.id, set()).update(s for s in starts if s <= feature.whole.high)
    features = tuple(catalogue.features[name] for name in edges)
    samples = tuple(tuple(sorted(edges[f.id], key=f.goodness)) for f in features)
    if prod(len(sample) for sample in samples) > LIMIT:
        return None
    statuses = {}
    for point in product(*samples):
        values = {f.id: Interval(rank, rank) for f, rank in zip(features, point, strict=True)}
        (status,) = reference.evaluate(part, values).findings[id]
        statuses[point] = status
    return _Table(part, id, features, samples, statuses)


def _worse(table: _Table) -> str | None:
    """A feature whose improvement by one step can lower the status."""
    for point, status in table.statuses.items():
        for place, sample in enumerate(table.samples):
            step = sample.index(point[place]) + 1
            if step < len(sample):
                better = (*point[:place], sample[step], *point[place + 1 :])
                if STATUSES.index(table.statuses[better]) < STATUSES.index(status):
                    return table.features[place].id
    return None


def _too_wide(table: _Table) -> Mapping[str, Interval] | None:
    """A profile for which the evaluation leaves more open than its completions do."""
    ordered = [sorted(sample) for sample in table.samples]
    spans = [list(combinations_with_replacement(range(len(sample)), 2)) for sample in ordered]
    if prod(len(span) for span in spans) > LIMIT:
        return None
    for chosen in product(*spans):
        completions = product(*(sample[low : high + 1] for sample, (low, high) in zip(ordered, chosen, strict=True)))
        exact = {table.statuses[point] for point in completions}
        values = {
            feature.id: Interval(sample[low], _last(feature, sample, high))
            for feature, sample, (low, high) in zip(table.features, ordered, chosen, strict=True)
        }
        found = set(reference.evaluate(table.catalogue, values).findings[table.criterion])
        if found > exact:
            return values
    return None


def _written(feature: Feature, possible: Interval) -> str:
    low, high = (as_written(feature.raw(rank)) for rank in possible)
    return f"{feature.id}: {low}" if possible.single else f"{feature.id}: {low}–{high}"


def _last(feature: Feature, sample: Sequence[int], place: int) -> int:
    """The last rank that the rule cannot tell from the sample at `place`."""
    return sample[place + 1] - 1 if place + 1 < len(sample) else feature.whole.high
