"""Writing files: one is replaced whole or not at all, and so is a folder of them wherever the system can do that."""

import ctypes
import os
import secrets
import shutil
import signal
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

Content = str | bytes


def write(file: Path, content: Content) -> None:
    """Put the content where `file` says, so that whoever looks sees the old file or the new one, never a part.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    with _beside(file) as new:
        _write(new, content)
        _replace(new, file)


def copy(source: Path, folder: Path) -> None:
    """Put a copy of a folder where there is none yet: all of it or nothing.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    with _beside(folder) as new:
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            copied = new / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            _write(copied, file.read_bytes())
        new.rename(folder)


def write_all(folder: Path, files: Iterable[tuple[str, Content]], gone: Collection[str] = ()) -> int:
    """Put all files into the folder at once, and take those out that are `gone`; gives the number of the new ones.

    They are written beside the folder, the folder's other files are linked in, and the two change places in one step:
    whoever looks, and whoever comes after a crash, sees all of the old files or all of the new ones. Where that cannot
    be done (a folder with folders in it, the current one, a link, a system that cannot exchange two folders) they are
    written in the folder under another name, and then each takes its place.

    Raises:
        OSError: if they cannot be written; the folder is as it was.
    """
    listed = list(files)
    folder.parent.mkdir(parents=True, exist_ok=True)
    at_once = not folder.exists() or _exchangeable(folder)
    with _staged(folder if at_once else folder / "baremo") as stage:
        for name, content in listed:
            _write(stage / name, content)
        left = set(gone).difference(name for name, _ in listed)
        if not (at_once and _takes_the_place(stage, folder, left)):
            for name, _ in listed:
                _replace(stage / name, folder / name)
            for name in left:
                (folder / name).unlink(missing_ok=True)
    return len(listed)


def _takes_the_place(stage: Path, folder: Path, gone: Collection[str]) -> bool:
    """Let the staged folder be this one in one step; False where that cannot be done."""
    if not folder.exists():
        try:
            stage.rename(folder)
        except OSError:
            if not folder.exists():
                raise
        else:
            return True
    shutil.copymode(folder, stage)
    return _exchange(_with_others(folder, stage, gone), folder)


def _replace(new: Path, old: Path) -> None:
    """Let a file take the place of another, for those who may read that."""
    if old.exists():
        shutil.copymode(old, new)
    new.replace(old)


def _write(file: Path, content: Content) -> None:
    """Put the content in a new file, readable by those by whom the user's new files are."""
    with file.open("xb") as stream:
        stream.write(content.encode() if isinstance(content, str) else content)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Another name in the path's folder, for what is to take its place; whatever is still there afterwards goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new-{secrets.token_hex(4)}")
    with _undone_by_ctrl_c():
        try:
            yield new
        finally:
            if new.is_dir():
                shutil.rmtree(new, ignore_errors=True)
            else:
                new.unlink(missing_ok=True)


@contextmanager
def _undone_by_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C be an exception for as long as there is something to undo."""
    if threading.current_thread() is not threading.main_thread():  # which alone hears of it
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _exchangeable(folder: Path) -> bool:
    """Whether the folder is one of plain files that may be changed and that nobody stands in."""
    if not os.access(folder, os.W_OK) or folder.is_symlink() or os.path.ismount(folder):
        return False
    if Path.cwd().is_relative_to(folder.resolve()):
        return False
    with os.scandir(folder) as entries:
        return all(entry.is_file(follow_symlinks=False) for entry in entries)


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """An empty folder beside this one, gone afterwards; those that killed runs left behind go too."""
    for left in folder.parent.iterdir():
        if left.name.startswith(f".{folder.name}.new-") and _locked(left) is not None:
            shutil.rmtree(left, ignore_errors=True)
    with _beside(folder) as stage:
        stage.mkdir()
        lock = _locked(stage)
        try:
            yield stage
        finally:
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


def _with_others(folder: Path, stage: Path, gone: Collection[str]) -> Path:
    """The stage, with links to those of the folder's files that it has none of the same name of, and that stay."""
    for entry in os.scandir(folder):
        if entry.name not in gone and not (stage / entry.name).exists():
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
