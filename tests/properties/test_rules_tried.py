"""What the lints say of a rule, against trying every rank and every range of ranks."""

from itertools import combinations_with_replacement, product

from hypothesis import given, settings

from baremo.model.catalogue import Catalogue
from baremo.model.condition import STATUSES, Status
from baremo.model.feature import Interval
from baremo.rules import lints, reference
from baremo.testing import catalogues

MOST = 6
"""Generated rules name the ranks from 0 to 5, so that this one stands for all above."""
CATALOGUES = catalogues(max_features=2, max_criteria=2)


def ranks(catalogue: Catalogue) -> dict[str, range]:
    return {id: range(min(feature.whole.high, MOST) + 1) for id, feature in catalogue.features.items()}


def statuses(catalogue: Catalogue, id: str) -> dict[tuple[int, ...], Status]:
    """The status of a criterion for every combination of ranks."""
    found = {}
    for point in product(*ranks(catalogue).values()):
        values = {feature: Interval(rank, rank) for feature, rank in zip(catalogue.features, point, strict=True)}
        (found[point],) = reference.evaluate(catalogue, values).findings[id]
    return found


@given(CATALOGUES)
def test_the_statuses_tried_are_all_that_can_be_reached(catalogue: Catalogue) -> None:
    for id in catalogue.criteria:
        table = lints._table(catalogue, id)
        assert table is not None
        assert set(table.statuses.values()) == set(statuses(catalogue, id).values())


@given(CATALOGUES)
def test_a_feature_whose_improvement_can_hurt_is_found(catalogue: Catalogue) -> None:
    features = list(catalogue.features.values())
    for id in catalogue.criteria:
        found = statuses(catalogue, id)
        hurting = set()
        for (point, status), place in product(found.items(), range(len(features))):
            for rank in ranks(catalogue)[features[place].id]:
                other = (*point[:place], rank, *point[place + 1 :])
                better = features[place].goodness(rank) > features[place].goodness(point[place])
                if better and STATUSES.index(found[other]) < STATUSES.index(status):
                    hurting.add(features[place].id)
        table = lints._table(catalogue, id)
        assert table is not None
        told = lints._worse(table)
        assert told in hurting if hurting else told is None


@given(CATALOGUES)
@settings(max_examples=settings.default.max_examples // 3)
def test_a_rule_is_too_wide_where_evaluation_leaves_more_than_its_completions(catalogue: Catalogue) -> None:
    spans = [list(combinations_with_replacement(known, 2)) for known in ranks(catalogue).values()]
    found = {id: statuses(catalogue, id) for id in catalogue.criteria}
    wide = set()

    def too_wide(id: str, values: dict[str, Interval]) -> bool:
        sides = (range(low, min(high, MOST) + 1) for low, high in values.values())
        exact = {found[id][point] for point in product(*sides)}
        return set(reference.evaluate(catalogue, values).findings[id]) > exact

    for chosen in product(*spans):
        values = {id: Interval(*span) for id, span in zip(catalogue.features, chosen, strict=True)}
        wide |= {id for id in catalogue.criteria if too_wide(id, values)}
    for id in catalogue.criteria:
        table = lints._table(catalogue, id)
        assert table is not None
        told = lints._too_wide(table)
        assert (told is not None) == (id in wide)
        if told is not None:
            everything = {name: feature.whole for name, feature in catalogue.features.items()}
            assert too_wide(id, {**everything, **told})
