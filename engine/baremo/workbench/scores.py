"""Scorecards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..assessment.assess import Assessment, assess
from ..model.exact import ExactRange
from ..model.scorecard import ScorecardFile
from ..workspace.workspace import Workspace
from .bench import Bench


@dataclass(frozen=True)
class Scores:
    """Scorecards with all that they were made from; `file` is what is published of them as JSON."""

    workspace: Workspace
    assessments: Sequence[Assessment]
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
        NoMechanism: if one did not exist on that day.
    """
    workspace = bench.read(mechanisms)
    engines = bench.engines(workspace)
    cards = [assess(each, engines, as_of, perspective, count_withheld) for each in bench.mechanisms(workspace)]
    return Scores(workspace, cards, scorecard_file(workspace, cards, engines.names, _exact(cards) if exact else None))


def scorecard_file(
    workspace: Workspace,
    cards: Sequence[Assessment],
    engines: tuple[str, ...],
    exact: tuple[ExactRange, ...] | None = None,
) -> ScorecardFile:
    """Scorecards as the published JSON says them."""
    return ScorecardFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=engines,
        scorecards=tuple(card.scorecard for card in cards),
        exact=exact,
    )


def _exact(cards: Sequence[Assessment]) -> tuple[ExactRange, ...]:
    from ..analysis.exact import exact

    return tuple(exact(card) for card in cards)
