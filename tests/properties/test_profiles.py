"""Claims in force, disputes and perspectives: against a naive second implementation, and as laws."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DAYS, catalogues, dossiers

from baremo.assessment.assess import judge, prepare
from baremo.assessment.profiling import profile
from baremo.assessment.statements import statements
from baremo.model.catalogue import Catalogue
from baremo.model.document import Document, Speaker
from baremo.model.dossier import Dossier
from baremo.model.feature import Interval
from baremo.rules import reference

SPEAKERS = {
    id: Speaker.model_validate({"id": id, "kind": kind, "name": {"en": id}})
    for id, kind in (("ministry", "official"), ("organisation", "civil-society"), ("court", "international"))
}
DOCUMENTS = {
    id: Document.model_validate(
        {
            "id": id,
            "author": "organisation",
            "title": id,
            "kind": "report",
            "language": "en",
            "published": 2018,
            "as_of": as_of,
        }
    )
    for id, as_of in (("early", "2014-06-30"), ("late", "2017-02-28"))
}


def read(catalogue: Catalogue, dossier: Dossier, day: date, perspective: str = "all"):
    said = statements(dossier, catalogue.features, SPEAKERS, DOCUMENTS)
    kinds = None if perspective == "all" else [perspective]
    return profile(dossier, catalogue.features, said, day, perspective, kinds)


def naive(catalogue: Catalogue, dossier: Dossier, day: date, perspective: str) -> dict[str, tuple[Interval, str]]:
    """The design's words, one after the other, feature by feature, without a thought for speed."""
    answers: dict[str, tuple[Interval, str]] = {}
    for feature in catalogue.features.values():
        changes: list[tuple[date, Interval, Interval | None]] = []
        for claim in dossier.claims:
            if claim.feature == feature.id and claim.kind == "change":
                start = (
                    min(claim.date.last, DOCUMENTS[claim.document].as_of)
                    if claim.date
                    else DOCUMENTS[claim.document].as_of
                )
                before = None if claim.before is None else Interval(*[feature.rank(claim.before)] * 2)
                changes.append((start, claim.interval(feature), before))
        for reform in dossier.reforms:
            adopted = [stage for stage in reform.history if stage.state == "adopted"]
            for stage in adopted[:1]:
                start = (
                    min(stage.date.last, DOCUMENTS[stage.document].as_of)
                    if stage.date
                    else DOCUMENTS[stage.document].as_of
                )
                changes += [(start, c.interval(feature), None) for c in reform.lays_down if c.feature == feature.id]
        past = [start for start, _, _ in changes if start <= day]
        future = [start for start, _, _ in changes if start > day]
        holding = [interval for start, interval, _ in changes if past and start == max(past)]
        holding += [before for start, _, before in changes if before is not None and future and start == min(future)]
        newest_statement = max(past, default=date.min)
        for claim in dossier.claims:
            if claim.feature != feature.id or claim.kind != "observation":
                continue
            if perspective != "all" and SPEAKERS[claim.speaker].kind != perspective:
                continue
            document = DOCUMENTS[claim.document]
            start = min(claim.date.last, document.as_of) if claim.date else document.as_of
            if start > day or (past and start < max(past)):
                continue
            if claim.until is not None and claim.until.last < day:
                continue
            if feature.kind == "practice":
                good_until = date(start.year + feature.good_for, start.month, 28 if start.month == 2 else start.day)
                if start.month == 2 and start.day < 28:
                    good_until = good_until.replace(day=start.day)
                if day > good_until:
                    continue
            newer = False
            for other in dossier.claims:
                if other.feature == claim.feature and other.kind == "observation" and other.speaker == claim.speaker:
                    that = (
                        min(other.date.last, DOCUMENTS[other.document].as_of)
                        if other.date
                        else DOCUMENTS[other.document].as_of
                    )
                    newer = newer or start < that <= day
            if not newer:
                holding.append(claim.interval(feature))
                newest_statement = max(newest_statement, start)
        if not holding:
            answers[feature.id] = (feature.whole, "silent")
            continue
        common = set(range(0, min(feature.whole.high, 10) + 1)) | {feature.whole.high}
        for low, high in holding:
            common = {rank for rank in common if low <= rank <= high}
        if common:
            answers[feature.id] = (
                Interval(max(i.low for i in holding), min(i.high for i in holding)),
                "known",
            )
            continue
        hull = Interval(min(i.low for i in holding), max(i.high for i in holding))
        decisions = [
            a for a in dossier.adjudications if a.feature == feature.id and newest_statement <= a.date.last <= day
        ]
        if decisions:
            newest = max(a.date.last for a in decisions)
            rank = max(feature.rank(a.value) for a in decisions if a.date.last == newest)
            hull = Interval(rank, rank)
        answers[feature.id] = (hull, "disputed")
    return answers


