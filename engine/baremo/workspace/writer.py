"""Writes to the mechanisms room: one change to one file, read back before it takes the file's place.

Every function is told the digest of what its caller had read of the file, and refuses with `Changed` if the file is
not that any more. What was written is returned with an `Undo`. The reader's own faults (`WorkspaceError`) say what is
wrong with an entry that no file may hold; nothing is written then either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from ..model.document import Document, Speaker, SpeakerFile
from ..model.mechanism import Adjudication, Mechanism, NotApplicable, ReformName, Reply
from ..model.sheet import Claim, Event, Figure, Sheet, Stage, Withdrawn
from ..model.visibility import AUDIENCES, Visibility
from .edit import Edit, Insert, Put, Remove, changes, same
from .form import order, written
from .plain_text import read_bytes
from .problem import WorkspaceError
from .refusal import Refusal
from .replacing import digest, locked, settle, stage
from .secrecy import Names, visibility
from .validation import validate
from .yaml_file import parse
from .yaml_text import block

LISTS: Mapping[type[BaseModel], Mapping[str, type[BaseModel]]] = {
    SpeakerFile: {"speakers": Speaker},
    Mechanism: {
        "reforms": ReformName,
        "adjudications": Adjudication,
        "not_applicable": NotApplicable,
        "replies": Reply,
    },
    Sheet: {"claims": Claim, "reforms": Stage, "figures": Figure, "events": Event, "withdrawn": Withdrawn},
}
"""The lists of each kind of file, and what their entries are."""


HANDED_IN = "handed-in"
"""The status of a draft that nobody changes any more."""


@dataclass(frozen=True)
class Difference:
    """An entry that is not what it was: `before` or `after` is None where there was or is none."""

    list: str
    key: str | int
    before: Any
    after: Any


class Changed(Refusal):
    """The file is not what the caller had read; `now` is what it holds, None if it is gone."""

    def __init__(self, name: str, now: bytes | None) -> None:
        """Keep the content, for `differences`."""
        self.name, self.now = name, now
        super().__init__("changed", file=name, digest=None if now is None else digest(now))

    def differences(self, then: bytes, audience: Visibility, secret_names: Names) -> tuple[Difference, ...]:
        """What changed since `then`, entry by entry, of what may be told to an audience."""
        old, new = (_tellable(content, self.name, audience, secret_names) for content in (then, self.now))
        return tuple(
            Difference(*key, old.get(key), new.get(key))
            for key in {**old, **new}
            if not same(old.get(key), new.get(key))
        )


@dataclass(frozen=True)
class Undo:
    """Gives back the bytes that a write replaced (None: there was no file), if the file is unchanged since."""

    room: Path
    name: str
    before: bytes | None
    after: str

    def apply(self) -> None:
        """Undo the write.

        Raises:
            Changed: if the file was changed since.
            Refusal: see there.
            OSError: if it cannot be written.
        """
        file = _file(self.room, self.name)
        with locked(file.parent):
            _unchanged(file, self.name, self.after)
            if self.before is None:
                file.unlink()
            else:
                _take_place(file, stage(file, self.before))
            settle(file.parent)


@dataclass(frozen=True)
class Saved:
    """What the file holds now, its digest, and the way back."""

    content: bytes
    digest: str
    undo: Undo


def insert(room: Path, name: str, list: str, entry: Mapping[str, Any], read: str, at: int | None = None) -> Saved:
    """Put an entry, as plain data, into a list of the file called `name` in the room.

    Raises:
        Changed, Refusal, WorkspaceError, OSError: nothing was written.
    """
    model = _model(name)
    edit = Insert((list,), written(entry, _entry_model(name, list)), at, order(model))

    def edits(data: Any) -> Sequence[Edit]:
        ids = [held.get("id") for held in _entries(data, list)] + [
            held.get("id") for held in _entries(data, "withdrawn")
        ]
        if entry.get("id") is not None and entry["id"] in ids:
            raise Refusal("id-taken", id=entry["id"])
        return [edit]

    return _write(room, name, read, edits)


def change(room: Path, name: str, list: str, key: str | int, entry: Mapping[str, Any], read: str) -> Saved:
    """Let the entry of this id, or at this place, be this one; keys that stay the same are not touched."""
    new = written(entry, _entry_model(name, list))

    def edits(data: Any) -> Sequence[Edit]:
        place = _place(data, list, key)
        return tuple(changes(data[list][place], new, (list, place)))

    return _write(room, name, read, edits)


def withdraw(room: Path, name: str, list: str, id: str, on: date, why: str, read: str) -> Saved:
    """Take an entry out of a sheet, and keep its id with the day and the reason."""
    withdrawn = written({"id": id, "on": on, "why": why}, Withdrawn)

    def edits(data: Any) -> Sequence[Edit]:
        place = _place(data, list, id)
        return [Remove((list, place)), Insert(("withdrawn",), withdrawn, order=order(Sheet))]

    return _write(room, name, read, edits)


def remove(room: Path, name: str, list: str, key: str | int, read: str) -> Saved:
    """Take out an entry of which nothing is kept: a speaker, an adjudication, a reply, an exemption."""
    return _write(room, name, read, lambda data: [Remove((list, _place(data, list, key)))])


def put(room: Path, name: str, key: str, value: Any, read: str) -> Saved:
    """Let a key of the file itself have this value, or go if that is None: a sheet's status, a document's title."""
    model = _model(name)
    new = written({key: value}, model)[key]

    def edits(data: Any) -> Sequence[Edit]:
        if value is None:
            return [Remove((key,))] if key in data else []
        if key not in data:
            return [Put((key,), new, order(model))]
        return tuple(changes(data[key], new, (key,)))

    return _write(room, name, read, edits)


def replace(room: Path, name: str, data: Mapping[str, Any], read: str) -> Saved:
    """Let a file hold other data altogether, as a sheet does once it is reconciled; comments in it go."""
    content, form = _whole(name, data)
    file = _file(room, name)
    if not file.parent.is_dir():
        raise Refusal("no-file", file=name)
    with locked(file.parent):
        before = _unchanged(file, name, read)
        _replace(file, name, content, form)
    return Saved(content, digest(content), Undo(room, name, before, digest(content)))


def start(room: Path, name: str, data: Mapping[str, Any]) -> Saved:
    """Make a file that is not there yet: a document, a sheet, a draft, a mechanism, the speakers.

    Raises:
        Refusal: `file-exists`, or see there.
        WorkspaceError, OSError: nothing was written.
    """
    content, form = _whole(name, data)
    file = _file(room, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with locked(file.parent):
        if file.exists():
            raise Refusal("file-exists", file=name)
        _replace(file, name, content, form)
        settle(file.parent.parent)
    return Saved(content, digest(content), Undo(room, name, None, digest(content)))


def _whole(name: str, data: Mapping[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """A new file's bytes, and the data that they hold."""
    model = _model(name)
    form = written(data, model)
    for list, entry_model in LISTS.get(model, {}).items():
        if list in form:
            form[list] = [written(entry, entry_model) for entry in form[list]]
    return f"{block(form, 0, chr(10))}\n".encode(), form


