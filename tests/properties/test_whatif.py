"""Suppositions: a reform supposed and the same reform dated in the dossier agree; order matters only where they clash."""

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from test_profiles import DOCUMENTS, SPEAKERS, _Reference

from baremo.analysis.whatif import Assumption, clashes, whatif
from baremo.assessment.assess import assess, judge, prepare
from baremo.assessment.profiling import profile
from baremo.model.dossier import Dossier
from baremo.model.sheet import Sheet
from baremo.testing import DAYS, catalogues, dossiers


def _from_one_document(dossier: Dossier) -> Dossier:
    """The dossier with everything said in one document; the other one's day can then be moved."""
    sheets = tuple(
        Sheet.model_validate(
            {
                "document": "early", "read": "whole", "status": "accepted",
                "claims": [{**claim.model_dump(by_alias=True, exclude_none=True), "document": "early"} for claim in sheet.claims],
                "reforms": [{**stage.model_dump(by_alias=True, exclude_none=True), "document": "early"} for stage in sheet.reforms],
            }
        )
        for sheet in dossier.sheets
    )  # fmt: skip
    return Dossier(mechanism=dossier.mechanism, sheets=sheets)


@given(st.data())
def test_supposing_a_reform_is_dating_it(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_features=3))
    drawn = data.draw(dossiers(catalogue, list(SPEAKERS), min_reforms=1, states=("pending", "promised", "adopted")))
    dossier = _from_one_document(drawn)
    day = data.draw(DAYS)
    mechanism = prepare(dossier, catalogue, SPEAKERS, DOCUMENTS)
    engines = _Reference(catalogue)
    in_force = {s.reform for s in mechanism.statements if s.counts_from <= day}
    reforms = [reform for reform in dossier.reforms if reform.id not in in_force and reform.lays_down]
    assume(reforms)
    reform = data.draw(st.sampled_from(reforms))
    supposed = whatif(assess(mechanism, engines, day), Assumption(adopt=(reform.id,)), engines)  # type: ignore[arg-type]

    # The same day, seen from a dossier that dates the reform, and has forgotten what was said of its features before.
    named = {change.feature for change in reform.lays_down}
    others = {r.id for r in dossier.reforms if r.id != reform.id and not named & {c.feature for c in r.lays_down}}
    stage = {
        "reform": reform.id, "state": "adopted", "date": day.isoformat(), "locator": "1",
        "lays_down": [change.model_dump(by_alias=True, exclude_none=True) for change in reform.lays_down],
    }  # fmt: skip
    dated = Sheet.model_validate({"document": "late", "read": "whole", "status": "accepted", "reforms": [stage]})
    kept = tuple(
        sheet.model_copy(
            update={
                "claims": tuple(claim for claim in sheet.claims if claim.feature not in named),
                "reforms": tuple(stage for stage in sheet.reforms if stage.reform in others),
            }
        )
        for sheet in dossier.sheets
    )
    told = Dossier(mechanism=dossier.mechanism, sheets=(*kept, dated))
    late = {**DOCUMENTS, "late": DOCUMENTS["late"].model_copy(update={"as_of": day + timedelta(days=1)})}
    again = prepare(told, catalogue, SPEAKERS, late)
    found = profile(told, catalogue.features, again.statements, day)
    card = judge(again, found, engines).scorecard  # type: ignore[arg-type]
    scores = [(c.overall.exact, c.overall.uncapped, c.overall.bands) for c in (card, supposed.after)]
    assert scores[0] == scores[1]  # what each rests on is not the same
    assert [f.possible for f in card.findings] == [f.possible for f in supposed.after.findings]
    assert card.flags == supposed.after.flags


@given(st.data())
def test_the_order_of_reforms_matters_only_where_they_clash(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_features=3))
    dossier = data.draw(dossiers(catalogue, list(SPEAKERS), min_reforms=2, states=("pending", "promised")))
    day = data.draw(DAYS)
    mechanism = prepare(dossier, catalogue, SPEAKERS, DOCUMENTS)
    engines = _Reference(catalogue)
    ids = tuple(reform.id for reform in dossier.reforms)
    assume(len(ids) == 2)
    real = assess(mechanism, engines, day)  # type: ignore[arg-type]
    one, other = (whatif(real, Assumption(adopt=order), engines).after for order in (ids, ids[::-1]))  # type: ignore[arg-type]
    if not clashes(mechanism, Assumption(adopt=ids), day):
        assert one.findings == other.findings
        assert one.overall == other.overall
