"""Every number on a finished page is read back and worked out again from the findings: by an oracle of its own."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import Sums, text_of, wrong
from test_audiences import written

from baremo.assessment.assess import Assessment, Mechanism, assess, prepare
from baremo.model.document import Document, Speaker
from baremo.model.dossier import Dossier
from baremo.rules.engines import Engines
from baremo.testing import dossier, ranks
from baremo.workspace.workspace import Workspace

DAY = date(2017, 2, 28)
SPEAKERS = {
    id: Speaker.model_validate({"id": id, "kind": kind, "name": {"en": id}})
    for id, kind in (("ministry", "official"), ("organisation", "civil-society"))
}
DOCUMENTS = {
    "late": Document.model_validate(
        {"id": "late", "author": "organisation", "title": "late", "kind": "report", "language": "en", "published": 2017,
         "as_of": "2017-02-28"}
    ),
}  # fmt: skip


@st.composite
def told(draw: st.DrawFn, workspace: Workspace) -> Dossier:
    """A dossier that says something of many features, or of a few: a value, a bound, or what two speakers differ on."""
    few = draw(st.integers(0, 3))
    claims: list[dict[str, object]] = []
    for feature in workspace.catalogue.features.values():
        form = draw(st.sampled_from(("value", "value", "bound", "differ", "none", *(["none"] * 4 * few))))
        base = {"feature": feature.id, "kind": "observation", "document": "late", "locator": "1", "note": {"en": "x"}}
        value = {"value": feature.raw(draw(ranks(feature)))}
        if form == "bound":
            value = {"at_least": value["value"]}
        if form != "none":
            claims.append({**base, **value, "speaker": "organisation"})
        if form == "differ":
            claims.append({**base, "value": feature.raw(draw(ranks(feature))), "speaker": "ministry"})
    exempt = draw(st.lists(st.sampled_from(sorted(workspace.catalogue.criteria)), max_size=3, unique=True))
    return dossier(
        {"claims": claims},
        not_applicable=[{"criterion": id, "reason": {"en": "A reason."}} for id in exempt],
        established={"date": 2005, "document": "late", "locator": "1"},
    )


def titles(workspace: Workspace) -> Mapping[str, str]:
    own = {"overall": "Overall", "law": "In law", "practice": "In practice"}
    return own | {id: title.root["en"] for id, title in workspace.catalogue.dimensions.items()}


@settings(max_examples=max(4, settings().max_examples // 4))
@given(data=st.data())
def test_every_number_of_a_scorecards_page_is_so(shipped: Workspace, engines: Engines, data: st.DataObject) -> None:
    whole = data.draw(told(shipped))
    page = written(shipped, engines, whole, SPEAKERS, DOCUMENTS, DAY, "public", ("html",))["nowhere.html"]
    card = assess(prepare(whole, shipped.catalogue, SPEAKERS, DOCUMENTS), engines, DAY)
    assert list(wrong(str(page), Sums(shipped.catalogue, card.scorecard.findings), titles(shipped))) == []


@pytest.mark.parametrize("mechanism", ["colombia", "guatemala", "honduras", "mexico"])
def test_so_is_every_number_of_the_shipped_ones(
    shipped: Workspace, mechanisms: dict[str, Mechanism], engines: Engines, mechanism: str
) -> None:
    page, card = finished(shipped, mechanisms[mechanism], engines)
    assert list(wrong(page, Sums(shipped.catalogue, card.scorecard.findings), titles(shipped))) == []


def test_the_oracle_sees_a_number_that_is_wrong(
    shipped: Workspace, mechanisms: dict[str, Mechanism], engines: Engines, tmp_path: Path
) -> None:
    """Every number that it reads, spoilt one after the other."""
    page, card = finished(shipped, mechanisms["honduras"], engines)
    sums, named = Sums(shipped.catalogue, card.scorecard.findings), titles(shipped)
    text = text_of(page)
    low, high = sums.shown(sums.overall)
    verdicts, (pairs, unsettled, none) = sums.verdicts, sums.pairs
    spoilt = {
        f"of {verdicts[0]} requirements {verdicts[1]} are met": f"of {verdicts[0]} requirements {verdicts[1] + 1} are met",
        f"and of {verdicts[3]} the evidence": f"and of {verdicts[3] - 1} the evidence",
        f"Of the {verdicts[1] + verdicts[2]} of which": f"Of the {verdicts[1]} of which",
        f"{low}–{high}": f"{low}–{int(float(high)) - 1}",
        f"In {pairs} pairs": f"In {pairs + 1} pairs",
        f"Of {unsettled} of them": f"Of {unsettled + 1} of them",
        f"For {none} more there is no norm": f"For {none + 1} more there is no norm",
    }
    for true, untrue in spoilt.items():
        assert true in text, true
        assert list(wrong(text.replace(true, untrue), sums, named)), untrue


def finished(shipped: Workspace, mechanism: Mechanism, engines: Engines) -> tuple[str, Assessment]:
    """The scorecard's page of a shipped mechanism, and its assessment."""
    speakers, documents = dict(shipped.bibliography.speakers), dict(shipped.bibliography.documents)
    whole = shipped.dossiers[mechanism.dossier.id].dossier
    pages = written(shipped, engines, whole, speakers, documents, date(2017, 3, 31), "public", ("html",))
    return str(pages[f"{mechanism.dossier.id}.html"]), assess(mechanism, engines, date(2017, 3, 31))
