"""Everything wrong or doubtful, each with a link to the form that mends it."""

import re
from typing import NamedTuple

from flask import Blueprint, Response, url_for

from ...workbench import speaking
from ...workbench.checks import check
from ...workspace.problem import Problem
from ..rendering import Voice, here, render

blueprint = Blueprint("checks", __name__)
_DRAFT = re.compile(r"mechanisms/(?P<id>[^/]+)/drafts/(?P<document>[^/.]+)\.(?P<coder>[^/]+)\.yaml")
_SHEET = re.compile(r"mechanisms/(?P<id>[^/]+)/claims/[^/]+\.yaml")
_MECHANISM = re.compile(r"mechanisms/(?P<id>[^/]+)/mechanism\.yaml")
_DOCUMENT = re.compile(r"mechanisms/documents/(?P<id>[^/]+)\.yaml")


class Found(NamedTuple):
    """A problem as it is shown."""

    sentence: str
    severity: str
    place: str
    mend: str | None


@blueprint.get("/check")
def index() -> Response:
    """All of it, errors first."""
    session = here()
    voice = Voice(session)
    problems = sorted(check(session.bench).problems, key=lambda problem: problem.severity != "error")
    found = [
        Found(
            *speaking.sentences([each], voice.words, session.audience),
            each.severity,
            each.place(session.audience),
            _mend(each) if each.withheld(session.audience) is None else None,
        )
        for each in problems
    ]
    return render("check", section="check", found=list(dict.fromkeys(found)))


def _mend(problem: Problem) -> str | None:
    """The form of the file in which it is; none of the standards, which are no business of the app's."""
    if match := _DRAFT.fullmatch(problem.path):
        return url_for("coding.draft", **match.groupdict())
    if match := _SHEET.fullmatch(problem.path):
        return url_for("coding.index", **match.groupdict())
    if match := _MECHANISM.fullmatch(problem.path):
        return url_for("mechanisms.who", **match.groupdict())
    if match := _DOCUMENT.fullmatch(problem.path):
        return url_for("documents.edit", **match.groupdict())
    return url_for("speakers.index") if problem.path == "mechanisms/speakers.yaml" else None
