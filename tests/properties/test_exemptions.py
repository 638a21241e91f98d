"""What does not apply on a day, by two readers of the specification; and the days without a scorecard."""

from datetime import date, timedelta

import naive
import pytest
from dossiers import AS_OF, DOCUMENTS, SPEAKERS
from hypothesis import given
from hypothesis import strategies as st
from test_profiles import _Reference

from baremo.analysis.timeline import timeline
from baremo.assessment.assess import Mechanism, NoScorecard, assess, prepare
from baremo.assessment.exemption import exempt, turns
from baremo.model.mechanism import NotApplicable
from baremo.testing import catalogues, dossier, partial_dates

DAY = timedelta(days=1)


@st.composite
def exempted(draw: st.DrawFn) -> Mechanism:
    """A mechanism with spells in which criteria do not apply, often all of them, and perhaps an end."""
    catalogue = draw(catalogues(max_criteria=3))
    entries: list[dict[str, object]] = []
    for criterion in catalogue.criteria:
        for _ in range(draw(st.sampled_from((0, 1, 1, 2)))):
            entry: dict[str, object] = {"criterion": criterion, "reason": {"en": "A reason."}}
            spell = draw(st.lists(partial_dates().filter(bool), max_size=2, unique=True))
            entry |= dict(zip(draw(st.permutations(("from", "until"))), spell, strict=False))
            try:
                days = NotApplicable.model_validate(entry).days
            except ValueError:
                continue
            others = (NotApplicable.model_validate(e).days for e in entries if e["criterion"] == criterion)
            if all(days[1] < other[0] or other[1] < days[0] for other in others):
                entries.append(entry)
    more = {"ended": {"date": draw(partial_dates().filter(bool)), "document": "late", "locator": "1"}}
    told = dossier({}, not_applicable=entries, **(more if draw(st.booleans()) else {}))
    return prepare(told, catalogue, SPEAKERS, DOCUMENTS)


def near(mechanism: Mechanism) -> st.SearchStrategy[date]:
    """Days close to those on which something begins or ceases to apply, and others."""
    days = [*turns(mechanism.dossier.mechanism, mechanism.catalogue), mechanism.since]
    return AS_OF | st.sampled_from([near for day in days for near in (day - DAY, day)])


@given(st.data())
def test_two_readers_agree_on_what_does_not_apply(data: st.DataObject) -> None:
    mechanism = data.draw(exempted())
    day = data.draw(near(mechanism))
    told = exempt(mechanism.dossier.mechanism, mechanism.catalogue, day)
    assert told.keys() == naive.exempted(mechanism.dossier, day)


@given(st.data())
def test_what_applies_changes_on_its_turns_alone(data: st.DataObject) -> None:
    mechanism = data.draw(exempted())
    day = data.draw(near(mechanism))
    of = mechanism.dossier.mechanism, mechanism.catalogue
    if day not in set(turns(*of)):
        assert exempt(*of, day) == exempt(*of, day - DAY)


@given(st.data())
def test_there_is_a_scorecard_or_a_reason_why_not(data: st.DataObject) -> None:
    mechanism = data.draw(exempted())
    day = data.draw(near(mechanism))
    existence = naive.existence(mechanism.dossier, DOCUMENTS, day)
    nothing = naive.exempted(mechanism.dossier, day) == set(mechanism.catalogue.criteria)
    expected = existence if existence != "exists" else "nothing-applies" if nothing else None
    engines = _Reference(mechanism.catalogue)
    if expected is None:
        card = assess(mechanism, engines, day).scorecard  # type: ignore[arg-type]
        assert {f.criterion for f in card.findings}.isdisjoint(naive.exempted(mechanism.dossier, day))
        return
    with pytest.raises(NoScorecard) as caught:
        assess(mechanism, engines, day)  # type: ignore[arg-type]
    assert (caught.value.unscored.state, caught.value.unscored.as_of) == (expected, day)


@given(st.data())
def test_a_timeline_has_a_point_exactly_where_there_is_a_scorecard(data: st.DataObject) -> None:
    """A point holds until the next one, or until there is no scorecard any more."""
    mechanism = data.draw(exempted())
    last, day = sorted((data.draw(near(mechanism)), data.draw(near(mechanism))), reverse=True)
    engines = _Reference(mechanism.catalogue)
    course = timeline(mechanism, last)
    turns_of = {point.date: point.overall.exact for point in course.points} | {
        n.as_of: n.state for n in course.unscored
    }
    held = max((turn for turn in turns_of if turn <= day), default=None)
    none = mechanism.unscored(day)
    if none is not None:
        assert held is None or turns_of[held] == none.state
    else:
        assert held is not None
        assert turns_of[held] == assess(mechanism, engines, day).scorecard.overall.exact  # type: ignore[arg-type]
