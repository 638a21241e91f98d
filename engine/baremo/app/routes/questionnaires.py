"""Questionnaires out and back: a spreadsheet or a form for phones, and what came back, looked at before it is taken."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...workbench import questionnaires, speaking
from ...workbench.imports import take
from ...workbench.laying import Imported
from ..forms import is_id, line
from ..rendering import Voice, here, render, say
from .mechanisms import known

blueprint = Blueprint("questionnaires", __name__)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/m/<id>/questionnaire")
def out(id: str) -> Response:
    """The questions that a document is to answer, as a file: nothing is written in the workspace."""
    known(id)
    session, document = here(), request.args.get("document", "")
    coder = line(request.args, "coder")
    if document not in session.bench.read(()).bibliography.documents or (coder is not None and not is_id(coder)):
        abort(404)
    if session.coder is not None and coder not in (None, session.coder):
        coder = None  # what another coder's draft says is not told
    form: questionnaires.Form = "xlsform" if request.args.get("form") == "xlsform" else "xlsx"
    asked = questionnaires.questionnaire(session.bench, id, document, session.language, coder)
    response = Response(questionnaires.written(asked, form), content_type=_SHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="{id}-{document}.xlsx"'
    return response


@blueprint.post("/m/<id>/import")
def back(id: str) -> Response | Answer:
    """What would become of each row; then, once it was looked at, the draft."""
    known(id)
    session, form = here(), request.form
    if session.audience == "public":
        abort(404)
    file = request.files.get("file")
    if file is not None and file.filename:
        token = session.lay_by(PurePath(file.filename).suffix, file.read())
    else:
        token = form.get("file", "")
    laid = session.laid_by(token)
    if laid is None:
        abort(404)
    coder, taking = line(form, "coder"), form.get("act") == "take"
    with session.as_file(*laid) as path:
        made = take(
            session.bench,
            path,
            mechanism=id,
            coder=coder,
            on=date.today(),
            dry_run=not taking,
            partial="partial" in form,
        )
    saved = [each.saved for each in made if each.saved is not None]
    if taking and saved:
        name = session.keep(say("app.import"), [each.undo for each in reversed(saved)])
        return redirect(url_for("coding.index", id=id, saved=name), 303)
    return render(
        "imported",
        section="coding",
        mechanism=id,
        tab="coding",
        file=token,
        coder=coder or "",
        imported=[(each, _rows(each)) for each in made],
        refused=sum(len(each.refused) for each in made),
        faults=[say("app.import.half")] if taking else (),
    )


def _rows(imported: Imported) -> Sequence[tuple[str, str, str, str]]:
    """Place, question, what becomes of it and what speaks against it, of each row that changes something."""
    session = here()
    words = Voice(session).words
    return [
        (
            f"{row.item.sheet}:{row.item.row}",
            row.item.name,
            row.item.outcome,
            " ".join(speaking.sentences(row.problems, words, session.audience)),
        )
        for row in imported.rows
        if row.item.outcome != "unchanged"
    ]
