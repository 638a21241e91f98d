"""From a dossier to dated statements: claims, reforms in force, and what a change says that it replaced."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ..model.dates import PartialDate
from ..model.days import PossibleDays
from ..model.document import Document, Speaker
from ..model.dossier import Dossier, Reform
from ..model.feature import Feature, Interval
from ..model.profile import Statement
from ..model.sheet import Claim, Stage


def day_of(given: PartialDate | None, document: Document) -> date:
    """The day from which something counts: its last possible day, but never later than its document's information."""
    return document.as_of if given is None else min(given.last, document.as_of)


def statements(
    dossier: Dossier,
    features: Mapping[str, Feature],
    speakers: Mapping[str, Speaker],
    documents: Mapping[str, Document],
) -> tuple[Statement, ...]:
    """Everything that the dossier says of features, in a fixed order that does not depend on the file's."""
    found = [
        *(part for claim in dossier.claims for part in of_claim(claim, features, speakers, documents)),
        *(part for reform in dossier.reforms for part in of_reform(reform, features, documents)),
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Statement) -> tuple[str, date, str, str, Interval, str, str, str]:
    """Of two that are alike in all that readers see first, the rest decides."""
    return one.feature, one.counts_from, one.kind, one.speaker or "", one.interval, one.document, one.locator, repr(one)


def of_claim(
    claim: Claim,
    features: Mapping[str, Feature],
    speakers: Mapping[str, Speaker],
    documents: Mapping[str, Document],
) -> Iterator[Statement]:
    """What a claim says, and what held before it if it says that too; a commitment says nothing of what holds."""
    if claim.kind == "commitment":
        return
    feature, document, speaker = features[claim.feature], documents[claim.document], speakers[claim.speaker]
    start = day_of(claim.date, document)
    statement = Statement(
        feature=feature.id,
        interval=claim.interval(feature),
        kind=claim.kind,
        days=PossibleDays(start, start),
        end=_end(claim, feature, start),
        ended_by=None,
        until=None if claim.until is None else claim.until.text,
        announced=False,
        author=None,
        first_hand=document.first_hand,
        claim=claim.id,
        stage=None,
        status="accepted",
        day=None if claim.date is None else claim.date.text,
        speaker=speaker.id,
        speaker_kind=speaker.kind,
        document=document.id,
        locator=claim.locator,
        anchor=claim.anchor,
        note=claim.note,
        reform=None,
    )
    yield statement
    if claim.before is not None:
        yield _before(statement, feature.rank(claim.before))


def _end(claim: Claim, feature: Feature, start: date) -> date | None:
    """The last day on which an observation is good: its own end, or when it grows stale, whichever is sooner.

    A change has neither: it is of the record, and no `until` is accepted on it.
    """
    ends = [] if claim.until is None else [claim.until.last]
    if feature.kind == "practice" and feature.good_for != "always":
        ends.append(_years_later(start, feature.good_for))
    return min(ends, default=None)


def _years_later(day: date, years: int) -> date:
    """The same day some years later; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def of_reform(
    reform: Reform, features: Mapping[str, Feature], documents: Mapping[str, Document]
) -> Iterator[Statement]:
    """What a reform changes, from the day on which it was adopted; nothing if it was not."""
    for stage in reform.history:
        if stage.state == "adopted":
            yield from _adopted(reform, stage, features, documents)
            return


def _adopted(
    reform: Reform, stage: Stage, features: Mapping[str, Feature], documents: Mapping[str, Document]
) -> Iterator[Statement]:
    document = documents[stage.document]
    start = day_of(stage.date, document)
    for change in reform.lays_down:
        feature = features[change.feature]
        statement = Statement(
            feature=feature.id,
            interval=change.interval(feature),
            kind="change",
            days=PossibleDays(start, start),
            end=None,
            ended_by=None,
            until=None,
            announced=False,
            author=None,
            first_hand=document.first_hand,
            claim=None,
            stage=stage.id,
            status="accepted",
            day=None if stage.date is None else stage.date.text,
            speaker=None,
            speaker_kind=None,
            document=document.id,
            locator=stage.locator,
            anchor=stage.anchor,
            note=reform.note,
            reform=reform.id,
        )
        yield statement
        if change.before is not None:
            yield _before(statement, feature.rank(change.before))


def _before(change: Statement, rank: int) -> Statement:
    return replace(change, kind="before", interval=Interval(rank, rank), end=change.counts_from)