def _write(room: Path, name: str, read: str, edits: Any) -> Saved:
    file = _file(room, name)
    if not file.parent.is_dir():
        raise Refusal("no-file", file=name)
    with locked(file.parent):
        before = _unchanged(file, name, read)
        data = parse(before, name).data
        if isinstance(data, dict) and data.get("status") == HANDED_IN:
            raise Refusal("handed-in", file=name)
        text = before.decode()
        for edit in edits(data):
            text, data = edit.in_text(text), edit.in_data(data)
        content = text.encode("utf-8", "surrogatepass")
        if content != before:
            _replace(file, name, content, data)
    return Saved(content, digest(content), Undo(room, name, before, digest(content)))


def _replace(file: Path, name: str, content: bytes, meant: Any) -> None:
    """Write the content beside the file, read it back, and let it take the file's place if it is what was meant."""
    new = stage(file, content)
    try:
        back = parse(read_bytes(new, name), name)
        validate(back, _model(name))
        if not same(back.data, meant):
            raise Refusal("not-as-meant", file=name)
        _take_place(file, new)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    settle(file.parent)


def _take_place(file: Path, new: Path) -> None:
    new.replace(file)


def _unchanged(file: Path, name: str, read: str) -> bytes:
    try:
        now = file.read_bytes()
    except FileNotFoundError:
        raise Changed(name, None) from None
    if digest(now) != read:
        raise Changed(name, now)
    return now


def _file(room: Path, name: str) -> Path:
    """The file itself, links followed."""
    try:
        file = (room / name).resolve()
    except (OSError, RuntimeError):  # what a circle of links raises depends on the Python
        raise Refusal("outside", file=name) from None
    if not file.is_relative_to(room.resolve()):
        raise Refusal("outside", file=name)
    return file


def _model(name: str) -> type[BaseModel]:
    """What a file holds, by its place in the room."""
    match PurePosixPath(name).parts:
        case ("speakers.yaml",):
            return SpeakerFile
        case ("documents", _):
            return Document
        case (_, "mechanism.yaml"):
            return Mechanism
        case (_, "claims" | "drafts", _):
            return Sheet
    raise Refusal("no-place", file=name)


def _entry_model(name: str, list: str) -> type[BaseModel]:
    try:
        return LISTS[_model(name)][list]
    except KeyError:
        raise Refusal("no-place", file=name, list=list) from None


def _entries(data: Any, list: str) -> list[Mapping[str, Any]]:
    return data.get(list) or []


def _place(data: Any, list: str, key: str | int) -> int:
    entries = _entries(data, list)
    if isinstance(key, int) and 0 <= key < len(entries):
        return key
    for place, entry in enumerate(entries):
        if entry.get("id") == key:
            return place
    raise Refusal("no-entry", list=list, key=key)


def _tellable(
    content: bytes | None, name: str, audience: Visibility, secret_names: Names
) -> dict[tuple[str, str | int], Any]:
    """The entries of a file that an audience may know, by list and by id or place; other keys by themselves."""
    try:
        data = {} if content is None else parse(content, name).data
    except WorkspaceError:  # somebody is at it with an editor
        return {}
    told: dict[tuple[str, str | int], Any] = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        listed = isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
        for place, entry in enumerate(value) if listed else [(None, value)]:
            at = (key,) if place is None else (key, place)
            if AUDIENCES.index(visibility(data, at, secret_names)) <= AUDIENCES.index(audience):
                told[key, "" if place is None else entry.get("id", place)] = entry
    return told
