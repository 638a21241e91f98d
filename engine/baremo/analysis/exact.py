"""Exact ranges: every completion of what is open is tried, on planes; where there are too many, by a solver.

Kleene's logic treats each occurrence of an unknown as an unknown of its own and may so leave too much open. Criteria
that share no open feature, and no bond between open features, cannot influence each other: each such group is tried by
itself, and the groups' extremes are put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.util import find_spec
from math import inf

from ..assessment.assess import Assessment
from ..assessment.kernel import Kernel, Possible, kernel
from ..assessment.rounding import points
from ..model.catalogue import Catalogue
from ..model.condition import STATUSES, Status
from ..model.exact import ExactRange, Narrower
from ..model.feature import Interval
from ..rules.cells import completions
from ..rules.evaluation import Values
from ..rules.planes import Plane, combinations
from ..rules.sums import Sum
from .groups import Group, groups, part, tied

LIMIT = 1 << 24
"""How many completions of one group are tried."""

Ways = Mapping[str, Sequence[Interval]]
"""For every open feature how it could turn out."""


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
        overall=points(overall, catalogue.scale),
        kleene=assessment.scorecard.overall.score,
        narrower=tuple(narrower),
        completions=str(combinations(completions(catalogue, values))),
        untried=tuple(untried),
    )


def extremes(
    catalogue: Catalogue, values: Values, applying: Sequence[str], limit: int
) -> tuple[tuple[Fraction, Fraction], dict[str, tuple[Status, ...]], list[str]]:
    """The overall score's range from 0 to 1, the statuses that criteria really can have, and the criteria not tried."""
    whole, ways = kernel(catalogue, tuple(applying)), completions(catalogue, values)
    parts: list[_Extremes] = []
    statuses: dict[str, tuple[Status, ...]] = {}
    untried: list[str] = []
    for group in groups(catalogue, ways):
        own = {id: intervals for id, intervals in ways.items() if id in group.features}
        if combinations(own) <= limit:
            extremes, possible = _tried(whole, values, own, group)
        elif find_spec("ortools") is not None:
            extremes, possible = _solved(whole, values, own, group)
        else:
            extremes, possible = _kleene(whole, values, group), {}
            untried += group.criteria
        parts.append(extremes)
        statuses |= possible
    return _joined(whole, parts), statuses, untried


@dataclass
class _Extremes:
    """The extremes of a group's share of the score so far, in parts of the kernel's unit."""

    lowest: float = inf
    highest: float = -inf
    lowest_failing: float = inf
    highest_sound: float = -inf

    def add(self, low: Sum, high: Sum, within: Plane, may_fail: Plane, must_fail: Plane) -> None:
        """More scenarios, and where in them a critical criterion may and must be not met."""
        self.lowest = min(self.lowest, low.lowest(within)[0])
        self.highest = max(self.highest, high.highest(within)[0])
        if within & may_fail:
            self.lowest_failing = min(self.lowest_failing, low.lowest(within & may_fail)[0])
        if within & ~must_fail:
            self.highest_sound = max(self.highest_sound, high.highest(within & ~must_fail)[0])


@dataclass
class _Seen:
    """Which statuses of a criterion came up."""

    statuses: set[Status] = field(default_factory=set)

    def add(self, possible: Possible, within: Plane) -> None:
        planes = (possible.not_met, possible.partly, possible.met)
        self.statuses |= {status for status, plane in zip(STATUSES, planes, strict=True) if plane & within}


def _tried(kernel: Kernel, values: Values, ways: Ways, group: Group) -> tuple[_Extremes, dict[str, tuple[Status, ...]]]:
    """A group's extremes, and the statuses that its criteria really can have."""
    own, shares = part(kernel, group)
    extremes, seen = _Extremes(), {id: _Seen() for id in group.criteria}
    for columns, size, _ in own.planes.every(ways, values):
        judgement = own.judge(columns, size)
        within = judgement.everywhere & ~own.planes.broken(columns)
        if within:
            failing = 0
            for id in group.criteria:
                seen[id].add(judgement.possible[id], within)
                failing |= judgement.possible[id].not_met if id in kernel.critical else 0
            score = judgement.summed(shares)
            extremes.add(score.low, score.high, within, failing, failing)
    return extremes, {id: tuple(s for s in STATUSES if s in seen[id].statuses) for id in group.criteria}


def _solved(
    kernel: Kernel, values: Values, ways: Ways, group: Group
) -> tuple[_Extremes, dict[str, tuple[Status, ...]]]:
    """The same of a group with too many completions to try, by CP-SAT."""
    from .solver import completed
    from .task import Task

    own, shares = part(kernel, group)
    options = {id: tuple(interval.low for interval in intervals) for id, intervals in ways.items()}
    task = Task(kernel.scaled(own.catalogue, shares), values, options, dict.fromkeys(options, 0), 1, Fraction(0))
    sums, possible = completed(task, group.criteria)
    return _Extremes(*sums), possible


def _kleene(kernel: Kernel, values: Values, group: Group) -> _Extremes:
    """The extremes that Kleene's logic leaves a group."""
    own, shares = part(kernel, group)
    judgement = own.judge(own.planes.columns([values]), 1)
    critical = [judgement.possible[id] for id in group.criteria if id in kernel.critical]
    may, must = any(possible.not_met for possible in critical), any(possible.certainly_failing for possible in critical)
    score, extremes = judgement.summed(shares), _Extremes()
    extremes.add(score.low, score.high, 1, int(may), int(must))
    return extremes


def _flag(catalogue: Catalogue, values: Values, flag: str, limit: int) -> tuple[str, ...]:
    """Whether a flag is really certain, absent, or may be both; nothing if there are too many completions to try."""
    ways = completions(catalogue, values)
    own = {id: ways[id] for id in sorted(tied(catalogue, ways, catalogue.features_in([catalogue.flags[flag].when])))}
    if combinations(own) > limit:
        return ()
    whole, outcomes = Kernel(catalogue), dict[str, None]()
    for columns, size, _ in whole.planes.every(own, values):
        judgement = whole.judge(columns, size)
        within = judgement.everywhere & ~whole.planes.broken(columns)
        certain, absent = judgement.certain[flag] & within, within & ~judgement.certain[flag]
        outcomes |= dict.fromkeys(name for name, plane in (("absent", absent), ("certain", certain)) if plane)
    return tuple(outcomes)


def _joined(kernel: Kernel, parts: Sequence[_Extremes]) -> tuple[Fraction, Fraction]:
    """The overall score's extremes from those of the groups, the cap kept in mind.

    The least sum with a critical criterion failing is the least sum in which one group is made to fail; the greatest
    without is the sum of every group's greatest without.
    """
    cap = kernel.ceiling
    lowest, highest = sum(part.lowest for part in parts), sum(part.highest for part in parts)
    failing = min((lowest - part.lowest + part.lowest_failing for part in parts), default=inf)
    sound = sum(part.highest_sound for part in parts)
    low = min(lowest, min(cap, failing) if failing < inf else inf)
    high = max(sound, min(cap, highest))
    return Fraction(int(low), kernel.unit), Fraction(int(high), kernel.unit)
