"""What an audience may not know leaves no trace: a report is, byte for byte, that of a dossier which never held it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import dossiers

from baremo.analysis.survey import survey
from baremo.analysis.way_back import way_back
from baremo.assessment.assess import NoMechanism, prepare
from baremo.model.document import Speaker
from baremo.model.dossier import Dossier
from baremo.model.visibility import AUDIENCES, Visibility
from baremo.reporting.report import FORMATS, OFFICE, contents, report
from baremo.reporting.telling import Telling
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

KINDS = {"ministry": "official", "organisation": "civil-society", "court": "international"}
LEVELS = st.sampled_from(("public", "public", *AUDIENCES))
try:
    import docx  # noqa: F401
    import typst  # noqa: F401

    FORMS: tuple[str, ...] = FORMATS
except ModuleNotFoundError:
    FORMS = tuple(form for form in FORMATS if form not in OFFICE)


@st.composite
def secretive(draw: st.DrawFn, workspace: Workspace) -> tuple[Dossier, dict[str, Speaker], dict[str, Source]]:
    """A dossier over the shipped features with things of every visibility in it, and its bibliography."""
    speakers = {
        id: Speaker.model_validate(
            {"id": id, "kind": kind, "name": {"en": f"Speaker {id}"}, "visibility": draw(LEVELS)}
        )
        for id, kind in KINDS.items()
    }
    sources = {
        id: Source.model_validate(
            {
                "id": id, "author": draw(st.sampled_from(sorted(KINDS))), "title": {"en": f"Source {id}"},
                "published": 2018, "as_of": as_of, "visibility": draw(LEVELS),
            }
        )
        for id, as_of in (("early", "2014-06-30"), ("late", "2017-02-28"))
    }  # fmt: skip
    speakers["parliament"] = Speaker.model_validate(
        {"id": "parliament", "kind": "official", "name": {"en": "Parliament"}}
    )
    law = {"id": "law", "author": "parliament", "title": {"en": "Law"}, "published": 2005, "as_of": "2005-12-31"}
    sources["law"] = Source.model_validate(law)
    made = draw(dossiers(workspace.catalogue, list(KINDS), max_claims=12))
    found = {"source": "late", "locator": "9"}
    told = made.model_dump(by_alias=True, exclude_none=True)
    for key in ("claims", "reforms", "adjudications"):
        for part in told[key]:
            part["visibility"] = draw(LEVELS)
    told["established"]["source"] = "law"
    told["events"] = [
        {"title": {"en": "An event"}, "date": 2015, **found, "visibility": draw(LEVELS)}
        for _ in range(draw(st.integers(0, 2)))
    ]
    told["figures"] = [
        {
            "id": f"figure-{number}", "label": {"en": "A figure"}, "value": number, "unit": {"en": "people"},
            "speaker": draw(st.sampled_from(sorted(KINDS))), **found, "visibility": draw(LEVELS),
        }
        for number in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return Dossier.model_validate(told), speakers, sources


def without(
    dossier: Dossier, speakers: dict[str, Speaker], sources: dict[str, Source], audience: Visibility
) -> Dossier:
    """The dossier as if nothing above the audience had ever been written into it."""
    allowed = AUDIENCES[: AUDIENCES.index(audience) + 1]

    def open_(part: object) -> bool:
        named = [part.visibility]  # type: ignore[attr-defined]
        source = sources.get(getattr(part, "source", ""))
        if source is not None:
            named += [source.visibility, speakers[source.author].visibility]
        speaker = speakers.get(getattr(part, "speaker", ""))
        if speaker is not None:
            named.append(speaker.visibility)
        return all(level in allowed for level in named)

    kept: dict[str, object] = {
        key: tuple(part for part in getattr(dossier, key) if open_(part))
        for key in ("claims", "adjudications", "events", "figures")
    }
    kept["reforms"] = tuple(
        reform.model_copy(update={"history": history})
        for reform in dossier.reforms
        if open_(reform) and (history := tuple(stage for stage in reform.history if open_(stage)))
    )
    return dossier.model_copy(update=kept)


@pytest.mark.parametrize("audience", ["public", "internal"])
@settings(max_examples=12)
@given(data=st.data())
def test_a_report_is_that_of_a_dossier_without_what_is_withheld(
    shipped: Workspace, engines: Engines, audience: Visibility, data: st.DataObject
) -> None:
    dossier, speakers, sources = data.draw(secretive(shipped))
    day = date(2017, 3, 31) if data.draw(st.booleans()) else None
    telling = Telling(shipped.catalogue, "en", shipped.rooms.reports)
    written = []
    for held in (dossier, without(dossier, speakers, sources, audience)):
        ready = prepare(held, shipped.catalogue, speakers, sources, audience)
        try:
            made = survey(ready, engines, day)
        except NoMechanism as fault:
            written.append([("nothing", str(fault))])
            continue
        files = list(report(telling, [made], FORMS, lambda one: one.assessment.scorecard.model_dump_json()))
        why = [(id, way_back(made.assessment, id).model_dump_json()) for id in shipped.catalogue.criteria]
        written.append([*contents(files), *why])
    assert [name for name, _ in written[0]] == [name for name, _ in written[1]]
    for (name, one), (_, other) in zip(*written, strict=True):
        assert one == other, name
