"""Kept texts: one JSON file a document in `mechanisms/texts/`, which no wheel, release or export ever holds."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from ...model.document_text import DocumentText
from ..problem import Problem, WorkspaceError
from ..rooms import files, inside
from .reading import content_of, read

FOLDER = "texts"
MOST_KEPT = 150_000_000


def taken(document: str, file: Path) -> DocumentText:
    """The text of a document, read out of a file.

    Raises:
        TextFault: if there is no text in the file, or it cannot be read.
    """
    content = content_of(file)
    kind, pages = read(content, file.suffix)
    return DocumentText.model_validate(
        {"document": document, "kind": kind, "sha256": hashlib.sha256(content).hexdigest(), "pages": pages}
    )


def place(room: Path, document: str) -> Path:
    """Where a document's text is kept in the mechanisms room."""
    return room / FOLDER / f"{document}.json"


def encoded(text: DocumentText) -> str:
    """A text as its file holds it."""
    return text.model_dump_json(indent=1) + "\n"


def load(room: Path, document: str) -> DocumentText | None:
    """The kept text of a document; None if there is none.

    Raises:
        WorkspaceError: if the file is not one that was kept.
    """
    file = inside(room, f"{FOLDER}/{document}.json")
    return None if file is None else _parsed(file, f"{room.name}/{FOLDER}/{document}.json", document)


def kept(room: Path) -> Iterator[str]:
    """The ids of the documents of which a text is kept, sorted."""
    for file, _ in files(room, f"{FOLDER}/*.json"):
        yield file.stem


def _parsed(file: Path, name: str, document: str) -> DocumentText:
    try:
        with file.open("rb") as stream:
            text = DocumentText.model_validate_json(stream.read(MOST_KEPT))
    except (OSError, ValidationError):  # whose words would quote the text
        message = "this is no text that Baremo kept; take it in again with `baremo text`"
        raise WorkspaceError([Problem(name, 0, 0, "broken-text", message, visibility="internal")]) from None
    if text.document != document:
        message = "this is the text of another document than its name says"
        raise WorkspaceError([Problem(name, 0, 0, "broken-text", message, visibility="internal")])
    return text
