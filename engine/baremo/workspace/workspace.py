"""A workspace: the three rooms, read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.organisation import NOBODY, Publisher
from .bibliography import Bibliography, cited, load_bibliography
from .layout import Layout, lay_out
from .mechanisms import Filed, load_mechanism
from .organisation import load_publisher
from .problem import Problem, WorkspaceError, nearest, values
from .rooms import Rooms, find
from .shelf import NOTHING, Instead, Shelf
from .standards import Standards, load_standards


@dataclass(frozen=True)
class Workspace:
    """Everything that was read: the standards and one edition of them, the bibliography, the dossiers asked for.

    `layout` says which files the mechanisms rooms hold, whether they were read or not.
    """

    rooms: Rooms
    catalogue: Catalogue
    standards: Standards
    bibliography: Bibliography
    layout: Layout
    dossiers: Mapping[str, Filed]
    publisher: Publisher

    def of(self, mechanisms: Iterable[str]) -> "Workspace":
        """The same with the dossiers of these mechanisms alone, which are among those read."""
        return replace(self, dossiers={id: self.dossiers[id] for id in mechanisms})


def load(
    folder: Path | None = None,
    mechanisms: Iterable[str] | None = None,
    *,
    edition: int | None = None,
    shipped: bool = False,
    drafts: bool = False,
    sparing: bool = False,
    shelf: Shelf | None = None,
    instead: Instead = NOTHING,
) -> Workspace:
    """Read the workspace in `folder` (see `rooms.find`), with its own dossiers, or all, or only those named.

    `edition` is that of the standards, the default one unless given. `shipped` tells to read the built-in dossiers
    beside the workspace's own, where none is named; `drafts` to read what is not accepted yet; `sparing` to read of the
    documents those alone that the dossiers cite. What stands on the `shelf` unchanged is not read again; files hold
    what is planned `instead`.

    Raises:
        WorkspaceError: with everything that is wrong in all the files read; where anything is, no document is spared.
    """
    named, shelf = None if mechanisms is None else list(mechanisms), shelf or Shelf()
    read = partial(_load, folder, named, edition, shipped=shipped, drafts=drafts, shelf=shelf, instead=instead)
    if sparing:
        try:
            return read(sparing=True)
        except WorkspaceError:  # what a fault speaks of may be a secret that stands in a document
            pass
    return read(sparing=False)


def _load(
    folder: Path | None,
    mechanisms: Sequence[str] | None,
    edition: int | None,
    *,
    shipped: bool,
    drafts: bool,
    sparing: bool,
    shelf: Shelf,
    instead: Instead,
) -> Workspace:
    rooms = find(folder)
    made = partial(shelf.made, instead=instead)
    problems: list[Problem] = []
    try:
        publisher = load_publisher(rooms.reports, shelf.read)
    except WorkspaceError as fault:
        publisher, problems = NOBODY, [*fault.problems]
    try:
        changed_by = publisher.name or None
        listed = tuple(sorted(file for room in rooms.standards for file in room.rglob("*")))
        standards = made(
            ("standards", *rooms.standards),
            (changed_by, listed),
            lambda read: load_standards(rooms.standards, changed_by, read),
        )
        catalogue = standards.catalogue(edition)
    except WorkspaceError as fault:
        problems += fault.problems
    try:
        layout = lay_out(rooms.mechanisms, instead)
    except WorkspaceError as fault:
        raise WorkspaceError([*problems, *fault.problems]) from None
    if problems:
        raise WorkspaceError(problems)
    available = layout.folders
    wanted = list(dict.fromkeys((available if shipped else layout.own) if mechanisms is None else mechanisms))
    for id in wanted:
        if id not in available:
            told = values(id=id, known=tuple(available) or None, near=nearest(id, available))
            code = "unknown-mechanism.listed" if available else "unknown-mechanism"
            problems.append(Problem("mechanisms", 0, 0, code, told))
    needed, spared = layout, tuple(wanted) if sparing else ()
    if sparing:
        ids = cited((available[id] for id in wanted if id in available), partial(shelf.read, instead=instead))
        needed = replace(layout, documents={id: named for id, named in layout.documents.items() if id in ids})
    try:
        bibliography = made(
            ("bibliography", spared, *rooms.mechanisms),
            (needed.speakers, needed.documents, catalogue.standard),
            lambda read: load_bibliography(needed, catalogue.standard, read),
        )
    except WorkspaceError as fault:
        problems = [*fault.problems, *problems]
    if problems:
        raise WorkspaceError(problems)
    dossiers: dict[str, Filed] = {}
    for id in wanted:
        try:
            dossiers[id] = made(
                ("mechanism", id, drafts, spared, *rooms.mechanisms),
                (available[id], standards.whole, bibliography, tuple(available)),
                partial(load_mechanism, id, available[id], standards.whole, bibliography, available, drafts=drafts),
            )
        except WorkspaceError as fault:
            problems += fault.problems
    if problems:
        raise WorkspaceError(problems)
    return Workspace(rooms, catalogue, standards, bibliography, layout, dossiers, publisher)
