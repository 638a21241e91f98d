"""Which features could still change a finding, against the definition, word for word."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from baremo.model.catalogue import Catalogue
from baremo.model.feature import Interval
from baremo.rules import reference
from baremo.rules.deciding import deciding
from baremo.rules.evaluation import Values
from baremo.testing import catalogues, narrowed, profiles


def status(catalogue: Catalogue, criterion: str, values: Values) -> str:
    (found,) = reference.evaluate(catalogue, values).findings[criterion]
    return found


@given(st.data())
def test_two_completions_that_differ_in_it_alone(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_criteria=3, max_features=3))
    known = {id: Interval(low, min(high, low + 4)) for id, (low, high) in data.draw(profiles(catalogue)).items()}
    completions = [
        dict(zip(known, map(Interval, point, point), strict=True))
        for point in product(*(range(low, high + 1) for low, high in known.values()))
    ]
    for criterion in catalogue.criteria:
        statuses = {tuple(one.values()): status(catalogue, criterion, one) for one in completions}
        matters = {
            id
            for place, id in enumerate(known)
            for point, found in statuses.items()
            for rank in range(known[id].low, known[id].high + 1)
            if statuses[(*point[:place], Interval(rank, rank), *point[place + 1 :])] != found
        }
        decide = deciding(catalogue, criterion, known)
        if matters:
            assert set(decide) == matters
        else:
            open_ = [id for id in catalogue.features_of(criterion) if not known[id].single]
            assert set(decide) <= set(open_)
        possible = reference.evaluate(catalogue, known).findings[criterion]
        assert bool(decide) == (len(possible) > 1)


@given(st.data())
def test_what_decides_nothing_changes_nothing(data: st.DataObject) -> None:
    """A finding that narrows, narrows by one of its deciding features: with these held, it stays as it is."""
    catalogue = data.draw(catalogues(max_criteria=3, max_features=3))
    known = data.draw(profiles(catalogue))
    for criterion in catalogue.criteria:
        decide = deciding(catalogue, criterion, known)
        more = {id: known[id] if id in decide else data.draw(narrowed(known[id])) for id in known}
        before, after = (reference.evaluate(catalogue, given).findings[criterion] for given in (known, more))
        exact = {status(catalogue, criterion, one) for one in _some(known)}
        if exact >= set(before):
            assert after == before


def _some(known: Values) -> list[Values]:
    """Completions within the first few ranks, and the last."""
    ranks = [sorted({*range(low, min(high, low + 8) + 1), high}) for low, high in known.values()]
    return [dict(zip(known, map(Interval, point, point), strict=True)) for point in product(*ranks)]