MANY = settings(max_examples=settings.default.max_examples * 6)


@MANY
@given(st.data())
def test_claims_resolve_as_the_naive_implementation_says(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_criteria=1, max_features=2))
    dossier = data.draw(dossiers(catalogue, list(SPEAKERS)))
    day = data.draw(DAYS)
    perspective = data.draw(st.sampled_from(("all", "official", "civil-society", "international")))
    found = read(catalogue, dossier, day, perspective)
    expected = naive(catalogue, dossier, day, perspective)
    assert {id: (state.interval, state.knowledge) for id, state in found.states.items()} == expected


@given(st.data())
def test_the_order_of_claims_never_matters(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_criteria=1, max_features=2))
    dossier = data.draw(dossiers(catalogue, list(SPEAKERS)))
    shuffled = dossier.model_copy(
        update={
            "claims": tuple(data.draw(st.permutations(dossier.claims))),
            "reforms": tuple(data.draw(st.permutations(dossier.reforms))),
        }
    )
    day = data.draw(DAYS)
    assert read(catalogue, dossier, day) == read(catalogue, shuffled, day)


@MANY
@given(st.data())
def test_a_past_day_is_as_if_later_claims_had_not_been_made(data: st.DataObject) -> None:
    """Apart from what a later change says that it replaced, which is knowledge of the past."""
    catalogue = data.draw(catalogues(max_criteria=1, max_features=2))
    dossier = data.draw(dossiers(catalogue, list(SPEAKERS)))
    day = data.draw(DAYS)
    said = statements(dossier, catalogue.features, SPEAKERS, DOCUMENTS)
    by_then = tuple(s for s in said if s.start <= day and s.kind != "before")
    without_before = tuple(s for s in said if s.kind != "before")
    full = profile(dossier, catalogue.features, without_before, day)
    cut = profile(dossier, catalogue.features, by_then, day)
    assert full.states == cut.states


class _Reference:
    """The reference engine where the main job's engines are expected: scores are under test here, not engines."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def evaluate(self, values):
        return reference.evaluate(self._catalogue, values)


@given(st.data())
def test_scores_stay_in_their_range(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues())
    dossier = data.draw(dossiers(catalogue, list(SPEAKERS)))
    mechanism = prepare(dossier, catalogue, SPEAKERS, DOCUMENTS)
    card = judge(mechanism, read(catalogue, dossier, data.draw(DAYS)), _Reference(catalogue)).scorecard  # type: ignore[arg-type]
    for score in (card.overall, *card.dimensions, *filter(None, (card.law, card.practice))):
        low, high = score.score
        assert 0 <= low <= high <= 100
        total = score.coverage.determined + score.coverage.disputed + score.coverage.silent
        assert abs(total - 1) < 0.001
    assert card.overall.score[0] <= card.overall.uncapped[0]
    assert card.overall.score[1] <= card.overall.uncapped[1]
    if card.overall.coverage.determined > 0.9999:
        assert card.overall.score[0] == card.overall.score[1]
