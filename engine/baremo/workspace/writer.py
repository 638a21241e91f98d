"""Writes to the mechanisms room: one change to one file, read back before it takes the file's place.

Every function is told the digest of what its caller had read of the file, and refuses with `Changed` if the file is
not that any more. It may be given a `check`, which is told what the file would hold and raises what speaks against it;
that and the reader's own faults (`WorkspaceError`) are raised before anything is written. What was written is returned
with an `Undo`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from ..model.document import RESERVED, Document, Speaker, SpeakerFile
from ..model.mechanism import Adjudication, CommentRound, Mechanism, NotApplicable, ReformName, Reply
from ..model.sheet import Claim, Event, Figure, Sheet, Stage, Withdrawn
from ..model.visibility import AUDIENCES, Visibility
from .edit import Edit, Insert, Put, PutEach, Remove, changes, same
from .form import order, written
from .ids import ids_in, new_id, without_id
from .layout import place_of
from .problem import WorkspaceError
from .refusal import Refusal
from .replacing import PREFIX, digest, locked, make, settle, stage, unmake
from .secrecy import Names, visibility
from .validation import validate
from .yaml_file import YamlFile, parse
from .yaml_text import Word, block

FILES: Mapping[str, type[BaseModel]] = {
    "speakers": SpeakerFile,
    "document": Document,
    "mechanism": Mechanism,
    "claims": Sheet,
    "drafts": Sheet,
}
"""What each kind of file holds."""
LISTS: Mapping[type[BaseModel], Mapping[str, type[BaseModel]]] = {
    SpeakerFile: {"speakers": Speaker},
    Mechanism: {
        "reforms": ReformName,
        "adjudications": Adjudication,
        "not_applicable": NotApplicable,
        "replies": Reply,
        "comments": CommentRound,
    },
    Sheet: {"claims": Claim, "reforms": Stage, "figures": Figure, "events": Event, "withdrawn": Withdrawn},
}
"""The lists of each kind of file, and what their entries are."""
HANDED_IN = "handed-in"
"""The status of a draft that nobody changes any more."""

Check = Callable[[bytes | None], None]
"""Told what the file would hold, None if there would be none."""


def no_check(content: bytes | None) -> None:
    """Nothing but the file itself is looked at."""


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
    """Gives back what a write replaced, if the file is unchanged since.

    `before` are the bytes, None if there was no file; `after` is the digest of those written, None if the file went;
    `folders` are those made for it.
    """

    room: Path
    name: str
    before: bytes | None
    after: str | None
    folders: tuple[Path, ...] = ()

    def apply(self, check: Check = no_check) -> None:
        """Undo the write.

        Raises:
            Changed: if the file was changed since.
            Refusal, WorkspaceError, OSError: the file is as it was.
        """
        with _held(self.room, self.name) as held:
            held.unchanged(self.after)
            if self.before is None:
                held.go(self.after, check)
                unmake(self.folders)
            else:
                held.become(self.before, self.after, check)


@dataclass(frozen=True)
class Saved:
    """What the file holds now and its digest (None: it is gone), and the way back; `ids` are those newly given."""

    content: bytes | None
    digest: str
    undo: Undo
    ids: tuple[str, ...] = ()


def insert(
    room: Path,
    name: str,
    list: str,
    entry: Mapping[str, Any],
    read: str,
    at: int | None = None,
    check: Check = no_check,
) -> Saved:
    """Put an entry, as plain data, into a list of the file called `name` in the room.

    Raises:
        Changed, Refusal, WorkspaceError, OSError: nothing was written.
    """
    edit = Insert((list,), written(entry, _entry_model(name, list)), at, order(_model(name)))

    def edits(data: Any) -> Sequence[Edit]:
        ids = [held.get("id") for key in (list, "withdrawn") for held in _entries(data, key)]
        if entry.get("id") is not None and entry["id"] in ids:
            raise Refusal("id-taken", id=entry["id"])
        return [edit]

    return _write(room, name, read, edits, check)


def change(
    room: Path, name: str, list: str, key: str | int, entry: Mapping[str, Any], read: str, check: Check = no_check
) -> Saved:
    """Let the entry of this id, or at this place, be this one; keys that stay the same are not touched."""
    new = written(entry, _entry_model(name, list))

    def edits(data: Any) -> Sequence[Edit]:
        place = _place(data, list, key)
        return tuple(changes(data[list][place], new, (list, place)))

    return _write(room, name, read, edits, check)


def withdraw(
    room: Path, name: str, list: str, id: str, on: date, why: str, read: str, check: Check = no_check
) -> Saved:
    """Take an entry out of a sheet, and keep its id with the day and the reason."""
    withdrawn = written({"id": id, "on": on, "why": why}, Withdrawn)

    def edits(data: Any) -> Sequence[Edit]:
        place = _place(data, list, id)
        return [Remove((list, place)), Insert(("withdrawn",), withdrawn, order=order(Sheet))]

    return _write(room, name, read, edits, check)


def remove(room: Path, name: str, list: str, key: str | int, read: str, check: Check = no_check) -> Saved:
    """Take out an entry of which nothing is kept: a speaker, an adjudication, a reply, an exemption."""
    return _write(room, name, read, lambda data: [Remove((list, _place(data, list, key)))], check)


def put(room: Path, name: str, values: Mapping[str, Any], read: str, check: Check = no_check) -> Saved:
    """Let keys of the file itself have these values, or go if None: a sheet's status, a document's title."""
    model = _model(name)
    new = written(values, model)

    def edits(data: Any) -> Sequence[Edit]:
        made: list[Edit] = []
        for key, value in new.items():
            if value is None:
                made += [Remove((key,))] if key in data else []
            elif key in data:
                made += changes(data[key], value, (key,))
            else:
                made.append(Put((key,), value, order(model)))
        return made

    return _write(room, name, read, edits, check)


def give_ids(room: Path, name: str, taken: set[str], read: str, check: Check = no_check) -> Saved:
    """Give every entry that has none an id that is not among those taken; an id changes nothing that a draft says."""
    ids: list[str] = []

    def edits(data: Any) -> Sequence[Edit]:
        for _ in without_id(data):
            ids.append(new_id({*taken, *ids_in(data), *ids}))
        places = ((*at, "id") for at in without_id(data))
        return [PutEach(dict(zip(places, map(Word, ids), strict=True)), ("id",))] if ids else []

    saved = _write(room, name, read, edits, check, even_handed_in=True)
    return Saved(saved.content, saved.digest, saved.undo, tuple(ids))


def replace(room: Path, name: str, data: Mapping[str, Any], read: str, check: Check = no_check) -> Saved:
    """Let a file hold other data altogether, as a sheet does once it is reconciled; comments in it go."""
    content, form = _whole(name, data)
    with _held(room, name) as held:
        before = held.unchanged(read)
        held.become(content, read, check, form)
    return Saved(content, digest(content), Undo(room, name, before, digest(content)))


def revise(room: Path, name: str, data: Mapping[str, Any], read: str, check: Check = no_check) -> Saved:
    """Let a file hold other data; only what differs is touched."""
    form = _form(name, data)
    return _write(room, name, read, lambda now: tuple(changes(now, form)), check)


def start(room: Path, name: str, data: Mapping[str, Any], check: Check = no_check) -> Saved:
    """Make a file that is not there yet: a document, a sheet, a draft, a mechanism, the speakers.

    Raises:
        Refusal: `file-exists`, or see there.
        WorkspaceError, OSError: nothing was written.
    """
    content, form = _whole(name, data)
    room.mkdir(parents=True, exist_ok=True)
    with _held(room, name) as held:
        if held.file.exists():
            raise Refusal("file-exists", file=name)
        folders = make(held.file.parent)
        try:
            held.become(content, None, check, form)
        except BaseException:
            unmake(folders)
            raise
    return Saved(content, digest(content), Undo(room, name, None, digest(content), folders))


def discard(room: Path, name: str, read: str, check: Check = no_check) -> Saved:
    """Take away a file of which nothing is kept: a document that nothing was coded from, a draft."""
    if _kind(name) not in ("document", "drafts"):
        raise Refusal("no-place", file=name)
    with _held(room, name) as held:
        before = held.unchanged(read)
        _refuse_locked(held.parsed(before), name)
        held.go(read, check)
    return Saved(None, "", Undo(room, name, before, None))


def place_in(data: Any, list: str, key: str | int) -> int | None:
    """The place of the entry of this id, or at this place, in a list of a file's data; None if there is none."""
    entries = _entries(data, list)
    if isinstance(key, int):
        return key if 0 <= key < len(entries) else None
    return next((place for place, entry in enumerate(entries) if entry.get("id") == key), None)


