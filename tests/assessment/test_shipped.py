"""What the shipped dossiers come to: what the brief says plainly is determined, what it does not speak of is open."""

from datetime import date

import pytest

from baremo.assessment.assess import Mechanism, NoScorecard, assess
from baremo.rules.engines import Engines

DAY = date(2017, 3, 31)

PLAIN = {
    "colombia": {
        "collective.legal-basis": "met", "collective.implemented": "not-met", "collective.granted": "partly",
        "nonpolice.balance": "not-met", "impunity.specialised-unit": "partly", "effectiveness.differential-law": "met",
        "effectiveness.timeliness": "not-met", "effectiveness.emergency": "partly",
    },
    "honduras": {
        "participation.governing-seats": "met", "participation.decision-body": "not-met", "nonpolice.balance": "not-met",
        "nonpolice.recognition": "partly", "impunity.nonstate-actors": "not-met", "institution.legal-basis": "met",
        "collective.legal-basis": "not-met",
    },
    "guatemala": {
        "institution.public-policy": "not-met", "nonpolice.recognition": "not-met", "nonpolice.balance": "not-met",
        "institution.legal-basis": "partly", "institution.resources": "not-met", "nonpolice.counter-stigma": "not-met",
    },
    "mexico": {
        "institution.legal-basis": "met", "collective.implemented": "not-met", "institution.political-support": "not-met",
        "nonpolice.structural": "not-met", "effectiveness.timeliness": "not-met", "institution.public-policy": "not-met",
    },
}  # fmt: skip
SILENT = {
    "colombia": ["participation.decision-body", "impunity.investigation-protocol", "institution.legal-basis"],
    "honduras": ["effectiveness.timeliness", "collective.implemented", "institution.privacy"],
    "guatemala": ["collective.granted", "effectiveness.adequacy", "impunity.investigation-protocol"],
    "mexico": ["institution.resources", "impunity.specialised-unit", "institution.integrity"],
}


@pytest.mark.parametrize("id", PLAIN)
def test_findings(brief: dict[str, Mechanism], engines: Engines, id: str) -> None:
    card = assess(brief[id], engines, DAY).scorecard
    found = {finding.criterion: finding for finding in card.findings}
    assert len(found) == 38
    for criterion, status in PLAIN[id].items():
        assert found[criterion].possible == (status,), criterion
    for criterion in SILENT[id]:
        assert found[criterion].possible == brief[id].catalogue.criteria[criterion].statuses
        assert found[criterion].basis == "silent"


def test_the_disputed_point_names_both_sides(brief: dict[str, Mechanism], engines: Engines) -> None:
    done = assess(brief["honduras"], engines, DAY)
    state = done.profile.states["participation.rule-consultation"]
    assert state.knowledge == "disputed"
    assert {s.speaker for s in state.statements} == {"amnesty", "honduras-council-civil-society", "honduras-defenders"}
    (finding,) = (f for f in done.scorecard.findings if f.criterion == "participation.rule-making")
    assert (finding.possible, finding.basis) == (("not-met", "partly"), "disputed")


def test_promised_on_paper_is_certain_only_once_it_is_reported(brief: dict[str, Mechanism], engines: Engines) -> None:
    def flag(day: date) -> str:
        card = assess(brief["colombia"], engines, day).scorecard
        return next(f.state for f in card.flags if f.flag == "promised-on-paper")

    assert flag(date(2015, 8, 20)) == "possible"
    assert flag(date(2015, 8, 21)) == "possible"
    assert flag(date(2017, 2, 28)) == "certain"


def test_there_is_no_scorecard_before_the_mechanism(brief: dict[str, Mechanism], engines: Engines) -> None:
    with pytest.raises(NoScorecard) as none:
        assess(brief["mexico"], engines, date(2012, 11, 11))
    assert (none.value.unscored.state, none.value.unscored.day) == ("not-yet", date(2012, 11, 12))


def test_without_a_date_it_stands_at_the_newest_claim(brief: dict[str, Mechanism], engines: Engines) -> None:
    assert assess(brief["mexico"], engines).scorecard.as_of == date(2017, 2, 28)


def test_old_practice_grows_stale(brief: dict[str, Mechanism], engines: Engines) -> None:
    card = assess(brief["mexico"], engines, date(2021, 1, 1)).scorecard
    assert {f.criterion for f in card.findings if f.basis == "determined"} <= {
        id for id, c in brief["mexico"].catalogue.criteria.items() if c.aspect == "law"
    }
