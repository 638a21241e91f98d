"""The stages of reforms, and when they were reached."""

from collections.abc import Iterator
from datetime import date

from ..assessment.assess import Mechanism
from ..assessment.statements import day_of
from ..model.dossier import Reform
from ..model.sheet import Stage


def stages(mechanism: Mechanism, reform: Reform) -> Iterator[tuple[date, Stage]]:
    """The stages of a reform, each with the day from which it counts."""
    for stage in reform.history:
        yield day_of(stage.date, mechanism.documents[stage.document]), stage


def latest_stage(mechanism: Mechanism, reform: Reform, as_of: date) -> Stage | None:
    """The stage that a reform had reached by a day; None before the first."""
    reached = [(day, stage) for day, stage in stages(mechanism, reform) if day <= as_of]
    return sorted(reached, key=lambda dated: dated[0])[-1][1] if reached else None
