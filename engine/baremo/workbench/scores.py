"""Scorecards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..assessment.assess import Assessment, assess_all
from ..assessment.explanation import Explanations
from ..model.dossier import Dossier
from ..model.exact import ExactRange
from ..model.scorecard import ScorecardFile
from ..model.unscored import Unscored
from ..workspace.workspace import Workspace
from .bench import Bench
from .cores import on_all_cores


@dataclass(frozen=True)
class Scores:
    """Scorecards with all that they were made from, and the dossiers by mechanism; `file` is what is published of them
    as JSON, and says of which mechanisms there is none.
    """

    workspace: Workspace
    assessments: Sequence[Assessment]
    dossiers: Mapping[str, Dossier]
    file: ScorecardFile


def score(
    bench: Bench,
    mechanisms: Iterable[str] = (),
    as_of: date | None = None,
    perspective: str = "all",
    *,
    count_withheld: bool = False,
    exact: bool = False,
) -> Scores:
    """The scorecards of mechanisms on a day; `exact` tells to try every completion of what is open as well.

    Raises:
        WorkspaceError: with everything that is wrong in the files read.
    """
    return _scored(bench, bench.read(mechanisms, sparing=True), as_of, perspective, count_withheld, exact)


def _scored(
    bench: Bench, workspace: Workspace, as_of: date | None, perspective: str, count_withheld: bool, exact: bool
) -> Scores:
    engines = bench.engines(workspace)
    ready = bench.mechanisms(workspace)
    cards, unscored = assess_all(((each, as_of) for each in ready), engines, perspective, count_withheld)
    file = scorecard_file(workspace, cards, engines.names, unscored, _exact(cards) if exact else None)
    return Scores(workspace, cards, {each.dossier.id: each.dossier for each in ready}, file)


def published(
    bench: Bench,
    mechanisms: Iterable[str] = (),
    as_of: date | None = None,
    perspective: str = "all",
    *,
    count_withheld: bool = False,
    exact: bool = False,
) -> ScorecardFile:
    """The same as is published of it alone; of many mechanisms on all cores.

    Raises:
        WorkspaceError: with everything that is wrong in the files read.
    """
    workspace = bench.read(mechanisms, sparing=True)
    files = list(on_all_cores(bench, workspace, _file, as_of, perspective, count_withheld, exact))
    if not files:
        return scorecard_file(workspace, (), bench.engines(workspace).names, (), () if exact else None)
    return files[0].model_copy(
        update={
            "scorecards": tuple(card for file in files for card in file.scorecards),
            "since_then": {id: later for file in files for id, later in file.since_then.items()},
            "unscored": tuple(none for file in files for none in file.unscored),
            "exact": tuple(each for file in files for each in file.exact or ()) if exact else None,
        }
    )


def _file(
    bench: Bench, workspace: Workspace, as_of: date | None, perspective: str, count_withheld: bool, exact: bool
) -> Sequence[ScorecardFile]:
    return [_scored(bench, workspace, as_of, perspective, count_withheld, exact).file]


def scorecard_file(
    workspace: Workspace,
    cards: Sequence[Assessment],
    engines: tuple[str, ...],
    unscored: Sequence[Unscored] = (),
    exact: tuple[ExactRange, ...] | None = None,
) -> ScorecardFile:
    """Scorecards as the published JSON says them."""
    return ScorecardFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=engines,
        scorecards=tuple(card.scorecard for card in cards),
        since_then={card.scorecard.mechanism: Explanations(card).since_then for card in cards},
        unscored=tuple(unscored),
        exact=exact,
    )


def _exact(cards: Sequence[Assessment]) -> tuple[ExactRange, ...]:
    from ..analysis.exact import exact

    return tuple(exact(card) for card in cards)
