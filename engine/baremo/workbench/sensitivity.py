"""How far scores depend on weights, on how findings are added up, and on what is unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..assessment.assess import Assessment, NoScorecard, assess_all
from ..model.robustness import Robustness, RobustnessFile
from ..workspace.workspace import Workspace
from .bench import Bench

DRAWS, SEED = 100_000, 1


@dataclass(frozen=True)
class Sensitivity:
    """The analysis, and the scorecards that it is about."""

    workspace: Workspace
    assessments: Sequence[Assessment]
    file: RobustnessFile


def robustness(
    bench: Bench,
    mechanisms: Iterable[str] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    as_of: date | None = None,
    perspective: str = "all",
) -> Sensitivity:
    """The sensitivity analysis of mechanisms; equal seeds give equal results.

    Raises:
        ModuleNotFoundError: if the extra `analysis` is not installed.
        NoScorecard: if none of them has one on that day.
    """
    workspace = bench.read(mechanisms)
    engines = bench.engines(workspace)
    asked = ((each, as_of) for each in bench.mechanisms(workspace))
    cards, unscored = assess_all(asked, engines, perspective)
    if not cards and unscored:
        raise NoScorecard(unscored[0])
    file = RobustnessFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=(*engines.names, "planes"),
        robustness=analysis(cards, draws, seed),
        unscored=tuple(unscored),
    )
    return Sensitivity(workspace, cards, file)


def analysis(cards: Sequence[Assessment], draws: int, seed: int) -> Robustness:
    """The analysis of these scorecards."""
    from ..analysis.robustness import robustness as analyse

    return analyse(cards, draws, seed)
