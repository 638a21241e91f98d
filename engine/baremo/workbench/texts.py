"""Documents' texts: taken in, and found again."""

from pathlib import Path, PurePath

from ..model.document_text import DocumentText
from ..workspace.texts.fault import TextFault
from ..workspace.texts.kept import keep, load, taken, texts
from ..workspace.texts.reading import content_of
from .bench import Bench
from .slip import Slip, unknown


def take_in(bench: Bench, document: str, file: Path) -> DocumentText:
    """Keep the text of a document of the workspace, read out of a file; see `take_in_content`."""
    try:
        return take_in_content(bench, document, content_of(file), file.name)
    except TextFault as fault:
        raise Slip(fault.code, file=file.name, **fault.values) from None


def take_in_content(bench: Bench, document: str, content: bytes, name: str) -> DocumentText:
    """Keep the text of a document of the workspace, read out of the bytes of a file that had this name.

    Raises:
        Slip: if there is no such document, no workspace to keep it in, or no text in the file.
        WorkspaceError, Refusal, OSError: if the workspace cannot be read, or the text not be kept.
    """
    workspace = bench.read()
    documents = workspace.bibliography.documents
    if document not in documents:
        raise unknown("document", document, documents)
    if workspace.rooms.folder is None:
        raise Slip("no-own-workspace")
    try:
        text = taken(document, content, PurePath(name).suffix)
    except TextFault as fault:
        raise Slip(fault.code, file=PurePath(name).name, **fault.values) from None
    keep(workspace.rooms.folder / "mechanisms", text)
    return text


def text_of(bench: Bench, document: str) -> DocumentText | None:
    """The text that is kept of a document; None if there is none.

    Raises:
        WorkspaceError: if the workspace cannot be read, or the text's file is none that was kept.
    """
    workspace = bench.read()
    named = texts(workspace.rooms.mechanisms).get(document)
    return None if named is None else load(named, workspace.bibliography.secret_names.get(document, "public"))
