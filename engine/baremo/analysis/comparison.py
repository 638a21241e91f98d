"""Mechanisms side by side, without a false order; and one mechanism before and after a reform."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from ..assessment.assess import Assessment, Mechanism, assess
from ..assessment.spells import spells
from ..model.comparison import Around, Comparison, Rank, Row
from ..model.exact import Exact
from ..model.scorecard import Scorecard
from ..model.unscored import Unscored
from ..model.whatif import Moved
from ..rules.engines import Engines
from .whatif import Assumption, Impossible, reform_of, whatif


def compare(cards: Sequence[Scorecard], criteria: Sequence[str], unscored: Sequence[Unscored] = ()) -> Comparison:
    """The scorecards side by side, criterion by criterion; beside them those of which there is none."""
    found = [{finding.criterion: finding.possible for finding in card.findings} for card in cards]
    rows = []
    for criterion in criteria:
        possible = tuple(findings.get(criterion, ()) for findings in found)
        present = [set(statuses) for statuses in possible if statuses]
        separates = any(not one & other for one, other in combinations(present, 2))
        rows.append(Row(criterion=criterion, possible=possible, separates=separates))
    return Comparison(scorecards=tuple(cards), unscored=tuple(unscored), ranks=ranks(cards), rows=tuple(rows))


def ranks(cards: Sequence[Scorecard]) -> tuple[Rank, ...]:
    """For each the places it can still take, by its exact range."""
    taken = places([card.overall.exact for card in cards])
    return tuple(
        Rank(mechanism=card.mechanism, as_of=card.as_of, best=best, worst=worst)
        for card, (best, worst) in zip(cards, taken, strict=True)
    )


def places(ranges: Sequence[tuple[Exact, Exact]]) -> list[tuple[int, int]]:
    """For each range its best and worst place: one stands above another only where they do not overlap."""
    return [
        (1 + sum(other[0] > own[1] for other in ranges), len(ranges) - sum(other[1] < own[0] for other in ranges))
        for own in ranges
    ]


def adoption(mechanism: Mechanism, reform: str) -> date:
    """The first day on which a reform stands: that of its entry into force.

    Raises:
        Impossible: if there is no such reform, or it never stood.
    """
    standing = spells(reform_of(mechanism, reform), mechanism.documents)
    if not standing:
        raise Impossible("not-adopted", reform=reform)
    return standing[0].adoption.days.last


def around(mechanism: Mechanism, reform: str, engines: Engines, perspective: str = "all") -> Around:
    """The findings of the eve of the reform's first day and of that day, and which of the changes are its own.

    Raises:
        Impossible: if there is no such reform, or it never stood.
    """
    day = adoption(mechanism, reform)
    before, after = (_on(mechanism, each, engines, perspective) for each in (day - timedelta(days=1), day))
    moved: Sequence[Moved] = ()
    own: set[str] = set()
    if isinstance(before, Assessment) and isinstance(after, Assessment):
        moved = _moved(before.scorecard, after.scorecard)
        if reform_of(mechanism, reform).lays_down:
            own = {moved.criterion for moved in whatif(before, Assumption(adopt=(reform,)), engines).moved}
    return Around(
        reform=reform,
        before=before.scorecard if isinstance(before, Assessment) else before,
        after=after.scorecard if isinstance(after, Assessment) else after,
        due_to_reform=tuple(m for m in moved if m.criterion in own),
        due_to_others=tuple(m for m in moved if m.criterion not in own),
    )


def _on(mechanism: Mechanism, day: date, engines: Engines, perspective: str) -> Assessment | Unscored:
    return mechanism.unscored(day) or assess(mechanism, engines, day, perspective)


def _moved(before: Scorecard, after: Scorecard) -> Sequence[Moved]:
    """The findings that differ; what did not apply on one of the days did not move."""
    former = {finding.criterion: finding.possible for finding in before.findings}
    return [
        Moved(criterion=new.criterion, aspect=new.aspect, before=former[new.criterion], after=new.possible)
        for new in after.findings
        if former.get(new.criterion, new.possible) != new.possible
    ]
