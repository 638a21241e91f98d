"""What one run of the app has open: the workspace, who works in it and what they chose to see, and the ways back."""

import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..model.text import Language
from ..model.visibility import AUDIENCES, Visibility
from ..workbench import writing
from ..workbench.bench import Bench
from ..workbench.drafting import Coding, codings
from ..workbench.writing import Held
from ..workspace.writer import Undo

RUNTIME = ".baremo"
"""The folder in a workspace for what one run leaves and the next takes away."""
FILES = 4
"""Files that came back and are looked at."""
KEPT = 200
"""How many writes can be undone, and how many files are remembered as they were shown."""


class Write(NamedTuple):
    """A write that can be undone: what was saved, in words, and the ways back, the last write first."""

    what: str
    undos: Sequence[Undo]


@dataclass
class Session:
    """One person's work in one workspace. `coder` is the role in which they code; several windows share it."""

    folder: Path
    language: Language
    audience: Visibility = "internal"
    edition: int | None = None
    coder: str | None = None
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _benches: dict[tuple[Visibility, int | None], Bench] = field(default_factory=dict, repr=False)
    _writes: "OrderedDict[str, Write]" = field(default_factory=OrderedDict, repr=False)
    _files: "OrderedDict[str, tuple[str, bytes]]" = field(default_factory=OrderedDict, repr=False)
    _shown: "OrderedDict[str, bytes]" = field(default_factory=OrderedDict, repr=False)

    @property
    def bench(self) -> Bench:
        """The workspace as the audience chosen may know it."""
        return self.bench_for(self.audience)

    def bench_for(self, audience: Visibility) -> Bench:
        """The workspace for an audience."""
        at = audience, self.edition
        if at not in self._benches:
            self._benches[at] = Bench(self.folder, audience, self.edition, shipped=True).__enter__()
        return self._benches[at]

    def allowed(self, level: Visibility) -> bool:
        """Whether the audience chosen may know what is marked so."""
        return AUDIENCES.index(level) <= AUDIENCES.index(self.audience)

    def close(self) -> None:
        """End what runs beside us."""
        for bench in self._benches.values():
            bench.__exit__(None, None, None)
        self._benches.clear()

    def show(self, content: bytes, read: str) -> str:
        """Remember a file as it was shown, so that a later save can say what changed; gives its digest."""
        self._shown[read] = content
        self._shown.move_to_end(read)
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)
        return read

    def shown(self, read: str) -> bytes | None:
        """The file as it was when it had this digest."""
        return self._shown.get(read)

    def held(self, name: str) -> Held | None:
        """A file, remembered as it is shown."""
        found = writing.held(self.bench, name)
        if found is not None:
            self.show(found.content, found.read)
        return found

    def keep(self, what: str, undos: Sequence[Undo]) -> str:
        """Keep the ways back of writes that belong together, the last write's first; gives their name."""
        token = secrets.token_urlsafe(8)
        self._writes[token] = Write(what, tuple(undos))
        while len(self._writes) > KEPT:
            self._writes.popitem(last=False)
        return token

    def write(self, token: str) -> Write | None:
        """The write of that name."""
        return self._writes.get(token)

    def undo(self, token: str) -> None:
        """Give back what a write replaced.

        Raises:
            Changed, Refusal, WorkspaceError, OSError: what is left to undo can be tried again.
        """
        what, undos = self._writes[token]
        for number, undo in enumerate(undos):
            writing.undo(self.bench, undo)
            self._writes[token] = Write(what, undos[number + 1 :])
        del self._writes[token]

    def lay_by(self, suffix: str, content: bytes) -> str:
        """Keep a file that came back until it was looked at, in memory alone; gives its name."""
        token = secrets.token_urlsafe(8)
        self._files[token] = suffix, content
        while len(self._files) > FILES:
            self._files.popitem(last=False)
        return token

    def laid_by(self, token: str) -> tuple[str, bytes] | None:
        """How that file's name ended, and what it holds."""
        return self._files.get(token)

    @contextmanager
    def as_file(self, suffix: str, content: bytes) -> Iterator[Path]:
        """The content as a file for this account alone, for as long as it is needed; its name tells nothing."""
        folder = self.folder / RUNTIME
        folder.mkdir(exist_ok=True)
        ending = suffix.lower() if suffix.lower() in (".yaml", ".yml", ".xlsx", ".ods") else ""
        file = folder / f"open-{secrets.token_hex(8)}{ending}"
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(content)
            yield file
        finally:
            file.unlink(missing_ok=True)
            with suppress(OSError):
                folder.rmdir()

    def own_drafts(self, mechanism: str) -> Sequence[Coding]:
        """What whoever sits here is coding of a mechanism and has not handed in: until then no score of it is shown.

        Who has not said in which role they work may be the coder of any draft.
        """
        if self.audience == "public":
            return ()
        return [
            each for each in codings(self.bench, mechanism) if not each.finished and self.coder in (None, each.coder)
        ]
