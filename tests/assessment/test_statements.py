"""What a dossier says, statement by statement: from when, until when, by whom, and for whom."""

from datetime import date
from pathlib import Path

import pytest
from nowhere import claim, nowhere

from baremo.assessment.statements import day_of
from baremo.model.dates import PartialDate
from baremo.model.feature import Interval
from baremo.model.profile import Statement
from baremo.model.text import Localised
from baremo.workspace.workspace import Workspace

GRANTED, BASIS = "collective.granted", "collective.legal-basis"
NOTE = Localised({"en": "A note.", "es": "Una nota."})
LAW = """\
reforms:
  - id: law
    name: {en: Law, es: Ley}
    note: {en: It does., es: Hace.}
    history:
      - {state: pending, date: 2010, document: early, locator: "1"}
      - {state: adopted, date: 2012-05, document: early, locator: "2", anchor: was adopted}
      - {state: adopted, date: 2014, document: late, locator: "3"}
    changes:
      - {feature: collective.legal-basis, value: yes, before: no}
"""


def said(shipped: Workspace, room: Path, *claims: str, rest: str = "") -> tuple[Statement, ...]:
    mechanism, _ = nowhere(shipped, room, ("claims:\n" + "".join(claims) if claims else "") + rest)
    return mechanism.statements


def test_an_observation_whole(shipped: Workspace, tmp_path: Path) -> None:
    (found,) = said(
        shipped, tmp_path, claim(GRANTED, "isolated", more='locator: "1", anchor: a few words, date: 2016-02, ')
    )
    assert found == Statement(
        feature=GRANTED,
        interval=Interval(1, 1),
        kind="observation",
        start=date(2016, 2, 29),
        end=date(2019, 2, 28),
        day="2016-02",
        speaker="network",
        speaker_kind="civil-society",
        document="late",
        locator="1",
        anchor="a few words",
        note=NOTE,
        reform=None,
    )


def test_a_change_and_what_it_replaced(shipped: Workspace, tmp_path: Path) -> None:
    given = claim(BASIS, "yes", speaker="ministry", more='locator: "1", kind: change, date: 2012, before: no, ')
    now, before = sorted(said(shipped, tmp_path, given), key=lambda one: one.interval, reverse=True)
    assert (now.kind, now.interval, now.start, now.end) == ("change", Interval(1, 1), date(2012, 12, 31), None)
    assert (before.kind, before.interval, before.start, before.end) == ("before", Interval(0, 0), now.start, now.start)
    for one in (now, before):
        assert (one.speaker, one.speaker_kind, one.day, one.anchor) == ("ministry", "official", "2012", None)


def test_a_reform_counts_from_its_first_adoption(shipped: Workspace, tmp_path: Path) -> None:
    now, before = sorted(said(shipped, tmp_path, rest=LAW), key=lambda one: one.interval, reverse=True)
    assert now == Statement(
        feature=BASIS,
        interval=Interval(1, 1),
        kind="change",
        start=date(2012, 5, 31),
        end=None,
        day="2012-05",
        speaker=None,
        speaker_kind=None,
        document="early",
        locator="2",
        anchor="was adopted",
        note=Localised({"en": "It does.", "es": "Hace."}),
        reform="law",
    )
    assert (before.kind, before.interval, before.end) == ("before", Interval(0, 0), now.start)


def test_a_reform_that_is_not_adopted_says_nothing(shipped: Workspace, tmp_path: Path) -> None:
    assert said(shipped, tmp_path, rest=LAW.replace("state: adopted", "state: promised")) == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "2013-06-30"),
        ("2013", "2013-06-30"),
        ("2013-06-29", "2013-06-29"),
        ("2013-06", "2013-06-30"),
        ("2013-07", "2013-06-30"),
        ("by 2012-02", "2012-02-29"),
    ],
)
def test_it_counts_from_the_last_possible_day_within_its_source(
    shipped: Workspace, tmp_path: Path, given: str | None, expected: str
) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, "")
    day = day_of(None if given is None else PartialDate.parse(given), mechanism.documents["early"])
    assert day.isoformat() == expected


@pytest.mark.parametrize(
    ("feature", "value", "date_", "until", "expected"),
    [
        (GRANTED, "none", "2016-02-29", None, "2019-02-28"),
        (GRANTED, "none", "2015-02-28", None, "2018-02-28"),
        (GRANTED, "none", "2016-01-31", "2016-06", "2016-06-30"),
        (GRANTED, "none", "2016-01-31", "2021", "2019-01-31"),
        (BASIS, "yes", "2016-01-31", None, None),
        (BASIS, "yes", "2016-01-31", "2021", "2021-12-31"),
    ],
)
def test_until_when_an_observation_is_good(
    shipped: Workspace, tmp_path: Path, feature: str, value: str, date_: str, until: str | None, expected: str | None
) -> None:
    """Practice grows stale after three years; a record does not. Its own end comes first where it is sooner."""
    more = f'locator: "1", date: {date_}, ' + (f"until: {until}, " if until else "")
    (found,) = said(shipped, tmp_path, claim(feature, value, more=more))
    assert found.end == (None if expected is None else date.fromisoformat(expected))


def test_their_order_is_that_of_what_they_say(shipped: Workspace, tmp_path: Path) -> None:
    """By feature, day, kind, speaker, ranks, document, place: whatever the order of the file."""

    def one(feature: str, value: str, day: str, place: str, **named: str) -> str:
        kind = "kind: change, " if feature == BASIS else ""
        return claim(feature, value, more=f'locator: "{place}", {kind}date: {day}, ', **named)

    given = [
        one(GRANTED, "none", "2012", "1"),
        one(GRANTED, "none", "2013", "1", speaker="ministry"),
        one(GRANTED, "none", "2013", "1"),
        one(GRANTED, "isolated", "2013", "1", document="early"),
        one(GRANTED, "isolated", "2013", "1"),
        one(GRANTED, "isolated", "2013", "2"),
        one(BASIS, "yes", "2015", "1"),
        one(BASIS, "yes", "2015-12", "1"),
        one(BASIS, "yes", "2015", "1").replace("A note.", "Another."),
    ]
    there = said(shipped, tmp_path, *given)
    back = said(shipped, tmp_path, *reversed(given))
    assert there == back
    key = [(s.feature, s.start, s.kind, s.speaker or "", s.interval, s.document, s.locator) for s in there]
    assert key == sorted(key)
