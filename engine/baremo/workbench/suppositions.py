"""What is not (yet) real: a mechanism under an assumption, and the least that would bring it to a score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic_core import PydanticCustomError

from .. import __version__
from ..analysis.whatif import Assumption, clashes
from ..analysis.whatif import whatif as suppose
from ..assessment.assess import assess
from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.feature import Interval
from ..model.plan import CostFile, PlanFile
from ..model.whatif import WhatIfFile
from ..workspace.bills import load_bill
from ..workspace.costs import load_costs
from ..workspace.workspace import Workspace
from .bench import Bench
from .slip import Slip, unknown, unknown_feature


@dataclass(frozen=True)
class Supposed:
    """A mechanism under an assumption; `clashing` are features that the reforms supposed set to different values."""

    workspace: Workspace
    dossier: Dossier
    clashing: Sequence[str]
    file: WhatIfFile


def whatif(
    bench: Bench,
    mechanism: str,
    *,
    adopt: Sequence[str] = (),
    bills: Iterable[Path] = (),
    without: Sequence[str] = (),
    with_aims: bool = False,
    settings: Iterable[str] = (),
    as_of: date | None = None,
    perspective: str = "all",
) -> Supposed:
    """The same mechanism with reforms adopted or undone, bills passed, features set (each as FEATURE=VALUE).

    Raises:
        Slip: if nothing is supposed, or a setting cannot be read.
        Impossible: if the assumption cannot be made.
    """
    workspace = bench.read([mechanism])
    engines, catalogue = bench.engines(workspace), workspace.catalogue
    (whole,) = bench.mechanisms(workspace)
    chosen = _settings(catalogue, settings)
    drafts = tuple(load_bill(file, catalogue, workspace.bibliography) for file in bills)
    if not (adopt or drafts or without or chosen or with_aims):
        raise Slip("nothing-supposed")
    assumption = Assumption(tuple(adopt), drafts, tuple(without), with_aims, chosen)
    unscored, day = whole.unscored(as_of or whole.newest), as_of or whole.newest
    file = WhatIfFile(
        baremo=__version__,
        standards=catalogue.version,
        engines=engines.names,
        whatif=suppose(assess(whole, engines, as_of, perspective), assumption, engines) if unscored is None else None,
        unscored=unscored,
    )
    return Supposed(workspace, whole.dossier, clashes(whole, assumption, day), file)


def _settings(catalogue: Catalogue, settings: Iterable[str]) -> tuple[tuple[str, Interval], ...]:
    """Features and their ranks; each feature once."""
    chosen: dict[str, Interval] = {}
    for setting in settings:
        id, equals, value = setting.partition("=")
        if not equals:
            raise Slip("sets-nothing", setting=setting)
        if id not in catalogue.features:
            raise unknown_feature(id, catalogue)
        if id in chosen:
            raise Slip("set-twice", feature=id)
        feature = catalogue.features[id]
        try:
            rank = feature.rank(feature.written(value))
        except PydanticCustomError as fault:
            raise Slip("no-value", reason=fault) from None
        chosen[id] = Interval(rank, rank)
    return tuple(chosen.items())


@dataclass(frozen=True)
class Planned:
    """The least that would bring a mechanism to a score; `file` is what is published of it as JSON."""

    workspace: Workspace
    dossier: Dossier
    file: PlanFile


def plan(
    bench: Bench,
    mechanism: str,
    target: str,
    *,
    fixed: Sequence[str] = (),
    costs: Path | None = None,
    most: int = 1,
    front: bool = False,
    as_of: date | None = None,
    perspective: str = "all",
) -> Planned:
    """The least that would have to change for a mechanism to reach a score, given as a number or a band.

    Raises:
        Slip: if there is no such target or feature, or the sets of changes cannot be tried.
        WorkspaceError: if the costs cannot be read.
    """
    from ..analysis.plan import plan as least
    from ..analysis.task import TooFine, TooLarge

    workspace = bench.read([mechanism], sparing=True)
    engines, catalogue = bench.engines(workspace), workspace.catalogue
    (whole,) = bench.mechanisms(workspace)
    for id in fixed:
        if id not in catalogue.features:
            raise unknown_feature(id, catalogue)
    priced = CostFile(**catalogue.scale.costs.model_dump()) if costs is None else load_costs(costs, catalogue)
    card = assess(whole, engines, as_of, perspective)
    try:
        plans = least(card, _target(catalogue, target), priced, fixed, most, front)
    except TooLarge as fault:
        raise Slip("too-many-sets", number=f"{fault.args[0]:,}") from None
    except TooFine:
        raise Slip("too-fine") from None
    file = PlanFile(baremo=__version__, standards=catalogue.version, engines=engines.names, plan=plans)
    return Planned(workspace, whole.dossier, file)


def _target(catalogue: Catalogue, target: str) -> float:
    starts = {band.id: band.start for band in catalogue.scale.bands}
    try:
        number = starts[target] if target in starts else float(target)
    except ValueError:
        raise unknown("target", target, starts) from None
    if not 0 <= number <= 100:
        raise Slip("target-out-of-range", target=target)
    return number
