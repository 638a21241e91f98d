"""A mechanism: its scorecard with a finding behind every line, who it is, and its reforms by name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...model.dates import PartialDate
from ...workbench import explanations, pages, writing
from ...workspace.writer import Saved
from ..forms import day, kept, line, lines, localised
from ..rendering import here, render, say
from ..saving import Attempt, attempt

blueprint = Blueprint("mechanisms", __name__)


def known(id: str) -> None:
    """A mechanism of the workspace, or nothing is found."""
    if id not in here().bench.read(()).layout.folders:
        abort(404)


def asked_day() -> date | None:
    """The day that is looked at; None for the default one."""
    given = request.args.get("as_of", "").strip()
    try:
        return PartialDate.parse(given).last if given else None
    except ValueError:
        return None


def asked_perspective() -> str:
    """Whose claims count."""
    given = request.args.get("perspective", "all")
    standard = here().bench.read(()).catalogue.standard
    return given if given in {each.id for each in standard.perspectives} else "all"


def blind(id: str, what: str) -> Response | None:
    """In the place of what a draft would change: the words that it is hidden until that is handed in."""
    drafts = here().own_drafts(id)
    return render("blind", section="home", mechanism=id, what=what, drafts=drafts) if drafts else None


@blueprint.get("/m/<id>")
def scorecard(id: str) -> Response:
    """The scorecard, as a report has it."""
    known(id)
    hidden = blind(id, "scorecard")
    if hidden is not None:
        return hidden
    session, as_of, perspective = here(), asked_day(), asked_perspective()
    page = pages.scorecard(session.bench, id, session.language, as_of, perspective)
    main = pages.with_links(
        pages.main_of(page),
        lambda criterion: url_for("mechanisms.finding", id=id, criterion=criterion),
        say("app.finding.open"),
    )
    return render(
        "looked",
        section="home",
        mechanism=id,
        tab="scorecard",
        title=say("app.scorecard"),
        main=main,
        as_of=request.args.get("as_of", ""),
        perspective=perspective,
        standard=session.bench.read(()).catalogue.standard,
        choices=True,
    )


@blueprint.get("/m/<id>/findings/<criterion>")
def finding(id: str, criterion: str) -> Response:
    """Why a finding is what it is, and from where it can be added to."""
    known(id)
    hidden = blind(id, "scorecard")
    if hidden is not None:
        return hidden
    session = here()
    catalogue = session.bench.read(()).catalogue
    if criterion not in catalogue.criteria:
        abort(404)
    found = explanations.why(session.bench, id, criterion, asked_day(), asked_perspective())
    assert found.file.why is not None
    return render(
        "finding",
        section="home",
        mechanism=id,
        criterion=catalogue.criteria[criterion],
        main=pages.finding(found, session.language),
        tested=found.file.why.features,
        features=catalogue.features,
        dossier=found.workspace.dossiers[id].dossier,
    )


@blueprint.get("/m/<id>/who")
def who(id: str) -> Response:
    """Who the mechanism is, since when and until when, and its reforms by name."""
    known(id)
    held = here().held(f"{id}/mechanism.yaml")
    assert held is not None
    return _form(held.data, id)


@blueprint.get("/mechanisms/new")
def new() -> Response:
    """An empty form."""
    return _form({}, None)


@blueprint.post("/mechanisms/save")
def save() -> Response | Answer:
    """Start a mechanism, or let what is said of one be this."""
    session, form = here(), request.form
    own = line(form, "known")
    if own is not None:
        known(own)
    languages = session.bench.read(()).catalogue.standard.languages

    def place(prefix: str) -> dict[str, Any] | None:
        found = kept(
            {
                "date": day(form, f"{prefix}.date"),
                "document": line(form, f"{prefix}.document"),
                "locator": line(form, f"{prefix}.locator"),
                "anchor": line(form, f"{prefix}.anchor"),
            }
        )
        if prefix == "ended" and line(form, "ended.replaced_by"):
            found["replaced_by"] = line(form, "ended.replaced_by")
        return found if found.get("date") is not None or prefix == "established" else None

    id = own or line(form, "id") or ""
    entry = {
        "country": (line(form, "country") or "").upper(),
        "name": localised(form, "name", languages),
        "state": localised(form, "state", languages),
        "about": _about(form, languages),
        "established": place("established"),
        "ended": place("ended"),
    }
    read = form.get("read", "")

    def write() -> Saved:
        name = f"{id}/mechanism.yaml"
        held = session.held(name) if own else None
        if held is not None and held.own:
            return writing.amend(session.bench, name, entry, read)
        if held is not None:
            return writing.start(session.bench, name, {**held.data, **kept(entry)})
        return writing.start(session.bench, name, {"id": id, **kept(entry)})

    if own is None and id in session.bench.read(()).layout.folders:
        tried = Attempt(None, [say("app.id.taken", given=id)])
    else:
        tried = attempt(say("app.mechanism"), write, read)
    if not tried.done:
        return _form({"id": id, **kept(entry)}, own, tried)
    return redirect(url_for("mechanisms.who", id=id, saved=tried.token), 303)


def _about(form: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str] | None:
    found = {each: " ".join(text.split()) for each in languages if (text := lines(form, f"about.{each}"))}
    return found or None


@blueprint.post("/m/<id>/reforms/save")
def save_reform(id: str) -> Response | Answer:
    """Name a reform, or let one be called this."""
    known(id)
    session, form = here(), request.form
    own, name, read = line(form, "known"), f"{id}/mechanism.yaml", form.get("read", "")
    languages = session.bench.read(()).catalogue.standard.languages
    entry = kept(
        {
            "id": own or line(form, "reform"),
            "name": localised(form, "reform.name", languages),
            "note": localised(form, "reform.note", languages),
            "visibility": None if form.get("visibility") in (None, "public") else form["visibility"],
        }
    )

    def write() -> Saved:
        held = session.held(name)
        assert held is not None
        if not held.own:
            reforms = [each for each in held.data.get("reforms") or () if each["id"] != own]
            return writing.start(session.bench, name, {**held.data, "reforms": [*reforms, entry]})
        if own is not None:
            return writing.change(session.bench, name, "reforms", own, entry, read)
        return writing.insert(session.bench, name, "reforms", entry, read)

    tried = attempt(say("app.reform"), write, read)
    if not tried.done:
        held = session.held(name)
        assert held is not None
        return _form(held.data, id, tried, reform=entry)
    return redirect(url_for("mechanisms.who", id=id, saved=tried.token, _anchor="reforms"), 303)


def _form(
    entry: Mapping[str, Any], known: str | None, tried: Attempt | None = None, reform: Mapping[str, Any] | None = None
) -> Response:
    session = here()
    workspace = session.bench.read(() if known is None else [known])
    held = session.held(f"{known}/mechanism.yaml") if known else None
    territories = Locale.parse(session.language).territories
    countries = sorted(((code, name) for code, name in territories.items() if len(code) == 2), key=lambda c: c[1])
    return render(
        "mechanism",
        200 if tried is None else 422,
        section="home",
        mechanism=known,
        tab="who",
        entry=entry,
        known=known,
        read="" if held is None else held.read,
        own=held is None or held.own,
        standard=workspace.catalogue.standard,
        documents=workspace.bibliography.documents,
        countries=countries,
        reform=reform or {},
        dossier=None if known is None else workspace.dossiers[known].dossier,
        others=[id for id in workspace.layout.folders if id != known],
        faults=() if tried is None else tried.faults,
        changes=() if tried is None else tried.changes,
    )
