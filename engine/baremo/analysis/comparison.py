"""Mechanisms side by side, without a false order; and one mechanism before and after a reform."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from ..assessment.assess import Mechanism, assess
from ..model.comparison import Around, Comparison, Rank, Row
from ..model.exact import Exact
from ..model.scorecard import Scorecard
from ..model.whatif import Moved
from ..rules.engines import Engines
from .reforms import stages
from .whatif import Assumption, Impossible, reform_of, whatif


def compare(cards: Sequence[Scorecard], criteria: Sequence[str]) -> Comparison:
    """The scorecards side by side, criterion by criterion."""
    found = [{finding.criterion: finding.possible for finding in card.findings} for card in cards]
    rows = []
    for criterion in criteria:
        possible = tuple(findings.get(criterion, ()) for findings in found)
        present = [set(statuses) for statuses in possible if statuses]
        separates = any(not one & other for one, other in combinations(present, 2))
        rows.append(Row(criterion=criterion, possible=possible, separates=separates))
    return Comparison(scorecards=tuple(cards), ranks=ranks(cards), rows=tuple(rows))


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
    """The day from which a reform counts as adopted.

    Raises:
        Impossible: if there is no such reform, or it is not adopted.
    """
    for day, stage in stages(mechanism, reform_of(mechanism, reform)):
        if stage.state == "adopted":
            return day
    raise Impossible(f"the reform '{reform}' is not adopted; see `baremo whatif --adopt {reform}`")


def around(mechanism: Mechanism, reform: str, engines: Engines, perspective: str = "all") -> Around:
    """The findings of the day before the reform's adoption and of that day, and which of the changes are its own.

    Raises:
        Impossible: if there is no such reform, or it is not adopted.
        NoMechanism: if there was no mechanism on the day before.
    """
    day = adoption(mechanism, reform)
    before = assess(mechanism, engines, day - timedelta(days=1), perspective)
    after = assess(mechanism, engines, day, perspective).scorecard
    own: set[str] = set()
    if reform_of(mechanism, reform).lays_down:
        own = {moved.criterion for moved in whatif(before, Assumption(adopt=(reform,)), engines).moved}
    former = {finding.criterion: finding.possible for finding in before.scorecard.findings}
    moved = [
        Moved(criterion=new.criterion, aspect=new.aspect, before=former[new.criterion], after=new.possible)
        for new in after.findings
        if former.get(new.criterion, new.possible) != new.possible  # what did not apply on one of the days did not move
    ]
    return Around(
        reform=reform,
        before=before.scorecard,
        after=after,
        due_to_reform=tuple(m for m in moved if m.criterion in own),
        due_to_others=tuple(m for m in moved if m.criterion not in own),
    )
