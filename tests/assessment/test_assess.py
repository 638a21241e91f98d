"""One mechanism on one day: what a scorecard says besides its scores, and who may know what."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from nowhere import claim, nowhere

from baremo.assessment.assess import NoScorecard, assess, judge
from baremo.assessment.kernel import weighed
from baremo.model.feature import Interval
from baremo.model.supposed import Supposed
from baremo.model.visibility import AUDIENCES, Visibility
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

GRANTED, BASIS, IMPLEMENTED = "collective.granted", "collective.legal-basis", "collective.implemented"
NOT_APPLICABLE = """\
not_applicable:
  - criterion: collective.scope
    reason: {en: There is none., es: No hay.}
"""


def said(feature: str, value: str, more: str = "", **named: str) -> str:
    return claim(feature, value, more='locator: "1", ' + more, **named)


def claims(*listed: str) -> str:
    return "claims:\n" + "".join(listed)


def test_it_stands_on_the_day_of_the_newest_claim(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """What a change says that it replaced is older than the change, whatever day bears it."""
    rest = claims(
        said(GRANTED, "none", "date: 2014-05, "), said(BASIS, "yes", "kind: change, date: 2013, before: no, ")
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    assert assess(mechanism, engines).scorecard.as_of == date(2014, 5, 31)
    assert mechanism.newest == date(2014, 5, 31)


def test_without_a_claim_it_stands_on_the_first_day(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, "")
    assert mechanism.newest == mechanism.since == date(2005, 12, 31)
    assert assess(mechanism, engines).scorecard.newest_evidence is None


def test_a_claim_withheld_does_not_move_the_day(shipped: Workspace, tmp_path: Path) -> None:
    rest = claims(said(GRANTED, "none", "date: 2014-05, "), said(GRANTED, "none", "date: 2016, visibility: internal, "))
    known = [nowhere(shipped, tmp_path, rest, audience)[0].newest for audience in AUDIENCES]
    assert known == [date(2014, 5, 31), date(2016, 12, 31), date(2016, 12, 31)]


def test_a_reading_hears_one_side(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    rest = claims(said(GRANTED, "none"), said(GRANTED, "regular", speaker="ministry"))
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    for perspective, possible in (("civil-society", ("not-met",)), ("official", ("met",)), ("international", None)):
        card = assess(mechanism, engines, perspective=perspective).scorecard  # type: ignore[arg-type]
        (finding,) = (f for f in card.findings if f.criterion == GRANTED)
        assert card.perspective == perspective
        assert finding.possible == (possible or shipped.catalogue.criteria[GRANTED].statuses)


def test_before_its_first_day_there_is_none(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, "")
    assert assess(mechanism, engines, date(2005, 12, 31)).scorecard.as_of == date(2005, 12, 31)
    with pytest.raises(NoScorecard) as caught:
        assess(mechanism, engines, date(2005, 12, 30))
    told = caught.value.unscored
    assert (told.mechanism, told.as_of, told.day) == ("nowhere", date(2005, 12, 30), date(2005, 12, 31))


def test_the_newest_evidence_is_what_counts_on_the_day(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """Of the statements in force, not of those to come or superseded; and no `before`, which bears a later day."""
    rest = claims(
        said(GRANTED, "none", "date: 2012-02, "),
        said(GRANTED, "none", "date: 2014-02, "),
        said(GRANTED, "isolated", "date: 2016-02, "),
        said(BASIS, "yes", "kind: change, date: 2016-03, before: no, "),
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    assert assess(mechanism, engines, date(2015, 1, 1)).scorecard.newest_evidence == date(2014, 2, 28)
    assert assess(mechanism, engines, date(2016, 2, 29)).scorecard.newest_evidence == date(2016, 2, 29)


def test_a_criterion_that_does_not_apply(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, NOT_APPLICABLE)
    card = assess(mechanism, engines, date(2017, 1, 1)).scorecard
    assert [(one.criterion, one.reason) for one in card.not_applicable] == [
        ("collective.scope", {"en": "There is none.", "es": "No hay."})
    ]
    assert "collective.scope" not in {finding.criterion for finding in card.findings}
    share = weighed(shipped.catalogue, [id for id in shipped.catalogue.criteria if id != "collective.scope"])
    assert {f.criterion: f.worth for f in card.findings} == {id: round(float(w * 100), 4) for id, w in share.items()}
    assert sum(share.values()) == 1
    assert share["collective.granted"] == Fraction(1, 18)


def test_law_and_practice_apart(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    rest = claims(
        said("institution.legal-basis", "law", "kind: change, date: 2012, "),
        said(BASIS, "yes", "kind: change, date: 2012, "),
        said(IMPLEMENTED, "none", "date: 2016-06, "),
        said(GRANTED, "none", "date: 2016-06, "),
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    card = assess(mechanism, engines, date(2017, 1, 1)).scorecard
    assert card.law is not None
    assert card.practice is not None
    assert card.law.score[0] > 0
    assert card.law.score[1] == 100
    assert card.practice.score[0] == 0
    assert card.practice.score[1] < 100
    assert card.implementation_gap is not None
    assert card.implementation_gap.points[1] > 0


def test_basis_and_dispute(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """A finding is contested where claims differ, and open for that reason only if nobody decided between them."""
    decided = (
        "adjudications:\n"
        "  - {feature: institution.training, between: [aaaaaaaa, bbbbbbbb], value: some, date: 2016-12, by: Us, why: {en: So., es: Así.}}\n"
        "  - {feature: institution.coordination, between: [cccccccc, dddddddd], value: partial, date: 2016-12, by: Us, why: {en: So., es: Así.}}\n"
    )
    rest = decided + claims(
        said(GRANTED, "none", "date: 2016-06, "),
        said(GRANTED, "regular", "date: 2016-06, ", speaker="ministry"),
        said("institution.training", "none", "id: aaaaaaaa, date: 2016-06, "),
        said("institution.training", "all", "id: bbbbbbbb, date: 2016-06, ", speaker="ministry"),
        said("institution.coordination", "fragmented", "id: cccccccc, date: 2016-06, "),
        said("institution.coordination", "systematic", "id: dddddddd, date: 2016-06, ", speaker="ministry"),
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    found = {f.criterion: f for f in assess(mechanism, engines, date(2017, 1, 1)).scorecard.findings}
    of = {id: (found[id].basis, found[id].contested, found[id].possible) for id in found}
    assert of[GRANTED] == ("disputed", True, ("not-met", "partly", "met"))
    assert of["institution.coordination"] == ("adjudicated", True, ("partly",))
    assert of["institution.staff"] == ("adjudicated", True, ("partly",)), "training decides, whatever the turnover"
    assert of["collective.scope"] == ("silent", False, ("not-met", "partly", "met"))
    assert {f.criterion for f in found.values() if f.critical} == set(shipped.catalogue.scale.cap.critical)


def test_open_for_want_of_an_answer_though_another_was_decided(
    shipped: Workspace, tmp_path: Path, engines: Engines
) -> None:
    decided = (
        "adjudications:\n"
        "  - {feature: institution.training, between: [aaaaaaaa, bbbbbbbb], value: all, date: 2016-12, by: Us, why: {en: So., es: Así.}}\n"
    )
    rest = decided + claims(
        said("institution.training", "none", "id: aaaaaaaa, date: 2016-06, "),
        said("institution.training", "all", "id: bbbbbbbb, date: 2016-06, ", speaker="ministry"),
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    found = {f.criterion: f for f in assess(mechanism, engines, date(2017, 1, 1)).scorecard.findings}
    staff = found["institution.staff"]
    assert (staff.basis, staff.contested, staff.possible) == ("bounded", True, ("partly", "met"))


@pytest.mark.parametrize(("audience", "withheld"), [("public", 2), ("internal", 1), ("confidential", 0)])
def test_audiences(shipped: Workspace, tmp_path: Path, engines: Engines, audience: Visibility, withheld: int) -> None:
    """How much is left out is told only on request."""
    rest = claims(
        said(GRANTED, "none", "date: 2016-06, visibility: internal, "),
        said(IMPLEMENTED, "none", "date: 2016-06, ", document="letter"),
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest, audience)
    day = date(2017, 1, 1)
    plain = assess(mechanism, engines, day)
    counted = assess(mechanism, engines, day, count_withheld=True)
    assert (plain.scorecard.withheld, counted.scorecard.withheld) == (None, withheld)
    assert judge(mechanism, plain.profile, engines).scorecard == plain.scorecard
    assert plain.scorecard.audience == audience
    known = {id for id, state in plain.profile.states.items() if state.statements}
    assert known == {"public": set(), "internal": {GRANTED}, "confidential": {GRANTED, IMPLEMENTED}}[audience]


def test_what_is_supposed_is_said(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, "")
    found = assess(mechanism, engines, date(2017, 1, 1)).profile
    supposed = Supposed(kind="set", id=GRANTED, value="none")
    assert judge(mechanism, found, engines, hypothetical=[supposed]).scorecard.hypothetical == (supposed,)


def test_flags_are_certain_possible_or_absent(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    rest = claims(said(BASIS, "yes", "kind: change, date: 2012, "), said(IMPLEMENTED, "none", "date: 2016-06, "))
    for dossier, state in ((rest, "certain"), ("", "open")):
        mechanism, _ = nowhere(shipped, tmp_path, dossier)
        flags = {f.flag: f.state for f in assess(mechanism, engines, date(2017, 1, 1)).scorecard.flags}
        assert flags["promised-on-paper"] == state
    mechanism, _ = nowhere(shipped, tmp_path, "")
    found = assess(mechanism, engines, date(2017, 1, 1)).profile
    best = {
        id: replace(
            state, interval=Interval(*[state.feature.whole.high if state.feature.polarity == "higher" else 0] * 2)
        )
        for id, state in found.states.items()
    }
    card = judge(mechanism, replace(found, states=best), engines).scorecard
    assert {f.state for f in card.flags} == {"absent"}
    assert card.overall.score == (100, 100)
