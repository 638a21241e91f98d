"""Other looks at mechanisms: side by side, over the years, under an assumption, and the least that would be needed."""

from flask import Blueprint, Response, abort, request, url_for

from ...model.plan import PlanFile
from ...workbench import pages, suppositions
from ...workbench.asking import ask
from ..forms import line, typed
from ..rendering import here, render, say
from ..saving import attempt_deed
from .mechanisms import asked_day, asked_perspective, blind, known

blueprint = Blueprint("looks", __name__)
MOST_QUESTIONS = 12


@blueprint.get("/compare")
def compare() -> Response:
    """Two mechanisms or more; those that whoever sits here is coding are left out."""
    session = here()
    workspace = session.bench.read(drafts=session.audience != "public")
    hidden = [id for id in workspace.dossiers if session.own_drafts(id)]
    offered = {id: filed.dossier.mechanism for id, filed in workspace.dossiers.items() if id not in hidden}
    chosen = [id for id in request.args.getlist("m") if id in offered]
    main = ""
    if len(chosen) > 1:
        page = pages.comparison(session.bench, chosen, session.language, asked_day(), asked_perspective())
        main = pages.main_of(page)
    return render(
        "compare",
        section="compare",
        offered=offered,
        chosen=chosen,
        main=main,
        hidden=hidden,
        as_of=request.args.get("as_of", ""),
        perspective=asked_perspective(),
        standard=workspace.catalogue.standard,
    )


@blueprint.get("/m/<id>/timeline")
def timeline(id: str) -> Response:
    """Over the years."""
    known(id)
    hidden = blind(id, "scorecard")
    if hidden is not None:
        return hidden
    session = here()
    page = pages.timeline(session.bench, id, session.language, asked_day(), asked_perspective())
    return render(
        "looked",
        section="home",
        mechanism=id,
        tab="timeline",
        title=say("app.timeline"),
        main=pages.main_of(page),
        as_of=request.args.get("as_of", ""),
        perspective=asked_perspective(),
        standard=session.bench.read(()).catalogue.standard,
        choices=True,
    )


@blueprint.get("/m/<id>/around/<reform>")
def around(id: str, reform: str) -> Response:
    """Before and after a reform."""
    known(id)
    hidden = blind(id, "scorecard")
    if hidden is not None:
        return hidden
    session = here()
    dossier = session.bench.read([id]).dossiers[id].dossier
    if reform not in {each.id for each in dossier.reforms if session.allowed(each.visibility)}:
        abort(404)
    page = pages.around(session.bench, id, reform, session.language, asked_perspective())
    return render(
        "looked",
        section="home",
        mechanism=id,
        tab="who",
        title=say("app.around"),
        main=pages.main_of(page),
        choices=False,
    )


@blueprint.get("/m/<id>/whatif")
def whatif(id: str) -> Response:
    """Under an assumption: reforms adopted, answers supposed."""
    known(id)
    hidden = blind(id, "scorecard")
    if hidden is not None:
        return hidden
    session, args = here(), request.args
    asked = ask(session.bench, [id], asked_day())
    dossier, features = asked.dossiers[id], asked.workspace.catalogue.features
    reforms = [reform.id for reform in dossier.reforms]
    adopt = [each for each in args.getlist("adopt") if each in reforms]
    supposed = {key[2:]: value for key, value in args.items() if key.startswith("s.") and value and key[2:] in features}
    main, faults = "", []
    if adopt or supposed or "aims" in args:
        made: list[str] = []
        settings = [f"{feature}={value}" for feature, value in supposed.items()]
        faults = attempt_deed(
            lambda: made.append(
                pages.whatif(session.bench, id, session.language, adopt, settings, with_aims="aims" in args)
            )
        )
        main = pages.main_of(made[0]) if made else ""
    open_questions = [each.feature for found in asked.file.ask for each in found.questions]
    shown = list(dict.fromkeys((*supposed, *open_questions)))
    return render(
        "whatif",
        section="home",
        mechanism=id,
        tab="whatif",
        dossier=dossier,
        features=features,
        questions=shown if "all" in args else shown[: max(MOST_QUESTIONS, len(supposed))],
        everything=list(features) if "all" in args else None,
        more=len(shown) > MOST_QUESTIONS and "all" not in args,
        adopt=adopt,
        supposed=supposed,
        aims="aims" in args,
        typed=typed,
        main=main,
        faults=faults,
    )


@blueprint.get("/m/<id>/plan")
def plan(id: str) -> Response:
    """The least that would have to change to reach a score."""
    known(id)
    hidden = blind(id, "scorecard")
    if hidden is not None:
        return hidden
    session = here()
    catalogue = session.bench.read(()).catalogue
    target = line(request.args, "target")
    found: list[PlanFile] = []
    faults = []
    if target is not None:
        faults = attempt_deed(lambda: found.append(suppositions.plan(session.bench, id, target).file))
    return render(
        "plan",
        section="home",
        mechanism=id,
        tab="plan",
        target=target or "",
        bands=catalogue.scale.bands,
        found=found[0].plan if found else None,
        features=catalogue.features,
        back=url_for("mechanisms.scorecard", id=id),
        faults=faults,
    )
