"""Which statements are in force on a day, and what they leave possible."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from ..model.dossier import Dossier
from ..model.feature import Feature, Interval
from ..model.mechanism import Adjudication
from ..model.profile import FeatureState, Knowledge, Profile, Statement


def profile(
    dossier: Dossier,
    features: Mapping[str, Feature],
    said: Sequence[Statement],
    as_of: date,
    perspective: str = "all",
    kinds: Collection[str] | None = None,
) -> Profile:
    """The state of every feature on a day, as speakers of these kinds tell it (all if none are given)."""
    counted = [s for s in said if kinds is None or s.kind != "observation" or s.speaker_kind in kinds]
    by_feature: dict[str, list[Statement]] = {}
    for statement in counted:
        by_feature.setdefault(statement.feature, []).append(statement)
    states = {
        id: _state(feature, in_force(by_feature.get(id, []), as_of), dossier.mechanism.adjudications, as_of)
        for id, feature in features.items()
    }
    return Profile(dossier.id, as_of, perspective, states)


def in_force(said: Sequence[Statement], day: date) -> tuple[Statement, ...]:
    """The statements on one feature that are in force on a day, in their given order."""
    changes = [statement.counts_from for statement in said if statement.kind == "change"]
    latest = max((start for start in changes if start <= day), default=date.min)
    following = min((start for start in changes if start > day), default=date.max)
    newest_of: dict[str | None, date] = {}
    for statement in said:
        if statement.kind == "observation" and statement.counts_from <= day:
            known = newest_of.get(statement.speaker, date.min)
            newest_of[statement.speaker] = max(known, statement.counts_from)

    def holds(statement: Statement) -> bool:
        match statement.kind:
            case "change":
                return statement.counts_from == latest
            case "before":
                return statement.end == following
        return (
            latest <= statement.counts_from <= day
            and statement.counts_from == newest_of[statement.speaker]
            and (statement.end is None or day <= statement.end)
        )

    return tuple(filter(holds, said))


def _state(
    feature: Feature, current: tuple[Statement, ...], adjudications: Sequence[Adjudication], day: date
) -> FeatureState:
    interval, knowledge = combine(feature, [statement.interval for statement in current])
    if knowledge != "disputed":
        return FeatureState(feature, interval, knowledge, current)
    decision = _decision(feature, current, adjudications, day)
    if decision is not None:
        interval = decision.interval(feature)
    return FeatureState(feature, interval, knowledge, current, adjudication=decision)


def combine(feature: Feature, said: Sequence[Interval]) -> tuple[Interval, Knowledge]:
    """What is left possible: what all allow if they agree, else from the lowest to the highest claimed."""
    if not said:
        return feature.whole, "silent"
    low, high = max(low for low, _ in said), min(high for _, high in said)
    if low <= high:
        return Interval(low, high), "known"
    return Interval(min(low for low, _ in said), max(high for _, high in said)), "disputed"


def _decision(
    feature: Feature, current: tuple[Statement, ...], adjudications: Sequence[Adjudication], day: date
) -> Adjudication | None:
    """The newest adjudication by that day that knew of all statements in force; a later claim reopens the dispute."""
    newest = max((statement.counts_from for statement in current if statement.kind != "before"), default=date.min)
    made = [a for a in adjudications if a.feature == feature.id and newest <= a.date.last <= day]
    return max(made, key=lambda a: (a.date.last, a.interval(feature)), default=None)
