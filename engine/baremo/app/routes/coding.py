"""Coding: what documents say of a mechanism. A draft is started, answered question by question, handed in, accepted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...model.feature import Feature
from ...workbench import coding as life
from ...workbench import drafting, texts, writing
from ...workbench.drafting import Coding
from ..forms import bound_of, day, is_id, kept, line, lines, localised, setting
from ..rendering import here, render, say
from ..saving import Attempt, attempt
from .mechanisms import known

blueprint = Blueprint("coding", __name__)
STATES = ("proposed", "promised", "pending", "adopted", "suspended", "repealed", "annulled", "withdrawn", "rejected")
CONFIDENCE = ("certain", "likely", "doubtful")


@blueprint.get("/m/<id>/coding")
def index(id: str) -> Response:
    """The documents that speak of a mechanism: sheets, drafts, and a form to begin another."""
    known(id)
    return _index(id)


def _index(id: str, tried: Attempt | None = None) -> Response:
    session = here()
    workspace = session.bench.read([id], drafts=session.audience != "public")
    filed = workspace.dossiers[id]
    drafts = drafting.codings(session.bench, id) if session.audience != "public" else ()
    return render(
        "codings",
        200 if tried is None else 422,
        section="coding",
        mechanism=id,
        tab="coding",
        sheets=[
            sheet for sheet in filed.dossier.sheets if session.allowed(filed.sheets[sheet.document].visibility(()))
        ],
        drafts=drafts,
        documents=workspace.bibliography.documents,
        speakers=workspace.bibliography.speakers,
        chosen=request.values.get("document", ""),
        feature=request.values.get("feature", ""),
        faults=() if tried is None else tried.faults,
    )


@blueprint.post("/m/<id>/coding")
def begin(id: str) -> Response | Answer:
    """Begin a draft, in the role that is named; that is the role of whoever sits here from now on."""
    known(id)
    session, form = here(), request.form
    coder, document = line(form, "coder") or "", line(form, "document") or ""
    if not is_id(coder):
        return _index(id, Attempt(None, [say("app.coder.form")]))
    documents = session.bench.read(()).bibliography.documents
    speaker = line(form, "speaker") or (documents[document].author if document in documents else "")
    read = line(form, "read") or ""
    if drafting.coding(session.bench, id, document, coder) is None:
        tried = attempt(
            say("app.draft"),
            lambda: drafting.start_draft(session.bench, id, document, coder, read, date.today(), speaker),
        )
        if not tried.done:
            return _index(id, tried)
    session.coder = coder
    return redirect(url_for("coding.draft", id=id, document=document, coder=coder), 303)


def _own(id: str, document: str, coder: str) -> Coding:
    """A draft that whoever sits here may open: their own, or one that is handed in where they code nothing."""
    known(id)
    session = here()
    found = None if session.audience == "public" else drafting.coding(session.bench, id, document, coder)
    if found is None:
        abort(404)
    if session.coder is None and not found.finished and not found.counts_already:
        session.coder = found.coder
    session.show(found.content, found.read)
    return found


def _hidden(found: Coding) -> Response | None:
    """Another coder's draft is not seen by whoever codes the same document and has not handed in."""
    session = here()
    if found.coder == session.coder:
        return None
    mine = [each for each in session.own_drafts(found.mechanism) if each.document == found.document]
    return render("blind", section="coding", mechanism=found.mechanism, what="draft", drafts=mine) if mine else None


@blueprint.get("/m/<id>/drafts/<document>/<coder>")
def draft(id: str, document: str, coder: str) -> Response:
    """How far a draft is, and what is kept of it beside its answers."""
    found = _own(id, document, coder)
    return _hidden(found) or _draft(found)


def _is_own(found: Coding) -> bool:
    """Whether it can be changed: what comes with Baremo cannot."""
    held = here().held(found.name)
    return held is not None and held.own


