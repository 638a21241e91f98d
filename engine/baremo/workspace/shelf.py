"""What files were read as, kept for as long as they are unchanged; several threads may read from one shelf."""

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from .plain_text import read_bytes
from .problem import WorkspaceError
from .yaml_file import Read, YamlFile, parse

Instead = Mapping[Path, bytes | None]
"""What files of a workspace are to hold, None if they are to go: it is read as if it stood there."""
NOTHING: Instead = MappingProxyType({})
Thing = TypeVar("Thing")
_YOUNG = 2_000_000_000
"""Nanoseconds: within these a file may be written twice and look the same."""


class _Look(NamedTuple):
    """What tells that a file is another one, or was written to."""

    size: int
    modified: int
    changed: int
    inode: int
    device: int

    @classmethod
    def of(cls, file: Path) -> "_Look | None":
        try:
            stat = file.stat()
        except OSError:  # reading says why
            return None
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_dev)

    def settled(self, now: int) -> bool:
        """Whether whatever is written to the file from now on changes its look."""
        return max(self.modified, self.changed) < now - _YOUNG


class _Made(NamedTuple):
    """A thing, and what it was made of."""

    parts: tuple[object, ...]
    files: Mapping[tuple[Path, str], YamlFile]
    thing: Any


class Shelf:
    """The files that were read, and what was made of them. All of it is shared: nobody changes it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._files: dict[tuple[Path, str], tuple[_Look | None, YamlFile]] = {}
        self._made: dict[Hashable, _Made] = {}
        self._lock = threading.Lock()

    def read(self, file: Path, path: str, instead: Instead = NOTHING) -> YamlFile:
        """The file, called `path` in messages; see `yaml_file.read`. If it looks as before it is not opened."""
        look = _Look.of(file)
        with self._lock:
            before, kept = self._files.get((file, path), (None, None))
        planned = instead.get(file)
        if planned is None and kept is not None and look is not None and look == before:
            return kept
        started = time.time_ns()
        content = read_bytes(file, path) if planned is None else planned
        read = kept if kept is not None and kept.content == content else parse(content, path)
        settled = planned is None and look is not None and look.settled(started)
        with self._lock:
            self._files[file, path] = (look if settled else None, read)
        return read

    def made(
        self, key: Hashable, parts: tuple[object, ...], make: Callable[[Read], Thing], instead: Instead = NOTHING
    ) -> Thing:
        """What `make` makes of the parts and of the files that it reads, kept for as long as all these are the same.

        Raises:
            WorkspaceError: as `make` does; that is not kept.
        """
        with self._lock:
            made = self._made.get(key)
        if made is not None and made.parts == parts and self._are_as_read(made.files, instead):
            thing: Thing = made.thing
            return thing
        files: dict[tuple[Path, str], YamlFile] = {}

        def read(file: Path, path: str) -> YamlFile:
            files[file, path] = self.read(file, path, instead)
            return files[file, path]

        thing = make(read)
        with self._lock:
            self._made[key] = _Made(parts, files, thing)
        return thing

    def _are_as_read(self, files: Mapping[tuple[Path, str], YamlFile], instead: Instead) -> bool:
        try:
            return all(self.read(*at, instead) is file for at, file in files.items())
        except WorkspaceError:  # what is wrong is told where it is read for good
            return False
