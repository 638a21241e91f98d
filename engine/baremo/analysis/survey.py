"""Everything that a report tells of one mechanism: the scorecard, the years, the reforms, the perspectives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..assessment.assess import Assessment, Mechanism, assess
from ..model.comparison import Around, PerspectiveGap
from ..model.dossier import Reform
from ..model.scorecard import Scorecard
from ..model.standard import ALL
from ..model.timeline import Timeline
from ..model.whatif import WhatIf
from ..rules.engines import Engines
from .comparison import around
from .perspectives import perspective_gap
from .reforms import latest_stage
from .timeline import timeline
from .whatif import Assumption, Impossible, whatif


@dataclass(frozen=True)
class Survey:
    """One mechanism on one day. `whatifs` holds for every reform not in force what it would change, alone and with
    the practice that it aims at; `perspectives` is None where one perspective was asked for, or the standards
    compare none.
    """

    assessment: Assessment
    timeline: Timeline
    arounds: tuple[Around, ...]
    whatifs: tuple[tuple[Reform, tuple[WhatIf, ...]], ...]
    perspectives: PerspectiveGap | None


def survey(
    mechanism: Mechanism,
    engines: Engines,
    as_of: date | None = None,
    perspective: str = "all",
    count_withheld: bool = False,
) -> Survey:
    """Everything about one mechanism on one day (that of its newest claim if none is given).

    Raises:
        NoScorecard: if there is none on that day.
    """
    real = assess(mechanism, engines, as_of, perspective, count_withheld)
    day = real.profile.as_of
    compared = mechanism.catalogue.standard.compared is not None and perspective == ALL
    known = [
        reform
        for reform in mechanism.dossier.reforms
        if latest_stage(mechanism, reform, day) is not None and (reform.lays_down or reform.aims)
    ]
    in_force = {reform.id for reform in mechanism.standing(day)}
    return Survey(
        assessment=real,
        timeline=timeline(mechanism, day, perspective),
        arounds=tuple(
            made
            for reform in known
            if reform.id in in_force
            for made in (around(mechanism, reform.id, engines, perspective),)
            if isinstance(made.before, Scorecard) and isinstance(made.after, Scorecard)
        ),
        whatifs=tuple(
            (reform, made)
            for reform in known
            if reform.id not in in_force and (made := tuple(_supposed(real, reform, engines)))
        ),
        perspectives=perspective_gap(mechanism, engines, day) if compared else None,
    )


def _supposed(real: Assessment, reform: Reform, engines: Engines) -> Iterator[WhatIf]:
    for wanted, with_aims in ((reform.lays_down, False), (reform.aims, True)):
        if wanted:
            try:
                yield whatif(real, Assumption(adopt=(reform.id,), with_aims=with_aims), engines)
            except Impossible:
                continue  # what is known rules it out; `baremo whatif` says why
