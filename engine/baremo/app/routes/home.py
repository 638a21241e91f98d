"""Home: every mechanism with its verdicts, and what there is to do."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...workbench.checks import check
from ...workbench.todo import work
from ..rendering import here, render

blueprint = Blueprint("home", __name__)
MOST = 4
"""Questions that are shown at first."""


@blueprint.get("/")
def index() -> Response:
    """What there is, and what to do."""
    session = here()
    done = work(session.bench)
    hidden = {id for id in done.workspace.dossiers if session.own_drafts(id)}
    problems = [] if session.audience == "public" else check(session.bench).problems
    shown = [asked for asked in done.asked.file.ask if asked.mechanism not in hidden]
    questions = sorted(
        ((question, asked.mechanism) for asked in shown for question in asked.questions if question.most > 0),
        key=lambda pair: -pair[0].most,
    )
    return render(
        "home",
        section="home",
        work=done,
        hidden=hidden,
        questions=questions if "all" in request.args else questions[:MOST],
        more=len(questions) > MOST and "all" not in request.args,
        lapses=[(lapse, asked.mechanism) for asked in shown for lapse in asked.lapses],
        doubts=len(problems),
        features=done.workspace.catalogue.features,
    )


@blueprint.post("/undo")
def undo() -> Answer:
    """Give back what a save replaced."""
    session = here()
    token = request.form.get("write", "")
    if session.write(token) is not None:
        session.undo(token)
    back = request.form.get("back", "/")
    return redirect(back if back.startswith("/") and not back.startswith("//") else url_for("home.index"), 303)
