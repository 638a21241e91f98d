"""From when a statement counts, until when, and by whom: each rule at its boundary."""

from datetime import date

import pytest
from dossiers import SPEAKERS, document

from baremo.assessment.commitments import commitments
from baremo.assessment.lifetime import Lifetime
from baremo.assessment.newest import newest
from baremo.assessment.spells import spells
from baremo.assessment.statements import day_of, statements
from baremo.assessment.validity import lower_end
from baremo.model.dates import PartialDate
from baremo.model.dossier import Dossier
from baremo.model.feature import Feature, Interval
from baremo.model.profile import Statement
from baremo.testing import TEXT, dossier, entry_id

S1 = document("s1", "organisation", "2018-06-30")
S2 = document("s2", "ministry", "2020-12-31", first_hand=True)
S3 = document("s3", "newspaper", "2024-06-30", kind="press")
DOCUMENTS = {each.id: each for each in (S1, S2, S3)}
HERE = {"locator": "1"}


def feature(kind: str, type: str = "choice", polarity: str = "higher", good_for: object = 3) -> Feature:
    return Feature.model_validate(
        {
            "id": f"theme.{kind}",
            "kind": kind,
            "type": type,
            "polarity": polarity,
            "effort": "norm",
            "question": TEXT,
            "values": [{"id": id, "label": TEXT} for id in ("none", "some", "all")] if type == "choice" else [],
            "good_for": good_for,
        }
    )


FEATURES = {each.id: each for each in (feature("record"), feature("practice"))}


def claim(number: int, feature: str, value: str | None = None, **more: object) -> dict[str, object]:
    base = {"kind": "observation", "speaker": "organisation", "document": "s1", "note": {"en": "A note."}, **HERE}
    return {
        **base,
        "id": entry_id(number),
        "feature": f"theme.{feature}",
        **({"value": value} if value else {}),
        **more,
    }


def stage(number: int, state: str, read: str = "s1", **more: object) -> dict[str, object]:
    return {"id": entry_id(number), "reform": "law", "state": state, "document": read, **HERE, **more}


def told(*claims: dict[str, object], stages: tuple[dict[str, object], ...] = (), **mechanism: object) -> Dossier:
    own: dict[str, object] = {
        "established": {"date": 2010, "document": "s1", **HERE},
        "reforms": [{"id": "law", "name": {"en": "A law"}}],
        **mechanism,
    }
    return dossier({"claims": claims, "reforms": stages}, **own)


def said(given: Dossier) -> tuple[Statement, ...]:
    return statements(given, FEATURES, SPEAKERS, DOCUMENTS)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (None, "2018-06-30"),
        ("2018", "2018-06-30"),
        ("2018-06-30", "2018-06-30"),
        ("2017", "2017-12-31"),
        ("by 2019", "2018-06-30"),
        ("2018-07-01", "2018-07-01"),  # later than the document knows: its own day, never moved
        ("2020", "2020-12-31"),
    ],
)
def test_it_counts_from_the_last_possible_day_as_far_as_its_document_knows(given: str | None, day: str) -> None:
    assert day_of(None if given is None else PartialDate.parse(given), S1).isoformat() == day


