"""What questionnaires that go out and those that come back share: the words, and what the audience may know."""

from collections.abc import Mapping, Sequence

from ..model.document import Document
from ..model.feature import Feature
from ..model.visibility import AUDIENCES, Visibility
from ..reporting.vocabulary import Vocabulary
from ..reporting.words import Words
from ..workspace.mechanisms import Draft, Filed
from ..workspace.rooms import interface_languages
from ..workspace.workspace import Workspace
from .bench import Bench
from .slip import unknown


def allowed(bench: Bench, level: Visibility) -> bool:
    """Whether the bench's audience may know what is so secret."""
    return AUDIENCES.index(level) <= AUDIENCES.index(bench.audience)


def vocabulary(bench: Bench, workspace: Workspace, features: Mapping[str, Feature], language: str | None) -> Vocabulary:
    """The words of a questionnaire in this language, or the standards' first, and in all others of the interface."""
    reports, standard = workspace.rooms.reports, workspace.catalogue.standard
    spoken = dict.fromkeys((language or standard.languages[0], *standard.languages, *interface_languages(reports)))
    speakers = workspace.bibliography.speakers
    known = {id: speaker for id, speaker in speakers.items() if allowed(bench, speaker.visibility)}
    return Vocabulary([Words(code, reports, standard) for code in spoken], features, known)


def document_of(bench: Bench, workspace: Workspace, id: str) -> Document:
    """The document, if the audience may know it.

    Raises:
        Slip: if there is none, as far as the audience may know.
    """
    bibliography = workspace.bibliography
    told = [id for id in bibliography.documents if allowed(bench, bibliography.secret_names.get(id, "public"))]
    if id not in told:
        raise unknown("document", id, told)
    return bibliography.documents[id]


def drafts_of(filed: Filed, document: str, coder: str) -> Sequence[tuple[str, Draft]]:
    """The coder's drafts of a document, each with the name of its file; there is one at most, unless somebody erred."""
    return [
        (name, draft)
        for name, draft in filed.drafts.items()
        if draft.sheet.document == document
        and coder in (name.partition(".")[2], *(signature.by for signature in draft.sheet.coded))
    ]
