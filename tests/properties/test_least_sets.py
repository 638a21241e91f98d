"""The least sets of changes, against trying every set of changes there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.changes import asks_no_more
from baremo.analysis.remedy import least_sets
from baremo.model.catalogue import Catalogue
from baremo.model.feature import Bond, Feature, Interval
from baremo.rules.reference import evaluate
from baremo.testing import catalogues, profiles


@st.composite
def bonded(draw: st.DrawFn) -> Catalogue:
    """A small catalogue, some of whose features are bound to a later one."""
    catalogue = draw(catalogues(max_features=3, max_criteria=3))
    features = list(catalogue.features.values())
    made: dict[str, Feature] = {}
    for place, feature in enumerate(features):
        bonds = ()
        if place + 1 < len(features) and draw(st.booleans()):
            other = features[place + 1]
            when, then = (one.raw(draw(st.integers(1, min(one.whole.high, 4)))) for one in (feature, other))
            bonds = (
                Bond.model_validate({"when": {"at_least": when}, "then": {"feature": other.id, "at_least": then}}),
            )
        made[feature.id] = feature.model_copy(update={"implies": bonds})
    return replace(catalogue, features=made)


def every_set(catalogue: Catalogue) -> Iterator[dict[str, int]]:
    """All ways to set some of the features; above 7 all ranks of a number are alike here, so the last stands for them."""
    options = [
        [None, *(rank for rank in range(8) if rank < feature.whole.high), feature.whole.high]
        for feature in catalogue.features.values()
    ]
    for ranks in product(*options):
        chosen = {id: rank for id, rank in zip(catalogue.features, ranks, strict=True) if rank is not None}
        if chosen:
            yield chosen


def enough(catalogue: Catalogue, now: dict[str, Interval], criterion: str, given: dict[str, int]) -> bool:
    after = {**now, **{id: Interval(rank, rank) for id, rank in given.items()}}
    for feature in catalogue.features.values():
        for bond in feature.implies:
            other = catalogue.features[bond.then.feature]
            binds = after[feature.id].low >= feature.rank(bond.when.at_least)
            broken = binds and after[other.id].high < other.rank(bond.then.at_least)
            if broken and (feature.id in given or other.id in given):
                return False
    return evaluate(catalogue, after).findings[criterion] == ("met",)


@given(st.data())
def test_least_sets_are_those_of_brute_force(data: st.DataObject) -> None:
    catalogue = data.draw(bonded())
    now = data.draw(profiles(catalogue))
    criterion = data.draw(st.sampled_from(list(catalogue.criteria)))
    found, up_to = least_sets(catalogue.alone[criterion], now, criterion)
    assert up_to is None
    if evaluate(catalogue, now).findings[criterion] == ("met",):
        assert found == ()
        return
    tried = [given for given in every_set(catalogue) if enough(catalogue, now, criterion, given)]
    least = [one for one in tried if not any(asks_no_more(catalogue, other, one) and other != one for other in tried)]
    assert {frozenset(one.items()) for one in found} == {frozenset(one.items()) for one in least}


@given(st.data())
def test_no_part_of_a_least_set_suffices(data: st.DataObject) -> None:
    catalogue = data.draw(bonded())
    now = data.draw(profiles(catalogue))
    criterion = data.draw(st.sampled_from(list(catalogue.criteria)))
    for chosen in least_sets(catalogue.alone[criterion], now, criterion)[0]:
        assert enough(catalogue, now, criterion, chosen)
        for left_out in chosen:
            part = {id: rank for id, rank in chosen.items() if id != left_out}
            assert not part or not enough(catalogue, now, criterion, part)
