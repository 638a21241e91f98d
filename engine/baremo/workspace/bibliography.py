"""Reads who speaks and what was read: the speakers and documents of the mechanisms rooms."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import BaseModel

from ..model.document import Document, Speaker, SpeakerFile
from ..model.standard import Standard
from ..model.visibility import Visibility, most_secret
from .layout import SPEAKERS, Folder, Layout, Named
from .plain_text import read_bytes
from .problem import Problem, WorkspaceError
from .secrecy import Names, marked_in, secret_names
from .validation import validate
from .yaml_file import Read, YamlFile, read

Model = TypeVar("Model", bound=BaseModel)
GIVEN = re.compile(r"d-[a-z0-9]{8}")
"""The id that the program gives to a document that is not public."""


@dataclass(frozen=True)
class Bibliography:
    """Speakers and documents by id, the files that they stand in, and the names that not everybody may know.

    `replaced` are the built-in speakers in whose place the workspace has its own.
    """

    speakers: Mapping[str, Speaker]
    documents: Mapping[str, Document]
    files: Sequence[YamlFile]
    secret_names: Names
    replaced: Sequence[str] = ()


def load_bibliography(layout: Layout, standard: Standard, read: Read = read) -> Bibliography:
    """The speakers, of the kinds that the standards know, and the documents that the rooms hold.

    Raises:
        WorkspaceError: with everything that is wrong in them.
    """
    reading = _Reading(standard.languages, read)
    kinds = [kind.id for kind in standard.speakers]
    lists = [file for named in layout.speakers if (file := reading.read(named, {})) is not None]
    entries = [entry for file in lists for entry in _entries(file)]
    speaking = secret_names(entries, {})
    read_in = ((id, reading.read(named, speaking, id)) for id, named in layout.documents.items())
    files = {id: file for id, file in read_in if file is not None}
    names = secret_names(entries, {id: file.data for id, file in files.items()})
    lists = [replace(file, secret_names=names) for file in lists]
    files = {id: replace(file, secret_names=names, least=names.get(id, "public")) for id, file in files.items()}
    if not layout.speakers:
        reading.problems.append(Problem(f"mechanisms/{SPEAKERS}", 0, 0, "missing-file"))
    speakers: dict[str, Speaker] = {}
    replaced: list[str] = []
    for file in lists:
        listed: dict[str, Speaker] = {}
        for place, speaker in enumerate(loaded.speakers if (loaded := reading.validate(file, SpeakerFile)) else ()):
            if speaker.id in listed:
                at = ("speakers", place, "id")
                reading.problems.append(
                    file.problem(at, "duplicate-id.list", name="id", id=speaker.id, list="speakers")
                )
            if speaker.kind not in kinds:
                at = ("speakers", place, "kind")
                reading.problems.append(file.unknown("kind of speaker", speaker.kind, kinds, at))
            listed[speaker.id] = speaker
        replaced += [id for id in listed if id in speakers]
        speakers = listed | speakers
    whole = not reading.problems
    documents: dict[str, Document] = {}
    for id, file in files.items():
        if (document := reading.validate(file, Document)) is None:
            continue
        if document.id != id:
            reading.problems.append(misnamed(file, ("id",), id))
        if whole and document.author not in speakers:
            reading.problems.append(file.unknown("speaker", document.author, speakers, ("author",)))
        documents[id] = document
    if reading.problems:
        raise WorkspaceError(reading.problems)
    return Bibliography(speakers, documents, (*lists, *files.values()), names, replaced)


def cited(folders: Iterable[Folder], read: Read = read) -> frozenset[str]:
    """The ids of the documents that mechanisms cite: those whose sheets they have, and those that their own files name.

    Raises:
        WorkspaceError: if one of these files cannot be read.
    """
    ids: set[str] = set()
    for folder in folders:
        ids.update(folder.claims, (name.partition(".")[0] for name in folder.drafts))
        if folder.mechanism is not None:
            ids.update(_documents_in(read(*folder.mechanism).data))
    return frozenset(ids)


def _documents_in(data: object) -> Iterator[str]:
    match data:
        case dict():
            if isinstance(id := data.get("document"), str):
                yield id
            yield from (id for part in data.values() for id in _documents_in(part))
        case list():
            yield from (id for part in data for id in _documents_in(part))


def misnamed(file: YamlFile, at: tuple[str | int, ...], expected: str) -> Problem:
    """What is said at that place of a file is not what the file is called."""
    return file.problem(at, "id.file", file=file.path.rsplit("/", maxsplit=1)[-1], expected=expected)


def read_marked(named: Named, names: Names, id: str, least: Visibility = "public", read: Read = read) -> YamlFile:
    """A file of the mechanisms rooms that is about the document of that id, or may name what is secret.

    Raises:
        WorkspaceError: if it cannot be read; as secret as its document, and as any mark in it.
    """
    least = most_secret((least, names.get(id, "public")))
    try:
        return replace(read(*named), secret_names=names, least=least)
    except WorkspaceError as fault:
        level = most_secret((least, _marked(named, names), "confidential" if GIVEN.fullmatch(id) else "public"))
        raise WorkspaceError(replace(p, visibility=level, file_visibility=level) for p in fault.problems) from None


def _marked(named: Named, names: Names) -> Visibility:
    try:
        return marked_in(read_bytes(*named), names)
    except WorkspaceError:
        return "public"


def _entries(file: YamlFile) -> Sequence[object]:
    entries = file.data.get("speakers") if isinstance(file.data, dict) else None
    return entries if isinstance(entries, list) else ()


class _Reading:
    """Reads and validates, and keeps what is wrong."""

    def __init__(self, languages: Sequence[str], read: Read) -> None:
        self.problems: list[Problem] = []
        self._languages, self._read = languages, read

    def read(self, named: Named, names: Names, id: str = "") -> YamlFile | None:
        try:
            return read_marked(named, names, id, read=self._read)
        except WorkspaceError as fault:
            self.problems += fault.problems
            return None

    def validate(self, file: YamlFile, model: type[Model]) -> Model | None:
        try:
            return validate(file, model, self._languages)
        except WorkspaceError as fault:
            self.problems += fault.problems
            return None