def _place(data: Any, list: str, key: str | int) -> int:
    place = place_in(data, list, key)
    if place is None:
        raise Refusal("no-entry", list=list, key=key)
    return place


def _whole(name: str, data: Mapping[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """A new file's bytes, and the data that they hold."""
    form = _form(name, data)
    return f"{block(form, 0, chr(10))}\n".encode(), form


def _form(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Data as such a file holds it."""
    model = _model(name)
    form = written(data, model)
    for list, entry_model in LISTS.get(model, {}).items():
        if list in form:
            form[list] = [written(entry, entry_model) for entry in form[list]]
    return form


def _write(
    room: Path,
    name: str,
    read: str,
    edits: Callable[[Any], Sequence[Edit]],
    check: Check,
    *,
    even_handed_in: bool = False,
) -> Saved:
    with _held(room, name) as held:
        before = held.unchanged(read)
        parsed = held.parsed(before)
        if not even_handed_in:
            _refuse_locked(parsed, name)
        text, data = before.decode(), parsed.data
        try:
            for edit in edits(data):
                text, data = edit.in_text(text), edit.in_data(data)
        except Refusal as refusal:
            raise Refusal(refusal.code, **{"file": name, **refusal.values}) from None
        content = text.encode("utf-8", "surrogatepass")
        if content != before:
            held.become(content, read, check, data)
    return Saved(content, digest(content), Undo(room, name, before, digest(content)))


def _refuse_locked(file: YamlFile, name: str) -> None:
    if isinstance(file.data, dict) and file.data.get("status") == HANDED_IN:
        raise Refusal("handed-in", file=name)


@dataclass(frozen=True)
class _Held:
    """A file, links followed, that nobody else writes to meanwhile."""

    room: Path
    name: str
    file: Path

    def parsed(self, content: bytes) -> YamlFile:
        """The file in its content; it is valid."""
        parsed = parse(content, f"{self.room.name}/{self.name}")
        validate(parsed, _model(self.name))
        return parsed

    def unchanged(self, read: str | None) -> bytes:
        """What it holds, which is what was read of it; nothing if that is None and there is no file."""
        try:
            now = self.file.read_bytes()
        except FileNotFoundError:
            if read is None:
                return b""
            raise Changed(self.name, None) from None
        if digest(now) != read:
            raise Changed(self.name, now)
        return now

    def become(self, content: bytes, before: str | None, check: Check, meant: Any = None) -> None:
        """Let the content be the file's, whole and on the disk, if read back it is what was meant.

        That nobody changed the file meanwhile is looked at once more at the very end: editors know of no lock.
        """
        new = stage(self.file, content)
        try:
            back = self.parsed(new.read_bytes()) if meant is not None else None
            if back is not None and not same(back.data, meant):
                raise Refusal("not-as-meant", file=self.name)
            check(content)
            self.unchanged(before)
            new.replace(self.file)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        settle(self.file.parent)

    def go(self, before: str | None, check: Check) -> None:
        """Let there be no file any more."""
        check(None)
        self.unchanged(before)
        self.file.unlink()
        settle(self.file.parent)


@contextmanager
def _held(room: Path, name: str) -> Iterator[_Held]:
    """The file of that name; what killed writers left beside it is gone."""
    file = _file(room, name)
    if not room.is_dir():
        raise Refusal("no-file", file=name)
    with locked(room):
        for left in file.parent.glob(f"{PREFIX}*"):
            left.unlink(missing_ok=True)
        yield _Held(room, name, file)


def _file(room: Path, name: str) -> Path:
    """The file itself, links followed."""
    _kind(name)
    try:
        file = (room / name).resolve()
    except (OSError, RuntimeError):  # what a circle of links raises depends on the Python
        raise Refusal("outside", file=name) from None
    if not file.is_relative_to(room.resolve()):
        raise Refusal("outside", file=name)
    return file


def _kind(name: str) -> str:
    """What a file is, by its place in the room."""
    parts = PurePosixPath(name).parts
    place = place_of(parts)
    if place is None or (place[1] or "") in RESERVED:
        raise Refusal("no-place", file=name)
    return place[0]


def lists_of(name: str) -> Mapping[str, type[BaseModel]]:
    """The lists of a file by its name in the room, and what their entries are.

    Raises:
        Refusal: `no-place` if nothing of that name is read.
    """
    return LISTS.get(_model(name), {})


def _model(name: str) -> type[BaseModel]:
    return FILES[_kind(name)]


def _entry_model(name: str, list: str) -> type[BaseModel]:
    try:
        return lists_of(name)[list]
    except KeyError:
        raise Refusal("no-place", file=name, list=list) from None


def _entries(data: Any, list: str) -> list[Mapping[str, Any]]:
    return data.get(list) or []


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
