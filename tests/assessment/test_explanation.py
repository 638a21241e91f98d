"""A finding or a flag is explained once: who says what, what lapsed and when, what supports it, where it stands."""

from datetime import date
from pathlib import Path

import pytest
from nowhere import claim, nowhere

from baremo.assessment.assess import Mechanism, assess
from baremo.assessment.explanation import Explanations
from baremo.model import why as model
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

GRANTED, BASIS, IMPLEMENTED = "collective.granted", "collective.legal-basis", "collective.implemented"
DAY = date(2017, 1, 1)


def said(feature: str, value: str, more: str = "", **named: str) -> str:
    return claim(feature, value, more='locator: "1", ' + more, **named)


def feature_of(mechanism: Mechanism, engines: Engines, day: date, **named: str) -> model.Tested:
    (feature,) = Explanations(assess(mechanism, engines, day, **named)).finding(GRANTED).features
    return feature


@pytest.mark.parametrize(
    ("dated", "good", "lapsed"),
    [
        ("date: 2013-05-31, ", date(2016, 5, 31), date(2016, 6, 1)),
        ("date: 2012, ", date(2015, 12, 31), date(2016, 1, 1)),
        ("date: 2012-02-29, until: 2013-02-28, ", date(2016, 2, 28), date(2016, 2, 29)),
    ],
)
def test_the_claims_that_lapsed_are_named_with_their_days(
    shipped: Workspace, tmp_path: Path, engines: Engines, dated: str, good: date, lapsed: date
) -> None:
    """A feature of which somebody spoke once is never said to be one of which nobody does."""
    mechanism, _ = nowhere(shipped, tmp_path, "claims:\n" + said(GRANTED, "none", "id: aaaaaaaa, " + dated))
    assert feature_of(mechanism, engines, good).knowledge == "known"
    old = feature_of(mechanism, engines, lapsed)
    assert (old.knowledge, old.said) == ("lapsed", ())
    assert [(claim.speaker, claim.on, claim.values) for claim in old.lapsed] == [("network", lapsed, ("none", "none"))]


