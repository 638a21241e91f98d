"""Kept texts: one JSON file a document in `mechanisms/texts/`, which no wheel, release or export ever holds."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from ...model.document_text import DocumentText
from ...model.visibility import Visibility, most_secret
from ..layout import TEXTS, Named
from ..problem import Problem, WorkspaceError
from ..replacing import locked, make, settle, stage
from ..rooms import files
from .reading import read

MOST_KEPT = 150_000_000


def taken(document: str, content: bytes, suffix: str) -> DocumentText:
    """The text of a document, read out of a file's bytes; `suffix` is how its name ended.

    Raises:
        TextFault: if there is no text in the file, or it cannot be read.
    """
    kind, pages = read(content, suffix)
    return DocumentText.model_validate(
        {"document": document, "kind": kind, "sha256": hashlib.sha256(content).hexdigest(), "pages": pages}
    )


def keep(room: Path, text: DocumentText) -> Path:
    """Keep a text in the mechanisms room, in the place of an earlier one of its document; gives its file.

    Raises:
        Refusal: if others were writing all the time.
        OSError: if it cannot be written; the earlier text is as it was.
    """
    file = room / TEXTS / f"{text.document}.json"
    room.mkdir(parents=True, exist_ok=True)
    with locked(room):
        make(file.parent)
        stage(file, f"{text.model_dump_json(indent=1)}\n".encode()).replace(file)
        settle(file.parent)
    return file


def texts(rooms: Sequence[Path]) -> dict[str, Named]:
    """The files of the kept texts by their document's id, those of the first room before those of the others."""
    listed: dict[str, Named] = {}
    for room in rooms:
        for file, name in files(room, f"{TEXTS}/*.json"):
            listed.setdefault(file.stem, (file, name))
    return dict(sorted(listed.items()))


def load(named: Named, level: Visibility) -> DocumentText:
    """A kept text, of a document that is so secret.

    Raises:
        WorkspaceError: if the file is not one that was kept.
    """
    file, name = named
    try:
        with file.open("rb") as stream:
            text = DocumentText.model_validate_json(stream.read(MOST_KEPT))
        whole = text.document == file.stem
    except (OSError, ValidationError):  # whose words would quote the text
        whole = False
    if not whole:
        least = most_secret((level, "internal"))
        raise WorkspaceError([Problem(name, 0, 0, "broken-text", (), "error", least, level)])
    return text
