"""Mechanisms side by side, one before and after a reform, one by what different speakers say; and over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..analysis.comparison import around as before_and_after
from ..analysis.comparison import compare as side_by_side
from ..analysis.perspectives import perspective_gap
from ..analysis.timeline import timeline as over_the_years
from ..assessment.assess import assess_all
from ..model.comparison import ComparisonFile
from ..model.dossier import Dossier
from ..model.timeline import TimelineFile
from ..workspace.workspace import Workspace
from .bench import Bench


@dataclass(frozen=True)
class Compared:
    """What was compared, of the three that the file can hold, and the dossiers that it is about."""

    workspace: Workspace
    dossiers: Mapping[str, Dossier]
    file: ComparisonFile


def compare(bench: Bench, mechanisms: Sequence[tuple[str, date | None]], perspective: str = "all") -> Compared:
    """Mechanisms side by side, each on its day (that of its newest evidence if none is given)."""
    workspace = bench.read((id for id, _ in mechanisms), sparing=True)
    engines = bench.engines(workspace)
    by_id = {each.dossier.id: each for each in bench.mechanisms(workspace)}
    cards, unscored = assess_all(((by_id[id], day) for id, day in mechanisms), engines, perspective)
    criteria = [criterion.id for criterion in workspace.catalogue.in_order]
    comparison = side_by_side([card.scorecard for card in cards], criteria, unscored)
    file = ComparisonFile(
        baremo=__version__, standards=workspace.catalogue.version, engines=engines.names, comparison=comparison
    )
    return Compared(workspace, {id: each.dossier for id, each in by_id.items()}, file)


def around(bench: Bench, mechanism: str, reform: str, perspective: str = "all") -> Compared:
    """One mechanism on the eve of a reform and on its day.

    Raises:
        Impossible: if there is no such reform, or it was not adopted.
    """
    workspace = bench.read([mechanism], sparing=True)
    engines = bench.engines(workspace)
    (whole,) = bench.mechanisms(workspace)
    file = ComparisonFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=engines.names,
        around=before_and_after(whole, reform, engines, perspective),
    )
    return Compared(workspace, {mechanism: whole.dossier}, file)


def perspectives(bench: Bench, mechanism: str, as_of: date | None = None) -> Compared:
    """One mechanism by what the State's own bodies say, and by what civil society says."""
    workspace = bench.read([mechanism], sparing=True)
    engines = bench.engines(workspace)
    (whole,) = bench.mechanisms(workspace)
    unscored = whole.unscored(as_of or whole.newest)
    file = ComparisonFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=engines.names,
        perspectives=perspective_gap(whole, engines, as_of) if unscored is None else None,
        unscored=unscored,
    )
    return Compared(workspace, {mechanism: whole.dossier}, file)


@dataclass(frozen=True)
class Course:
    """One mechanism over the years."""

    workspace: Workspace
    dossier: Dossier
    file: TimelineFile


def timeline(bench: Bench, mechanism: str, as_of: date | None = None, perspective: str = "all") -> Course:
    """The scores on every day up to `as_of` on which what is known changed, and what happened."""
    workspace = bench.read([mechanism], sparing=True)
    (whole,) = bench.mechanisms(workspace)
    file = TimelineFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=("planes",),
        timelines=(over_the_years(whole, as_of, perspective),),
    )
    return Course(workspace, whole.dossier, file)
