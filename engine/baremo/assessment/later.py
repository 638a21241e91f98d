"""What is dated after a day: listed as *since then*, and announced where no document that tells of it knows it yet."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from ..model.days import PossibleDays
from ..model.document import Document
from ..model.dossier import Dossier
from ..model.feature import Feature
from ..model.later import Later
from ..model.profile import Statement
from ..model.sheet import Event, Figure, Period, Stage
from .spells import days_of, turns
from .statements import claim_days

Documents = Mapping[str, Document]


def later(
    dossier: Dossier, features: Mapping[str, Feature], documents: Documents, said: Collection[Statement], day: date
) -> tuple[Later, ...]:
    """Everything in a dossier, of which `said` was drawn, that counts only from a later day; in the order of days."""
    context = (each for each in _context(dossier, documents) if each.date > day)
    found = [*_claims(dossier, features, documents, said, day), *context]
    return tuple(sorted(found, key=lambda each: (each.date, repr(each))))


def announced_stages(dossier: Dossier, documents: Documents) -> tuple[Stage, ...]:
    """The stages of reforms whose day was still to come for every document that tells of it."""
    groups = (group for reform in dossier.reforms for group in turns(reform, documents))
    return tuple(stage for group in groups for turn in group if turn.announced for stage in turn.stages)


def event_days(event: Event, documents: Documents) -> PossibleDays:
    """When an event took place."""
    return PossibleDays.of(event.date, documents[event.document].as_of)


def figure_days(figure: Figure, documents: Documents) -> PossibleDays:
    """When a figure's period began."""
    period = figure.period.start if isinstance(figure.period, Period) else figure.period
    return PossibleDays.of(period, documents[figure.document].as_of)


def _claims(
    dossier: Dossier, features: Mapping[str, Feature], documents: Documents, said: Collection[Statement], day: date
) -> Iterator[Later]:
    """The claims that count only from a later day; one that its speaker took back is none."""
    announced = {s.claim for s in said if s.announced and s.claim is not None}
    taken_back = {claim.corrects for claim in dossier.claims if claim.corrects is not None}
    for claim in dossier.claims:
        days = claim_days(claim, documents)
        if days.last > day and (claim.id is None or claim.id not in taken_back):
            feature = features[claim.feature]
            low, high = claim.interval(feature)
            yield Later(
                kind=claim.kind,
                date=days.last,
                given=None if claim.date is None else claim.date.text,
                announced=days.announced if claim.id is None else claim.id in announced,
                feature=claim.feature,
                values=(feature.raw(low), feature.raw(high)),
                speaker=claim.speaker,
                document=claim.document,
                locator=claim.locator,
            )


def _context(dossier: Dossier, documents: Documents) -> Iterator[Later]:
    announced = announced_stages(dossier, documents)
    for reform in dossier.reforms:
        for stage in reform.history:
            given = stage.in_force or stage.date
            yield Later(
                kind="reform",
                date=days_of(stage, documents).last,
                given=None if given is None else given.text,
                announced=stage in announced,
                reform=reform.id,
                state=stage.state,
                title=dict(reform.name.root),
                document=stage.document,
                locator=stage.locator,
            )
    for event in dossier.events:
        days = event_days(event, documents)
        yield Later(
            kind="event",
            date=days.last,
            given=None if event.date is None else event.date.text,
            announced=days.announced,
            title=dict(event.title.root),
            document=event.document,
            locator=event.locator,
        )
    for figure in dossier.figures:
        period, days = figure.period, figure_days(figure, documents)
        start = period.start if isinstance(period, Period) else period
        yield Later(
            kind="figure",
            date=days.last,
            given=None if start is None else start.text,
            announced=days.announced,
            title=dict(figure.label.root),
            speaker=figure.speaker,
            document=figure.document,
            locator=figure.locator,
        )
    if (end := dossier.mechanism.ended) is not None:
        days = PossibleDays.of(end.date, documents[end.document].as_of)
        yield Later(
            kind="ended",
            date=days.last,
            given=end.date.text,
            announced=days.announced,
            title=dict(dossier.mechanism.name.root),
            document=end.document,
            locator=end.locator,
        )
