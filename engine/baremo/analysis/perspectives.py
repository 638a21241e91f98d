"""The same mechanism by what officials say and by what civil society says."""

from datetime import date

from ..assessment.assess import Assessment, Mechanism, assess
from ..model.comparison import PerspectiveGap, PerspectiveRow
from ..rules.engines import Engines


def perspective_gap(mechanism: Mechanism, engines: Engines, as_of: date | None = None) -> PerspectiveGap:
    """Both scorecards, and a row for every criterion with a feature of which both sides speak.

    Raises:
        NoMechanism: if it did not exist yet.
    """
    official, civil_society = (
        assess(mechanism, engines, as_of, perspective) for perspective in ("official", "civil-society")
    )
    both = _spoken(official) & _spoken(civil_society)
    rows = []
    for one, other in zip(official.scorecard.findings, civil_society.scorecard.findings, strict=True):
        if both.intersection(mechanism.catalogue.features_of(one.criterion)):
            apart = not set(one.possible) & set(other.possible)
            row = PerspectiveRow(
                criterion=one.criterion, official=one.possible, civil_society=other.possible, apart=apart
            )
            rows.append(row)
    return PerspectiveGap(official=official.scorecard, civil_society=civil_society.scorecard, rows=tuple(rows))


def _spoken(assessment: Assessment) -> set[str]:
    """The features of which somebody of the perspective reports something; the public record is nobody's."""
    return {
        id
        for id, state in assessment.profile.states.items()
        if any(statement.kind == "observation" for statement in state.statements)
    }