def _draft(found: Coding, tried: Attempt | None = None, stage: Mapping[str, Any] | None = None) -> Response:
    session = here()
    workspace = session.bench.read([found.mechanism])
    mechanism = workspace.dossiers[found.mechanism].dossier.mechanism
    return render(
        "draft",
        200 if tried is None else 422,
        section="coding",
        mechanism=found.mechanism,
        draft=found,
        own=_is_own(found),
        features=found.features,
        dimensions=workspace.catalogue.dimensions,
        document=workspace.bibliography.documents[found.document],
        speakers=workspace.bibliography.speakers,
        reforms=mechanism.reforms,
        states=STATES,
        stage=stage or {},
        text=texts.text_of(session.bench, found.document),
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )


@blueprint.get("/m/<id>/drafts/<document>/<coder>/q/<feature>")
def question(id: str, document: str, coder: str, feature: str) -> Response:
    """One question, with a form for what the document says."""
    found = _own(id, document, coder)
    if feature not in found.features:
        abort(404)
    wanted = request.args.get("claim")
    entries = _entries(found, feature)
    entry = next((each for each in entries if each["id"] == wanted), None)
    if entry is None and wanted is None and entries:
        entry = entries[0]
    return _hidden(found) or _question(found, feature, entry or {})


def _entries(found: Coding, feature: str) -> Sequence[Mapping[str, Any]]:
    held = here().held(found.name)
    claims = () if held is None else held.data.get("claims") or ()
    told = {claim.id for claim in found.answers.get(feature, ())}
    return [claim for claim in claims if claim.get("id") in told]


def _question(found: Coding, feature: str, entry: Mapping[str, Any], tried: Attempt | None = None) -> Response:
    session = here()
    workspace = session.bench.read(())
    order = list(found.features)
    at = order.index(feature)
    text = texts.text_of(session.bench, found.document)
    return render(
        "question",
        200 if tried is None else 422,
        section="coding",
        mechanism=found.mechanism,
        draft=found,
        own=_is_own(found),
        feature=found.features[feature],
        number=at + 1,
        before=order[at - 1] if at else None,
        after=order[at + 1] if at + 1 < len(order) else None,
        features=found.features,
        dimensions=workspace.catalogue.dimensions,
        document=workspace.bibliography.documents[found.document],
        speakers=workspace.bibliography.speakers,
        standard=workspace.catalogue.standard,
        guidance=drafting.guidance(session.bench).get(feature),
        entry=entry,
        bound=bound_of(entry),
        claims=found.answers.get(feature, ()),
        confidence=CONFIDENCE,
        text=text,
        anchors=[] if text is None else _anchors(found),
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )


def _anchors(found: Coding) -> Sequence[tuple[str, str]]:
    """What was marked before, and for which question."""
    return [(claim.anchor, claim.feature) for claim in found.sheet.claims if claim.anchor is not None]


def _claim(found: Coding, feature: Feature) -> dict[str, Any]:
    """The claim that the form holds."""
    form, languages = request.form, here().bench.read(()).catalogue.standard.languages
    kind = line(form, "kind") or ("observation" if feature.kind == "practice" else "change")
    speaker, before = line(form, "speaker"), line(form, "before") if kind == "change" else None
    return kept(
        {
            "feature": feature.id,
            "kind": kind,
            **setting(form, feature),
            "before": None if before is None else feature.written(before),
            "date": day(form, "date"),
            "until": day(form, "until") if kind == "observation" else None,
            "due": day(form, "due") if kind == "commitment" else None,
            "speaker": None if speaker == found.sheet.speaker else speaker,
            "locator": line(form, "locator"),
            "anchor": line(form, "anchor"),
            "note": localised(form, "note", languages),
            "corrects": line(form, "corrects"),
            "confidence": line(form, "confidence"),
            "visibility": None if form.get("visibility") in (None, "public") else form["visibility"],
        }
    )


