"""Writing files: one is replaced whole or not at all, and so is a folder of them wherever the system can do that."""

import ctypes
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

Content = str | bytes


def write(file: Path, content: Content) -> None:
    """Put the content where `file` says, so that whoever looks sees the old file or the new one, never a part.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(file)
    try:
        _write(new, content)
        if file.exists():
            shutil.copymode(file, new)
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def copy(source: Path, folder: Path) -> None:
    """Put a copy of a folder where there is none yet: all of it or nothing.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(folder)
    try:
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            copied = new / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            _write(copied, file.read_bytes())
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def write_all(folder: Path, files: Iterable[tuple[str, Content]]) -> int:
    """Put all files into the folder at once; gives their number.

    They are written beside the folder, the folder's other files are linked in, and the two change places in one step:
    whoever looks, and whoever comes after a crash, sees all of the old files or all of the new ones. Where that cannot
    be done (a folder with folders in it, the current one, a link, a system that cannot exchange two folders) each file
    is replaced by itself.

    Raises:
        OSError: if they cannot be written; the folder is as it was.
    """
    listed = list(files)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists() and not _exchangeable(folder):
        for name, content in listed:
            write(folder / name, content)
        return len(listed)
    with _staged(folder) as stage:
        for name, content in listed:
            _write(stage / name, content)
        if folder.exists():
            shutil.copymode(folder, stage)
        if not folder.exists():
            stage.rename(folder)
        elif not _exchange(_with_others(folder, stage), folder):
            for name, content in listed:
                write(folder / name, content)
    return len(listed)


def _write(file: Path, content: Content) -> None:
    """Put the content in a new file, readable by those by whom the user's new files are."""
    with file.open("xb") as stream:
        stream.write(content.encode() if isinstance(content, str) else content)
        stream.flush()
        os.fsync(stream.fileno())


def _beside(path: Path) -> Path:
    """A name for what is to take this path's place."""
    return path.with_name(f".{path.name}.new-{secrets.token_hex(4)}")


def _exchangeable(folder: Path) -> bool:
    """Whether the folder is one of plain files that may be changed and that nobody stands in."""
    if not os.access(folder, os.W_OK) or folder.is_symlink() or os.path.ismount(folder):
        return False
    if Path.cwd().is_relative_to(folder.resolve()):
        return False
    return all(entry.is_file(follow_symlinks=False) for entry in os.scandir(folder))


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """An empty folder beside this one, gone afterwards; those that killed runs left behind go too."""
    for left in folder.parent.iterdir():
        if left.name.startswith(f".{folder.name}.new-") and _locked(left) is not None:
            shutil.rmtree(left, ignore_errors=True)
    stage = _beside(folder)
    stage.mkdir()
    lock = _locked(stage)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked(stage: Path) -> int | None:
    """A lock on the folder for as long as this process lives; None if another one holds it, or there are no locks."""
    try:
        import fcntl
    except ModuleNotFoundError:
        return None
    handle = os.open(stage, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _with_others(folder: Path, stage: Path) -> Path:
    """The stage, with links to those of the folder's files that it has none of the same name of."""
    for entry in os.scandir(folder):
        if not (stage / entry.name).exists():
            os.link(entry.path, stage / entry.name, follow_symlinks=False)
    return stage


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, from Linux's headers
    done: int = rename(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return done == 0
