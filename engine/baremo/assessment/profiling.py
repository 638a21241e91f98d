"""Profiles: what the claims in force on a day leave possible of every feature."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..model.dossier import Dossier
from ..model.feature import Feature, Interval
from ..model.mechanism import Adjudication
from ..model.profile import FeatureState, Knowledge, Profile, Statement
from .adjudication import settled
from .in_force import Course, InForce, hull, shared
from .order import DAY


def profile(
    dossier: Dossier,
    features: Mapping[str, Feature],
    said: Sequence[Statement],
    as_of: date,
    perspective: str = "all",
    kinds: Collection[str] | None = None,
) -> Profile:
    """The state of every feature on one day, as speakers of these kinds tell it (all if none are given).

    For many days of one dossier, `Profiles` is quicker.
    """
    return Profiles(dossier, features, said, perspective, kinds).on(as_of)


class Profiles:
    """What is known of a mechanism under one perspective, day by day: each feature's course is worked out once."""

    def __init__(
        self,
        dossier: Dossier,
        features: Mapping[str, Feature],
        said: Iterable[Statement],
        perspective: str = "all",
        kinds: Collection[str] | None = None,
    ) -> None:
        """Of all that the dossier says, observations count where a speaker of these kinds makes them; all else does."""
        self._mechanism, self._perspective = dossier.id, perspective
        self._adjudications = dossier.mechanism.adjudications
        self._features = features
        self._said: dict[str, list[Statement]] = {id: [] for id in features}
        for statement in said:
            if kinds is None or statement.kind != "observation" or statement.speaker_kind in kinds:
                self._said[statement.feature].append(statement)
        self._courses = {id: Course(features[id], said) for id, said in self._said.items()}

    def on(self, day: date) -> Profile:
        """The profile of a day."""
        states = {id: self.state(id, day) for id in self._features}
        return Profile(self._mechanism, day, self._perspective, states)

    def over(self, days: Iterable[date]) -> Iterator[Profile]:
        """The profiles of these days, which rise: each feature is looked at again only where its state may differ."""
        states: dict[str, FeatureState] = {}
        turns = {id: self.days_of_change(id) for id in self._features}
        seen = dict.fromkeys(self._features, -1)
        for day in days:
            for id, own in turns.items():
                place = bisect_right(own, day)
                if place != seen[id]:
                    seen[id], states[id] = place, self.state(id, day)
            yield Profile(self._mechanism, day, self._perspective, dict(states))

    def state(self, feature: str, day: date) -> FeatureState:
        """What is known of one feature on a day."""
        return _state(
            self._features[feature], self._courses[feature].on(day), self._said[feature], self._adjudications, day
        )

    def days_of_change(self, feature: str) -> list[date]:
        """The days, sorted, on which the state of a feature may differ from that of the eve."""
        days = set(self._courses[feature].days)
        for statement in self._said[feature]:
            if statement.kind in {"aim", "change"}:
                days.add(statement.counts_from)
                if statement.end is not None:
                    days.add(statement.end + DAY)
        return sorted(days)

    @property
    def days(self) -> list[date]:
        """The days, sorted, on which any state may differ from that of the eve."""
        return sorted({day for id in self._features for day in self.days_of_change(id)})


def _state(
    feature: Feature, now: InForce, said: Sequence[Statement], adjudications: Sequence[Adjudication], day: date
) -> FeatureState:
    interval, knowledge = combine(feature, [statement.interval for statement in now.statements])
    if knowledge == "silent" and now.lapsed:
        knowledge = "lapsed"
    decision = settled(feature, interval, now.statements, adjudications) if knowledge == "disputed" else None
    aims = tuple(s for s in said if s.kind == "aim" and _stands(s, day))
    repealed = {
        s.reform for s in said if s.kind == "change" and s.reform is not None and s.end is not None and day > s.end
    }
    standing = {s.reform for s in now.statements if s.kind == "change"}
    return FeatureState(
        feature=feature,
        interval=interval if decision is None else decision[0],
        knowledge=knowledge,
        statements=now.statements,
        lapsed=now.lapsed,
        not_said_again=now.not_said_again,
        order_unknown=_order_unknown(now.statements),
        reports_differ=_reports_differ(now.statements),
        adjudication=None if decision is None else decision[1],
        provided=combine(feature, [aim.interval for aim in aims])[0] if aims else None,
        aims=aims,
        repealed=tuple(sorted(id for id in repealed - standing if id is not None)),
    )


def _stands(statement: Statement, day: date) -> bool:
    return statement.counts_from <= day and (statement.end is None or day <= statement.end)


def combine(feature: Feature, said: Sequence[Interval]) -> tuple[Interval, Knowledge]:
    """What is left possible: what all allow if they agree, else from the lowest to the highest claimed."""
    if not said:
        return feature.whole, "silent"
    agreed = shared(said)
    return (hull(said), "disputed") if agreed is None else (agreed, "known")


def _order_unknown(in_force: Sequence[Statement]) -> tuple[Statement, ...]:
    """Those of which a differing one might have taken the place, were its day known: one speaker's, and changes'.

    What is certainly earlier is not in force, so that of one speaker's observations, and of changes, none is.
    """
    changes = [statement for statement in in_force if statement.kind == "change"]
    claimed: dict[str | None, set[Interval]] = {}
    for statement in in_force:
        if statement.kind == "observation":
            claimed.setdefault(statement.speaker, set()).add(statement.interval)

    def unordered(statement: Statement) -> bool:
        if statement.kind == "before":
            return False
        others = [c for c in in_force if c.kind == "observation"] if statement.kind == "change" else changes
        return (
            (statement.kind == "observation" and len(claimed[statement.speaker]) > 1)
            or (statement.kind == "change" and len({change.interval for change in changes}) > 1)
            or any(s.interval != statement.interval and s.days.overlaps(statement.days) for s in others)
        )

    return tuple(filter(unordered, in_force))


def _reports_differ(in_force: Sequence[Statement]) -> tuple[Statement, ...]:
    """The reports of one speaker's word that are not alike."""
    reports = [s for s in in_force if s.author is not None and s.kind == "observation"]
    claimed: dict[str | None, set[Interval]] = {}
    for report in reports:
        claimed.setdefault(report.speaker, set()).add(report.interval)
    return tuple(report for report in reports if len(claimed[report.speaker]) > 1)
