"""Releases: written below the workspace, for comment first; and whether one is what it was."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from ...model.document import full_day
from ...model.release import MANIFEST, Verification
from ...model.visibility import AUDIENCES
from ...workbench import releases
from ...workbench.checks import check
from ..forms import is_id, line
from ..rendering import here, render, say
from ..saving import attempt_deed

blueprint = Blueprint("releases", __name__)
FORMATS = ("html", "pdf", "docx", "xlsx", "markdown", "csv")


def _room() -> Path:
    return here().folder / "releases"


def _known() -> Mapping[str, Path]:
    """The releases that the workspace holds, by their folder's name; no address is made a path."""
    room = _room()
    folders = sorted(room.iterdir()) if room.is_dir() else []
    return {folder.name: folder for folder in folders if (folder / MANIFEST).is_file()}


@blueprint.get("/releases")
def index() -> Response:
    """The releases there are, and a form for another."""
    return _index({"formats": ["html", "pdf"], "mechanisms": []})


def _index(entry: Mapping[str, Any], faults: Sequence[str] = (), verified: Verification | None = None) -> Response:
    session = here()
    workspace = session.bench.read(drafts=session.audience != "public")
    return render(
        "releases",
        422 if faults else 200,
        section="releases",
        entry=entry,
        formats=FORMATS,
        known=_known(),
        mechanisms={id: filed.dossier.mechanism for id, filed in workspace.dossiers.items()},
        blind=[id for id in workspace.dossiers if session.own_drafts(id)],
        standard=workspace.catalogue.standard,
        verified=verified,
        announced=request.values.get("digest"),
        doubts=len(check(session.bench).problems) if session.audience != "public" else None,
        faults=faults,
    )


@blueprint.post("/releases")
def publish() -> Response | Answer:
    """Write the release into a folder of its own below the workspace; nothing is ever overwritten."""
    session, form = here(), request.form
    name = line(form, "release") or ""
    chosen = form.getlist("mechanisms")
    entry = {**form.to_dict(), "formats": form.getlist("formats"), "mechanisms": chosen}
    faults: list[str] = []
    if not is_id(name):
        faults.append(say("app.release.name"))
    if not chosen:
        faults.append(say("app.release.mechanisms"))
    try:
        comment = full_day(form["for_comment"]) if line(form, "for_comment") else None
    except ValueError:
        faults.append(say("app.release.until"))
    if faults:
        return _index(entry, faults)
    audience = next((known for known in AUDIENCES if known == form.get("audience")), AUDIENCES[0])
    formats = [known for known in FORMATS if known in form.getlist("formats")]
    folders = _known()
    before = folders.get(form.get("supersedes", ""))
    wanted = releases.Request(name, date.today(), comment, before, line(form, "corrects"))
    digest = ""

    def do() -> None:
        nonlocal digest
        bench = session.bench_for(audience)
        made = releases.release(bench, chosen, wanted, formats, session.language)
        releases.publish(_room() / name, made)
        digest = made.digest
        if comment is not None and line(form, "to") is not None:
            releases.send(session.bench, made.manifest, line(form, "to") or "")

    faults = attempt_deed(do)
    return _index(entry, faults) if faults else redirect(url_for("releases.index", release=name, digest=digest), 303)


@blueprint.post("/releases/verify")
def verify() -> Response:
    """Say whether a release is what it was when it was published."""
    folder = _known().get(request.form.get("release", ""))
    entry = {"formats": ["html", "pdf"], "mechanisms": []}
    if folder is None:
        return _index(entry, [say("app.release.none")])
    found: list[Verification] = []
    announced = line(request.form, "announced")
    faults = attempt_deed(lambda: found.append(releases.verify(folder, announced)))
    return _index(entry, faults, found[0] if found else None)
