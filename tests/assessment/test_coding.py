"""Two codings side by side: what is the same, what differs, and what becomes of it."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest
from codings import FEATURES, claim, sheet, sheets
from hypothesis import given

from baremo.assessment.coding import CodingFault, accepted, handed_in, paired, reconciled
from baremo.model.coding import Decision, Pair
from baremo.model.sheet import Claim, Sheet, Signature

EDITOR = Signature(by="editor")


def fresh() -> Iterator[str]:
    return (f"z{number:07d}".replace("0", "o").replace("1", "i") for number in count())


def relations(*pairs: Pair) -> list[str]:
    return [pair.relation for pair in pairs]


def only(a: dict[str, object], b: dict[str, object]) -> Pair:
    (pair,) = paired(sheet("coder-a", claim(**a)), sheet("coder-b", claim(**b)), FEATURES)
    return pair


def test_relations() -> None:
    assert only({"value": "some"}, {"value": "some"}).relation == "same"
    assert only({"at_most": "some"}, {"at_least": "never", "at_most": "some"}).relation == "same"
    assert only({"value": "some"}, {"at_most": "some"}).relation == "overlapping"
    assert only({"value": "some"}, {"value": "most"}).relation == "contradictory"
    both = sheet("coder-a", claim(value="some")), sheet("coder-b", claim(value="some", speaker="ombud"))
    assert relations(*paired(*both, FEATURES)) == ["only-one", "only-one"]


def test_one_value_and_what_still_has_to_be_decided() -> None:
    elsewhere = only({"value": "some"}, {"value": "some", "locator": "p. 7", "note": {"en": "Other words."}})
    assert (elsewhere.relation, elsewhere.differs, elsewhere.open) == ("same", ("locator", "note"), False)
    earlier = only({"value": "some", "date": "2018"}, {"value": "some", "date": "2019"})
    assert (earlier.relation, earlier.differs, earlier.open) == ("same", ("date",), True)
    marked = only({"value": "some"}, {"value": "some", "visibility": "confidential"})
    assert marked.open


def test_a_commitment_is_no_answer_to_what_holds() -> None:
    promise, practice = claim(value="most", kind="commitment"), claim(value="most")
    pairs = paired(sheet("coder-a", promise), sheet("coder-b", practice), FEATURES)
    assert relations(*pairs) == ["only-one", "only-one"]


def test_several_claims_of_one_unit_go_together_by_day() -> None:
    early, late = claim(value="some", date="2016"), claim(value="most", date="2018")
    swapped = claim(value="most", date="2016-05"), claim(value="some", date="2018")
    pairs = paired(sheet("coder-a", early, late), sheet("coder-b", *swapped), FEATURES)
    assert relations(*pairs) == ["contradictory", "contradictory"]
    pairs = paired(sheet("coder-a", early, late), sheet("coder-b", late), FEATURES)
    assert relations(*pairs) == ["same", "only-one"]


@given(sheets("coder-a"))
def test_a_draft_agrees_with_itself(draft: Sheet) -> None:
    pairs = paired(draft, draft, FEATURES)
    assert all(pair.relation == "same" and not pair.differs and not pair.open for pair in pairs)
    assert len(pairs) == len(draft.claims) + len(draft.events)


def told(pair: Pair) -> tuple[object, ...]:
    return (
        pair.group,
        frozenset(repr(e.model_copy(update={"id": None})) for e in pair.entries),
        pair.relation,
        pair.open,
    )


@given(sheets("coder-a"), sheets("coder-b"))
def test_which_coder_is_which_makes_no_difference(a: Sheet, b: Sheet) -> None:
    assert Counter(map(told, paired(a, b, FEATURES))) == Counter(map(told, paired(b, a, FEATURES)))


@given(sheets("coder-a"), sheets("coder-b"))
def test_every_entry_stands_in_one_pair(a: Sheet, b: Sheet) -> None:
    pairs = paired(a, b, FEATURES)
    assert Counter(e.id for pair in pairs for e in pair.entries) == Counter(
        entry.id for draft in (a, b) for entry in (*draft.claims, *draft.events)
    )


def taking(side: str, pairs: tuple[Pair, ...]) -> list[Decision]:
    return [
        Decision(
            between=tuple(sorted(pair.ids)),
            take=tuple(entry.id for entry in (getattr(pair, side),) if entry is not None),
            why="Read again.",
        )
        for pair in pairs
    ]


def bare(entries: tuple[object, ...]) -> Counter[str]:
    forgotten = {"id": None, "origins": (), "why": None}
    return Counter(repr(e.model_copy(update=forgotten if isinstance(e, Claim) else {"id": None})) for e in entries)


@given(sheets("coder-a"), sheets("coder-b"))
def test_taking_one_coder_throughout_gives_that_coders_claims(a: Sheet, b: Sheet) -> None:
    pairs = paired(a, b, FEATURES)
    for side, draft in (("a", a), ("b", b)):
        made = reconciled(a, b, pairs, taking(side, pairs), EDITOR, fresh())
        assert bare(made.claims) == bare(draft.claims)
        assert bare(made.events) == bare(draft.events)
        assert {origin for c in made.claims for origin in c.origins} >= {c.id for c in draft.claims}
        assert not {entry.id for entry in made.claims} & {entry.id for s in (a, b) for entry in s.claims}
        assert not set(made.nothing_on) & {c.feature for c in made.claims}
        assert made.status == "reconciled"
        assert [signature.by for signature in made.coded] == ["coder-a", "coder-b"]


def test_what_is_the_same_needs_no_decision_and_keeps_both_origins() -> None:
    a, b = sheet("coder-a", claim(value="some")), sheet("coder-b", claim(value="some", locator="p. 9"))
    made = reconciled(a, b, paired(a, b, FEATURES), [], EDITOR, fresh())
    (only,) = made.claims
    assert only.origins == (a.claims[0].id, b.claims[0].id)
    assert (only.locator, only.why) == ("p. 1", None)


def test_decisions() -> None:
    a = sheet("coder-a", claim(value="some"), claim("effectiveness.days", value=3))
    b = sheet("coder-b", claim(value="most"))
    pairs = paired(a, b, FEATURES)
    ids = tuple(entry.id for entry in pairs[0].entries)
    lone = (pairs[1].entries[0].id,)
    nothing = Decision(between=lone, take=(), why="It speaks of another body.")
    own = Claim.model_validate({**claim(at_least="some", at_most="most"), "document": "report-2019"})
    made = reconciled(a, b, pairs, [Decision(between=ids, claim=own, why="Both."), nothing], EDITOR, fresh())
    assert [(c.at_least, c.at_most, c.origins, c.why) for c in made.claims] == [("some", "most", ids, "Both.")]
    assert made.nothing_on == ("effectiveness.days",)
    made = reconciled(a, b, pairs, [Decision(between=ids, take=ids, why="Two days."), nothing], EDITOR, fresh())
    assert [c.origins for c in made.claims] == [(id,) for id in ids]


def test_what_cannot_be_reconciled() -> None:
    a, b = sheet("coder-a", claim(value="some")), sheet("coder-b", claim(value="most"))
    pairs = paired(a, b, FEATURES)
    ids = tuple(entry.id for entry in pairs[0].entries)
    decision = Decision(between=ids, take=ids[:1], why="Read again.")
    foreign = Claim.model_validate({**claim("effectiveness.days", value=3), "document": "report-2019"})
    for code, decisions in (
        ("coding-undecided", []),
        ("coding-decided-twice", [decision, decision]),
        ("coding-unknown-pair", [decision, Decision(between=ids[:1], take=(), why="No.")]),
        ("coding-foreign-claim", [Decision(between=ids, claim=foreign, why="No.")]),
    ):
        with pytest.raises(CodingFault) as fault:
            reconciled(a, b, pairs, decisions, EDITOR, fresh())
        assert fault.value.code == code
    partly = b.model_copy(update={"read": "pages 1 to 3"})
    with pytest.raises(CodingFault, match="coding-undecided"):
        reconciled(a, partly, pairs, [decision], EDITOR, fresh())
    assert reconciled(a, partly, pairs, [decision], EDITOR, fresh(), read="whole").read == "whole"
    nameless = a.model_copy(update={"claims": (a.claims[0].model_copy(update={"id": None}),)})
    with pytest.raises(CodingFault, match="coding-without-ids"):
        reconciled(nameless, b, paired(nameless, b, FEATURES), [], EDITOR, fresh())


def test_a_claim_keeps_the_id_it_had_and_what_it_corrects() -> None:
    a = sheet("coder-a", claim(value="some"), claim(value="most", date="2019"))
    first, second = a.claims
    a = a.model_copy(update={"claims": (first, second.model_copy(update={"corrects": first.id}))})
    sheet_a = accepted(a, fresh())
    assert sheet_a.claims[1].corrects == sheet_a.claims[0].id != first.id
    b = sheet("coder-b", claim(value="some"), claim(value="most", date="2019"))
    known = {origin: c.id for c in sheet_a.claims for origin in c.origins}
    made = reconciled(a, b, paired(a, b, FEATURES), [], EDITOR, (_ for _ in ()), known=known)
    assert [c.id for c in made.claims] == [c.id for c in sheet_a.claims]
    assert made.claims[1].corrects == made.claims[0].id


def test_accepted_by_its_one_coder() -> None:
    draft = sheet("coder-a", claim(value="some"), journal="Not sure of the year.")
    made = accepted(draft, fresh())
    assert (made.status, made.journal, made.coded) == ("accepted", None, draft.coded)
    assert made.claims[0].origins == (draft.claims[0].id,) != (made.claims[0].id,)


def test_a_second_coding_after_a_sheet_was_accepted_is_not_blind() -> None:
    draft, other = sheet("coder-b", claim(value="some")), accepted(sheet("coder-a", claim(value="some")), fresh())
    assert handed_in(draft, None).coded[0].blind
    assert not handed_in(draft, other).coded[0].blind
    assert handed_in(sheet("coder-a", claim(value="some")), other).coded[0].blind
