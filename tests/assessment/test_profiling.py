"""What is known of a feature on a day: each rule at its boundary, over a few claims."""

from datetime import date

import pytest
from dossiers import SPEAKERS
from test_statements import DOCUMENTS, FEATURES, LAW, claim, stage, told

from baremo.assessment.profiling import profile
from baremo.assessment.statements import statements
from baremo.model.dossier import Dossier
from baremo.model.feature import Interval
from baremo.model.profile import FeatureState
from baremo.testing import entry_id

NGO = {"document": "s1", "speaker": "organisation"}
STATE = {"document": "s2", "speaker": "ministry"}


def state(given: Dossier, feature: str, day: str, kinds: tuple[str, ...] | None = None) -> FeatureState:
    drawn = statements(given, FEATURES, SPEAKERS, DOCUMENTS)
    return profile(given, FEATURES, drawn, date.fromisoformat(day), "all", kinds).states[f"theme.{feature}"]


def decision(*between: int, **setting: str) -> dict[str, object]:
    return {
        "feature": "theme.practice",
        "between": [entry_id(number) for number in between],
        **setting,
        "date": "2024-01-01",
        "by": "A reviewer",
        "why": {"en": "A reason."},
    }


DISPUTE = (
    claim(1, "practice", "none", date="2017-03-31", **NGO),
    claim(2, "practice", "all", date="2019-03-31", **STATE),
)


@pytest.mark.parametrize(
    ("day", "knowledge", "not_said_again"),
    [
        ("2019-03-30", "known", []),
        ("2019-03-31", "disputed", []),
        ("2020-03-31", "disputed", []),
        ("2020-04-01", "disputed", [entry_id(1)]),  # B3a: the older one is past its age, and nobody said anything new
        ("2022-03-31", "disputed", [entry_id(1)]),
        ("2022-04-01", "lapsed", []),  # both together
    ],
)
def test_while_a_feature_is_disputed_none_of_its_claims_lapses(
    day: str, knowledge: str, not_said_again: list[str]
) -> None:
    now = state(told(*DISPUTE), "practice", day)
    assert (now.knowledge, [s.claim for s in now.not_said_again]) == (knowledge, not_said_again)
    assert {lapse.day.isoformat() for lapse in now.lapsed} == ({"2022-04-01"} if knowledge == "lapsed" else set())


def test_what_had_lapsed_before_is_not_disputed_any_more() -> None:
    late = claim(2, "practice", "all", date="2020-04-02", **STATE)
    now = state(told(claim(1, "practice", "none", date="2017-03-31", **NGO), late), "practice", "2020-04-02")
    assert (now.knowledge, now.interval, [lapse.statement.claim for lapse in now.lapsed]) == (
        "known",
        Interval(2, 2),
        [entry_id(1)],
    )


@pytest.mark.parametrize(
    ("value", "day", "interval", "knowledge"),
    [
        ("none", "2020-03-31", (0, 0), "known"),
        ("none", "2020-04-01", (0, 2), "lapsed"),  # B3a: *no public policy*, said in 2017, is no "no" in 2035
        ("some", "2035-01-01", (1, 2), "known"),
        ("all", "2035-01-01", (2, 2), "known"),
    ],
)
def test_the_absence_of_a_norm_grows_old_and_its_presence_does_not(
    value: str, day: str, interval: tuple[int, int], knowledge: str
) -> None:
    now = state(told(claim(1, "record", value, date="2017-03-31", **NGO)), "record", day)
    assert (now.interval, now.knowledge) == (Interval(*interval), knowledge)


def test_a_dispute_on_the_record_that_grew_old_leaves_its_lower_end() -> None:
    claims = (claim(1, "record", "some", date="2017", **NGO), claim(2, "record", "none", date="2019", **STATE))
    assert state(told(*claims), "record", "2022-12-31").interval == Interval(0, 1)
    now = state(told(*claims), "record", "2023-01-01")
    assert (now.interval, now.knowledge) == (Interval(0, 2), "lapsed")


@pytest.mark.parametrize(
    ("first", "second", "in_force"),
    [
        ("2016-11-30", "2016", [1, 2]),  # B3: nobody knows which is the newer
        ("2016-11", "2016-11-30", [1, 2]),
        ("2016-11-30", "by 2017-02", [1, 2]),
        ("2016-11-30", "2016-12", [2]),
        ("2015", "2016", [2]),
        ("2016-11-30", None, [2]),
    ],
)
def test_only_what_is_certainly_later_supersedes(first: str, second: str | None, in_force: list[int]) -> None:
    later = claim(2, "practice", "all", **NGO, **({"date": second} if second else {}))
    now = state(told(claim(1, "practice", "none", date=first, **NGO), later), "practice", "2018-06-30")
    assert [s.claim for s in now.statements] == [entry_id(number) for number in in_force]
    assert len(now.order_unknown) == (2 if len(in_force) == 2 else 0)


