"""How a mechanism's scores moved over the years, and what happened on the way."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from ..assessment.assess import Mechanism
from ..assessment.course import judge_all
from ..assessment.exemption import turns
from ..assessment.later import event_days
from ..assessment.profiling import Profiles
from ..assessment.spells import turns as turns_of
from ..assessment.statements import day_of
from ..model.profile import Profile
from ..model.timeline import Moment, Point, Timeline
from ..model.unscored import Unscored


def timeline(
    mechanism: Mechanism,
    until: date | None = None,
    perspective: str = "all",
) -> Timeline:
    """The scores on every day up to `until` (that of the newest claim) on which what is known changed."""
    last = until or mechanism.newest
    profiles = mechanism.profiles(perspective)
    days = sorted(days_of_change(mechanism, last, profiles))
    none = {day: why for day in days if (why := mechanism.unscored(day)) is not None}
    course = list(profiles.over(day for day in days if day not in none))
    judged = {known.as_of: (known, found) for known, found in zip(course, judge_all(mechanism, course), strict=True)}
    points: list[Point] = []
    unscored: list[Unscored] = []
    before: object = None
    for day in days:
        if day in none:
            if before != none[day].state:
                unscored.append(none[day])
            before = none[day].state
            continue
        known, found = judged[day]
        if found != before:
            scores, flags = before = found
            points.append(Point(date=day, lapsed=tuple(_lapsed(known)), **scores._asdict(), flags=flags))
    happened = (moment for moment in moments(mechanism) if moment.date <= last)
    return Timeline(
        mechanism=mechanism.dossier.id,
        perspective=perspective,
        audience=mechanism.audience,
        since=mechanism.since,
        until=last,
        moments=tuple(sorted(happened, key=lambda moment: (moment.date, moment.kind, str(moment.title)))),
        points=tuple(points),
        unscored=tuple(unscored),
    )


def days_of_change(mechanism: Mechanism, last: date, profiles: Profiles) -> set[date]:
    """The first day, the last, and every day between on which what is known, or what applies, may change."""
    days = {mechanism.since, last, *profiles.days, *turns(mechanism.dossier.mechanism, mechanism.catalogue)}
    if mechanism.lifetime.ending is not None:
        days.add(mechanism.lifetime.ending.last)
    return {day for day in days if day == last or mechanism.since <= day <= last}


def _lapsed(known: Profile) -> Iterator[str]:
    """The features of which something that was said has grown too old on that very day."""
    for id, state in known.states.items():
        if any(lapse.day == known.as_of for lapse in state.lapsed):
            yield id


def moments(mechanism: Mechanism) -> Iterator[Moment]:
    """Everything that the dossier says happened."""
    dossier, documents, lifetime = mechanism.dossier, mechanism.documents, mechanism.lifetime
    yield Moment(
        date=mechanism.since,
        given=dossier.mechanism.established.date.text,
        kind="established",
        id=None,
        state=None,
        title=dict(dossier.mechanism.name.root),
        announced=lifetime.beginning.announced,
    )
    if dossier.mechanism.ended is not None and lifetime.ending is not None:
        yield Moment(
            date=lifetime.ending.last,
            given=dossier.mechanism.ended.date.text,
            kind="ended",
            id=lifetime.replaced_by,
            state=None,
            title=dict(dossier.mechanism.name.root),
            announced=lifetime.ending.announced,
        )
    for reform in dossier.reforms:
        for turn in chain(*turns_of(reform, documents)):
            stage = turn.stages[0]  # what others say of the same turn corroborates it
            yield Moment(
                date=day_of(stage.date, documents[stage.document]),
                given=None if stage.date is None else stage.date.text,
                in_force=None if stage.in_force is None else stage.in_force.text,
                kind="reform",
                id=reform.id,
                state=turn.state,
                title=dict(reform.name.root),
                announced=turn.announced,
            )
    for event in dossier.events:
        days = event_days(event, documents)
        yield Moment(
            date=days.last,
            given=None if event.date is None else event.date.text,
            kind="event",
            id=None,
            state=None,
            title=dict(event.title.root),
            announced=days.announced,
        )