@blueprint.post("/m/<id>/drafts/<document>/<coder>/q/<feature>")
def answer(id: str, document: str, coder: str, feature: str) -> Response | Answer:
    """Save what the document says on a question; or that it says nothing; or leave it open; or take a claim out."""
    found = _own(id, document, coder)
    if feature not in found.features:
        abort(404)
    form, bench = request.form, here().bench
    act, read, claim = form.get("act", "save"), form.get("read", ""), line(form, "claim")
    entry: dict[str, Any] = {}
    title = say("app.answer")
    if act == "nothing":
        tried = attempt(title, lambda: drafting.say_nothing(bench, found, feature, read), read)
    elif act == "open":
        tried = attempt(title, lambda: drafting.leave_open(bench, found, feature, read), read)
    elif act == "withdraw" and claim is not None:
        why = line(form, "why") or ""
        tried = attempt(
            title, lambda: writing.withdraw(bench, found.name, "claims", claim, date.today(), why, read), read
        )
    elif act == "remove" and claim is not None:
        tried = attempt(title, lambda: writing.remove(bench, found.name, "claims", claim, read), read)
    else:
        entry = _claim(found, found.features[feature])
        tried = attempt(title, lambda: drafting.answer(bench, found, entry, claim, read), read)
    if request.headers.get("X-Autosave") == "yes":
        return _told(tried, id, document, coder, feature, claim)
    if not tried.done:
        return _question(found, feature, {**entry, **({"id": claim} if claim else {})}, tried)
    order = list(found.features)
    at = order.index(feature)
    following = order[(at + 1) % len(order)]
    where: dict[str, Any] = {"id": id, "document": document, "coder": coder}
    if act == "another":
        return redirect(url_for("coding.question", **where, feature=feature, claim="new", saved=tried.token), 303)
    stays = act in ("save", "remove", "withdraw", "open")
    return redirect(
        url_for("coding.question", **where, feature=feature if stays else following, saved=tried.token), 303
    )


def _told(tried: Attempt, id: str, document: str, coder: str, feature: str, claim: str | None) -> Response:
    """What a script is told: what is saved, read back from the file, and the digest that the next save needs."""
    now = drafting.coding(here().bench, id, document, coder)
    assert now is not None
    if not tried.done:
        return jsonify({"saved": False, "faults": list(tried.faults)})
    here().show(now.content, now.read)
    last = now.answers.get(feature, ())
    newest = claim or (last[-1].id if last else None)
    return jsonify({"saved": True, "read": now.read, "claim": newest, "write": tried.token})


@blueprint.post("/m/<id>/drafts/<document>/<coder>/sheet")
def sheet(id: str, document: str, coder: str) -> Response | Answer:
    """Save what is said of the draft itself: how much was read, and the private journal."""
    found = _own(id, document, coder)
    form = request.form
    read = form.get("read", "")
    values = {"read": line(form, "how_much"), "journal": lines(form, "journal")}
    tried = attempt(say("app.draft"), lambda: writing.amend(here().bench, found.name, values, read), read)
    if not tried.done:
        return _draft(found, tried)
    return redirect(url_for("coding.draft", id=id, document=document, coder=coder, saved=tried.token), 303)


@blueprint.post("/m/<id>/drafts/<document>/<coder>/stage")
def stage(id: str, document: str, coder: str) -> Response | Answer:
    """Put a stage of a reform into the draft, or take one out."""
    found = _own(id, document, coder)
    form, bench, read = request.form, here().bench, request.form.get("read", "")
    own = line(form, "known")
    entry: dict[str, Any] = {}
    if form.get("act") == "remove" and own is not None:
        tried = attempt(say("app.stage"), lambda: writing.remove(bench, found.name, "reforms", own, read), read)
    else:
        entry = kept(
            {
                "reform": line(form, "reform"),
                "state": line(form, "state"),
                "date": day(form, "date"),
                "in_force": day(form, "in_force"),
                "locator": line(form, "locator"),
                "anchor": line(form, "anchor"),
                "lays_down": _settings(found, "lays_down") or None,
                "aims": _settings(found, "aims") or None,
            }
        )
        tried = attempt(say("app.stage"), lambda: writing.insert(bench, found.name, "reforms", entry, read), read)
    if not tried.done:
        return _draft(found, tried, entry)
    return redirect(
        url_for("coding.draft", id=id, document=document, coder=coder, saved=tried.token, _anchor="stages"), 303
    )


