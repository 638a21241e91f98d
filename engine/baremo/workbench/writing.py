"""Writing to a workspace: entries and files come, change and go, and every write can be undone.

A file is called by its name in the mechanisms room, and only one of the workspace's own is written to. What is written
must leave the workspace readable: it is read as it would be, before the file is replaced, and what the reader finds
wrong is raised. What the bench's audience may not know is not there for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..model.mechanism import Reply
from ..model.sheet import Entry
from ..model.visibility import AUDIENCES, Visibility
from ..workspace import writer
from ..workspace.ids import new_id, without_id
from ..workspace.layout import MECHANISM
from ..workspace.refusal import Refusal
from ..workspace.replacing import digest
from ..workspace.rooms import find
from ..workspace.workspace import Workspace
from ..workspace.writer import Changed, Difference, Saved, Undo, place_in
from ..workspace.yaml_file import YamlFile
from .bench import Bench
from .slip import Slip, unknown

_NAMING = {"speaker": "speaker", "author": "speaker", "document": "document"}
"""The keys that name somebody or something that not everybody may know, and what they name."""


@dataclass(frozen=True)
class Held:
    """What a file holds, as the bench's audience may know that there is one; `own` tells that it is the workspace's,
    which alone is written to.
    """

    name: str
    data: Mapping[str, Any]
    content: bytes
    own: bool

    @property
    def read(self) -> str:
        """What a write is told of it."""
        return digest(self.content)


@dataclass(frozen=True)
class WithIds:
    """A file that was given ids, how many, and who may know of it."""

    path: str
    number: int
    visibility: Visibility
    undo: Undo

    def place(self, audience: Visibility) -> str:
        """The file; of one that the audience may not know, its room alone."""
        known = AUDIENCES.index(self.visibility) <= AUDIENCES.index(audience)
        return self.path if known else self.path.partition("/")[0]


def held(bench: Bench, name: str) -> Held | None:
    """What the file holds now; None if there is none that the audience may know.

    Raises:
        Slip, Refusal, WorkspaceError: if there is no workspace of one's own, nothing of that name is read, or it
            cannot be.
    """
    desk = _Desk.at(bench, name, there=False)
    try:
        file = desk._file
    except Refusal:
        return None
    if not desk._may_know(file, ()):
        return None
    return Held(name, file.data, file.content, (desk.room / name).is_file())


def insert(bench: Bench, name: str, list: str, entry: Mapping[str, Any], read: str, at: int | None = None) -> Saved:
    """Put an entry into a list of a file, at its end or before entry `at`; one of a kind that has an id gets one.

    Raises:
        Slip: if it names what there is not, or there is no workspace of one's own.
        Changed, Refusal, WorkspaceError, OSError: nothing was written.
    """
    desk = _Desk.at(bench, name)
    desk.refuse_hidden(entry)
    (named,), ids = desk.with_ids(list, [entry])
    saved = writer.insert(desk.room, name, list, named, read, at, desk.check)
    return replace(saved, ids=ids)


def change(bench: Bench, name: str, list: str, key: str | int, entry: Mapping[str, Any], read: str) -> Saved:
    """Let the entry of this id, which it keeps, or at this place, be this one; for what it raises see `insert`."""
    desk = _Desk.at(bench, name)
    desk.refuse_hidden(entry)
    desk.entry(list, key)
    kept = {**entry, "id": key} if isinstance(key, str) else entry
    return writer.change(desk.room, name, list, key, kept, read, desk.check)


def withdraw(bench: Bench, name: str, list: str, id: str, on: date, why: str, read: str) -> Saved:
    """Take an entry out of a sheet, and keep its id with the day and the reason; for what it raises see `insert`."""
    desk = _Desk.at(bench, name)
    desk.entry(list, id)
    return writer.withdraw(desk.room, name, list, id, on, why, read, desk.check)


def remove(bench: Bench, name: str, list: str, key: str | int, read: str) -> Saved:
    """Take out an entry of which nothing is kept; for what it raises see `insert`.

    Raises:
        Refusal: `to-withdraw` too, if it is one of a sheet that was accepted or reconciled.
    """
    desk = _Desk.at(bench, name)
    entry = desk.entry(list, key)
    if "/claims/" in name and entry.get("id") is not None:
        raise Refusal("to-withdraw", file=name, id=entry["id"])
    return writer.remove(desk.room, name, list, key, read, desk.check)


def put(bench: Bench, name: str, key: str, value: Any, read: str) -> Saved:
    """Let a key of a file itself have this value, or go if that is None; for what it raises see `insert`."""
    return amend(bench, name, {key: value}, read)


def amend(bench: Bench, name: str, values: Mapping[str, Any], read: str) -> Saved:
    """Let keys of a file itself have these values, or go where that is None; for what it raises see `insert`."""
    desk = _Desk.at(bench, name)
    desk.refuse_hidden(values)
    if values.keys() & writer.lists_of(name).keys():
        raise Refusal("no-place", file=name)
    return writer.put(desk.room, name, values, read, desk.check)


def revise(bench: Bench, name: str, data: Mapping[str, Any], read: str) -> Saved:
    """Let a draft hold other data, all of whose entries have ids; for what it raises see `insert`."""
    desk = _Desk.at(bench, name)
    for held in (data, *(entry for key in writer.lists_of(name) for entry in data.get(key) or ())):
        desk.refuse_hidden(held)
    return writer.revise(desk.room, name, data, read, desk.check)


def start(bench: Bench, name: str, data: Mapping[str, Any]) -> Saved:
    """Make a file that is not there yet: a document, a sheet, a draft, a mechanism; entries of a kind that has ids get
    them. For what it raises see `insert`.
    """
    desk = _Desk.at(bench, name, there=False)
    given: tuple[str, ...] = ()
    whole = dict(data)
    desk.refuse_hidden(whole)
    for list in [key for key in data if key in writer.lists_of(name) and data[key]]:
        for entry in data[list]:
            desk.refuse_hidden(entry)
        whole[list], ids = desk.with_ids(list, data[list], given)
        given += ids
    return replace(writer.start(desk.room, name, whole, desk.check), ids=given)


def discard(bench: Bench, name: str, read: str) -> Saved:
    """Take away a document that nothing was coded from, or a draft; for what it raises see `insert`."""
    desk = _Desk.at(bench, name)
    return writer.discard(desk.room, name, read, desk.check)


def undo(bench: Bench, undo: Undo) -> None:
    """Give back what a write replaced; for what it raises see `insert`."""
    desk = _Desk.at(bench, undo.name, there=False)
    undo.apply(desk.check)


def differences(bench: Bench, changed: Changed, then: bytes) -> tuple[Difference, ...]:
    """What changed in a file since it held `then`, as far as the bench's audience may know.

    Raises:
        WorkspaceError: if the bibliography, which says what is secret, cannot be read.
    """
    return changed.differences(then, bench.audience, bench.read(()).bibliography.secret_names)


def give_ids(bench: Bench) -> Sequence[WithIds]:
    """Give an id to every entry of the workspace's own sheets, drafts and replies that has none.

    Raises:
        Slip: if there is no workspace of one's own.
        Changed, Refusal, WorkspaceError, OSError: the file at which it stopped is as it was.
    """
    room = own_room(bench)
    workspace = bench.read(drafts=True)
    given = []
    for filed in workspace.dossiers.values():
        taken = filed.ids()
        for file in filed.files:
            name = _name(file)
            if not (room / name).is_file() or not without_id(file.data):
                continue
            desk = _Desk(bench, room, name, workspace)
            saved = writer.give_ids(room, name, taken, digest(file.content), desk.check)
            taken |= {*saved.ids}
            given.append(WithIds(file.path, len(saved.ids), file.visibility(()), saved.undo))
    return given


def own_room(bench: Bench) -> Path:
    """The mechanisms room that is written to.

    Raises:
        Slip: if there is no workspace of one's own.
    """
    folder = find(bench.folder).folder
    if folder is None:
        raise Slip("no-own-workspace")
    return folder / "mechanisms"


def readable(bench: Bench, workspace: Workspace, file: Path, name: str) -> writer.Check:
    """The check that what a file has a part in can be read with what it is to hold, or without it."""
    mechanism = _mechanism(name)

    def check(content: bytes | None) -> None:
        concerned: Iterable[str] = workspace.layout.folders if mechanism is None else [mechanism]
        if content is None and name == f"{mechanism}/{MECHANISM}":
            concerned = ()
        bench.read(concerned, drafts=True, instead={file: content})

    return check


@dataclass(frozen=True)
class _Desk:
    """Where one file is written to: the workspace, with the mechanisms that the file has a part in."""

    bench: Bench
    room: Path
    name: str
    workspace: Workspace

    @classmethod
    def at(cls, bench: Bench, name: str, *, there: bool = True) -> "_Desk":
        """The desk for a file, which is there and may be known unless it is to be made."""
        room, mechanism = own_room(bench), _mechanism(name)
        writer.lists_of(name)
        if there and not (room / name).is_file():
            raise Refusal("no-file", file=name)
        workspace = bench.read((), drafts=True) if mechanism is None or not there else None
        if workspace is None or mechanism in workspace.layout.folders:
            workspace = bench.read([mechanism or ""], drafts=True)
        desk = cls(bench, room, name, workspace)
        if there and not desk._may_know(desk._file, ()):
            raise Refusal("no-file", file=name)
        return desk

    def check(self, content: bytes | None) -> None:
        """What the file has a part in can be read with that content, or without the file."""
        readable(self.bench, self.workspace, self.room / self.name, self.name)(content)

    def entry(self, list: str, key: str | int) -> Mapping[str, Any]:
        """An entry of the file, which the audience may know."""
        place = place_in(self._file.data, list, key)
        if place is None or not self._may_know(self._file, (list, place)):
            raise Refusal("no-entry", file=self.name, list=list, key=key)
        entry: Mapping[str, Any] = self._file.data[list][place]
        return entry

    def refuse_hidden(self, data: Mapping[str, Any]) -> None:
        """Speakers and documents that the audience may not know are none to it."""
        bibliography = self.workspace.bibliography
        for key, what in _NAMING.items():
            named = data.get(key)
            if isinstance(named, str) and not self._allowed(bibliography.secret_names.get(named, "public")):
                known = bibliography.speakers if what == "speaker" else bibliography.documents
                told = [id for id in known if self._allowed(bibliography.secret_names.get(id, "public"))]
                raise unknown(what, named, told)

    def with_ids(
        self, list: str, entries: Sequence[Mapping[str, Any]], more: Sequence[str] = ()
    ) -> tuple[Sequence[Mapping[str, Any]], tuple[str, ...]]:
        """The entries with an id each, where their kind has such, and those that were given."""
        kind = writer.lists_of(self.name).get(list)
        if kind is None or not issubclass(kind, _HAVE_IDS):
            return entries, ()
        taken = {*more, *(id for filed in self.workspace.dossiers.values() for id in filed.ids())}
        taken |= {entry["id"] for entry in entries if entry.get("id") is not None}
        given: tuple[str, ...] = ()
        for entry in entries:
            if entry.get("id") is None:
                given += (new_id({*taken, *given}),)
        fresh = iter(given)
        return [entry if entry.get("id") is not None else {**entry, "id": next(fresh)} for entry in entries], given

    @property
    def _file(self) -> YamlFile:
        dossiers = self.workspace.dossiers.values()
        for file in (*self.workspace.bibliography.files, *(file for filed in dossiers for file in filed.files)):
            if _name(file) == self.name:
                return file
        raise Refusal("no-file", file=self.name)

    def _may_know(self, file: YamlFile, at: tuple[str | int, ...]) -> bool:
        return self._allowed(file.visibility(at))

    def _allowed(self, level: Visibility) -> bool:
        return AUDIENCES.index(level) <= AUDIENCES.index(self.bench.audience)


_HAVE_IDS: tuple[type[BaseModel], ...] = (Entry, Reply)


def _mechanism(name: str) -> str | None:
    """The mechanism that a file is of; None for speakers and documents."""
    folder, slash, _ = name.partition("/")
    return folder if slash and folder != "documents" else None


def _name(file: YamlFile) -> str:
    """What a file is called in the mechanisms room."""
    return file.path.partition("/")[2]
