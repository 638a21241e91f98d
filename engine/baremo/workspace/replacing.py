"""A file is replaced whole or not at all, and is on the disk before it is called saved."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .refusal import Refusal

PREFIX = ".baremo-new-"
"""What a file's name begins with until it takes its place; the rest is random and tells nothing."""
LOCK = ".baremo-lock"
WAIT, STALE = 10.0, 60.0
"""Seconds: how long to wait for others that write to the folder, and after which a lock file is a dead process's."""


def digest(content: bytes) -> str:
    """The SHA-256 of a file's bytes, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else writes to the folder, or to one in it, meanwhile.

    Raises:
        Refusal: `busy`, if others wrote all the time.
    """
    until = time.monotonic() + WAIT
    release = _lock(folder)
    while release is None:
        if time.monotonic() > until:
            raise Refusal("busy")
        time.sleep(0.01)
        release = _lock(folder)
    try:
        yield
    finally:
        release()


def sweep(folder: Path) -> None:
    """Delete what killed writers left in the folder and those in it, unless a live one writes there now."""
    try:
        release = _lock(folder)
        if release is None:
            return
        try:
            for left in folder.rglob(f"{PREFIX}*"):
                left.unlink(missing_ok=True)
        finally:
            release()
    except OSError:  # a folder that cannot be written to holds nothing of ours
        pass


def _lock(folder: Path) -> Callable[[], None] | None:
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ModuleNotFoundError, PermissionError):
        return _lock_file(folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:  # some network drives lock no folders
        os.close(handle)
        return _lock_file(folder)
    return lambda: os.close(handle)


def _lock_file(folder: Path) -> Callable[[], None] | None:
    file = folder / LOCK
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL))
    except (FileExistsError, PermissionError):
        try:
            if time.time() - file.stat().st_mtime > STALE:
                file.replace(file.with_name(PREFIX + os.urandom(4).hex()))
        except OSError:
            pass
        return None
    return lambda: file.unlink(missing_ok=True)


def stage(file: Path, content: bytes) -> Path:
    """A new file beside this one, on the disk, with the rights of the old one if there is one.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    new = file.with_name(PREFIX + os.urandom(8).hex())
    try:
        with new.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, new)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def make(folder: Path) -> tuple[Path, ...]:
    """Make a folder and those around it that are missing, each known to the disk; gives them, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        settle(path.parent)
    return tuple(missing)


def unmake(folders: Iterable[Path]) -> None:
    """Take away folders that are empty, the innermost first."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:  # something came in
            return
        settle(folder.parent)


def settle(folder: Path) -> None:
    """Let the disk know the folder's names, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
