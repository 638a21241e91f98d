"""What officials said that they would do, and what came of it by a day. Never scored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..model.days import PossibleDays
from ..model.document import Document
from ..model.dossier import Dossier
from ..model.feature import Feature, Interval
from ..model.profile import Statement
from ..model.sheet import Claim
from ..model.why import CommitmentState
from .statements import claim_days


@dataclass(frozen=True)
class Commitment:
    """A word given about one feature, and what had come of it by a day: `answers` say that it was kept."""

    claim: Claim
    days: PossibleDays
    state: CommitmentState
    answers: tuple[Statement, ...]


def commitments(
    dossier: Dossier,
    features: Mapping[str, Feature],
    documents: Mapping[str, Document],
    said: Iterable[Statement],
    day: date,
) -> Iterator[Commitment]:
    """Every commitment made by a day.

    Withdrawn once its speaker takes it back; answered once anybody says, certainly later, that what is the case is at
    least as good as the least that was promised; else overdue after the last day of `due`; else due.
    """
    said = list(said)
    for claim in dossier.claims:
        days = claim_days(claim, documents)
        if claim.kind == "commitment" and days.last <= day:
            feature = features[claim.feature]
            answers = tuple(s for s in said if s.counts_from <= day and _answers(s, feature, claim, days))
            yield Commitment(claim, days, _state(claim, dossier, documents, answers, day), answers)


def _state(
    claim: Claim, dossier: Dossier, documents: Mapping[str, Document], answers: tuple[Statement, ...], day: date
) -> CommitmentState:
    corrections = (c for c in dossier.claims if claim.id is not None and c.corrects == claim.id)
    if any(claim_days(correction, documents).last <= day for correction in corrections):
        return "withdrawn"
    if answers:
        return "answered"
    return "overdue" if claim.due is not None and claim.due.last < day else "due"


def _answers(statement: Statement, feature: Feature, claim: Claim, days: PossibleDays) -> bool:
    return (
        statement.feature == feature.id
        and statement.kind in {"change", "observation"}
        and not statement.announced
        and statement.days.after(days)
        and _worst(feature, statement.interval) >= _worst(feature, claim.interval(feature))
    )


def _worst(feature: Feature, interval: Interval) -> int:
    return min(feature.goodness(interval.low), feature.goodness(interval.high))
