"""Questionnaires that go out: what one document is asked about one mechanism, for one audience."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Literal

from ..assessment.assess import assess_all
from ..model.catalogue import Catalogue
from ..model.feature import Feature
from ..model.questionnaire import SHEET, Origin
from ..model.sheet import Claim, Sheet
from ..model.text import Language
from ..reporting.questionnaire import Asked, Questionnaire, Row
from ..workspace.guidance import load_guidance
from ..workspace.ids import id_for
from ..workspace.mechanisms import Filed
from ..workspace.workspace import Workspace
from .bench import Bench
from .forms import allowed, document_of, drafts_of, vocabulary
from .slip import Slip, unknown

Form = Literal["xlsx", "xlsform"]
_LEAST = 2
"""Rows of a question; there is always an empty one."""


@dataclass(frozen=True)
class Choice:
    """Which questions are asked: those of some dimensions, or of all; `still_open` alone, what tells most first."""

    dimensions: Sequence[str] = ()
    still_open: bool = False


def questionnaire(
    bench: Bench,
    mechanism: str,
    document: str,
    language: Language,
    coder: str | None = None,
    choice: Choice | None = None,
) -> Questionnaire:
    """What a document is asked about a mechanism, by a coder if one is named.

    What a draft of theirs holds already stands in it, unless the audience is the public, which no draft is for.

    Raises:
        Slip: if there is no such document or dimension for the bench's audience, or nothing is left to ask.
        WorkspaceError: if the workspace cannot be read.
    """
    workspace = bench.read([mechanism], drafts=True)
    catalogue = workspace.catalogue
    read = document_of(bench, workspace, document)
    features = _features(bench, workspace, mechanism, choice or Choice())
    draft = _draft(bench, workspace.dossiers[mechanism], document, coder)
    said = vocabulary(bench, workspace, workspace.standards.features, language)
    guidance = load_guidance(workspace.rooms.standards, workspace.standards)
    claims = () if draft is None else tuple(_told(bench, workspace, draft))
    taken = {claim.id for claim in (() if draft is None else draft.claims)}
    return Questionnaire(
        origin=Origin(
            standard=catalogue.standard.id,
            edition=catalogue.edition,
            digest=catalogue.digest,
            mechanism=mechanism,
            document=document,
            coder=coder,
            language=said.words.asked,
        ),
        vocabulary=said,
        mechanism=workspace.dossiers[mechanism].dossier.mechanism,
        document=read,
        asked=[
            Asked(
                feature,
                catalogue.dimensions[feature.dimension],
                guidance.get(feature.id),
                _rows(feature, claims, (mechanism, document, coder or ""), taken),
                draft is not None and feature.id in draft.nothing_on,
            )
            for feature in features
        ],
        sheet={} if draft is None else _whole(draft, said.speakers, dict(said.choices("speaker"))),
    )


def written(asked: Questionnaire, form: Form) -> bytes:
    """The questionnaire as a file."""
    if form == "xlsform":
        from ..reporting.xlsform import xlsform

        return xlsform(asked)
    from ..reporting.spreadsheet import spreadsheet

    return spreadsheet(asked)


def _features(bench: Bench, workspace: Workspace, mechanism: str, choice: Choice) -> Sequence[Feature]:
    catalogue = workspace.catalogue
    for dimension in choice.dimensions:
        if dimension not in catalogue.dimensions:
            raise unknown("dimension", dimension, catalogue.dimensions)
    asked = list(_in_order(catalogue, choice.dimensions or catalogue.dimensions.keys()))
    if choice.still_open:
        from ..analysis.ask import ask

        cards, _ = assess_all(((each, None) for each in bench.mechanisms(workspace)), bench.engines(workspace), "all")
        order = [question.feature for card in cards for question in ask(card).questions]
        asked = sorted((each for each in asked if each.id in order), key=lambda each: order.index(each.id))
    if not asked:
        raise Slip("nothing-to-ask", mechanism=mechanism)
    return asked


def _in_order(catalogue: Catalogue, dimensions: Collection[str]) -> Iterator[Feature]:
    """The questions by dimension, but for those that the instruments themselves answer."""
    for dimension in catalogue.dimensions:
        for feature in catalogue.features.values():
            if feature.dimension == dimension and dimension in dimensions and feature.told_by is None:
                yield feature


def _draft(bench: Bench, filed: Filed, document: str, coder: str | None) -> Sheet | None:
    """The coder's draft of the document, which is for nobody outside the team."""
    if bench.audience == "public" or coder is None:
        return None
    drafts = (draft.sheet for _, draft in drafts_of(filed, document, coder))
    return next((sheet for sheet in drafts if allowed(bench, sheet.visibility)), None)


def _told(bench: Bench, workspace: Workspace, draft: Sheet) -> Iterator[Claim]:
    names = workspace.bibliography.secret_names
    for claim in draft.claims:
        if allowed(bench, claim.visibility) and allowed(bench, names.get(claim.speaker, "public")):
            yield claim


def _rows(
    feature: Feature, claims: Sequence[Claim], of: tuple[str, str, str], taken: Collection[str | None]
) -> Sequence[Row]:
    """The claims on a question, then an empty row or two whose ids are those of no claim yet."""
    held: list[Row] = [(claim.id, claim) for claim in claims if claim.feature == feature.id and claim.id is not None]
    ids = (f"{feature.id}/{number}" for number in count(1))
    free = (id for id in ids if id_for(*of, id) not in taken)
    return [*held, *((id, None) for id in islice(free, max(1, _LEAST - len(held))))]


def _whole(draft: Sheet, speakers: Collection[str], names: Mapping[str, str]) -> dict[str, str]:
    """What the draft says of the document as a whole; its speaker only by a name that may be told."""
    said = {key: getattr(draft, key) for key in SHEET}
    said["speaker"] = names.get(said["speaker"]) if said["speaker"] in speakers else None
    return {key: value for key, value in said.items() if value is not None}
