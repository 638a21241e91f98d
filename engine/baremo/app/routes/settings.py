"""What whoever works here chooses: the language, who will see what is shown, the edition, and the role they code in."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...model.visibility import AUDIENCES
from ...workbench.speaking import spoken
from ..forms import is_id
from ..rendering import here, render, say

blueprint = Blueprint("settings", __name__)


@blueprint.get("/settings")
def show() -> Response:
    """The choices."""
    session = here()
    return render("settings", section="settings", standard=session.bench.read(()).catalogue.standard)


@blueprint.post("/settings")
def choose() -> Response | Answer:
    """Choose anew."""
    session, form = here(), request.form
    standard = session.bench.read(()).catalogue.standard
    coder = form.get("coder", "").strip()
    if coder and not is_id(coder):
        return render("settings", 422, section="settings", standard=standard, faults=[say("app.coder.form")])
    if form.get("language") in spoken():
        session.language = form["language"]
    session.audience = next((known for known in AUDIENCES if known == form.get("audience")), session.audience)
    editions = {str(edition.id): edition.id for edition in standard.editions}
    if form.get("edition") in editions:
        session.edition = editions[form["edition"]]
    session.coder = coder or None
    return redirect(url_for("home.index"), 303)
