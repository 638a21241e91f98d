"""Which decision between claims holds on a day."""

from collections.abc import Iterable, Sequence

from ..model.feature import Feature, Interval
from ..model.mechanism import Adjudication
from ..model.profile import Statement


def settled(
    feature: Feature, hull: Interval, in_force: Sequence[Statement], decisions: Iterable[Adjudication]
) -> tuple[Interval, Adjudication] | None:
    """What the decisions that hold leave of all that is claimed, and the first of them; None if none holds.

    A decision holds while at least two of the claims that it names are in force and no other one; a report that only
    repeats one of them is no other. Where several hold, what they share counts; if they share nothing, none does.
    """
    holding = [
        (share, decision)
        for decision in sorted(decisions, key=lambda decision: (decision.date.last, repr(decision)))
        if decision.feature == feature.id and _holds(decision, in_force)
        for share in (hull.meets(decision.interval(feature)),)
        if share is not None
    ]
    left: Interval | None = hull
    for share, _ in holding:
        left = None if left is None else left.meets(share)
    return (left, holding[0][1]) if holding and left is not None else None


def _holds(decision: Adjudication, in_force: Sequence[Statement]) -> bool:
    named = [s for s in in_force if s.kind != "before" and (s.claim or s.stage) in decision.between]
    return len({s.claim or s.stage for s in named}) >= 2 and all(
        any(other is statement or other.repeats(statement) for statement in named) for other in in_force
    )