@pytest.mark.parametrize(
    ("more", "announced"),
    [
        ((), True),
        ((claim(2, "record", "all", document="s3", date="2021"),), False),
        ((claim(2, "record", "none", document="s3", date="2021"),), True),  # it says something else
        ((claim(2, "record", "all", document="s2", speaker="ministry", date="2019"),), True),  # of an earlier time
        ((claim(2, "record", "all", document="s3", date="2021", kind="change"),), False),
    ],
)
def test_a_change_is_announced_until_a_later_document_confirms_it(
    more: tuple[dict[str, object], ...], announced: bool
) -> None:
    (change,) = [
        s
        for s in said(told(claim(1, "record", "all", kind="change", date="2020-01-01"), *more))
        if s.claim == entry_id(1)
    ]
    assert (change.counts_from, change.announced) == (date(2020, 1, 1), announced)


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ({"date": "2016-02-29"}, "2019-02-28"),
        ({"date": "2016"}, "2019-12-31"),
        ({}, "2021-06-30"),
        ({"date": "2016-01-31", "until": "2017"}, "2020-12-31"),
        ({"date": "2016-01-31", "until": "2030"}, "2021-06-30"),  # no document knows what is later than itself
    ],
)
def test_validity_counts_from_the_last_day_observed(given: dict[str, object], end: str) -> None:
    (statement,) = said(told(claim(1, "practice", "some", **given)))
    assert statement.end == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("type", "polarity", "claimed", "left"),
    [
        ("yes-no", "higher", (0, 0), (0, 1)),
        ("yes-no", "higher", (1, 1), (1, 1)),
        ("yes-no", "lower", (1, 1), (1, 1)),  # a court's order stands until a change
        ("yes-no", "lower", (0, 0), (0, 1)),
        ("choice", "higher", (1, 1), (1, 2)),
        ("choice", "higher", (0, 1), (0, 2)),
        ("days", "lower", (90, 90), (0, 90)),
        ("days", "lower", (0, 30), (0, 30)),
        ("count", "higher", (5, 5), (5, 1_000_000_000)),
    ],
)
def test_that_the_record_says_so_much_stays_and_that_it_says_no_more_lapses(
    type: str, polarity: str, claimed: tuple[int, int], left: tuple[int, int]
) -> None:
    assert lower_end(feature("record", type, polarity), Interval(*claimed)) == Interval(*left)


LAW = {"lays_down": [{"feature": "theme.record", "value": "all", "before": "none"}]}


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ((stage(1, "adopted", date="2014"),), [("2014-12-31", None)]),
        ((stage(1, "adopted", date="2014-03-01", in_force="2014-06-01"),), [("2014-06-01", None)]),
        ((stage(1, "adopted", date="2020-01-01"),), [("2020-01-01", None)]),  # B1
        ((stage(1, "adopted", date="2014"), stage(2, "pending", date="2016")), [("2014-12-31", "2016-12-30")]),  # B4
        ((stage(1, "adopted", date="2014"), stage(2, "proposed", date="2012")), [("2014-12-31", None)]),
        ((stage(1, "adopted", date="2014"), stage(2, "proposed")), [("2014-12-31", None)]),
        ((stage(1, "proposed", date="2014"), stage(2, "rejected", date="2015")), []),
        ((stage(1, "adopted", date="2014"), stage(2, "repealed", date="2016")), [("2014-12-31", "2016-12-30")]),
        (
            (
                stage(1, "adopted", date="2012-01-01"),
                stage(2, "suspended", date="2014-01-01"),
                stage(3, "adopted", date="2016-01-01"),
                stage(4, "annulled", date="2017-01-01"),
            ),
            [("2012-01-01", "2013-12-31"), ("2016-01-01", "2016-12-31")],
        ),
        (  # the first-hand document gives the day, the other corroborates it
            (stage(1, "adopted", date="2013-05"), stage(2, "adopted", read="s2", date="2013-06-12")),
            [("2013-06-12", None)],
        ),
    ],
)
def test_when_a_reform_stands(stages: tuple[dict[str, object], ...], expected: list[tuple[str, str | None]]) -> None:
    (reform,) = told(stages=stages).reforms
    days = [
        (s.adoption.days.last.isoformat(), None if s.end is None else s.end.isoformat())
        for s in spells(reform, DOCUMENTS)
    ]
    assert days == expected


def test_what_a_reform_lays_down_is_what_its_adoption_says_or_else_the_newest_stage_before() -> None:
    promised = stage(1, "promised", date="2012", lays_down=[{"feature": "theme.record", "value": "some"}])
    (change,) = said(told(stages=(promised, stage(2, "adopted", date="2014"))))
    assert (change.interval, change.counts_from) == (Interval(1, 1), date(2014, 12, 31))
    drawn = said(told(stages=(promised, stage(2, "adopted", date="2014", **LAW))))
    assert {(s.kind, s.interval) for s in drawn} == {("change", Interval(2, 2)), ("before", Interval(0, 0))}


