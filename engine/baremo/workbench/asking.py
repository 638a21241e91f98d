"""Which document to look for next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..analysis.ask import ask as open_questions
from ..assessment.assess import assess_all
from ..model.ask import AskFile
from ..model.dossier import Dossier
from ..workspace.workspace import Workspace
from .bench import Bench


@dataclass(frozen=True)
class Asked:
    """The open questions of mechanisms, and their dossiers by id."""

    workspace: Workspace
    dossiers: Mapping[str, Dossier]
    file: AskFile


def ask(bench: Bench, mechanisms: Iterable[str] = (), as_of: date | None = None, perspective: str = "all") -> Asked:
    """The open questions in the order of what their answer could do, and what lapses within a year of the day."""
    workspace = bench.read(mechanisms, sparing=True)
    engines, ready = bench.engines(workspace), bench.mechanisms(workspace)
    cards, unscored = assess_all(((each, as_of) for each in ready), engines, perspective)
    file = AskFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=(*engines.names, "planes"),
        ask=tuple(map(open_questions, cards)),
        unscored=tuple(unscored),
    )
    return Asked(workspace, {each.dossier.id: each.dossier for each in ready}, file)
