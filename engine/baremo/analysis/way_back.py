"""The way back from a finding: features, statements, provisions, and what would meet it."""

from ..assessment.assess import Assessment
from ..model.feature import Feature, Interval, Raw
from ..model.profile import Statement
from ..model.why import Lapsed, Said, Tested, Why
from .remedy import remedy


def way_back(assessment: Assessment, criterion: str) -> Why:
    """One finding with the features it rests on, what is said of them, and what would meet it."""
    profile, catalogue = assessment.profile, assessment.mechanism.catalogue
    states = [profile.states[id] for id in catalogue.features_of(criterion)]
    return Why(
        mechanism=profile.mechanism,
        as_of=profile.as_of,
        perspective=profile.perspective,
        audience=assessment.mechanism.audience,
        finding=next(f for f in assessment.scorecard.findings if f.criterion == criterion),
        features=tuple(
            Tested(
                feature=state.feature.id,
                knowledge=state.knowledge,
                values=_raw(state.feature, state.interval),
                said=tuple(_said(state.feature, statement) for statement in state.statements),
                lapsed=tuple(
                    Lapsed(**dict(_said(state.feature, lapse.statement)), on=lapse.day) for lapse in state.lapsed
                ),
            )
            for state in states
        ),
        rests_on=catalogue.criteria[criterion].rests_on,
        remedy=remedy(assessment, criterion),
    )


def _raw(feature: Feature, interval: Interval) -> tuple[Raw, Raw]:
    return feature.raw(interval.low), feature.raw(interval.high)


def _said(feature: Feature, statement: Statement) -> Said:
    return Said(
        kind=statement.kind,
        values=_raw(feature, statement.interval),
        speaker=statement.speaker,
        since=statement.counts_from,
        given=statement.day,
        document=statement.document,
        locator=statement.locator,
        anchor=statement.anchor,
        note=None if statement.note is None else dict(statement.note.root),
        reform=statement.reform,
    )
