"""What the keepers of a dossier decide: between claims that differ, and which requirements do not apply."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...workbench import writing
from ...workspace.writer import Saved
from ..forms import day, kept, line, localised, setting
from ..rendering import here, render, say
from ..saving import Attempt, attempt
from .mechanisms import blind, known

blueprint = Blueprint("decisions", __name__)
LISTS = ("adjudications", "not_applicable")


@blueprint.get("/m/<id>/decisions")
def index(id: str) -> Response:
    """The decisions, with a form for one on a question, and one on a requirement."""
    known(id)
    return blind(id, "scorecard") or _index(id, {})


@blueprint.post("/m/<id>/decisions")
def save(id: str) -> Response | Answer:
    """Keep a decision, or take one out."""
    known(id)
    session, form = here(), request.form
    list = form.get("list", "")
    list = list if list in LISTS else LISTS[0]
    name, read, place = f"{id}/mechanism.yaml", form.get("read", ""), line(form, "place")
    entry: dict[str, Any] = {}

    def write() -> Saved:
        if form.get("act") == "remove" and place is not None and place.isdigit():
            return writing.remove(session.bench, name, list, int(place), read)
        held = session.held(name)
        if held is not None and not held.own:
            return writing.start(session.bench, name, {**held.data, list: [*(held.data.get(list) or ()), entry]})
        return writing.insert(session.bench, name, list, entry, read)

    if form.get("act") != "remove":
        entry = _adjudication() if list == "adjudications" else _exemption()
    tried = attempt(say("app.decision"), write, read)
    if not tried.done:
        return _index(id, entry, tried)
    return redirect(url_for("decisions.index", id=id, saved=tried.token), 303)


def _adjudication() -> dict[str, Any]:
    session, form = here(), request.form
    workspace = session.bench.read(())
    feature = workspace.standards.whole.features.get(form.get("feature", ""))
    return kept(
        {
            "feature": line(form, "feature"),
            "between": form.getlist("between"),
            **({} if feature is None else setting(form, feature)),
            "by": line(form, "by"),
            "date": day(form, "date"),
            "why": localised(form, "why", workspace.catalogue.standard.languages),
        }
    )


def _exemption() -> dict[str, Any]:
    form, languages = request.form, here().bench.read(()).catalogue.standard.languages
    return kept(
        {
            "criterion": line(form, "criterion"),
            "reason": localised(form, "reason", languages),
            "from": day(form, "from"),
            "until": day(form, "until"),
        }
    )


def _index(id: str, entry: dict[str, Any], tried: Attempt | None = None) -> Response:
    session = here()
    workspace = session.bench.read([id])
    filed, held = workspace.dossiers[id], session.held(f"{id}/mechanism.yaml")
    assert held is not None
    features = workspace.catalogue.features
    claims: dict[str, list[Any]] = {}
    for place, claim in filed.placed("claims"):
        if session.allowed(place.file.visibility(place.at)):
            claims.setdefault(getattr(claim, "feature", ""), []).append(claim)
    several = [feature for feature in features if len(claims.get(feature, ())) > 1]
    chosen = request.values.get("feature", "")
    mechanism = filed.dossier.mechanism
    return render(
        "decisions",
        200 if tried is None else 422,
        section="home",
        mechanism=id,
        tab="decisions",
        read=held.read,
        own=held.own,
        adjudications=[(n, each) for n, each in enumerate(mechanism.adjudications) if session.allowed(each.visibility)],
        exemptions=[(n, each) for n, each in enumerate(mechanism.not_applicable) if session.allowed(each.visibility)],
        features=workspace.standards.whole.features,
        criteria=workspace.catalogue.in_order,
        names=workspace.standards.whole.criteria,
        several=several,
        chosen=chosen if chosen in several else "",
        claims=claims,
        speakers=workspace.bibliography.speakers,
        standard=workspace.catalogue.standard,
        entry=entry,
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )
