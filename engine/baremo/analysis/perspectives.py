"""The same mechanism under the two perspectives that the standards compare."""

from datetime import date

from ..assessment.assess import Assessment, Mechanism, assess
from ..model.comparison import PerspectiveGap, PerspectiveRow
from ..rules.engines import Engines
from ..workspace.slip import Slip


def perspective_gap(mechanism: Mechanism, engines: Engines, as_of: date | None = None) -> PerspectiveGap:
    """Both scorecards, and a row for every criterion with a feature of which both sides speak.

    Raises:
        NoScorecard: if there is none on that day.
        Slip: if the standards compare none.
    """
    compared = mechanism.catalogue.standard.compared
    if compared is None:
        raise Slip("no-perspectives")
    first, second = (assess(mechanism, engines, as_of, perspective) for perspective in compared)
    both = _spoken(first) & _spoken(second)
    rows = []
    for one, other in zip(first.scorecard.findings, second.scorecard.findings, strict=True):
        if both.intersection(mechanism.catalogue.features_of(one.criterion)):
            apart = not set(one.possible) & set(other.possible)
            rows.append(PerspectiveRow(criterion=one.criterion, possible=(one.possible, other.possible), apart=apart))
    return PerspectiveGap(scorecards=(first.scorecard, second.scorecard), rows=tuple(rows))


def _spoken(assessment: Assessment) -> set[str]:
    """The features of which somebody of the perspective reports something; the public record is nobody's."""
    return {
        id
        for id, state in assessment.profile.states.items()
        if any(statement.kind == "observation" for statement in state.statements)
    }
