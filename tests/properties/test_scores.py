"""Scores follow what is known: better never lowers one, learning never widens one, and none is missed."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from test_profiles import DOCUMENTS, SPEAKERS, _Reference

from baremo.assessment.assess import judge, prepare
from baremo.model.catalogue import Catalogue
from baremo.model.dossier import Dossier
from baremo.model.feature import Interval
from baremo.model.profile import FeatureState, Profile
from baremo.model.scorecard import Scorecard
from baremo.testing import catalogues, improved, narrowed, profiles
from baremo.workspace.workspace import Workspace

Ends = Mapping[str, tuple[Fraction, Fraction]]


def scorecard(catalogue: Catalogue, known: Mapping[str, Interval]) -> Scorecard:
    """The scorecard of a profile in which nobody said what is known."""
    mechanism = {
        "id": "nowhere", "country": "XX", "name": {"en": "A mechanism"}, "state": {"en": "Nowhere"},
        "about": {"en": "It protects."}, "established": {"date": 2005, "document": "early", "locator": "1"},
    }  # fmt: skip
    states = {id: FeatureState(catalogue.features[id], interval, "known") for id, interval in known.items()}
    ready = prepare(Dossier.model_validate({"mechanism": mechanism}), catalogue, SPEAKERS, DOCUMENTS)
    profile = Profile("nowhere", date(2017, 1, 1), "all", states)
    return judge(ready, profile, _Reference(catalogue)).scorecard  # type: ignore[arg-type]


def scores(catalogue: Catalogue, known: Mapping[str, Interval]) -> Ends:
    """Every score of a scorecard by its name; of the gap there is no better or worse."""
    card = scorecard(catalogue, known)
    apart = {"law": card.law, "practice": card.practice}
    return {
        "overall": card.overall.exact,
        **{one.dimension: one.exact for one in card.dimensions},
        **{name: one.exact for name, one in apart.items() if one is not None},
    }


@given(st.data())
def test_a_scorecard_is_at_one_with_itself(data: st.DataObject) -> None:
    """Verdicts are what is possible, coverage is of everything, and what is shown is so."""
    catalogue = data.draw(catalogues())
    card = scorecard(catalogue, data.draw(profiles(catalogue)))
    for finding in card.findings:
        assert (finding.verdict == "met") == (finding.possible == ("met",))
        assert (finding.verdict == "short") == ("met" not in finding.possible)
        assert (finding.basis in ("settled", "adjudicated")) == (len(finding.possible) == 1)
        assert bool(finding.deciding) == (len(finding.possible) > 1)
        assert finding.at_least_partly == (finding.possible == ("partly", "met"))
    given = card.verdicts
    assert given.met + given.short + given.open == len(card.findings)
    assert card.standing.told == card.overall.coverage.told == given.met + given.short
    for score in (card.overall, *card.dimensions, *filter(None, (card.law, card.practice))):
        assert sum(score.coverage.shares.values()) == 1
        assert sum(score.coverage.numbers.values()) == score.coverage.criteria
        low, high = (Fraction(repr(end)) for end in score.score)
        if low < high:
            assert low <= score.exact[0] <= score.exact[1] <= high
        spanned = catalogue.scale.spanned
        assert spanned(low, high) == spanned(*score.exact)


@given(st.data())
def test_learning_never_widens_a_flag(data: st.DataObject) -> None:
    """What is certain or absent stays so, and what is possible is not shown less."""
    catalogue = data.draw(catalogues())
    before = data.draw(profiles(catalogue))
    after = {id: data.draw(narrowed(interval)) for id, interval in before.items()}
    wide, narrow = scorecard(catalogue, before).flags, scorecard(catalogue, after).flags
    for old, new in zip(wide, narrow, strict=True):
        allowed = {"open": {"open", "possible", "certain", "absent"}, "possible": {"possible", "certain", "absent"}}
        assert new.state in allowed.get(old.state, {old.state})


@given(st.data())
def test_improving_a_feature_never_lowers_a_score(data: st.DataObject) -> None:
    check_monotone(data.draw(catalogues(monotone=True)), data)


@given(st.data())
def test_nor_one_of_the_shipped_catalogue(shipped: Workspace, data: st.DataObject) -> None:
    check_monotone(shipped.catalogue, data)


def check_monotone(catalogue: Catalogue, data: st.DataObject) -> None:
    before = data.draw(profiles(catalogue))
    id = data.draw(st.sampled_from(sorted(catalogue.features)))
    better = data.draw(improved(catalogue.features[id], before[id]))
    old, new = scores(catalogue, before), scores(catalogue, {**before, id: better})
    for name, (low, high) in old.items():
        assert low <= new[name][0]
        assert high <= new[name][1]


@given(st.data())
def test_learning_never_widens_a_score(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues())
    before = data.draw(profiles(catalogue))
    after = {id: data.draw(narrowed(interval)) for id, interval in before.items()}
    wide, narrow = scores(catalogue, before), scores(catalogue, after)
    for name, (low, high) in wide.items():
        assert low <= narrow[name][0] <= narrow[name][1] <= high


@given(st.data())
def test_a_score_contains_that_of_every_completion(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_criteria=3, max_features=2))
    known = {id: Interval(low, min(high, low + 4)) for id, (low, high) in data.draw(profiles(catalogue)).items()}
    wide = scores(catalogue, known)
    for ranks in product(*(range(low, high + 1) for low, high in known.values())):
        exact = scores(catalogue, {id: Interval(rank, rank) for id, rank in zip(known, ranks, strict=True)})
        for name, (low, high) in exact.items():
            assert low == high
            assert wide[name][0] <= low <= wide[name][1]
