"""The days of a mechanism judged at once are its scorecards, one after the other."""

from datetime import date
from itertools import pairwise

from dossiers import DOCUMENTS, SPEAKERS, eventful_dossiers
from hypothesis import given
from hypothesis import strategies as st
from test_profiles import _Reference

from baremo.analysis.timeline import days_of_change, timeline
from baremo.assessment.assess import Mechanism, assess, prepare
from baremo.assessment.course import judge_all
from baremo.model.dossier import Dossier
from baremo.model.mechanism import NotApplicable
from baremo.testing import DAYS, TEXT, catalogues


@st.composite
def mechanisms(draw: st.DrawFn) -> Mechanism:
    """One of which a criterion may apply on some days only."""
    catalogue = draw(catalogues())
    told: Dossier = draw(eventful_dossiers(catalogue.features))
    exempt = []
    if len(catalogue.criteria) > 1 and draw(st.booleans()):
        start, until = sorted((draw(DAYS), draw(DAYS)))
        criterion = draw(st.sampled_from(sorted(catalogue.criteria)))
        exempt = [{"criterion": criterion, "reason": TEXT, "from": start.isoformat(), "until": until.isoformat()}]
    mechanism = told.mechanism.model_copy(
        update={"not_applicable": tuple(map(NotApplicable.model_validate, exempt)), "ended": None}
    )
    return prepare(told.model_copy(update={"mechanism": mechanism}), catalogue, SPEAKERS, DOCUMENTS)


@given(mechanism=mechanisms(), perspective=st.sampled_from(("all", "official", "civil-society")))
def test_the_days_judged_at_once_are_the_scorecards(mechanism: Mechanism, perspective: str) -> None:
    profiles = mechanism.profiles(perspective)
    days = sorted(days_of_change(mechanism, date(2022, 12, 31), profiles))
    found = list(judge_all(mechanism, list(profiles.over(days))))
    for day, (scores, flags) in zip(days, found, strict=True):
        card = assess(mechanism, _Reference(mechanism.catalogue), day, perspective).scorecard  # type: ignore[arg-type]
        assert scores == (card.overall, card.dimensions, card.law, card.practice)
        assert flags == card.flags


@given(mechanism=mechanisms())
def test_a_timeline_tells_each_change_once(mechanism: Mechanism) -> None:
    """Its points are those of the days on which the scores or flags are not those of the eve."""
    points = timeline(mechanism, date(2022, 12, 31)).points
    told = [point.model_dump(exclude={"date", "lapsed"}) for point in points]
    assert all(before != after for before, after in pairwise(told))
    assert points[0].date == mechanism.since