def test_what_its_speaker_took_back_is_not_said() -> None:
    back = claim(2, "practice", "all", date="2017", corrects=entry_id(1))
    assert [s.claim for s in said(told(claim(1, "practice", "none", date="2016"), back))] == [entry_id(2)]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), "2016-12-31"),
        ((claim(2, "record", "all", kind="change", date="2020-01-01"),), "2016-12-31"),  # announced
        ((claim(2, "practice", None, at_least="some", kind="commitment", date="2018", due="2019"),), "2016-12-31"),
        ((claim(2, "record", "none", date="2017-05"),), "2017-05-31"),
    ],
)
def test_the_default_day_is_that_of_the_newest_evidence(more: tuple[dict[str, object], ...], expected: str) -> None:
    given = told(claim(1, "practice", "some", date="2016"), *more)
    assert newest(given, said(given), DOCUMENTS) == date.fromisoformat(expected)


def test_a_reform_that_begins_or_ceases_to_stand_moves_the_default_day_and_a_decision_does_not() -> None:  # B2
    adopted, pending = stage(8, "adopted", date="2017"), stage(8, "pending", date="2017")
    for given, expected in ((told(stages=(adopted,)), date(2017, 12, 31)), (told(stages=(pending,)), None)):
        assert newest(given, said(given), DOCUMENTS) == expected


@pytest.mark.parametrize(
    ("more", "day", "state"),
    [
        ((), "2017-12-31", "due"),
        ((), "2018-01-01", "overdue"),
        ((claim(2, "practice", "all", document="s3", date="2017-06"),), "2018-01-01", "answered"),
        ((claim(2, "practice", "none", document="s3", date="2017-06"),), "2018-01-01", "overdue"),
        ((claim(2, "practice", "all", document="s3", date="2015"),), "2018-01-01", "overdue"),  # not certainly later
        ((claim(2, "practice", "none", date="2017-02", corrects=entry_id(1)),), "2017-03-01", "withdrawn"),
    ],
)
def test_what_came_of_a_commitment(more: tuple[dict[str, object], ...], day: str, state: str) -> None:
    word = claim(1, "practice", None, at_least="some", kind="commitment", date="2016", due="2017")
    given = told(word, *more)
    (found,) = commitments(given, FEATURES, DOCUMENTS, said(given), date.fromisoformat(day))
    assert found.state == state
    assert all(s.claim != entry_id(1) for s in said(given))


@pytest.mark.parametrize(
    ("day", "existence", "name"),
    [
        ("2010-12-30", "not-yet", "A mechanism"),
        ("2010-12-31", "exists", "A mechanism"),
        ("2016-01-01", "exists", "A new name"),
        ("2018-03-30", "exists", "A new name"),
        ("2018-03-31", "ended", "A new name"),
    ],
)
def test_before_the_beginning_and_from_the_end_on_there_is_no_mechanism(day: str, existence: str, name: str) -> None:
    given = told(
        ended={"date": "2018-03", "document": "s1", **HERE, "replaced_by": "another"},
        names=[{"from": "2015", "name": {"en": "A new name"}}],
    )
    lifetime = Lifetime.of(given.mechanism, DOCUMENTS)
    on = date.fromisoformat(day)
    assert (lifetime.on(on), lifetime.name_on(on).root["en"], lifetime.replaced_by) == (existence, name, "another")


@pytest.mark.parametrize(("later", "announced"), [((), True), (("s1",), True), (("s2",), False)])
def test_a_beginning_is_announced_until_a_later_document_speaks_of_the_mechanism(
    later: tuple[str, ...], announced: bool
) -> None:
    """`s1` knows up to the middle of 2018, and says that the mechanism will begin in March 2020; `s2` knows of 2020."""
    told = dossier({}, established={"date": "2020-03", "document": "s1", **HERE})
    documents = {id: DOCUMENTS[id] for id in ("s1", *later)}
    beginning = Lifetime.of(told.mechanism, documents).beginning
    assert (beginning.last, beginning.announced) == (date(2020, 3, 31), announced)
