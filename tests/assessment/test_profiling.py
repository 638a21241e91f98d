"""Profiles at their boundaries: from when and until when a statement counts, and which adjudication does."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from nowhere import claim, nowhere

from baremo.assessment.profiling import in_force, profile
from baremo.model.feature import Interval
from baremo.model.profile import FeatureState
from baremo.workspace.workspace import Workspace

GRANTED, BASIS = "collective.granted", "collective.legal-basis"
DISPUTE = claim(GRANTED, "none", more='locator: "1", date: 2016-01-31, ') + claim(
    GRANTED, "regular", speaker="ministry", more='locator: "1", date: 2016-03-31, '
)
OPEN = Interval(0, 2)


def decision(feature: str, value: str, day: str) -> str:
    return f"  - {{feature: {feature}, value: {value}, date: {day}, by: Us, why: {{en: So., es: Así.}}}}\n"


def state(shipped: Workspace, room: Path, feature: str, claims: str, decisions: str, day: str) -> FeatureState:
    mechanism, _ = nowhere(shipped, room, f"claims:\n{claims}" + (f"adjudications:\n{decisions}" if decisions else ""))
    found = profile(mechanism.dossier, shipped.catalogue.features, mechanism.statements, date.fromisoformat(day))
    assert (found.mechanism, found.as_of, found.perspective) == ("nowhere", date.fromisoformat(day), "all")
    assert found.states[feature].feature == shipped.catalogue.features[feature]
    return found.states[feature]


@pytest.mark.parametrize(("day", "expected"), [("2012-06-29", "before"), ("2012-06-30", "change")])
def test_what_a_change_replaced_held_until_the_day_before(
    shipped: Workspace, tmp_path: Path, day: str, expected: str
) -> None:
    given = claim(BASIS, "yes", more='locator: "1", kind: change, date: 2012-06-30, before: no, ')
    found = state(shipped, tmp_path, BASIS, given, "", day)
    assert [one.kind for one in found.statements] == [expected]
    assert found.knowledge == "known"


@pytest.mark.parametrize(("day", "knowledge"), [("2016-06-30", "known"), ("2016-07-01", "silent")])
def test_an_observation_is_good_on_its_last_day(shipped: Workspace, tmp_path: Path, day: str, knowledge: str) -> None:
    given = claim(GRANTED, "none", more='locator: "1", date: 2016-01-31, until: 2016-06-30, ')
    assert state(shipped, tmp_path, GRANTED, given, "", day).knowledge == knowledge


def test_a_speaker_is_heard_as_last_heard_in_whatever_order(shipped: Workspace, tmp_path: Path) -> None:
    days = ("2016-01-31", "2016-02-29", "2016-03-31")
    given = "".join(claim(GRANTED, "none", more=f'locator: "1", date: {day}, ') for day in days)
    mechanism, _ = nowhere(shipped, tmp_path, f"claims:\n{given}")
    for said in permutations(mechanism.statements):
        assert [one.day for one in in_force(said, date(2016, 12, 31))] == ["2016-03-31"]


@pytest.mark.parametrize(
    ("decided", "day", "expected"),
    [
        ([("isolated", "2016-03-31")], "2016-12-31", Interval(1, 1)),  # on the day of the newest claim
        ([("isolated", "2016-03-30")], "2016-12-31", OPEN),  # a later claim reopens the dispute
        ([("isolated", "2016-06-30")], "2016-06-30", Interval(1, 1)),  # on the day itself
        ([("isolated", "2016-06-30")], "2016-06-29", OPEN),  # not yet
        ([("regular", "2016-05-31"), ("none", "2016-06-30")], "2016-12-31", Interval(0, 0)),  # the newest
        ([("none", "2016-06-30"), ("regular", "2016-05-31")], "2016-12-31", Interval(0, 0)),
        ([("none", "2016-06-30"), ("isolated", "2016-06-30")], "2016-12-31", Interval(1, 1)),  # of one day: the higher
        ([("isolated", "2016-06-30"), ("none", "2016-06-30")], "2016-12-31", Interval(1, 1)),
    ],
)
def test_which_decision_counts(
    shipped: Workspace, tmp_path: Path, decided: list[tuple[str, str]], day: str, expected: Interval
) -> None:
    decisions = "".join(decision(GRANTED, value, on) for value, on in decided)
    found = state(shipped, tmp_path, GRANTED, DISPUTE, decisions, day)
    assert (found.interval, found.knowledge) == (expected, "disputed")
    assert (found.adjudication is None) == (expected == OPEN)


def test_a_decision_is_on_its_own_feature(shipped: Workspace, tmp_path: Path) -> None:
    found = state(shipped, tmp_path, GRANTED, DISPUTE, decision(BASIS, "yes", "2016-06-30"), "2016-12-31")
    assert (found.interval, found.adjudication) == (OPEN, None)


def test_what_two_changes_say_that_they_replace_is_no_later_claim(shipped: Workspace, tmp_path: Path) -> None:
    """They bear a later day than that of which they speak; a decision made meanwhile knew all the same."""
    claims = "".join(
        claim(BASIS, "yes", speaker=who, more=f'locator: "1", kind: change, date: 2016-06-30, before: {before}, ')
        for who, before in (("network", "no"), ("ministry", "yes"))
    )
    found = state(shipped, tmp_path, BASIS, claims, decision(BASIS, "yes", "2015-12-31"), "2016-01-31")
    assert {one.kind for one in found.statements} == {"before"}
    assert (found.interval, found.knowledge) == (Interval(1, 1), "disputed")
