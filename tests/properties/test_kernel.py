"""The kernel's planes are the reference, scenario by scenario; its sums are exact, and its scores those of a scorecard."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baremo.assessment.kernel import Kernel
from baremo.model.catalogue import Catalogue
from baremo.model.feature import Interval
from baremo.model.scale import Scale
from baremo.rules import reference
from baremo.rules.evaluation import Values
from baremo.rules.kleene import Truth
from baremo.rules.planes import Planes, combinations, repeated, scenarios
from baremo.rules.sums import joined, total
from baremo.testing import asked_beside, catalogues, profiles
from baremo.workspace.workspace import Workspace


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, list[Values]]:
    catalogue = draw(catalogues())
    if draw(st.booleans()):
        scale = catalogue.scale.model_dump(by_alias=True)
        weight = st.sampled_from(draw(st.sampled_from(((0.5, 2, 3, 7.25), (0.123457, 0.765432, 0.333333)))))
        text = {"en": "because"}
        listed = {
            key: [{"of": id, "is": draw(weight), "because": text} for id in ids if draw(st.booleans())]
            for key, ids in (("dimensions", catalogue.dimensions), ("criteria", catalogue.criteria))
        }
        catalogue = type(catalogue)(
            **{**catalogue.__dict__, "scale": Scale.model_validate({**scale, "weights": listed})}
        )
    given = st.builds(lambda known, beside: {**known, **beside}, profiles(catalogue), asked_beside(catalogue))
    return catalogue, draw(st.lists(given, min_size=1, max_size=70))


def agree(catalogue: Catalogue, listed: list[Values]) -> None:
    planes = Planes(catalogue)
    truths = planes.evaluate(planes.columns(listed), len(listed))
    for place, scenario in enumerate(listed):
        expected = reference.evaluate(catalogue, scenario).truths
        assert {
            path: Truth.TRUE
            if truths.true[path] >> place & 1
            else Truth.FALSE
            if truths.false[path] >> place & 1
            else Truth.OPEN
            for path in truths.true
        } == dict(expected)


@given(case=cases())
def test_every_condition_is_as_in_the_reference(case: tuple[Catalogue, list[Values]]) -> None:
    agree(*case)


@given(st.data())
def test_so_is_every_condition_of_the_shipped_catalogue(shipped: Workspace, data: st.DataObject) -> None:
    agree(shipped.catalogue, data.draw(st.lists(profiles(shipped.catalogue), min_size=1, max_size=3)))


WORTH = {"not-met": 0, "partly": None, "met": 1}


@given(case=cases())
def test_scores_are_the_capped_weighted_means_of_the_findings(case: tuple[Catalogue, list[Values]]) -> None:
    """Against the definition, worked out in fractions from the reference's findings."""
    catalogue, listed = case
    kernel, scale = Kernel(catalogue), catalogue.scale
    judgement = kernel.judge(kernel.planes.columns(listed), len(listed))
    dimensions = [d for d in catalogue.dimensions if kernel.of_dimension(d)]
    for place, scenario in enumerate(listed):
        evaluation = reference.evaluate(catalogue, scenario)
        assert {id: possible.statuses(place) for id, possible in judgement.possible.items()} == dict(
            evaluation.findings
        )
        ends = []
        for end in (0, -1):
            means = {}
            for dimension in dimensions:
                own = kernel.of_dimension(dimension)
                weight = sum(scale.weight(id) for id in own)
                means[dimension] = (
                    sum(scale.weight(id) * scale.worth(evaluation.findings[id][end]) for id in own) / weight
                )
            ends.append(sum(scale.weight(d) * means[d] for d in dimensions) / sum(scale.weight(d) for d in dimensions))
            for dimension in dimensions:
                assert judgement.of(kernel.of_dimension(dimension)).at(place)[end] == means[dimension]
        assert judgement.uncapped.at(place) == tuple(ends)
        cap = Fraction(str(scale.cap.at)) / 100
        critical = [evaluation.findings[id] for id in scale.cap.critical if id in evaluation.findings]
        low = min(ends[0], cap) if any("not-met" in possible for possible in critical) else ends[0]
        high = min(ends[1], cap) if any(possible == ("not-met",) for possible in critical) else ends[1]
        assert judgement.overall.at(place) == (low, high)
        for id, truth in evaluation.flags.items():
            assert bool(judgement.certain[id] >> place & 1) == (truth is Truth.TRUE)
            assert bool(judgement.absent[id] >> place & 1) == (truth is Truth.FALSE)


@given(case=cases())
def test_broken_bonds_are_those_of_each_scenario(case: tuple[Catalogue, list[Values]]) -> None:
    catalogue, listed = case
    planes = Planes(catalogue)
    broken = planes.broken(planes.columns(listed))
    for place, scenario in enumerate(listed):
        assert bool(broken >> place & 1) == any(catalogue.broken_bonds({id: scenario[id] for id in catalogue.features}))


@given(
    parts=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, (1 << 70) - 1)), max_size=40),
    most=st.integers(0, 20_000),
    where=st.integers(0, (1 << 70) - 1),
)
def test_sums_are_sums(parts: list[tuple[int, int]], most: int, where: int) -> None:
    found = total(parts, 70)
    expected = [sum(number for number, plane in parts if plane >> place & 1) for place in range(70)]
    assert found.numbers() == expected == [found.at(place) for place in range(70)]
    assert [found.at_least(most) >> place & 1 for place in range(70)] == [number >= most for number in expected]
    capped = found.capped(most, where).numbers()
    assert capped == [min(n, most) if where >> place & 1 else n for place, n in enumerate(expected)]
    assert joined([found, found]).numbers() == [2 * number for number in expected]
    if where:
        inside = {place: expected[place] for place in scenarios(where)}
        for extreme, number in ((found.lowest, min(inside.values())), (found.highest, max(inside.values()))):
            assert extreme(where) == (number, sum(1 << place for place, n in inside.items() if n == number))


@pytest.mark.parametrize("size", [1, 7, 8, 9, 63, 64, 65, 200])
def test_planes_repeat_and_are_listed(size: int) -> None:
    plane = repeated([True, False, True], 3, size)
    expected = [place for place in range(size) if (place // 3) % 3 != 1]
    assert list(scenarios(plane)) == expected
    assert plane >> size == 0


@given(case=cases(), block=st.sampled_from([1, 3, 8, 1000]))
def test_every_combination_comes_once(case: tuple[Catalogue, list[Values]], block: int) -> None:
    catalogue, (scenario, *_) = case
    planes = Planes(catalogue)
    chosen = dict(list(planes.thresholds.items())[:4])
    choices = {id: [Interval(0, 0), *(Interval(t, t) for t in thresholds)] for id, thresholds in chosen.items()}
    seen: list[tuple[int, ...]] = []
    for columns, size, places in planes.every(choices, scenario, block):
        assert size <= max(block, 1) or not size - 1
        for place in range(size):
            seen.append(tuple(sum(plane >> place & 1 for plane in columns[id].low) for id in choices))
            assert all(seen[-1][list(choices).index(id)] == at for id, at in places.items())
    assert len(seen) == len(set(seen)) == combinations(choices)
