"""How a mechanism's scores moved over the years, and what happened on the way."""

from collections.abc import Iterator
from datetime import date

from ..assessment.assess import Mechanism, judge
from ..assessment.exemption import exempt, turns
from ..assessment.profiling import Profiles
from ..assessment.statements import day_of
from ..model.profile import Profile
from ..model.scorecard import Scorecard
from ..model.timeline import Moment, Point, Timeline
from ..model.unscored import Unscored
from ..rules.engines import Engines
from .reforms import stages


def timeline(
    mechanism: Mechanism,
    engines: Engines,
    until: date | None = None,
    perspective: str = "all",
) -> Timeline:
    """The scores on every day up to `until` (that of the newest claim) on which what is known changed."""
    last = until or mechanism.newest
    profiles = mechanism.profiles(perspective)
    judged: dict[object, Point] = {}
    points: list[Point] = []
    unscored: list[Unscored] = []
    scored = False
    for known in profiles.over(sorted(days_of_change(mechanism, last, profiles))):
        none = mechanism.unscored(known.as_of)
        if none is not None:
            if scored or not unscored or unscored[-1].state != none.state:
                unscored.append(none)
            scored = False
            continue
        alike = _alike(mechanism, known)
        if alike not in judged:
            judged[alike] = _point(judge(mechanism, known, engines).scorecard)
        point = judged[alike].model_copy(update={"date": known.as_of, "lapsed": tuple(_lapsed(known))})
        if not scored or _scores(point) != _scores(points[-1]):
            points.append(point)
        scored = True
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


def _alike(mechanism: Mechanism, known: Profile) -> object:
    """What the scores and flags of a profile depend on: where it is the same they are."""
    states = (
        (state.interval, state.knowledge, bool(state.statements), state.provided, repr(state.adjudication))
        for state in known.states.values()
    )
    catalogue = mechanism.catalogue
    country = mechanism.dossier.mechanism.country
    flags = (catalogue.applies(flag, country, known.as_of) for flag in catalogue.flags.values())
    return tuple(states), tuple(exempt(mechanism.dossier.mechanism, catalogue, known.as_of)), tuple(flags)


def _scores(point: Point) -> Point:
    """A point without its day and what happened on it."""
    return point.model_copy(update={"date": date.min, "lapsed": ()})


def _lapsed(known: Profile) -> Iterator[str]:
    """The features of which something that was said has grown too old on that very day."""
    for id, state in known.states.items():
        if any(lapse.day == known.as_of for lapse in state.lapsed):
            yield id


def _point(card: Scorecard) -> Point:
    return Point(
        date=card.as_of,
        lapsed=(),
        overall=card.overall,
        dimensions=card.dimensions,
        law=card.law,
        practice=card.practice,
        flags=card.flags,
    )


def moments(mechanism: Mechanism) -> Iterator[Moment]:
    """Everything that the dossier says happened."""
    dossier = mechanism.dossier
    yield Moment(
        date=mechanism.since,
        given=dossier.mechanism.established.date.text,
        kind="established",
        id=None,
        state=None,
        title=dict(dossier.mechanism.name.root),
    )
    if (end := dossier.mechanism.ended) is not None:
        yield Moment(
            date=day_of(end.date, mechanism.documents[end.document]),
            given=end.date.text,
            kind="ended",
            id=end.replaced_by,
            state=None,
            title=dict(dossier.mechanism.name.root),
        )
    for reform in dossier.reforms:
        for day, stage in stages(mechanism, reform):
            yield Moment(
                date=day,
                given=None if stage.date is None else stage.date.text,
                kind="reform",
                id=reform.id,
                state=stage.state,
                title=dict(reform.name.root),
            )
    for event in dossier.events:
        yield Moment(
            date=day_of(event.date, mechanism.documents[event.document]),
            given=None if event.date is None else event.date.text,
            kind="event",
            id=None,
            state=None,
            title=dict(event.title.root),
        )
