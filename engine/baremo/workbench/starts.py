"""What a workspace and a mechanism start from: what is known, and nothing that is not."""

import re
from pathlib import Path

from babel import Locale, UnknownLocaleError
from pydantic import TypeAdapter, ValidationError

from ..model.document import OwnName
from ..model.standard import Standard
from ..reporting.files import copy, write
from ..workspace import rooms
from ..workspace.standards import read_standard
from ..workspace.yaml_text import Word, flow
from .slip import Slip

MARKER_TEXT = """# This folder is a Baremo workspace. It may have rooms of its own: standards/, mechanisms/, reports/.
# A room that it does not have is the one that comes with Baremo; mechanisms/ and reports/ are read over it.
"""
SPEAKERS_TEXT = """# Who speaks: - {id: ..., kind: official, name: {en: "..."}}
# Those that come with Baremo are there already; an entry with one of their ids takes its place.
speakers: []
"""
IGNORED_TEXT = """# Texts of documents are kept for coding alone.
mechanisms/texts/
"""
TO_FILL_IN = """established:
  date: # as precise as the document: 2020, 2020-05, 2020-05-15
  document: # a file of documents/, without its ending
  locator:
reforms: []
"""


def start_workspace(folder: Path, *, with_standards: bool = False) -> None:
    """A workspace in a folder: a marker file, and a room for mechanisms; a copy of the standards, if asked for.

    Raises:
        Slip: if it is a workspace already, or has something where a room would be.
        OSError: if it cannot be written.
    """
    if (folder / rooms.MARKER).exists():
        raise Slip("workspace-already", folder=folder)
    for room in ("mechanisms", "standards") if with_standards else ("mechanisms",):
        if (folder / room).exists():
            raise Slip("exists", path=folder / room)
    if with_standards:
        copy(rooms.built_in() / "standards", folder / "standards")
        (folder / "standards" / rooms.STANDARD).unlink()  # with it they would be standards of another body
    write(folder / "mechanisms" / "speakers.yaml", SPEAKERS_TEXT)
    write(folder / ".gitignore", IGNORED_TEXT)
    write(folder / rooms.MARKER, MARKER_TEXT)


def start_mechanism(workspace: Path | None, mechanism: str, country: str) -> Path:
    """The file of a new mechanism in a workspace (that of the current folder if none is given); gives its path.

    It says what the id and the country's code say.

    What is not known has no value, which the reader refuses, so that nothing unfinished is published.

    Raises:
        Slip: if the id is none or taken, there is no such country, or the folder is no workspace.
        WorkspaceError: if the workspace's standards cannot be read.
        OSError: if it cannot be written.
    """
    _check_id(mechanism)
    if not re.fullmatch(r"[A-Z]{2}", country) or country not in Locale("en").territories:
        raise Slip("not-a-country", name=country)
    folder = workspace or rooms.around(Path.cwd()) or Path()
    if not (folder / rooms.MARKER).is_file():
        raise Slip("not-your-workspace", folder=folder)
    own = folder / "mechanisms" / mechanism
    if own.exists():
        raise Slip("exists", path=own)
    standard, _ = read_standard(rooms.find(folder).standards)
    names = dict(_names(standard, country))
    state = f"state: {flow(names)}" if names else "state:"
    lines = [f"id: {flow(Word(mechanism))}", f"country: {flow(country)}", "name:", state, "about:"]
    write(own / "mechanism.yaml", "\n".join(lines) + "\n" + TO_FILL_IN)
    return own / "mechanism.yaml"


def _check_id(id: str) -> None:
    """An id that the reader accepts, by the reader's own rule."""
    try:
        TypeAdapter(OwnName).validate_python(id)
    except ValidationError as error:
        reserved = any(details["type"] == "value.reserved" for details in error.errors())
        raise Slip("reserved-id" if reserved else "not-an-id", name=id) from None


def _names(standard: Standard, country: str) -> list[tuple[str, str]]:
    """What the country is called in the standards' languages, as far as these are known to CLDR."""
    names = []
    for language in standard.languages:
        try:
            names.append((language, Locale.parse(language, sep="-").territories[country]))
        except (UnknownLocaleError, ValueError, KeyError):
            continue
    return names
