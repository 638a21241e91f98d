"""An open workspace: read as its files are when it is asked, and the engines that evaluate it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from ..assessment.assess import Mechanism, prepare
from ..model.visibility import Visibility
from ..rules.durable.engine import DurableUnavailable, Worker
from ..rules.engines import Engines
from ..workspace.replacing import sweep
from ..workspace.rooms import around
from ..workspace.shelf import NOTHING, Instead, Shelf
from ..workspace.workspace import Workspace, load

Part = TypeVar("Part")


@dataclass
class Bench:
    """A workspace for one audience and one edition of the standards. Use it as a context; several threads may.

    `folder` is the workspace's, or None for the one that the current folder is in, else the built-in content;
    `shipped` tells to take the built-in mechanisms too where none is named.
    """

    folder: Path | None = None
    audience: Visibility = "public"
    edition: int | None = None
    shipped: bool = False
    watch: Callable[[Iterable[Any], int], Iterator[Any]] | None = field(default=None, init=False, repr=False)
    """Shows how far something is that comes in so many parts, if somebody is looking."""
    _notice: str | None = field(default=None, init=False, repr=False)
    _shelf: Shelf = field(default_factory=Shelf, init=False, repr=False)
    _worker: Worker | None = field(default=None, init=False, repr=False)
    _engines: dict[str, Engines] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False)

    def read(
        self,
        mechanisms: Iterable[str] = (),
        *,
        drafts: bool = False,
        sparing: bool = False,
        instead: Instead = NOTHING,
    ) -> Workspace:
        """The workspace as its files are now, with the mechanisms named; with all that are its own if none is.

        `sparing` tells that of the documents those are enough that the mechanisms cite. Files that are unchanged are
        not read again; some may be planned to hold something else `instead`.

        Raises:
            WorkspaceError: with everything that is wrong in the files read.
        """
        return load(
            self.folder,
            list(mechanisms) or None,
            edition=self.edition,
            shipped=self.shipped,
            drafts=drafts,
            sparing=sparing,
            shelf=self._shelf,
            instead=instead,
        )

    def beside(self) -> "Bench":
        """Another bench for the same workspace, not open yet, that has all that was read and engines of its own."""
        other = Bench(self.folder, self.audience, self.edition, self.shipped)
        other._shelf = self._shelf
        return other

    @property
    def notice(self) -> str | None:
        """Why durable did not take part in what was evaluated so far; None while it did."""
        return self._notice or next((each.notice for each in self._engines.values() if each.notice), None)

    def hear(self, notice: str | None) -> None:
        """Keep why durable did not take part in what a process evaluated, if it did not."""
        self._notice = self.notice or notice

    def watched(self, parts: Iterable[Part], number: int) -> Iterable[Part]:
        """The parts as they come, watched by whoever is looking."""
        return parts if self.watch is None else self.watch(parts, number)

    def mechanisms(self, workspace: Workspace) -> list[Mechanism]:
        """The workspace's mechanisms, as the audience may know them."""
        bibliography = workspace.bibliography
        return [
            prepare(filed.dossier, workspace.catalogue, bibliography.speakers, bibliography.documents, self.audience)
            for filed in workspace.dossiers.values()
        ]

    def engines(self, workspace: Workspace) -> Engines:
        """The engines of the workspace's catalogue; durable among them where it can be had."""
        with self._lock:
            digest = workspace.catalogue.digest
            if digest not in self._engines:
                while self._engines:
                    self._engines.popitem()[1].close()
                self._engines[digest] = Engines(workspace.catalogue, self._worker)
                self._worker = None
            return self._engines[digest]

    def __enter__(self) -> "Bench":
        own = self.folder or around(Path.cwd())
        if own is not None:
            sweep(own / "mechanisms")
        try:
            self._worker = Worker()  # it imports durable-rules while the workspace is read
        except DurableUnavailable:
            self._worker = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._notice = self.notice
        for engines in self._engines.values():
            engines.close()
        self._engines.clear()
        if self._worker is not None:
            self._worker.close()
