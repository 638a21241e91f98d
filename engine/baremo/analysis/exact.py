"""Exact ranges: every completion of what is open is tried, on planes; where there are too many, by a solver.

Kleene's logic treats each occurrence of an unknown as an unknown of its own and may so leave too much open. Criteria
that share no open feature, and no bond between open features, cannot influence each other: each such group is tried by
itself, and the groups' extremes are put together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.util import find_spec
from math import inf

import numpy as np
from numpy.typing import NDArray

from ..assessment.assess import Assessment, features_of
from ..assessment.columns import Columns
from ..model.catalogue import Catalogue
from ..model.condition import STATUSES, CriterionTest, FeatureTest, Status, leaves
from ..model.exact import ExactRange, Narrower, Range
from ..rules.evaluation import Values
from ..rules.planes import NONE, Planes, unpacked
from ..rules.reference import evaluate
from .completions import Choices, choices, count, every, keeping_bonds
from .remedy import only

LIMIT = 1 << 24
"""How many completions of one group are tried."""


def exact(assessment: Assessment, limit: int = LIMIT) -> ExactRange:
    """The exact range of the overall score, and every finding and flag of which less is possible than Kleene leaves."""
    catalogue, values = assessment.mechanism.catalogue, assessment.profile.values
    applying = [finding.criterion for finding in assessment.scorecard.findings]
    overall, possible, untried = extremes(catalogue, values, applying, limit)
    kleene = assessment.evaluation.findings
    narrower = [
        Narrower(id=id, kind="finding", kleene=kleene[id], exact=possible[id])
        for id in applying
        if id in possible and possible[id] != kleene[id]
    ]
    for flag in assessment.scorecard.flags:
        if flag.state == "possible":
            outcomes = _flag(catalogue, values, flag.flag, limit)
            untried += [flag.flag] if not outcomes else []
            if len(outcomes) == 1:
                narrower.append(Narrower(id=flag.flag, kind="flag", kleene=("possible",), exact=outcomes))
    return ExactRange(
        mechanism=assessment.scorecard.mechanism,
        overall=overall,
        kleene=assessment.scorecard.overall.score,
        narrower=tuple(narrower),
        completions=str(count(choices(catalogue, values))),
        untried=tuple(untried),
    )


def extremes(
    catalogue: Catalogue, values: Values, applying: Sequence[str], limit: int
) -> tuple[Range, dict[str, tuple[Status, ...]], list[str]]:
    """The overall score's range in points, the statuses that criteria really can have, and the criteria not tried."""
    columns, open_ = Columns(catalogue, applying), choices(catalogue, values)
    groups: list[_Found] = []
    statuses: dict[str, tuple[Status, ...]] = {}
    untried: list[str] = []
    for group in _groups(catalogue, open_):
        own = {id: ranks for id, ranks in open_.items() if id in group.features}
        if count(own) <= limit:
            found, possible = _tried(catalogue, columns, values, own, group.criteria)
        elif columns.whole and find_spec("ortools") is not None:
            found, possible = _solved(catalogue, columns, values, own, group.criteria)
        else:
            found, possible = _kleene(catalogue, columns, values, group.criteria), {}
            untried += group.criteria
        groups.append(found)
        statuses |= possible
    return _joined(columns, groups), statuses, untried


@dataclass
class _Found:
    """The extremes of a group so far."""

    lowest: float = inf
    highest: float = -inf
    lowest_failing: float = inf
    highest_sound: float = -inf

    def add(self, total: NDArray[np.number], failing: NDArray[np.bool_]) -> None:
        """More completions: their sums, and in which of them a critical criterion fails."""
        self.lowest, self.highest = min(self.lowest, total.min()), max(self.highest, total.max())
        if failing.any():
            self.lowest_failing = min(self.lowest_failing, total[failing].min())
        if not failing.all():
            self.highest_sound = max(self.highest_sound, total[~failing].max())


@dataclass
class _Group:
    features: set[str]
    criteria: list[str]


def _groups(catalogue: Catalogue, open_: Choices) -> list[_Group]:
    """Criteria that share open features or bonds, together; in the catalogue's order."""
    groups: list[_Group] = []
    for id in catalogue.criteria:
        own = _closed(catalogue, open_, features_of(catalogue, id))
        touched = [group for group in groups if group.features & own]
        joined = _Group(
            own.union(*(group.features for group in touched)), [c for g in touched for c in g.criteria] + [id]
        )
        groups = [group for group in groups if group not in touched] + [joined]
    return groups


def _closed(catalogue: Catalogue, open_: Choices, features: Iterable[str]) -> set[str]:
    """The open ones of these features and of those that bonds tie to them."""
    tied: dict[str, set[str]] = {}
    for feature in catalogue.features.values():
        for bond in feature.implies:
            tied.setdefault(feature.id, set()).add(bond.then.feature)
            tied.setdefault(bond.then.feature, set()).add(feature.id)
    found: set[str] = set()
    waiting = [id for id in features if id in open_]
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += [other for other in tied.get(id, ()) if other in open_]
    return found