def test_a_change_supersedes_everybody_and_counts_under_every_perspective() -> None:
    claims = (
        claim(1, "record", "none", date="2014", **NGO),
        claim(2, "record", "all", kind="change", date="2016", **STATE),
        claim(3, "record", "some", date="2017", **NGO),
    )
    for kinds in (None, ("civil-society",)):
        assert [s.claim for s in state(told(*claims), "record", "2018-01-01", kinds).statements] == [
            entry_id(2),
            entry_id(3),
        ]
    assert [s.claim for s in state(told(*claims), "record", "2018-01-01", ("media",)).statements] == [entry_id(2)]


@pytest.mark.parametrize(
    ("decisions", "more", "interval"),
    [
        ([], (), (0, 2)),
        ([decision(1, 2, value="some")], (), (1, 1)),  # B2: whenever it was made
        ([decision(1, 2, at_least="some")], (), (1, 2)),
        ([decision(1, 3, value="some")], (), (0, 2)),
        (
            [decision(1, 2, value="some")],
            (claim(3, "practice", "some", date="2018", document="s3", speaker="court"),),
            (0, 2),
        ),
        (  # a report of what the ministry says, once more, is no other claim
            [decision(1, 2, value="some")],
            (claim(3, "practice", "all", date="2019-03-31", document="s3", speaker="ministry"),),
            (1, 1),
        ),
    ],
)
def test_a_decision_holds_between_the_claims_that_it_names(
    decisions: list[dict[str, object]], more: tuple[dict[str, object], ...], interval: tuple[int, int]
) -> None:
    now = state(told(*DISPUTE, *more, adjudications=decisions), "practice", "2019-06-30")
    assert (now.interval, now.knowledge) == (Interval(*interval), "disputed")
    assert (now.adjudication is None) == (interval == (0, 2))
    assert state(told(*DISPUTE, *more, adjudications=decisions), "practice", "2019-03-30").adjudication is None


@pytest.mark.parametrize(
    ("own", "reported", "in_force"),
    [
        ({"value": "none", "date": "2019-03"}, {"value": "all", "date": "2019"}, [1]),  # the speaker's own word
        ({"value": "none", "date": "2018"}, {"value": "all", "date": "2019"}, [2]),  # it said so later
        ({"value": "none", "date": "2019-03"}, {"at_most": "some", "date": "2019"}, [1, 2]),  # they agree
    ],
)
def test_a_first_hand_claim_outranks_reports_of_the_same_day(
    own: dict[str, object], reported: dict[str, object], in_force: list[int]
) -> None:
    claims = (
        claim(1, "practice", **STATE, **own),
        claim(2, "practice", document="s3", speaker="ministry", **reported),
    )
    now = state(told(*claims), "practice", "2020-01-01")
    assert [s.claim for s in now.statements] == [entry_id(number) for number in in_force]
    assert [s.author for s in now.statements if s.claim == entry_id(2)] == (["newspaper"] if 2 in in_force else [])


def test_reports_differ() -> None:
    reports = [
        claim(n, "practice", value, document=read, speaker="ministry", date="2017")
        for n, value, read in ((1, "none", "s1"), (2, "all", "s3"))
    ]
    now = state(told(*reports), "practice", "2018-01-01")
    assert (now.knowledge, len(now.reports_differ)) == ("disputed", 2)


@pytest.mark.parametrize(
    ("day", "interval", "repealed"),
    [
        ("2012-06-01", (0, 0), ()),  # what it replaced
        ("2014-06-01", (2, 2), ()),
        ("2016-06-01", (0, 0), ("law",)),
    ],
)
def test_a_repeal_brings_back_the_eve_of_adoption(
    day: str, interval: tuple[int, int], repealed: tuple[str, ...]
) -> None:
    stages = stage(8, "adopted", date="2013-01-01", **LAW), stage(9, "repealed", date="2016-01-01")
    meanwhile = claim(1, "record", "all", date="2014-01-01", **NGO)
    now = state(told(meanwhile, stages=stages), "record", day)
    assert (now.interval, now.repealed) == (Interval(*interval), repealed)


def test_what_a_repeal_says_holds_from_then_on() -> None:
    repeal = stage(9, "repealed", date="2016-01-01", lays_down=[{"feature": "theme.record", "value": "some"}])
    now = state(told(stages=(stage(8, "adopted", date="2013-01-01", **LAW), repeal)), "record", "2016-01-01")
    assert (now.interval, now.knowledge, now.repealed) == (Interval(1, 1), "known", ())


@pytest.mark.parametrize(("day", "provided"), [("2012-12-31", None), ("2013-01-01", (1, 2)), ("2016-01-01", None)])
def test_what_a_reform_aims_at_is_provided_for_while_it_stands(day: str, provided: tuple[int, int] | None) -> None:
    aims = {"aims": [{"feature": "theme.practice", "at_least": "some"}]}
    stages = stage(8, "adopted", date="2013-01-01", **aims), stage(9, "repealed", date="2016-01-01")
    now = state(told(stages=stages), "practice", day)
    assert (now.knowledge, now.provided) == ("silent", None if provided is None else Interval(*provided))
