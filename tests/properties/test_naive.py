"""The engine's answer is that of a second reader of the specification, over dossiers with every kind of statement."""

from datetime import date, timedelta

import naive
from dossiers import AS_OF, DOCUMENTS, SPEAKERS, eventful_dossiers, few_features, full_dossiers, said_in
from hypothesis import given, settings
from hypothesis import strategies as st

from baremo.assessment.assess import Mechanism, prepare
from baremo.assessment.commitments import commitments
from baremo.model.catalogue import Catalogue
from baremo.model.dossier import Dossier
from baremo.model.feature import Feature
from baremo.model.profile import Statement
from baremo.model.standard import ALL
from baremo.testing import SCALE, STANDARD, TEXT, dossier, entry_id

MANY = settings(max_examples=settings.default.max_examples * 2)
PERSPECTIVES = (ALL, *(perspective.id for perspective in STANDARD.perspectives))


def over(features: naive.Features) -> Catalogue:
    """A catalogue that asks these features, and has no criterion."""
    return Catalogue(STANDARD, 1, {}, features, {}, {}, {}, SCALE, "0" * 16)


def ready(dossier: Dossier, features: naive.Features) -> Mechanism:
    return prepare(dossier, over(features), SPEAKERS, DOCUMENTS)


def key(statement: Statement | naive.Said, *more: object) -> tuple[object, ...]:
    if isinstance(statement, naive.Said):
        return statement.entry, statement.kind, *more
    return statement.claim or statement.stage, statement.kind, *more


@st.composite
def moments(draw: st.DrawFn, engine: Mechanism) -> list[date]:
    """Days close to those on which something changes, and some others."""
    turns = [day for day in engine.profiles().days if day > date(1900, 1, 1)]
    near = [st.sampled_from(turns).map(lambda d: d - timedelta(days=1)), st.sampled_from(turns)] if turns else []
    return draw(st.lists(st.one_of(AS_OF, *near), min_size=1, max_size=8))


@MANY
@given(st.data())
def test_two_readers_of_the_specification_agree(data: st.DataObject) -> None:
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features) | eventful_dossiers(features))
    perspective = data.draw(st.sampled_from(PERSPECTIVES))
    engine = ready(told, features)
    days = data.draw(moments(engine))
    kinds = None if perspective == ALL else STANDARD.kinds_of(perspective)
    answers = naive.Naive(told, features, SPEAKERS, DOCUMENTS, kinds).on(days)
    course = engine.profiles(perspective)
    for day in days:
        profile, expected = course.on(day), answers[day]
        for id, state in profile.states.items():
            known = expected[id]
            where = (day, id, perspective)
            assert {key(s, s.interval) for s in state.statements} == {key(s, i) for s, i in known.in_force.items()}, (
                where
            )
            assert {key(one.statement) for one in state.lapsed} == {key(s) for s in known.lapsed}, where
            assert {key(s) for s in state.not_said_again} == {key(s) for s in known.kept}, where
            assert (state.interval, state.knowledge) == (known.interval, known.knowledge), where
            assert (state.adjudication in known.decisions) if known.decisions else state.adjudication is None, where
            assert state.provided == known.provided, where
        assert profile.values == naive.narrowed(features, expected), day


@MANY
@given(st.data())
def test_two_readers_agree_on_days_and_on_what_is_no_claim(data: st.DataObject) -> None:
    """The default day, the lifetime, and what came of commitments."""
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features) | eventful_dossiers(features))
    engine = ready(told, features)
    day = data.draw(AS_OF)
    assert engine.newest == naive.default_day(told, features, SPEAKERS, DOCUMENTS)
    assert engine.lifetime.on(day) == naive.existence(told, DOCUMENTS, day)
    assert engine.lifetime.name_on(day) == naive.name_on(told, day)
    came = {c.claim.id: c.state for c in commitments(told, features, DOCUMENTS, said_in(told, features), day)}
    assert came == naive.commitments(told, features, SPEAKERS, DOCUMENTS, day)


def test_what_was_seen_while_a_reform_stood_goes_with_it() -> None:
    """Both readers leave out, once it is repealed, what was observed of its features meanwhile, and nothing else."""
    feature = Feature.model_validate(
        {"id": "theme.f", "kind": "record", "type": "yes-no", "effort": "norm", "question": TEXT, "good_for": "always"}
    )
    base = {"document": "archive", "locator": "1"}
    said = [
        {**base, "id": entry_id(n), "feature": feature.id, "kind": "observation", "value": True, "date": day}
        | {"speaker": speaker, "note": {"en": "A note."}}
        for n, (day, speaker) in enumerate((("2013-06-01", "court"), ("2015-06-01", "ministry")))
    ]
    stages = [
        {**base, "id": entry_id(10 + n), "reform": "law", "state": state, "date": day, "lays_down": laid}
        for n, (state, day, laid) in enumerate(
            (("adopted", "2014-01-01", [{"feature": feature.id, "value": True}]), ("repealed", "2016-01-01", []))
        )
    ]
    told = dossier({"claims": said, "reforms": stages}, reforms=[{"id": "law", "name": {"en": "A law"}}])
    features = {feature.id: feature}
    days = [date(2013, 7, 1), date(2015, 12, 31), date(2016, 1, 1)]
    expected = [{entry_id(0)}, {entry_id(1), entry_id(10)}, {entry_id(0)}]
    course = ready(told, features).profiles()
    answers = naive.Naive(told, features, SPEAKERS, DOCUMENTS).on(days)
    for day, entries in zip(days, expected, strict=True):
        assert {key(s)[0] for s in course.on(day).states[feature.id].statements} == entries
        assert {s.entry for s in answers[day][feature.id].in_force} == entries
