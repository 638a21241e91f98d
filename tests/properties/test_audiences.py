"""What an audience may not know leaves no trace: a report is, byte for byte, that of a dossier which never held it."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import said

from baremo.analysis.survey import survey
from baremo.assessment.assess import NoScorecard, prepare
from baremo.assessment.explanation import Explanations
from baremo.model.document import Document, Speaker
from baremo.model.dossier import Dossier
from baremo.model.visibility import AUDIENCES, Visibility
from baremo.reporting.publication import Publication
from baremo.reporting.report import FORMATS, OFFICE, contents, report
from baremo.rules.engines import Engines
from baremo.testing import dossier, dossiers
from baremo.workspace.workspace import Workspace

KINDS = {"ministry": "official", "organisation": "civil-society", "court": "international"}
LEVELS = st.sampled_from(("public", "public", *AUDIENCES))
TEXTS = tuple(form for form in FORMATS if form not in OFFICE)


@st.composite
def secretive(draw: st.DrawFn, workspace: Workspace) -> tuple[Dossier, dict[str, Speaker], dict[str, Document]]:
    """A dossier over the shipped features with things of every visibility in it, and its bibliography."""
    speakers = {
        id: Speaker.model_validate(
            {"id": id, "kind": kind, "name": {"en": f"Speaker {id}"}, "visibility": draw(LEVELS)}
        )
        for id, kind in KINDS.items()
    }
    documents = {
        id: Document.model_validate(
            {
                "id": id, "author": draw(st.sampled_from(sorted(KINDS))), "title": f"Document {id}", "kind": "report", "language": "en",
                "published": 2018, "as_of": as_of, "visibility": draw(LEVELS),
            }
        )
        for id, as_of in (("early", "2014-06-30"), ("late", "2017-02-28"))
    }  # fmt: skip
    speakers["parliament"] = Speaker.model_validate(
        {"id": "parliament", "kind": "official", "name": {"en": "Parliament"}}
    )
    law = {
        "id": "law",
        "author": "parliament",
        "title": "Law",
        "kind": "law",
        "language": "en",
        "published": 2005,
        "as_of": "2005-12-31",
    }
    documents["law"] = Document.model_validate(law)
    made = draw(dossiers(workspace.catalogue, list(KINDS), max_claims=12))
    entries: dict[str, list[dict[str, object]]] = {
        "claims": [claim.model_dump(by_alias=True, exclude_none=True) for claim in made.claims],
        "reforms": [
            stage.model_dump(by_alias=True, exclude_none=True) for reform in made.reforms for stage in reform.history
        ],
        "events": [{"title": {"en": "An event"}, "date": 2015} for _ in range(draw(st.integers(0, 2)))],
        "figures": [
            {"label": {"en": "A figure"}, "value": number, "unit": {"en": "people"}}
            for number in range(draw(st.integers(0, 2)))
        ],
    }
    for key, listed in entries.items():
        for entry in listed:
            entry["visibility"] = draw(LEVELS)
            entry.setdefault("document", "late")
            entry.setdefault("locator", "9")
            if key != "reforms":
                entry.setdefault("speaker", draw(st.sampled_from(sorted(KINDS))))
    own = made.mechanism.model_dump(by_alias=True, exclude_none=True)
    reply = {"criterion": "collective.granted", "date": 2016, "text": {"en": "A reply."}}
    exempt = {"criterion": "collective.granted", "reason": {"en": "A reason."}}
    decided = {key: [part | {"visibility": draw(LEVELS)} for part in own[key]] for key in ("reforms", "adjudications")}
    decided["replies"] = [
        reply | {"speaker": draw(st.sampled_from(sorted(KINDS))), "document": "late", "visibility": draw(LEVELS)}
    ]
    decided["not_applicable"] = [exempt | {"visibility": draw(LEVELS)}] if draw(st.booleans()) else []
    established = {"date": 2005, "document": "law", "locator": "9"}
    whole = dossier(entries, **decided, established=established)
    sheets = tuple(sheet.model_copy(update={"visibility": draw(LEVELS)}) for sheet in whole.sheets)
    return whole.model_copy(update={"sheets": sheets}), speakers, documents


def without(
    whole: Dossier, speakers: dict[str, Speaker], documents: dict[str, Document], audience: Visibility
) -> Dossier:
    """The dossier as if nothing above the audience had ever been written into it."""
    allowed = AUDIENCES[: AUDIENCES.index(audience) + 1]

    def open_(part: object) -> bool:
        named = [part.visibility]  # type: ignore[attr-defined]
        document = documents.get(getattr(part, "document", ""))
        if document is not None:
            named += [document.visibility, speakers[document.author].visibility]
        speaker = speakers.get(getattr(part, "speaker", ""))
        if speaker is not None:
            named.append(speaker.visibility)
        return all(level in allowed for level in named)

    mechanism = whole.mechanism
    marked = {reform.id for reform in mechanism.reforms if not open_(reform)}
    sheets = [sheet for sheet in whole.sheets if sheet.visibility in allowed]
    entries = {
        key: [
            part.model_dump(by_alias=True, exclude_none=True)
            for sheet in sheets
            for part in getattr(sheet, key)
            if open_(part) and getattr(part, "reform", None) not in marked
        ]
        for key in ("claims", "reforms", "events", "figures")
    }
    left = {claim["id"] for claim in entries["claims"]}
    adjudications = [
        adjudication.model_copy(update={"between": between})
        for adjudication in mechanism.adjudications
        if open_(adjudication) and len(between := tuple(id for id in adjudication.between if id in left)) > 1
    ]
    never = dossier(
        entries,
        established=mechanism.established,
        reforms=[reform for reform in mechanism.reforms if reform.id not in marked],
        adjudications=adjudications,
        replies=[reply for reply in mechanism.replies if open_(reply)],
        not_applicable=[exempt for exempt in mechanism.not_applicable if open_(exempt)],
    )
    levels = {sheet.document: sheet.visibility for sheet in whole.sheets}
    marked_sheets = tuple(s.model_copy(update={"visibility": levels[s.document]}) for s in never.sheets)
    return never.model_copy(update={"sheets": marked_sheets})


@pytest.mark.parametrize("audience", ["public", "internal"])
@settings(max_examples=settings().max_examples // 5)
@given(data=st.data())
def test_a_report_is_that_of_a_dossier_without_what_is_withheld(
    shipped: Workspace, engines: Engines, audience: Visibility, data: st.DataObject
) -> None:
    held, never = (written(shipped, engines, *dossier, audience, TEXTS) for dossier in both(data, shipped, audience))
    assert held == never


@settings(max_examples=max(2, settings().max_examples // 50))
@given(data=st.data())
def test_so_is_one_as_office_files(shipped: Workspace, engines: Engines, data: st.DataObject) -> None:
    for module in ("docx", "typst"):
        pytest.importorskip(module, reason="the extra `office` is not installed: pip install 'baremo[office]'")
    pair = both(data, shipped, "public")
    held, never = (written(shipped, engines, *dossier, "public", OFFICE) for dossier in pair)
    assert held == never


Held = tuple[Dossier, dict[str, Speaker], dict[str, Document], date | None]


def both(data: st.DataObject, shipped: Workspace, audience: Visibility) -> tuple[Held, Held]:
    """A dossier with secrets and the same as if it had never held them, with the day to look at."""
    whole, speakers, documents = data.draw(secretive(shipped))
    day = date(2017, 3, 31) if data.draw(st.booleans()) else None
    never = without(whole, speakers, documents, audience)
    return (whole, speakers, documents, day), (never, speakers, documents, day)


def written(
    shipped: Workspace,
    engines: Engines,
    whole: Dossier,
    speakers: dict[str, Speaker],
    documents: dict[str, Document],
    day: date | None,
    audience: Visibility,
    forms: Sequence[str],
) -> dict[str, object]:
    """By name, every file of a report about the dossier, and the way back from every finding."""
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    try:
        surveyed = survey(prepare(whole, shipped.catalogue, speakers, documents, audience), engines, day)
    except NoScorecard as fault:
        return {"nothing": said(fault)}
    files = report(publication, [surveyed], forms, lambda one: one.assessment.scorecard.model_dump_json())
    asked = [finding.criterion for finding in surveyed.assessment.scorecard.findings]
    explanations = Explanations(surveyed.assessment)
    why = {id: explanations.finding(id).model_dump_json() for id in asked}
    return dict(contents(list(files))) | why
