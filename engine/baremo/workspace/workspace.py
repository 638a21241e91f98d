"""A workspace: the three rooms, read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.organisation import Publisher
from .bibliography import Bibliography, load_bibliography
from .layout import Layout, lay_out
from .mechanisms import Filed, load_mechanism
from .organisation import load_publisher
from .problem import Problem, WorkspaceError, suggestion
from .rooms import Rooms, find
from .standards import load_standards
from .yaml_file import YamlFile


@dataclass(frozen=True)
class Workspace:
    """Everything that was read: the catalogue, the bibliography, and the dossiers that were asked for.

    `layout` says which files the mechanisms rooms hold.
    """

    rooms: Rooms
    catalogue: Catalogue
    standards: tuple[YamlFile, ...]
    bibliography: Bibliography
    layout: Layout
    dossiers: Mapping[str, Filed]
    publisher: Publisher


def load(
    folder: Path | None = None, mechanisms: Iterable[str] | None = None, *, shipped: bool = False, drafts: bool = False
) -> Workspace:
    """Read the workspace in `folder` (see `rooms.find`), with its own dossiers, or all, or only those named.

    `shipped` tells to read the built-in dossiers beside the workspace's own, where none is named; `drafts` to read what
    is not accepted yet.

    Raises:
        WorkspaceError: with everything that is wrong in all the files read.
    """
    rooms = find(folder)
    problems: list[Problem] = []
    try:
        catalogue, standards = load_standards(rooms.standards)
    except WorkspaceError as fault:
        problems += fault.problems
    try:
        publisher = load_publisher(rooms.reports)
    except WorkspaceError as fault:
        problems += fault.problems
    try:
        layout = lay_out(rooms.mechanisms)
    except WorkspaceError as fault:
        raise WorkspaceError([*problems, *fault.problems]) from None
    if problems:
        raise WorkspaceError(problems)
    try:
        bibliography = load_bibliography(layout, [kind.id for kind in catalogue.standard.speakers])
    except WorkspaceError as fault:
        problems += fault.problems
    available = layout.folders
    wanted = list(dict.fromkeys((available if shipped else layout.own) if mechanisms is None else mechanisms))
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
            dossiers[id] = load_mechanism(id, available[id], catalogue, bibliography, available, drafts=drafts)
        except WorkspaceError as fault:
            problems += fault.problems
    if problems:
        raise WorkspaceError(problems)
    return Workspace(rooms, catalogue, standards, bibliography, layout, dossiers, publisher)
