"""How much evidence a workspace holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .. import __version__
from ..analysis.evidence import evidence as held
from ..model.dossier import Dossier
from ..model.evidence import EvidenceFile
from ..workspace.workspace import Workspace
from .bench import Bench

SINCE = 2017
"""The first year that is shown unless another one is asked for."""


@dataclass(frozen=True)
class Held:
    """The evidence on mechanisms, and their dossiers by id."""

    workspace: Workspace
    dossiers: Mapping[str, Dossier]
    file: EvidenceFile


def evidence(bench: Bench, mechanisms: Iterable[str] = (), since: int | None = None, until: int | None = None) -> Held:
    """How many claims are in force on each question at the end of each year, up to that of the newest evidence."""
    workspace = bench.read(mechanisms)
    ready = bench.mechanisms(workspace)
    first = SINCE if since is None else since
    last = max((each.newest.year for each in ready), default=first) if until is None else until
    file = EvidenceFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        evidence=tuple(held(each, first, max(first, last)) for each in ready),
    )
    return Held(workspace, {each.dossier.id: each.dossier for each in ready}, file)
