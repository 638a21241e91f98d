"""What files were read as, kept for as long as they are unchanged; several threads may read from one shelf."""

import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from .plain_text import read_bytes
from .yaml_file import YamlFile, parse

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


class Shelf:
    """The files that were read. What is read from here is shared: nobody changes it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._files: dict[tuple[Path, str], tuple[_Look | None, YamlFile]] = {}
        self._things: dict[Hashable, tuple[Mapping[Path, _Look | None], Any]] = {}
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

    def kept(self, key: Hashable, folders: Sequence[Path], make: Callable[[], Thing]) -> Thing:
        """What `make` makes of all that is in these folders, for as long as nothing there changes."""
        started = time.time_ns()
        looks = {path: _Look.of(path) for folder in folders for path in (folder, *folder.rglob("*"))}
        with self._lock:
            before, thing = self._things.get(key, (None, None))
        if before == looks:
            kept: Thing = thing
            return kept
        made = make()
        if all(look is not None and look.settled(started) for look in looks.values()):
            with self._lock:
                self._things[key] = (looks, made)
        return made
