"""The same mechanism by what officials say and by what civil society says."""

from datetime import date

from ..assessment.assess import Assessment, Mechanism, assess
from ..model.comparison import ReadingGap, ReadingRow
from ..rules.engines import Engines


def reading_gap(mechanism: Mechanism, engines: Engines, as_of: date | None = None) -> ReadingGap:
    """Both scorecards, and a row for every criterion with a feature of which both sides speak.

    Raises:
        NoMechanism: if it did not exist yet.
    """
    official, civil_society = (assess(mechanism, engines, as_of, reading) for reading in ("official", "civil-society"))
    both = _spoken(official) & _spoken(civil_society)
    rows = []
    for one, other in zip(official.scorecard.findings, civil_society.scorecard.findings, strict=True):
        if both.intersection(mechanism.catalogue.features_of(one.criterion)):
            apart = not set(one.possible) & set(other.possible)
            row = ReadingRow(criterion=one.criterion, official=one.possible, civil_society=other.possible, apart=apart)
            rows.append(row)
    return ReadingGap(official=official.scorecard, civil_society=civil_society.scorecard, rows=tuple(rows))


def _spoken(assessment: Assessment) -> set[str]:
    """The features of which somebody of the reading reports something; the public record is nobody's."""
    return {
        id
        for id, state in assessment.profile.states.items()
        if any(statement.kind == "observation" for statement in state.statements)
    }
