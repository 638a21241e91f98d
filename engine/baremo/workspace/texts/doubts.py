"""Anchors that are not in the text that is kept of their document."""

from collections.abc import Iterable, Iterator

from ..mechanisms import LISTS, Filed
from ..problem import Location, Problem, WorkspaceError
from ..workspace import Workspace
from ..yaml_file import YamlFile
from .anchors import Index
from .kept import load, texts


def text_doubts(workspace: Workspace) -> Iterator[Problem]:
    """Every anchor, of claims, stages, figures, events and a mechanism's beginning and end, that a kept text does not
    have; and texts of no document. What a text says is never quoted.
    """
    documents, secret = workspace.bibliography.documents, workspace.bibliography.secret_names
    indices: dict[str, Index] = {}
    for document, named in texts(workspace.rooms.mechanisms).items():
        if document not in documents:
            yield Problem(named[1], 0, 0, "text-of-nothing", (), "doubt", "internal", "confidential")
            continue
        try:
            indices[document] = Index(load(named, secret.get(document, "public")))
        except WorkspaceError as fault:
            yield from fault.problems
    for filed in workspace.dossiers.values():
        for file, at, document, anchor in _anchors(filed):
            if document in indices and not indices[document].spots(anchor):
                yield file.problem(at, "anchor-not-there", doubt=True, quoting=["internal"], document=document)


def _anchors(filed: Filed) -> Iterator[tuple[YamlFile, Location, str, str]]:
    """Each anchor with its place and its document."""
    mechanism = filed.dossier.mechanism
    for key, passage in (("established", mechanism.established), ("ended", mechanism.ended)):
        if passage is not None and passage.anchor is not None:
            yield filed.mechanism, (key, "anchor"), passage.document, passage.anchor
    sheets: Iterable[tuple[YamlFile, object]] = [
        *((filed.sheets[sheet.document], sheet) for sheet in filed.dossier.sheets),
        *((draft.file, draft.sheet) for draft in filed.drafts.values()),
    ]
    for file, sheet in sheets:
        for key in LISTS:
            for place, entry in enumerate(getattr(sheet, key)):
                if entry.anchor is not None:
                    yield file, (key, place, "anchor"), entry.document, entry.anchor