def test_what_is_past_its_age_and_kept_is_marked(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """While claims differ none lapses, and then all do."""
    rest = "claims:\n" + said(GRANTED, "none", "date: 2012-06-30, ")
    rest += said(GRANTED, "regular", "date: 2014-06-30, ", speaker="ministry")
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    for day, marks in ((date(2015, 6, 30), [(), ()]), (date(2015, 7, 1), [("not-said-again",), ()])):
        state = feature_of(mechanism, engines, day)
        assert (state.knowledge, [claim.marks for claim in state.said]) == ("disputed", marks)
    assert len(feature_of(mechanism, engines, date(2017, 7, 1)).lapsed) == 2


def test_what_a_reform_aims_at_and_what_officials_commit_to_stand_beside(
    shipped: Workspace, tmp_path: Path, engines: Engines
) -> None:
    """Neither says what is: the finding stays open."""
    rest = (
        "reforms:\n  - {id: act, name: {en: The Act, es: La Ley}}\n"
        'stages:\n  - {reform: act, state: adopted, date: 2013, document: early, locator: "1", '
        f"aims: [{{feature: {GRANTED}, value: regular}}]}}\n"
        "claims:\n" + said(GRANTED, "regular", "kind: commitment, date: 2014, due: 2015, ", speaker="ministry")
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    why = Explanations(assess(mechanism, engines, DAY)).finding(GRANTED)
    assert (why.finding.verdict, why.finding.provided) == ("open", "in-full")
    (feature,) = why.features
    assert (feature.knowledge, feature.said, feature.provided) == ("silent", (), ("regular", "regular"))
    assert [(aim.kind, aim.reform) for aim in feature.aims] == [("aim", "act")]
    (commitment,) = feature.commitments
    assert (commitment.speaker, commitment.author, commitment.due, commitment.state) == (
        "ministry",
        "network",
        "2015",
        "overdue",
    )
    assert feature_of(mechanism, engines, date(2015, 12, 31)).commitments[0].state == "due"
    assert feature_of(mechanism, engines, date(2014, 12, 30)).commitments == ()


@pytest.mark.parametrize(
    ("claims", "state_alone", "one_speaker"),
    [
        ([said(GRANTED, "regular", speaker="ministry")], True, "ministry"),
        ([said(GRANTED, "regular", speaker="ministry"), said(GRANTED, "regular")], False, None),
        ([said(GRANTED, "regular")], False, "network"),
        ([said(GRANTED, "at_least: isolated", speaker="ministry")], True, None),
        ([said(GRANTED, "regular", "kind: commitment, due: 2018, ", speaker="ministry")], False, None),
    ],
)
def test_on_whose_word(
    shipped: Workspace, tmp_path: Path, engines: Engines, claims: list[str], state_alone: bool, one_speaker: str | None
) -> None:
    """What an authority says of itself settles a finding on its word alone; what it says it will do settles none."""
    mechanism, _ = nowhere(shipped, tmp_path, "claims:\n" + "".join(claims))
    finding = Explanations(assess(mechanism, engines, date(2017, 3, 1))).finding(GRANTED).finding
    assert (finding.grounds.state_alone, finding.grounds.one_speaker) == (state_alone, one_speaker)
    assert finding.verdict == ("met" if ": regular" in claims[0] and "commitment" not in claims[0] else "open")


def test_replies_stand_beside_the_finding(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """And change nothing."""
    rest = "claims:\n" + said(GRANTED, "none", "date: 2016, ")
    reply = f"replies:\n  - {{criterion: {GRANTED}, speaker: ministry, date: 2026-11, text: {{en: We do., es: Sí.}}}}\n"
    plain, _ = nowhere(shipped, tmp_path, rest)
    before = Explanations(assess(plain, engines)).finding(GRANTED)
    mechanism, _ = nowhere(shipped, tmp_path, reply + rest)
    why = Explanations(assess(mechanism, engines)).finding(GRANTED)
    assert [(answer.speaker, answer.text["en"]) for answer in why.replies] == [("ministry", "We do.")]
    assert why.model_copy(update={"replies": ()}) == before
    assert Explanations(assess(mechanism, engines)).finding(IMPLEMENTED).replies == ()


def test_a_decision_between_claims_is_told(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    decided = (
        f"adjudications:\n  - {{feature: {GRANTED}, between: [aaaaaaaa, bbbbbbbb], value: isolated, date: 2016-12, by: Us, "
        "why: {en: So., es: Así.}}\n"
    )
    rest = "claims:\n" + said(GRANTED, "none", "id: aaaaaaaa, date: 2016-06, ")
    rest += said(GRANTED, "regular", "id: bbbbbbbb, date: 2016-06, ", speaker="ministry")
    mechanism, _ = nowhere(shipped, tmp_path, decided + rest)
    why = Explanations(assess(mechanism, engines, DAY)).finding(GRANTED)
    (feature,) = why.features
    assert feature.decision is not None
    assert (feature.decision.values, feature.decision.by) == (("isolated", "isolated"), "Us")
    assert (why.finding.basis, why.finding.grounds.adjudicated) == ("adjudicated", True)


def test_the_rule_is_walked_through(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, "claims:\n" + said(GRANTED, "isolated", "date: 2016, "))
    rule = Explanations(assess(mechanism, engines, DAY)).finding(GRANTED).rule
    assert [(step.path, step.condition, step.truth) for step in rule] == [
        (f"{GRANTED}:met", f"{GRANTED} at_least regular", "false"),
        (f"{GRANTED}:partly", f"{GRANTED} at_least isolated", "true"),
    ]


def test_a_flag_is_explained_by_its_tests(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """Certain, possible, open: each test with how it turned out, and whether it speaks for the flag."""
    law, undone = said(BASIS, "yes", "kind: change, date: 2012, "), said(IMPLEMENTED, "none", "date: 2016-06, ")
    for claims, state, supports in (
        (law + undone, "certain", [True, True]),
        (law, "possible", [True, False]),
        ("", "open", [False] * 2),
    ):
        mechanism, _ = nowhere(shipped, tmp_path, f"claims:\n{claims}" if claims else "")
        why = Explanations(assess(mechanism, engines, DAY)).flag("promised-on-paper")
        assert why.flag.state == state
        pair = [test for test in why.tests if test.condition.split()[0] in {BASIS, IMPLEMENTED}]
        assert [test.supports for test in pair] == supports
        assert [test.condition for test in pair] == [f"{BASIS} is met", f"{IMPLEMENTED} is not-met"]
        assert all(test.applies and not test.negated for test in pair)


def test_origins_are_those_of_the_entries(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    rest = "claims:\n" + said(GRANTED, "none", "id: aaaaaaaa, date: 2016, ") + said(GRANTED, "none", "date: 2016, ")
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    origin = model.Origin(file="a.yaml", line=8, coded=("coder-a",), reconciled=None, reviewed=None)
    card = assess(mechanism, engines, DAY)
    (feature,) = Explanations(card, {"aaaaaaaa": origin}).finding(GRANTED).features
    assert sorted(claim.origin == origin for claim in feature.said) == [False, True]
    (feature,) = Explanations(card).finding(GRANTED).features
    assert {claim.origin for claim in feature.said} == {None}
