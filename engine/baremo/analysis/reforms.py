"""Reforms as an audience may know them."""

from collections.abc import Iterator
from datetime import date

from ..assessment.assess import Mechanism
from ..assessment.profiling import may_know
from ..assessment.statements import day_of, most_secret
from ..model.dossier import Reform, ReformStage, Visibility


def stages(mechanism: Mechanism, reform: Reform, audience: Visibility) -> Iterator[tuple[date, ReformStage]]:
    """The stages of a reform that the audience may know, each with the day from which it counts."""
    for stage in reform.history:
        source = mechanism.sources[stage.source]
        if may_know(audience, most_secret(reform.visibility, stage.visibility, source.visibility)):
            yield day_of(stage.date, source), stage


def told(mechanism: Mechanism, reform: Reform, audience: Visibility) -> bool:
    """Whether the audience may know that there is such a reform."""
    return any(True for _ in stages(mechanism, reform, audience))


def latest_stage(mechanism: Mechanism, reform: Reform, as_of: date, audience: Visibility) -> ReformStage | None:
    """The stage that a reform had reached by a day; None before the first."""
    reached = [stage for day, stage in stages(mechanism, reform, audience) if day <= as_of]
    return reached[-1] if reached else None
