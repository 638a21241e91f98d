"""The stages of reforms, and when they were reached."""

from collections.abc import Iterator
from datetime import date

from ..assessment.assess import Mechanism
from ..assessment.statements import day_of
from ..model.dossier import Reform, ReformStage


def stages(mechanism: Mechanism, reform: Reform) -> Iterator[tuple[date, ReformStage]]:
    """The stages of a reform, each with the day from which it counts."""
    for stage in reform.history:
        yield day_of(stage.date, mechanism.sources[stage.source]), stage


def latest_stage(mechanism: Mechanism, reform: Reform, as_of: date) -> ReformStage | None:
    """The stage that a reform had reached by a day; None before the first."""
    reached = [stage for day, stage in stages(mechanism, reform) if day <= as_of]
    return reached[-1] if reached else None