def _of_flag(catalogue: Catalogue, flag: str) -> Iterator[str]:
    for test in leaves(catalogue.flags[flag].when):
        match test:
            case CriterionTest():
                yield from features_of(catalogue, test.criterion)
            case FeatureTest():
                yield test.feature


def _needed(catalogue: Catalogue, criteria: Iterable[str]) -> list[str]:
    """These criteria and all that their rules refer to, in the catalogue's order."""
    wanted: set[str] = set()
    for id in criteria:
        wanted |= only(catalogue, id).criteria.keys()
    return [id for id in catalogue.criteria if id in wanted]


def _tried(
    catalogue: Catalogue, columns: Columns, values: Values, own: Choices, criteria: Sequence[str]
) -> tuple[_Found, dict[str, tuple[Status, ...]]]:
    """A group's extremes, and the statuses that its criteria really can have."""
    part = replace(catalogue, criteria={id: catalogue.criteria[id] for id in _needed(catalogue, criteria)}, flags={})
    made = _Found()
    seen = {id: [False, False, False] for id in criteria}
    planes = Columns(part, list(part.criteria))
    for some, size in every(own):
        given = {**values, **some}
        valid = unpacked(keeping_bonds(catalogue, given), size) != 0
        if not valid.any():
            continue
        cards = planes.scorecards(given, size)
        total: NDArray[np.number] = np.zeros(size, np.int64 if columns.whole else np.float64)
        failing = NONE
        for id in criteria:
            not_met, partly, met = cards.possible[id]
            for place, plane in enumerate((not_met, partly, met)):
                seen[id][place] |= bool((unpacked(plane, size) != 0)[valid].any())
            if id in columns.share:
                half, rest = columns.parts(id)
                total = total + half * (unpacked(not_met, size) == 0) + rest * (unpacked(met, size) != 0)
                if id in catalogue.scale.cap.critical:
                    failing = failing | not_met
        made.add(total[valid], (unpacked(failing, size) != 0)[valid])
    return made, {
        id: tuple(name for name, one in zip(STATUSES, found, strict=True) if one) for id, found in seen.items()
    }


def _solved(
    catalogue: Catalogue, columns: Columns, values: Values, own: Choices, criteria: Sequence[str]
) -> tuple[_Found, dict[str, tuple[Status, ...]]]:
    """The same of a group with too many completions to try, by CP-SAT."""
    from .solver import completed
    from .task import Task

    judged = [id for id in criteria if id in columns.share]
    part = replace(catalogue, criteria={id: catalogue.criteria[id] for id in _needed(catalogue, criteria)}, flags={})
    task = Task(part, columns.of(judged), values, own, dict.fromkeys(own, 0), 1, Fraction(0))
    sums, possible = completed(task, judged)
    return _Found(*sums), possible


def _kleene(catalogue: Catalogue, columns: Columns, values: Values, criteria: Sequence[str]) -> _Found:
    """The extremes that Kleene's logic leaves a group."""
    found, findings = _Found(0, 0), evaluate(catalogue, values).findings
    may, must = False, False
    for id in criteria:
        if id in columns.share:
            half, rest = columns.parts(id)
            possible = findings[id]
            found.lowest += half * (possible[0] != "not-met") + rest * (possible[0] == "met")
            found.highest += half * (possible[-1] != "not-met") + rest * (possible[-1] == "met")
            critical = id in catalogue.scale.cap.critical
            may, must = may or (critical and possible[0] == "not-met"), must or (critical and possible[-1] == "not-met")
    found.lowest_failing = found.lowest if may else inf
    found.highest_sound = -inf if must else found.highest
    return found


def _flag(catalogue: Catalogue, values: Values, flag: str, limit: int) -> tuple[str, ...]:
    """Whether a flag is really certain, absent, or may be both; nothing if there are too many completions to try."""
    open_ = choices(catalogue, values)
    own = {id: open_[id] for id in sorted(_closed(catalogue, open_, _of_flag(catalogue, flag)))}
    if count(own) > limit:
        return ()
    planes, outcomes = Planes(catalogue), dict[str, None]()
    for some, size in every(own):
        given = {**values, **some}
        valid = unpacked(keeping_bonds(catalogue, given), size) != 0
        holds = (unpacked(planes.evaluate(given).true[f"{flag}:when"], size) != 0)[valid]
        outcomes |= dict.fromkeys(name for name, found in (("absent", ~holds), ("certain", holds)) if found.any())
    return tuple(outcomes)


def _joined(columns: Columns, groups: Sequence[_Found]) -> tuple[float, float]:
    """The overall score's extremes from those of the groups, the cap kept in mind.

    The least sum with a critical criterion failing is the least sum in which one group is made to fail; the greatest
    without is the sum of every group's greatest without.
    """
    lowest, highest = sum(g.lowest for g in groups), sum(g.highest for g in groups)
    failing = min((lowest - g.lowest + g.lowest_failing for g in groups), default=inf)
    sound = sum(g.highest_sound for g in groups)
    low = min(lowest, min(columns.cap, failing) if failing < inf else inf)
    high = max(sound, min(columns.cap, highest))
    return columns.points(low), columns.points(high)
