"""What the State answers to findings: it stands beside them, and changes none."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...workbench import replies, writing
from ..forms import day, kept, line, localised
from ..rendering import here, render, say
from ..saving import Attempt, attempt
from .mechanisms import known

blueprint = Blueprint("replies", __name__)


@blueprint.get("/m/<id>/replies")
def index(id: str) -> Response:
    """The answers, and a form for another; and the rounds of comment."""
    known(id)
    return _index(id, {"criterion": request.args.get("criterion", "")})


@blueprint.post("/m/<id>/replies")
def save(id: str) -> Response | Answer:
    """Keep an answer, or take one out."""
    known(id)
    session, form = here(), request.form
    own = line(form, "known")
    if form.get("act") == "remove" and own is not None:
        name, read = f"{id}/mechanism.yaml", form.get("read", "")
        tried = attempt(say("app.reply"), lambda: writing.remove(session.bench, name, "replies", own, read), read)
        entry: dict[str, Any] = {}
    else:
        languages = session.bench.read(()).catalogue.standard.languages
        entry = kept(
            {
                "criterion": line(form, "criterion"),
                "speaker": line(form, "speaker"),
                "date": day(form, "date"),
                "document": line(form, "document"),
                "locator": line(form, "locator"),
                "text": localised(form, "text", languages),
            }
        )
        if "criterion" not in entry:
            tried = Attempt(None, [say("app.reply.which")])
        else:
            tried = attempt(say("app.reply"), lambda: replies.reply(session.bench, id, [entry]))
    if not tried.done:
        return _index(id, entry, tried)
    return redirect(url_for("replies.index", id=id, saved=tried.token), 303)


def _index(id: str, entry: dict[str, Any], tried: Attempt | None = None) -> Response:
    session = here()
    workspace = session.bench.read([id])
    held = session.held(f"{id}/mechanism.yaml")
    assert held is not None
    mechanism = workspace.dossiers[id].dossier.mechanism
    return render(
        "replies",
        200 if tried is None else 422,
        section="home",
        mechanism=id,
        tab="replies",
        replies=[reply for reply in mechanism.replies if session.allowed(reply.visibility)],
        comments=mechanism.comments,
        entry=entry,
        own=held.own,
        read=held.read,
        criteria=workspace.catalogue.in_order,
        names=workspace.standards.whole.criteria,
        speakers=workspace.bibliography.speakers,
        state_kinds=workspace.catalogue.standard.state_kinds,
        documents=workspace.bibliography.documents,
        standard=workspace.catalogue.standard,
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )
