"""What the specification says of days and of what is in force, as laws over dossiers with every kind of statement."""

from collections.abc import Mapping
from datetime import date, timedelta

from dossiers import AS_OF, DOCUMENTS, PERSPECTIVES, few_features, full_dossiers, profiles, said_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from baremo.assessment.newest import newest
from baremo.assessment.spells import days_of, spells
from baremo.model import bonds
from baremo.model.catalogue import Catalogue
from baremo.model.dossier import Dossier
from baremo.model.feature import Feature, Interval
from baremo.model.sheet import Claim, Sheet, Stage
from baremo.testing import DAYS, entry_id, intervals, narrowed, ranks, settings_of

DAY = timedelta(days=1)
MANY = settings(max_examples=settings.default.max_examples * 2)


def contains(outer: Interval, inner: Interval) -> bool:
    return outer.low <= inner.low and inner.high <= outer.high


def with_sheet(told: Dossier, sheet: Sheet) -> Dossier:
    """The dossier with what one more sheet holds."""
    kept = {own.document: own for own in told.sheets}
    if sheet.document in kept:
        own = kept[sheet.document]
        sheet = own.model_copy(
            update={"claims": (*own.claims, *sheet.claims), "reforms": (*own.reforms, *sheet.reforms)}
        )
    kept[sheet.document] = sheet
    return Dossier(mechanism=told.mechanism, sheets=tuple(kept[id] for id in sorted(kept)))


def with_claim(told: Dossier, claim: Mapping[str, object]) -> Dossier:
    sheet = {"document": claim["document"], "read": "whole", "status": "accepted", "claims": [claim]}
    return with_sheet(told, Sheet.model_validate(sheet))


def with_stages(told: Dossier, *stages: Mapping[str, object]) -> Dossier:
    for stage in stages:
        sheet = {"document": stage["document"], "read": "whole", "status": "accepted", "reforms": [stage]}
        told = with_sheet(told, Sheet.model_validate(sheet))
    return told


def kept(told: Dossier, *, claim=lambda _: True, stage=lambda _: True) -> Dossier:
    """The dossier with those of its claims and stages alone."""
    sheets = tuple(
        sheet.model_copy(
            update={"claims": tuple(filter(claim, sheet.claims)), "reforms": tuple(filter(stage, sheet.reforms))}
        )
        for sheet in told.sheets
    )
    return Dossier(mechanism=told.mechanism, sheets=sheets)


def dated(told: Dossier, features: Mapping[str, Feature]) -> set[date]:
    """The days on which something is dated: a statement counts from it, or a reform ceases to stand."""
    days = {s.counts_from for s in said_in(told, features)}
    ended = {spell.end + DAY for reform in told.reforms for spell in spells(reform, DOCUMENTS) if spell.end}
    return days | ended


@MANY
@given(st.data())
def test_time_alone_never_narrows(data: st.DataObject) -> None:
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    course = profiles(told, features, data.draw(PERSPECTIVES))
    new = dated(told, features)
    for day in course.days:
        if day not in new and day > date(1, 1, 1):
            eve, now = course.on(day - DAY), course.on(day)
            for id in features:
                assert contains(now.states[id].interval, eve.states[id].interval), (day, id)
                assert contains(now.values[id], eve.values[id]), (day, id)


@given(st.data())
def test_between_its_days_of_change_nothing_changes(data: st.DataObject) -> None:
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    course = profiles(told, features, data.draw(PERSPECTIVES))
    day = data.draw(AS_OF)
    before = [change for change in course.days if change <= day]
    if before:
        assert course.on(day).states == course.on(before[-1]).states


@MANY
@given(st.data())
def test_narrower_intervals_never_widen_what_bonds_leave(data: st.DataObject) -> None:
    features = data.draw(few_features())
    wide = {id: data.draw(intervals(feature)) for id, feature in features.items()}
    narrow = {id: data.draw(narrowed(interval)) for id, interval in wide.items()}
    fixed = data.draw(st.sets(st.sampled_from(sorted(features))))
    before, after = bonds.narrowed(features, wide, fixed), bonds.narrowed(features, narrow, fixed)
    assert all(low <= high for low, high in (*before.values(), *after.values()))
    catalogue = Catalogue.__new__(Catalogue)
    object.__setattr__(catalogue, "features", features)
    assume(not list(catalogue.broken_bonds(after)))
    assert all(contains(before[id], after[id]) for id in features)
    assert all(contains(wide[id], before[id]) for id in features)


@MANY
@given(st.data())
def test_a_claim_that_agrees_with_all_in_force_and_supersedes_none_never_widens(data: st.DataObject) -> None:
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    day = data.draw(AS_OF)
    feature = features[data.draw(st.sampled_from(sorted(features)))]
    before = profiles(told, features).on(day)
    state = before.states[feature.id]
    setting = data.draw(settings_of(feature))
    claim = {
        **setting,
        "id": entry_id(80),
        "feature": feature.id,
        "kind": "observation",
        "speaker": "witness",
        "document": "archive",
        "date": day.isoformat(),
        "locator": "1",
        "note": {"en": "A note."},
    }
    said = Claim.model_validate(claim).interval(feature)
    assume(day <= DOCUMENTS["archive"].as_of)
    assume(state.adjudication is None)
    assume(all(s.interval.meets(said) for s in state.statements) and before.values[feature.id].meets(said))
    assume(state.knowledge == "disputed" or state.interval.meets(said))
    after = profiles(with_claim(told, claim), features).on(day)
    assert contains(state.interval, after.states[feature.id].interval)


@MANY
@given(st.data())
def test_context_changes_nothing_and_no_day(data: st.DataObject) -> None:
    """Figures, events, commitments, proposals, aims, replies and notes."""
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    adopted = {stage.reform for sheet in told.sheets for stage in sheet.reforms if stage.state == "adopted"}
    bare = kept(told, claim=lambda claim: claim.kind != "commitment", stage=lambda stage: stage.reform in adopted)
    bare = Dossier(
        mechanism=bare.mechanism.model_copy(update={"replies": ()}),
        sheets=tuple(
            sheet.model_copy(
                update={
                    "figures": (),
                    "events": (),
                    "reforms": tuple(stage.model_copy(update={"aims": ()}) for stage in sheet.reforms),
                }
            )
            for sheet in bare.sheets
        ),
    )
    taken_back = {c.corrects for c in told.claims if c.kind == "commitment"}
    assume(taken_back <= {None})
    kinds = data.draw(PERSPECTIVES)
    full, less = profiles(told, features, kinds), profiles(bare, features, kinds)
    assert newest(told, said_in(told, features), DOCUMENTS) == newest(bare, said_in(bare, features), DOCUMENTS)
    for day in full.days:
        assert full.on(day).values == less.on(day).values
        assert [s.knowledge for s in full.on(day).states.values()] == [
            s.knowledge for s in less.on(day).states.values()
        ]


def _days(stage: Stage) -> date:
    return days_of(stage, DOCUMENTS).last


@MANY
@given(st.data())
def test_after_a_repeal_the_state_is_that_of_the_eve_of_adoption(data: st.DataObject) -> None:
    """With no other statement between adoption and repeal, lapses apart."""
    features = {id: f.model_copy(update={"good_for": "always"}) for id, f in data.draw(few_features()).items()}
    records = sorted(id for id, feature in features.items() if feature.kind == "record")
    assume(records)
    feature = features[data.draw(st.sampled_from(records))]
    told = data.draw(full_dossiers(features))
    adopted, repealed = sorted(data.draw(st.lists(DAYS, min_size=2, max_size=2, unique=True)))
    early = {s.claim for s in said_in(told, features) if s.counts_from < adopted}
    told = kept(told, claim=lambda claim: claim.id in early, stage=lambda stage: _days(stage) < adopted)
    change = {"feature": feature.id, **data.draw(settings_of(feature))}
    if data.draw(st.booleans()):
        change["before"] = feature.raw(data.draw(ranks(feature)))
    base = {"reform": "reform-9", "document": "judgment", "locator": "9"}
    mechanism = told.mechanism.model_copy(
        update={"reforms": (*told.mechanism.reforms, told.mechanism.reforms[0].model_copy(update={"id": "reform-9"}))}
    )
    with_reform = with_stages(
        Dossier(mechanism=mechanism, sheets=told.sheets),
        {**base, "id": entry_id(70), "state": "adopted", "date": adopted.isoformat(), "lays_down": [change]},
        {**base, "id": entry_id(71), "state": "repealed", "date": repealed.isoformat()},
    )
    course = profiles(with_reform, features, data.draw(PERSPECTIVES))
    eve, after = course.state(feature.id, adopted - DAY), course.state(feature.id, repealed)
    assert (after.interval, after.knowledge, after.statements) == (eve.interval, eve.knowledge, eve.statements)
    assert course.state(feature.id, adopted).statements != ()
    assert "reform-9" in after.repealed


@MANY
@given(st.data())
def test_a_statement_reported_many_times_counts_once(data: st.DataObject) -> None:
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    reported = [
        claim
        for claim in told.claims
        if claim.kind == "observation"
        and claim.date is not None
        and claim.speaker != DOCUMENTS[claim.document].author
        and max(claim.date.last, (claim.until or claim.date).last) <= DOCUMENTS[claim.document].as_of
        and claim.corrects is None
        and claim.id not in {other.corrects for other in told.claims}
    ]
    assume(reported)
    claim = data.draw(st.sampled_from(reported))
    more = told
    for number, read in enumerate(DOCUMENTS.values()):
        if read.as_of >= DOCUMENTS[claim.document].as_of and read.author != claim.speaker:
            again = claim.model_copy(update={"id": entry_id(60 + number), "document": read.id})
            more = with_sheet(more, Sheet(document=read.id, read="whole", status="accepted", claims=(again,)))
    kinds = data.draw(PERSPECTIVES)
    fewer, many = profiles(told, features, kinds), profiles(more, features, kinds)
    for day in many.days:
        before, after = fewer.state(claim.feature, day), many.state(claim.feature, day)
        assert (after.interval, after.knowledge) == (before.interval, before.knowledge)
        assert after.adjudication == before.adjudication
        assert {(s.speaker, s.interval, s.days) for s in after.statements} == {
            (s.speaker, s.interval, s.days) for s in before.statements
        }


@MANY
@given(st.data())
def test_what_was_superseded_never_returns(data: st.DataObject) -> None:
    """But where only the changes of a reform superseded it that was repealed since."""
    features = data.draw(few_features())
    told = kept(data.draw(full_dossiers(features)), stage=lambda _: False)
    course = profiles(told, features, data.draw(PERSPECTIVES))
    gone: set[str] = set()
    past: set[str] = set()
    for day in [*course.days, date(2040, 1, 1)]:
        now = course.on(day)
        held = {s.claim for state in now.states.values() for s in state.statements if s.kind != "before"}
        gone |= past - held
        assert not gone & held
        past = held
        for state in now.states.values():
            for statement in state.statements:
                assert not any(
                    other.days.after(statement.days)
                    and (other.kind == "change" or (other.kind, other.speaker) == (statement.kind, statement.speaker))
                    for other in state.statements
                    if "before" not in {other.kind, statement.kind}
                )


@given(st.data())
def test_the_order_of_files_and_entries_never_matters(data: st.DataObject) -> None:
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    shuffled = Dossier(
        mechanism=told.mechanism,
        sheets=tuple(
            sheet.model_copy(
                update={
                    "claims": tuple(data.draw(st.permutations(sheet.claims))),
                    "reforms": tuple(data.draw(st.permutations(sheet.reforms))),
                }
            )
            for sheet in data.draw(st.permutations(told.sheets))
        ),
    )
    day = data.draw(AS_OF)
    assert profiles(told, features).on(day) == profiles(shuffled, features).on(day)


@MANY
@given(st.data())
def test_a_past_day_is_as_if_later_claims_had_not_been_made(data: st.DataObject) -> None:
    """Apart from what a later change says that it replaced and a later claim takes back: knowledge of the past."""
    features = data.draw(few_features())
    told = data.draw(full_dossiers(features))
    told = kept(told, claim=lambda claim: claim.corrects is None, stage=lambda _: False)
    day = data.draw(AS_OF)
    said = said_in(told, features)
    later = {s.claim for s in said if s.counts_from > day}
    assume(not any(s.kind == "before" and s.claim in later for s in said))
    cut = kept(told, claim=lambda claim: claim.id not in later)
    full, less = profiles(told, features).on(day), profiles(cut, features).on(day)
    assert full.values == less.values
    assert [s.knowledge for s in full.states.values()] == [s.knowledge for s in less.states.values()]
