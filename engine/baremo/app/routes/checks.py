"""Everything wrong or doubtful, each with a link to the form that mends it."""

import re
from typing import Any, NamedTuple

from flask import Blueprint, Response, url_for

from ...workbench import speaking
from ...workbench.checks import check
from ...workspace.problem import Problem
from ..rendering import Voice, here, render

blueprint = Blueprint("checks", __name__)
_FORMS = {
    r"mechanisms/(?P<id>[^/]+)/drafts/(?P<document>[^/.]+)\.(?P<coder>[^/]+)\.yaml": "coding.draft",
    r"mechanisms/(?P<id>[^/]+)/claims/[^/]+\.yaml": "coding.index",
    r"mechanisms/(?P<id>[^/]+)/mechanism\.yaml": "mechanisms.who",
    r"mechanisms/documents/(?P<id>[^/]+)\.yaml": "documents.edit",
    r"mechanisms/speakers\.yaml": "speakers.index",
}
"""Where what is wrong in a file is mended, by the file's path."""


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
            speaking.sentences([each], voice.words, session.audience)[0],
            each.severity,
            each.place(session.audience),
            _mend(each) if each.withheld(session.audience) is None else None,
        )
        for each in problems
    ]
    return render("check", section="check", found=list(dict.fromkeys(found)))


def _mend(problem: Problem) -> str | None:
    """The form of the file in which it is; none of the standards, which are no business of the app's."""
    for pattern, endpoint in _FORMS.items():
        if match := re.fullmatch(pattern, problem.path):
            places: dict[str, Any] = match.groupdict()
            return url_for(endpoint, **places)
    return None
