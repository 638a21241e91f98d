"""How far two coders agree: units, counts, and which answers are compared."""

from codings import FEATURES, claim, sheet, sheets
from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.agreement import Coded, agreement
from baremo.model.agreement import Agreement
from baremo.model.sheet import Sheet

DOCUMENTS = [f"report-201{number}" for number in range(2, 8)]


def of(*pairs: tuple[Sheet, Sheet], audience: str = "internal") -> Agreement:
    return agreement([Coded("nowhere", pair) for pair in pairs], FEATURES, audience)


def codings(coder: str) -> st.SearchStrategy[list[Sheet]]:
    return st.tuples(*(sheets(coder, document) for document in DOCUMENTS)).map(list)


def test_counts_and_units() -> None:
    a = sheet("coder-a", claim(value="some"), claim("effectiveness.days", value=3), nothing_on=["impunity.law"])
    b = sheet("coder-b", claim(value="most"), claim(speaker="ombud", at_most="some"), nothing_on=["impunity.law"])
    made = of((a, b))
    (row,) = made.documents
    assert row.counts.model_dump() == {"same": 0, "overlapping": 0, "contradictory": 1, "only_one": 2, "nothing": 1}
    sides = ((d, *(None if side is None else (side.low, side.high) for side in (d.a, d.b))) for d in row.differences)
    assert [(d.feature, d.speaker, d.relation, a, b) for d, a, b in sides] == [
        ("impunity.investigated", "ministry", "contradictory", ("some", "some"), ("most", "most")),
        ("impunity.investigated", "ombud", "only-one", None, ("never", "some")),
        ("effectiveness.days", "ministry", "only-one", (3, 3), None),
    ]
    # The days were not answered by the second coder at all; the ombud's word is nothing to the first.
    assert (made.nominal.units, made.nominal_with_nothing.units, made.ordinal.units) == (1, 3, 1)


def test_nothing_to_compare_and_one_value() -> None:
    made = of((sheet("coder-a"), sheet("coder-b")))
    assert (made.nominal.alpha, made.nominal.why_none) == (None, "no-units")
    same = sheet("coder-a", claim(value="some")), sheet("coder-b", claim(value="some"))
    made = of(same)
    assert (made.nominal.alpha, made.nominal.why_none, made.nominal.units) == (None, "one-value", 1)


def test_the_public_learns_no_names_no_differences_and_nothing_of_nothing() -> None:
    a = sheet("coder-a", claim(value="some"), nothing_on=["impunity.law"])
    b = sheet("coder-b", claim(value="most"), nothing_on=["impunity.law"])
    made = of((a, b), audience="public")
    (row,) = made.documents
    assert (row.coders, row.differences, row.counts.nothing, made.nominal_with_nothing) == (
        ("A", "B"),
        None,
        None,
        None,
    )
    assert of((a, b)).documents[0].coders == ("coder-a", "coder-b")


def test_a_withheld_claim_takes_its_pair_with_it() -> None:
    a, b = sheet("coder-a", claim(value="some", visibility="confidential")), sheet("coder-b", claim(value="most"))
    made = agreement([Coded("n", (a, b))], FEATURES, "public", lambda claim: claim.visibility != "public")
    assert made.counts.contradictory == made.counts.only_one == made.nominal.units == 0


def test_not_blind() -> None:
    a, b = sheet("coder-a"), sheet("coder-b", coded=[{"by": "coder-b", "blind": False}])
    assert not of((a, b)).documents[0].blind


@given(codings("coder-a"))
def test_a_coder_agrees_with_himself(drafts: list[Sheet]) -> None:
    made = of(*((draft, draft) for draft in drafts))
    assert made.counts.same == sum(len(draft.claims) for draft in drafts)
    assert made.counts.overlapping == made.counts.contradictory == made.counts.only_one == 0
    for measured in (made.nominal, made.nominal_with_nothing, made.ordinal):
        assert measured.alpha in (1, None)
        assert measured.alpha is not None or measured.why_none is not None


@given(codings("coder-a"), codings("coder-b"))
def test_which_coder_is_which_makes_no_difference(ours: list[Sheet], theirs: list[Sheet]) -> None:
    one = of(*zip(ours, theirs, strict=True), audience="public")
    other = of(*zip(theirs, ours, strict=True), audience="public")
    assert one.counts == other.counts
    for first, second in ((one.nominal, other.nominal), (one.ordinal, other.ordinal)):
        assert (first.units, first.documents, first.why_none) == (second.units, second.documents, second.why_none)
        if first.alpha is not None:
            assert abs(first.alpha - second.alpha) < 1e-9
        assert (first.low is None) == (second.low is None)
        assert first.low is None or first.documents >= 5