def _settings(found: Coding, key: str) -> list[dict[str, Any]]:
    """What a reform lays down, or aims at: a feature and a value each, as `feature=value` chosen from a list."""
    settings = []
    for number in range(4):
        chosen = line(request.form, f"{key}.{number}") or ""
        feature, equals, value = chosen.partition("=")
        if equals and feature in found.features:
            settings.append({"feature": feature, "value": found.features[feature].written(value)})
    return settings


@blueprint.post("/m/<id>/drafts/<document>/<coder>/figures")
def context(id: str, document: str, coder: str) -> Response | Answer:
    """Put a figure or an event into the draft, or take one out."""
    found = _own(id, document, coder)
    form, bench, read = request.form, here().bench, request.form.get("read", "")
    languages = bench.read(()).catalogue.standard.languages
    list, own = "events" if form.get("list") == "events" else "figures", line(form, "known")
    speaker = line(form, "speaker")
    shared = {
        "speaker": None if speaker == found.sheet.speaker else speaker,
        "locator": line(form, "locator"),
        "anchor": line(form, "anchor"),
    }
    if form.get("act") == "remove" and own is not None:
        tried = attempt(say(f"app.{list}"), lambda: writing.remove(bench, found.name, list, own, read), read)
    else:
        if list == "events":
            entry = {"title": localised(form, "title", languages), "date": day(form, "date"), **shared}
        else:
            entry = {
                "label": localised(form, "label", languages),
                "value": _number(line(form, "value")),
                "approximate": True if form.get("approximate") == "yes" else None,
                "unit": localised(form, "unit", languages),
                "period": day(form, "period"),
                **shared,
            }
        tried = attempt(say(f"app.{list}"), lambda: writing.insert(bench, found.name, list, kept(entry), read), read)
    if not tried.done:
        return _draft(found, tried)
    return redirect(
        url_for("coding.draft", id=id, document=document, coder=coder, saved=tried.token, _anchor=list), 303
    )


def _number(text: str | None) -> Any:
    try:
        return None if text is None else int(text) if text.lstrip("-").isdigit() else float(text.replace(",", "."))
    except ValueError:
        return text


@blueprint.post("/m/<id>/drafts/<document>/<coder>/copy")
def copy(id: str, document: str, coder: str) -> Response | Answer:
    """Take a sheet that comes with Baremo into the workspace, where it can be changed."""
    found = _own(id, document, coder)
    held = here().held(found.name)
    if not found.counts_already or held is None:
        abort(404)
    tried = attempt(say("app.sheet"), lambda: writing.start(here().bench, found.name, held.data))
    if not tried.done:
        return _draft(found, tried)
    return redirect(url_for("coding.draft", id=id, document=document, coder=coder, saved=tried.token), 303)


@blueprint.post("/m/<id>/drafts/<document>/<coder>/hand-in")
def hand_in(id: str, document: str, coder: str) -> Response | Answer:
    """Lock the draft: its coder has finished."""
    found = _own(id, document, coder)
    tried = attempt(say("app.hand-in"), lambda: life.hand_in(here().bench, id, document, found.coder))
    if not tried.done:
        return _draft(found, tried)
    return redirect(url_for("coding.index", id=id, saved=tried.token), 303)


@blueprint.post("/m/<id>/drafts/<document>/<coder>/accept")
def accept(id: str, document: str, coder: str) -> Response | Answer:
    """Make the draft the sheet that counts, as one coder's."""
    found = _own(id, document, coder)
    tried = attempt(say("app.accept"), lambda: life.accept(here().bench, id, document, found.coder))
    if not tried.done:
        return _index(id, tried)
    return redirect(url_for("mechanisms.scorecard", id=id, saved=tried.token), 303)


@blueprint.post("/m/<id>/drafts/<document>/<coder>/discard")
def discard(id: str, document: str, coder: str) -> Response | Answer:
    """Take the draft away; that can be undone."""
    found = _own(id, document, coder)
    read = request.form.get("read", "")
    tried = attempt(say("app.draft"), lambda: writing.discard(here().bench, found.name, read), read)
    if not tried.done:
        return _draft(found, tried)
    return redirect(url_for("coding.index", id=id, saved=tried.token), 303)
