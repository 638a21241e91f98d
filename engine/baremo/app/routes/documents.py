"""What was read: documents listed, added and changed, and the texts that are kept of them."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...model.document import Document
from ...workbench import texts, writing
from ...workspace.refusal import Refusal
from ...workspace.writer import Saved
from ..forms import day, kept, line, localised
from ..rendering import here, render, say
from ..saving import Attempt, attempt

blueprint = Blueprint("documents", __name__)
KINDS = (
    *("law", "judgment", "official-act", "official-figures", "report", "communique", "press", "survey", "interview"),
    "other",
)


@blueprint.get("/documents")
def index() -> Response:
    """All of them, the newest first."""
    session = here()
    workspace = session.bench.read(drafts=session.audience != "public")
    known = sorted(_known().values(), key=lambda document: document.as_of, reverse=True)
    used = {
        document.id: [
            id for id, filed in workspace.dossiers.items() if document.id in filed.sheets and not session.own_drafts(id)
        ]
        for document in known
    }
    return render(
        "documents", section="documents", documents=known, used=used, speakers=workspace.bibliography.speakers
    )


@blueprint.get("/documents/new")
def new() -> Response:
    """An empty form."""
    return _form({"kind": "report", "language": here().language, "first_hand": True}, None)


@blueprint.get("/documents/<id>")
def edit(id: str) -> Response:
    """One of them, with the text that is kept of it."""
    if id not in _known():
        abort(404)
    held = here().held(f"documents/{id}.yaml")
    assert held is not None
    return _form(held.data, id)


@blueprint.post("/documents/save")
def save() -> Response | Answer:
    """Add a document, or let one be this one."""
    session, form = here(), request.form
    known = line(form, "known")
    if known is not None and known not in _known():
        abort(404)
    languages = session.bench.read(()).catalogue.standard.languages
    language = line(form, "language")
    entry: dict[str, Any] = {
        "author": line(form, "author"),
        "kind": line(form, "kind"),
        "first_hand": form.get("first_hand") == "yes",
        "language": language,
        "title": line(form, "title"),
        "titles": localised(form, "titles", [each for each in languages if each != language]),
        "published": day(form, "published") or "undated",
        "as_of": line(form, "as_of"),
        "address": line(form, "address"),
        "archived": line(form, "archived"),
        "seen": line(form, "seen"),
        "locators": line(form, "locators"),
        "visibility": None if form.get("visibility") in (None, "public") else form["visibility"],
    }
    read = form.get("read", "")
    id = known or line(form, "id") or ""

    def write() -> Saved:
        name = f"documents/{id}.yaml"
        held = session.held(name) if known else None
        if held is not None and held.own:
            return writing.amend(session.bench, name, entry, read)
        return writing.start(session.bench, name, {"id": id, **kept(entry)})

    if known is None and id in session.bench.read(()).bibliography.documents:
        tried = Attempt(None, [say("app.id.taken", given=id)])
    else:
        tried = attempt(say("app.document"), write, read)
    if not tried.done:
        return _form({"id": id, **kept(entry)}, known, tried)
    return redirect(url_for("documents.edit", id=id, saved=tried.token), 303)


@blueprint.post("/documents/<id>/text")
def take_text(id: str) -> Response | Answer:
    """Keep the text of a document, read out of a file that was chosen."""
    session = here()
    if id not in _known() or session.audience == "public":
        abort(404)
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refusal("no-file", file=say("app.text.file"))
    text = texts.take_in_content(session.bench, id, file.read(), file.filename)
    return redirect(url_for("documents.edit", id=id, pages=len(text.pages)), 303)


def _known() -> Mapping[str, Document]:
    """Those that the audience may know."""
    session = here()
    bibliography = session.bench.read(()).bibliography
    hidden = bibliography.secret_names
    return {id: each for id, each in bibliography.documents.items() if session.allowed(hidden.get(id, "public"))}


def _form(entry: Mapping[str, Any], known: str | None, tried: Attempt | None = None) -> Response:
    session = here()
    workspace = session.bench.read(())
    text = None
    if known is not None and session.audience != "public":
        text = texts.text_of(session.bench, known)
    held = session.held(f"documents/{known}.yaml") if known else None
    kinds = dict.fromkeys((*KINDS, *(each.kind for each in workspace.bibliography.documents.values())))
    return render(
        "document",
        200 if tried is None else 422,
        section="documents",
        entry=entry,
        known=known,
        read="" if held is None else held.read,
        standard=workspace.catalogue.standard,
        speakers=workspace.bibliography.speakers,
        kinds=list(kinds),
        text=text,
        mechanisms=workspace.layout.folders,
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )
