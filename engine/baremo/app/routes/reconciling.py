"""Two codings of a document side by side: where they differ somebody decides, with a reason."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as Answer

from ...model.coding import Decision, Pair
from ...model.sheet import Claim, Signature
from ...workbench import coding as life
from ...workbench.coding import SideBySide
from ..forms import day, kept, line, localised, setting
from ..rendering import here, render, say
from ..saving import attempt
from .mechanisms import blind, known

blueprint = Blueprint("reconciling", __name__)
TAKES = ("a", "b", "both", "nothing", "own")


@blueprint.get("/m/<id>/reconcile/<document>")
def show(id: str, document: str) -> Response:
    """All pairs, those that are open with a form."""
    known(id)
    return blind(id, "draft") or _show(life.side_by_side(here().bench, id, document))


@blueprint.post("/m/<id>/reconcile/<document>")
def decide(id: str, document: str) -> Response | Answer:
    """Make the sheet that counts, once everything open is decided; else show again what was decided so far."""
    known(id)
    session, form = here(), request.form
    hidden = blind(id, "draft")
    if hidden is not None:
        return hidden
    held = life.side_by_side(session.bench, id, document)
    decisions: list[Decision] = []
    faults: list[str] = []
    for number, pair in enumerate(held.open, 1):
        try:
            decisions.append(_decision(pair, number, held))
        except (ValidationError, LookupError):
            faults.append(say("app.reconcile.undecided", number=number))
    by = line(form, "by")
    if by is None:
        faults.append(say("app.reconcile.nobody"))
    if faults or by is None:
        return _show(held, faults)
    signature, read = Signature(by=by, on=date.today()), line(form, "how_much")
    tried = attempt(
        say("app.reconcile"), lambda: life.reconcile(session.bench, id, document, decisions, signature, read)
    )
    if not tried.done:
        return _show(held, list(tried.faults))
    return redirect(url_for("mechanisms.scorecard", id=id, saved=tried.token), 303)


def _decision(pair: Pair, number: int, held: SideBySide) -> Decision:
    """What the form says of a pair.

    Raises:
        ValidationError, LookupError: if it says nothing that can be done.
    """
    form = request.form
    between, take, why = tuple(pair.ids), form[f"take.{number}"], line(form, f"why.{number}")
    ordered = tuple(entry.id for entry in pair.entries if entry.id is not None)
    data: dict[str, Any] = {"between": ordered or between, "why": why}
    if take == "own" and isinstance(pair.entries[0], Claim):
        data["claim"] = _claim(pair.entries[0], number, held)
    else:
        chosen = {"a": [pair.a], "b": [pair.b], "both": pair.entries, "nothing": []}[take]
        data["take"] = [entry.id for entry in chosen if entry is not None and entry.id is not None]
    return Decision.model_validate(data)


def _claim(like: Claim, number: int, held: SideBySide) -> dict[str, Any]:
    """Another claim than either coder's, of the same question and speaker."""
    form = request.form
    languages = here().bench.read(()).catalogue.standard.languages
    return kept(
        {
            "document": held.document,
            "feature": like.feature,
            "kind": like.kind,
            "speaker": like.speaker,
            **setting(form, held.features[like.feature], f"own.{number}."),
            "date": day(form, f"own.{number}.date"),
            "locator": line(form, f"own.{number}.locator"),
            "anchor": line(form, f"own.{number}.anchor"),
            "note": localised(form, f"own.{number}.note", languages),
        }
    )


def _show(held: SideBySide, faults: list[str] | None = None) -> Response:
    session = here()
    workspace = session.bench.read(())
    counts = {
        relation: sum(pair.relation == relation for pair in held.pairs)
        for relation in ("same", "overlapping", "contradictory", "only-one")
    }
    both_nothing = len({*held.a.nothing_on} & {*held.b.nothing_on})
    return render(
        "reconcile",
        200 if not faults else 422,
        section="coding",
        mechanism=held.mechanism,
        held=held,
        counts=counts,
        both_nothing=both_nothing,
        document=workspace.bibliography.documents[held.document],
        speakers=workspace.bibliography.speakers,
        standard=workspace.catalogue.standard,
        form=request.form,
        faults=faults or (),
    )
