"""Who speaks: listed, added, changed."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...workbench import writing
from ...workspace.writer import Saved
from ..forms import kept, line, localised
from ..rendering import here, render, say
from ..saving import Attempt, attempt

blueprint = Blueprint("speakers", __name__)
FILE = "speakers.yaml"


@blueprint.get("/speakers")
def index() -> Response:
    """All of them."""
    workspace = here().bench.read(())
    return render("speakers", section="speakers", speakers=_known(), standard=workspace.catalogue.standard)


@blueprint.get("/speakers/new")
def new() -> Response:
    """An empty form."""
    return _form({"kind": "civil-society"}, None)


@blueprint.get("/speakers/<id>")
def edit(id: str) -> Response:
    """One of them."""
    known = _known()
    if id not in known:
        abort(404)
    speaker = known[id]
    return _form({"id": id, "kind": speaker.kind, "name": speaker.name.root, "visibility": speaker.visibility}, id)


@blueprint.post("/speakers/save")
def save() -> Response | Answer:
    """Add a speaker, or let one be this one."""
    session, form = here(), request.form
    known = line(form, "known")
    languages = session.bench.read(()).catalogue.standard.languages
    entry = kept(
        {
            "id": known or line(form, "id"),
            "kind": line(form, "kind"),
            "name": localised(form, "name", languages),
            "visibility": None if form.get("visibility") in (None, "public") else form["visibility"],
        }
    )
    read = form.get("read", "")

    def write() -> Saved:
        held = session.held(FILE)
        if held is None or not held.own:
            return writing.start(session.bench, FILE, {"speakers": [entry]})
        if any(each.get("id") == entry.get("id") for each in held.data["speakers"] or ()) and known is not None:
            return writing.change(session.bench, FILE, "speakers", known, entry, read)
        return writing.insert(session.bench, FILE, "speakers", entry, read)

    if known is None and entry.get("id") in _known():
        tried = Attempt(None, [say("app.id.taken", given=entry["id"])])
    else:
        tried = attempt(say("app.speaker"), write, read)
    if not tried.done:
        return _form(entry, known, tried)
    return redirect(url_for("speakers.index", saved=tried.token), 303)


def _known() -> Mapping[str, Any]:
    workspace = here().bench.read(())
    hidden = workspace.bibliography.secret_names
    allowed = here().allowed
    return {id: each for id, each in workspace.bibliography.speakers.items() if allowed(hidden.get(id, "public"))}


def _form(entry: Mapping[str, Any], known: str | None, tried: Attempt | None = None) -> Response:
    session = here()
    held = session.held(FILE)
    return render(
        "speaker",
        200 if tried is None else 422,
        section="speakers",
        entry=entry,
        known=known,
        read="" if held is None else held.read,
        standard=session.bench.read(()).catalogue.standard,
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )
