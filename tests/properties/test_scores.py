"""Scores follow what is known: better never lowers one, learning never widens one, and none is missed."""

from collections.abc import Mapping
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from strategies import catalogues, improved, narrowed, values
from test_profiles import DOCUMENTS, SPEAKERS, _Reference

from baremo.assessment.assess import judge, prepare
from baremo.model.catalogue import Catalogue
from baremo.model.dossier import Dossier
from baremo.model.feature import Interval
from baremo.model.profile import FeatureState, Profile
from baremo.workspace.workspace import Workspace

Ends = Mapping[str, tuple[float, float]]


def scores(catalogue: Catalogue, known: Mapping[str, Interval]) -> Ends:
    """Every score of a scorecard by its name; of the gap there is no better or worse."""
    dossier = {
        "id": "nowhere", "country": "XX", "name": {"en": "A mechanism"}, "state": {"en": "Nowhere"},
        "about": {"en": "It protects."}, "established": {"date": 2005, "document": "early", "locator": "1"},
    }  # fmt: skip
    states = {id: FeatureState(catalogue.features[id], interval, "known") for id, interval in known.items()}
    mechanism = prepare(Dossier.model_validate(dossier), catalogue, SPEAKERS, DOCUMENTS)
    card = judge(mechanism, Profile("nowhere", date(2017, 1, 1), "all", states), _Reference(catalogue)).scorecard  # type: ignore[arg-type]
    apart = {"law": card.law, "practice": card.practice}
    return {
        "overall": card.overall.score,
        "uncapped": card.overall.uncapped,
        **{one.dimension: one.score for one in card.dimensions},
        **{name: one.score for name, one in apart.items() if one is not None},
    }


@given(st.data())
def test_improving_a_feature_never_lowers_a_score(data: st.DataObject) -> None:
    check_monotone(data.draw(catalogues(monotone=True)), data)


@given(st.data())
def test_nor_one_of_the_shipped_catalogue(shipped: Workspace, data: st.DataObject) -> None:
    check_monotone(shipped.catalogue, data)


def check_monotone(catalogue: Catalogue, data: st.DataObject) -> None:
    before = data.draw(values(catalogue))
    id = data.draw(st.sampled_from(sorted(catalogue.features)))
    better = data.draw(improved(catalogue.features[id], before[id]))
    old, new = scores(catalogue, before), scores(catalogue, {**before, id: better})
    for name, (low, high) in old.items():
        assert low <= new[name][0]
        assert high <= new[name][1]


@given(st.data())
def test_learning_never_widens_a_score(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues())
    before = data.draw(values(catalogue))
    after = {id: data.draw(narrowed(interval)) for id, interval in before.items()}
    wide, narrow = scores(catalogue, before), scores(catalogue, after)
    for name, (low, high) in wide.items():
        assert low <= narrow[name][0] <= narrow[name][1] <= high


@given(st.data())
def test_a_score_contains_that_of_every_completion(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_criteria=3, max_features=2))
    known = {id: Interval(low, min(high, low + 4)) for id, (low, high) in data.draw(values(catalogue)).items()}
    wide = scores(catalogue, known)
    for ranks in product(*(range(low, high + 1) for low, high in known.values())):
        exact = scores(catalogue, {id: Interval(rank, rank) for id, rank in zip(known, ranks, strict=True)})
        for name, (low, high) in exact.items():
            assert low == high
            assert wide[name][0] <= low <= wide[name][1]
