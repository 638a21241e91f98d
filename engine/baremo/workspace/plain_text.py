"""From bytes to text: UTF-8, or else told where it is none."""

import codecs
from pathlib import Path
from typing import NoReturn

from .problem import Problem, WorkspaceError, values
from .rooms import inside

MAX_BYTES = 4_000_000


def read_text(folder: Path, name: str, path: str) -> str | None:
    """The file of that name in a folder, called `path` in messages; None if there is none in it, links followed.

    Raises:
        WorkspaceError: if it cannot be read, is larger than any of its kind, or is not UTF-8.
    """
    file = inside(folder, name)
    return None if file is None else decoded(read_bytes(file, path), path)


def read_bytes(file: Path, path: str) -> bytes:
    """A file's content.

    Raises:
        WorkspaceError: if it cannot be read, or is larger than any file that a person writes.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        _refuse(path, (0, 0), "unreadable.folder")
    except FileNotFoundError:
        _refuse(path, (0, 0), "missing-file")
    except OSError as fault:
        _refuse(path, (0, 0), "unreadable", why=fault.strerror)
    if len(content) > MAX_BYTES:
        _refuse(path, (0, 0), "too-large", limit=MAX_BYTES)
    return content


def decoded(content: bytes, path: str) -> str:
    """The text, without a byte order mark, and with the line ends of Unix for those of Windows.

    Raises:
        WorkspaceError: if it is not UTF-8.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or content[:2].count(0) == 1:
        _refuse(path, (1, 1), "not-utf-8.utf-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = fault.object[: fault.start].decode()
        _refuse(path, place_in(before, len(before)), "not-utf-8")
    return text.replace("\r\n", "\n")


def place_in(text: str, offset: int) -> tuple[int, int]:
    """Line and column of what stands there."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _refuse(path: str, place: tuple[int, int], code: str, **named: object) -> NoReturn:
    raise WorkspaceError([Problem(path, *place, code, values(**named))])
