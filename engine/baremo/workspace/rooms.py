"""Where the three content rooms are: a user's own, or the built-in ones."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from .problem import Problem, WorkspaceError, values

MARKER = "baremo.yaml"
"""The file that makes a folder a workspace."""
STANDARD = "standard.yaml"
"""The file that makes a standards room a body of standards by itself, and not a change of the built-in one."""
ROOMS = ("standards", "mechanisms", "reports")


def built_in() -> Path:
    """The folder of the content that comes with Baremo: inside the package, or the root of a checkout."""
    package = Path(__file__).resolve().parents[1]
    carried = package / "content"
    return carried if carried.is_dir() else package.parents[1]


@dataclass(frozen=True)
class Rooms:
    """The folders of the three rooms: of each a workspace's own first, then the built-in one that it is read over.

    The built-in mechanisms are not read over standards of another body.

    `folder` is the workspace's; None for the built-in content.
    """

    folder: Path | None
    standards: tuple[Path, ...]
    mechanisms: tuple[Path, ...]
    reports: tuple[Path, ...]


def find(folder: Path | None) -> Rooms:
    """The rooms of the workspace in `folder`; of the one that the current folder is in; else the built-in ones.

    A room that a workspace does not have is the built-in one.

    Raises:
        WorkspaceError: if `folder` is given and is no folder, or has none of the rooms and no marker; or if a room is
            a link that leads out of it.
    """
    own = folder
    if own is None:
        own = around(Path.cwd())
    elif not own.is_dir():
        raise WorkspaceError([Problem(str(folder), 0, 0, "no-workspace.folder")])
    elif not any((own / room).is_dir() for room in ROOMS) and not (own / MARKER).is_file():
        raise WorkspaceError([Problem(str(folder), 0, 0, "no-workspace", values(rooms=ROOMS))])
    folders = [] if own is None else [own]
    folders.append(built_in())
    problems = (
        [] if own is None else [problem for room in ROOMS if (problem := _unfit(own.resolve(), own / room, room))]
    )
    if problems:
        raise WorkspaceError(problems)
    found = {room: tuple(path for folder in folders if (path := folder / room).is_dir()) for room in ROOMS}
    mechanisms = found["mechanisms"]
    if own is not None and (own / "standards" / STANDARD).is_file():
        mechanisms = tuple(path for path in mechanisms if path.parent == own)
    return Rooms(own, found["standards"], mechanisms, found["reports"])


def around(folder: Path) -> Path | None:
    """The nearest workspace that a folder is, or is in; as it is said from there (`..`)."""
    for number, near in enumerate((folder, *folder.parents)):
        if (near / MARKER).is_file():
            return Path(*[".."] * number)
    return None


def interface_languages(reports: Iterable[Path]) -> tuple[str, ...]:
    """The languages of which one of these reports rooms has a catalogue, English first: it is whole."""
    codes = sorted({file.stem for room in reports for file in (room / "locales").glob("*.po")})
    return tuple(sorted(codes, key=lambda code: code != "en"))


def files(room: Path, *pattern: str) -> list[tuple[Path, str]]:
    """The files of a room that match, sorted, each with its name for messages (`mechanisms/colombia.yaml`).

    Raises:
        WorkspaceError: if one is a link that leads out of the room, or a device or a pipe.
    """
    named_alone = {room / one for one in pattern if there(room, one)}  # glob sees no link that leads nowhere
    found = sorted(named_alone | {file for one in pattern for file in room.glob(one)})
    start = len(room.parts)
    named = [(file, "/".join((room.name, *file.parts[start:]))) for file in found]
    real = room.resolve()
    plain = {room: True}
    problems = [
        problem for file, name in named if not _plain(file, plain) and (problem := _unfit(real, file, name)) is not None
    ]
    if problems:
        raise WorkspaceError(problems)
    return named


def _plain(file: Path, known: dict[Path, bool]) -> bool:
    """Whether it is a file or a folder, in folders that no link leads to: then it can lie nowhere else."""
    if file not in known:
        try:
            mode = file.lstat().st_mode
        except OSError:
            mode = 0
        known[file] = (S_ISREG(mode) or S_ISDIR(mode)) and _plain(file.parent, known)
    return known[file]


def there(room: Path, name: str) -> bool:
    """Whether a room has something of that name, be it a link that leads nowhere."""
    return os.path.lexists(room / name)


def the_file(room: Path, name: str) -> tuple[Path, str]:
    """The one file of that name, whether it is there or not, with its name for messages; see `files`."""
    return next(iter(files(room, name)), (room / name, f"{room.name}/{name}"))


def _unfit(real: Path, file: Path, name: str) -> Problem | None:
    """What speaks against a file of the room that really is there, links followed."""
    try:
        if not file.resolve().is_relative_to(real):
            return Problem(name, 0, 0, "outside")
    except (OSError, RuntimeError):  # what a circle of links raises depends on the Python
        return Problem(name, 0, 0, "unreadable.link")
    if file.exists() and not file.is_file() and not file.is_dir():
        return Problem(name, 0, 0, "unreadable.device")
    return None


def inside(room: Path, name: str) -> Path | None:
    """The file of that name in a room; None if there is none or it lies elsewhere, links followed."""
    try:
        file = (room / name).resolve()
        return file if file.is_relative_to(room.resolve()) and file.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def digest(contents: Iterable[tuple[str, bytes]]) -> str:
    """Sixteen hexadecimal digits that identify named contents, whatever their line endings."""
    total = hashlib.sha256()
    for name, content in sorted(contents):
        total.update(name.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()[:16]
