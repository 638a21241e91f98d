"""A workspace: the three rooms, read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.organisation import Publisher
from .mechanisms import Filed, Sources, dossier_files, load_dossier, load_sources
from .organisation import load_publisher
from .problem import Problem, WorkspaceError, suggestion
from .rooms import Rooms, find
from .standards import load_standards
from .yaml_file import YamlFile


@dataclass(frozen=True)
class Workspace:
    """Everything that was read: the catalogue, the bibliography, and the dossiers that were asked for."""

    rooms: Rooms
    catalogue: Catalogue
    standards: tuple[YamlFile, ...]
    sources: Sources
    dossiers: Mapping[str, Filed]
    publisher: Publisher


def load(folder: Path | None = None, mechanisms: Iterable[str] | None = None) -> Workspace:
    """Read the workspace in `folder` (see `rooms.find`), with all its dossiers or only those named.

    Raises:
        WorkspaceError: with everything that is wrong in all the files read.
    """
    rooms = find(folder)
    problems: list[Problem] = []
    try:
        catalogue, yaml_files = load_standards(rooms.standards)
    except WorkspaceError as fault:
        problems += fault.problems
    try:
        sources = load_sources(rooms.mechanisms)
    except WorkspaceError as fault:
        problems += fault.problems
    try:
        publisher = load_publisher(rooms.reports)
    except WorkspaceError as fault:
        problems += fault.problems
    try:
        available = dossier_files(rooms.mechanisms)
    except WorkspaceError as fault:
        raise WorkspaceError([*problems, *fault.problems]) from None
    wanted = list(available) if mechanisms is None else list(dict.fromkeys(mechanisms))
    for id in wanted:
        if id not in available:
            known = ", ".join(available) or "none"
            message = f"there is no mechanism '{id}'; there are: {known}{suggestion(id, available)}"
            problems.append(Problem("mechanisms", 0, 0, "unknown-mechanism", message))
    if problems:
        raise WorkspaceError(problems)
    dossiers: dict[str, Filed] = {}
    for id in wanted:
        try:
            dossiers[id] = load_dossier(*available[id], catalogue, sources)
        except WorkspaceError as fault:
            problems += fault.problems
    if problems:
        raise WorkspaceError(problems)
    return Workspace(rooms, catalogue, yaml_files, sources, dossiers, publisher)
