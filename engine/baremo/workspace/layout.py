"""Which files of the mechanisms rooms are what: one's own read over the shipped ones, and those that are nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..model.record import PLAIN
from .problem import Problem, WorkspaceError
from .rooms import files
from .shelf import NOTHING, Instead

SPEAKERS = "speakers.yaml"
MECHANISM = "mechanism.yaml"
OLD_FORM = "sources.yaml"
TEXTS = "texts"
_OLD_KEYS = re.compile(rb"^(?:claims|established|country):", re.MULTILINE)
_LIKE_YAML = re.compile(r"\.ya?ml~?$", re.IGNORECASE)
_OPEN_ELSEWHERE = "~$"

Named = tuple[Path, str]
"""A file, and what it is called in messages."""


@dataclass
class Folder:
    """A mechanism's files: its own, and its sheets and drafts, each by its name without the ending."""

    mechanism: Named | None = None
    claims: dict[str, Named] = field(default_factory=dict)
    drafts: dict[str, Named] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """The files of the mechanisms rooms.

    `own` are the mechanisms that a name need not be given for; `strays` the files that look like content and are none;
    `hidden` pairs each shipped file that is not read with the workspace's own that stands in its place.
    """

    speakers: Sequence[Named]
    documents: Mapping[str, Named]
    folders: Mapping[str, Folder]
    own: Sequence[str]
    strays: Sequence[Named]
    hidden: Sequence[tuple[str, Path]]


def lay_out(rooms: Sequence[Path], instead: Instead = NOTHING) -> Layout:
    """The files of these rooms, the first read over those after it; as if what is planned `instead` were there.

    Raises:
        WorkspaceError: if a room is in the form before documents and sheets, or one of its files is a link that leads
            out of it.
    """
    speakers: list[Named] = []
    documents: dict[str, Named] = {}
    folders: dict[str, Folder] = {}
    own: list[str] = []
    strays: list[Named] = []
    hidden: list[tuple[str, Path]] = []
    for number, room in enumerate(rooms):
        listed = _listed(room, instead)
        _refuse_old_form(room, [file for file, _ in listed if file.parent == room])
        for file, name in listed:
            parts = _parts(name)
            place = place_of(parts)
            if place is None:
                if file.is_dir():
                    continue
                if number == 0 and _looks_like_content(parts):
                    strays.append((file, name))
                continue
            kind, of, stem = place
            if kind == "speakers":
                speakers.append((file, name))
                continue
            if kind == "document":
                taken = documents.setdefault(stem, (file, name))
            else:
                if of not in own and number == 0:
                    own.append(of)
                folder = folders.setdefault(of, Folder())
                if kind == "mechanism":
                    taken = folder.mechanism = folder.mechanism or (file, name)
                else:
                    entries = folder.claims if kind == "claims" else folder.drafts
                    taken = entries.setdefault(stem, (file, name))
            if taken[0] != file:
                hidden.append((name, taken[0]))
    return Layout(speakers, documents, dict(sorted(folders.items())), sorted(own), strays, hidden)


def _listed(room: Path, instead: Instead) -> list[Named]:
    """Every file and folder of the room but the texts kept for coding."""
    there = dict(files(room, "**/*"))
    for file, content in instead.items():
        if content is None:
            there.pop(file, None)
        elif file.is_relative_to(room):
            there[file] = f"{room.name}/{file.relative_to(room).as_posix()}"
    return [(file, name) for file, name in sorted(there.items()) if _parts(name)[0] != TEXTS]


def _parts(name: str) -> tuple[str, ...]:
    """The way to a file from its room, told from what it is called in messages."""
    return tuple(name.split("/")[1:])


def place_of(parts: Sequence[str]) -> tuple[str, str, str] | None:
    """What the file of that place is, whose, and its name without the ending; None if it is nothing of ours."""
    match parts:
        case (name,) if name == SPEAKERS:
            return "speakers", "", ""
        case ("documents", name) if (stem := _stem(name)) is not None:
            return "document", "", stem
        case (of, name) if name == MECHANISM and _plain(of):
            return "mechanism", of, ""
        case (of, "claims", name) if _plain(of) and (stem := _stem(name)) is not None:
            return "claims", of, stem
        case (of, "drafts", name) if _plain(of) and (stem := _stem(name, coder=True)) is not None:
            return "drafts", of, stem
    return None


def _stem(name: str, *, coder: bool = False) -> str | None:
    stem = name.removesuffix(".yaml")
    document, dot, rest = stem.partition(".")
    fits = stem != name and _plain(document) and (_plain(rest) if coder else not dot)
    return stem if fits else None


def _plain(name: str) -> bool:
    return re.fullmatch(PLAIN, name) is not None


def _looks_like_content(parts: Sequence[str]) -> bool:
    """Whether a file that is none of ours may have been meant to be one, or is a copy of one."""
    return _LIKE_YAML.search(parts[-1]) is not None or parts[-1].startswith(_OPEN_ELSEWHERE)


def _refuse_old_form(room: Path, top: Iterable[Path]) -> None:
    listed = [file for file in top if _stem(file.name) is not None and file.name != SPEAKERS]
    if any(file.name == OLD_FORM or _OLD_KEYS.search(_beginning(file)) for file in listed):
        raise WorkspaceError([Problem(room.name, 0, 0, "old-form")])


def _beginning(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(100_000)
    except OSError:
        return b""
