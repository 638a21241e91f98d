"""Where the three content rooms are: a user's own, or the built-in ones."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .problem import Problem, WorkspaceError

MARKER = "baremo.yaml"
"""The file that makes a folder a workspace."""
ROOMS = ("standards", "mechanisms", "reports")


def built_in() -> Path:
    """The folder of the content that comes with Baremo: inside the package, or the root of a checkout."""
    package = Path(__file__).resolve().parents[1]
    carried = package / "content"
    return carried if carried.is_dir() else package.parents[1]


@dataclass(frozen=True)
class Rooms:
    """The folders of the three rooms; of reports a workspace's own first, then the built-in one, file by file."""

    standards: Path
    mechanisms: Path
    reports: tuple[Path, ...]


def find(folder: Path | None) -> Rooms:
    """The rooms of the workspace in `folder`; of the current folder if it is one; else the built-in ones.

    A room that a workspace does not have is the built-in one.

    Raises:
        WorkspaceError: if `folder` is given and is no folder, or has none of the rooms and no marker.
    """
    own = folder
    if own is None:
        own = Path() if Path(MARKER).is_file() else None
    elif not own.is_dir():
        raise WorkspaceError([Problem(str(folder), 0, 0, "no-workspace", "there is no such folder")])
    elif not any((own / room).is_dir() for room in ROOMS) and not (own / MARKER).is_file():
        message = f"this is no workspace; expected at least one of the folders {', '.join(ROOMS)} (see `baremo init`)"
        raise WorkspaceError([Problem(str(folder), 0, 0, "no-workspace", message)])
    folders = [] if own is None else [own]
    folders.append(built_in())
    found = {room: tuple(path for folder in folders if (path := folder / room).is_dir()) for room in ROOMS}
    return Rooms(found["standards"][0], found["mechanisms"][0], found["reports"])


def files(room: Path, *pattern: str) -> list[tuple[Path, str]]:
    """The files of a room that match, sorted, each with its name for messages (`mechanisms/colombia.yaml`).

    Raises:
        WorkspaceError: if one is a link that leads out of the room.
    """
    found = sorted({file for one in pattern for file in room.glob(one)})
    named = [(file, f"{room.name}/{file.relative_to(room).as_posix()}") for file in found]
    outside = [name for file, name in named if not file.resolve().is_relative_to(room.resolve())]
    if outside:
        message = "this is a link that leads out of its folder; expected the file itself"
        raise WorkspaceError(Problem(name, 0, 0, "outside", message) for name in outside)
    return named


def inside(room: Path, name: str) -> Path | None:
    """The file of that name in a room; None if there is none or it lies elsewhere, links followed."""
    try:
        file = (room / name).resolve()
        return file if file.is_relative_to(room.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None


def digest(contents: Iterable[tuple[str, bytes]]) -> str:
    """Sixteen hexadecimal digits that identify named contents, whatever their line endings."""
    total = hashlib.sha256()
    for name, content in sorted(contents):
        total.update(name.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()[:16]
