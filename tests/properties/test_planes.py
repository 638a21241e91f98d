"""The planes engine is the reference, scenario by scenario, over generated catalogues; and its scores are `assess`'s."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import catalogues, values

np = pytest.importorskip("numpy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")

from baremo.assessment import columns as columns_module  # noqa: E402
from baremo.assessment import scoring  # noqa: E402
from baremo.assessment.columns import LARGEST_UNIT, Columns, Scorecards, Scores  # noqa: E402
from baremo.model.catalogue import Catalogue  # noqa: E402
from baremo.model.criterion import Scale  # noqa: E402
from baremo.model.feature import Interval  # noqa: E402
from baremo.model.scorecard import Finding  # noqa: E402
from baremo.rules import reference  # noqa: E402
from baremo.rules.evaluation import Values  # noqa: E402
from baremo.rules.kleene import Truth  # noqa: E402
from baremo.rules.planes import ALL, NONE, Column, Planes, packed, unpacked  # noqa: E402
from baremo.workspace.workspace import Workspace  # noqa: E402


def columns_of(catalogue: Catalogue, scenarios: list[Values], whole: bool) -> dict[str, Column]:
    """The scenarios as columns; what is alike in all of them as one interval, unless `whole` columns are wanted."""
    made: dict[str, Column] = {}
    for id in catalogue.features:
        found = [scenario[id] for scenario in scenarios]
        if len(set(found)) == 1 and not whole:
            made[id] = found[0]
        else:
            low = np.array([low for low, _ in found])
            single = all(interval.single for interval in found)
            made[id] = (low, low if single else np.array([high for _, high in found]))
    return made


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, list[Values], dict[str, Column]]:
    catalogue = draw(catalogues())
    if draw(st.booleans()):
        scale = catalogue.scale.model_dump(by_alias=True)
        ids = [*catalogue.dimensions, *catalogue.criteria]
        weight = st.sampled_from(draw(st.sampled_from(((0.5, 2, 3, 7.25), (0.123457, 0.765432, 0.333333)))))
        text = {"en": "because"}
        listed = [{"of": id, "is": draw(weight), "because": text} for id in ids if draw(st.booleans())]
        scale["weights"] = {
            "dimensions": [one for one in listed if one["of"] in catalogue.dimensions],
            "criteria": [one for one in listed if one["of"] in catalogue.criteria],
        }
        catalogue = type(catalogue)(**{**catalogue.__dict__, "scale": Scale.model_validate(scale)})
    scenarios = draw(st.lists(values(catalogue), min_size=1, max_size=70))
    if draw(st.booleans()):
        scenarios = [{id: Interval(low, low) for id, (low, _) in scenario.items()} for scenario in scenarios]
    return catalogue, scenarios, columns_of(catalogue, scenarios, draw(st.booleans()))


@given(case=cases())
def test_every_condition_is_as_in_the_reference(case: tuple[Catalogue, list[Values], dict[str, Column]]) -> None:
    agree(*case)


@given(st.data())
def test_so_is_every_condition_of_the_shipped_catalogue(shipped: Workspace, data: st.DataObject) -> None:
    scenarios = data.draw(st.lists(values(shipped.catalogue), min_size=1, max_size=3))
    agree(shipped.catalogue, scenarios, columns_of(shipped.catalogue, scenarios, data.draw(st.booleans())))


def agree(catalogue: Catalogue, scenarios: list[Values], columns: dict[str, Column]) -> None:
    truths = Planes(catalogue).evaluate(columns)
    for place, scenario in enumerate(scenarios):
        expected = reference.evaluate(catalogue, scenario).truths
        got = {
            path: Truth.TRUE
            if unpacked(truths.true[path], len(scenarios))[place]
            else Truth.FALSE
            if unpacked(truths.false[path], len(scenarios))[place]
            else Truth.OPEN
            for path in truths.true
        }
        assert got == dict(expected)


@pytest.mark.parametrize("size", [1, 63, 64, 65, 128, 129])
def test_planes_end_where_their_scenarios_do(size: int) -> None:
    """Whether the last word is full or not, and where one word stands for all."""
    scenarios = np.arange(size) % 3 == 0
    for plane, expected in ((packed(scenarios), scenarios), (ALL, np.ones(size)), (NONE, np.zeros(size))):
        found = unpacked(plane, size)
        assert found.dtype == np.uint8
        assert list(found) == list(expected)


@given(case=cases())
def test_findings_and_scores_are_those_of_a_scorecard(case: tuple[Catalogue, list[Values], dict[str, Column]]) -> None:
    catalogue, scenarios, columns = case
    columns_of_it = Columns(catalogue)
    made = columns_of_it.scorecards(columns, len(scenarios))
    share = scoring.weights(catalogue, catalogue.criteria)
    for place, scenario in enumerate(scenarios):
        evaluation = reference.evaluate(catalogue, scenario)
        findings = [
            Finding(
                criterion=id, dimension=catalogue.criteria[id].dimension, aspect="law", possible=possible, basis="silent",
                contested=False, critical=id in catalogue.scale.cap.critical, worth=0,
            )
            for id, possible in evaluation.findings.items()
        ]  # fmt: skip
        assert {id: _possible(made, id, place) for id in made.possible} == dict(evaluation.findings)
        overall = scoring.overall(catalogue, findings, share)
        for score, expected in ((made.overall, overall.score), (made.uncapped, overall.uncapped)):
            assert _points(score, place) == (expected if columns_of_it.whole else pytest.approx(expected, abs=0.011))
        for one in scoring.dimension_scores(catalogue, findings, share):
            assert _points(made.dimensions[one.dimension], place) == one.score
        for id, truth in evaluation.flags.items():
            assert bool(unpacked(made.certain[id], len(scenarios))[place]) == (truth is Truth.TRUE)
            assert bool(unpacked(made.absent[id], len(scenarios))[place]) == (truth is Truth.FALSE)


def test_weights_too_fine_for_whole_numbers(shipped: Workspace) -> None:
    """Then overall scores are floating-point and right to the hundredth that is shown."""
    scale = shipped.catalogue.scale.model_dump(by_alias=True)
    scale["weights"]["criteria"] = [
        {"of": id, "is": round(1 + number / 7919, 6), "because": {"en": "because"}}
        for number, id in enumerate(shipped.catalogue.criteria)
    ]
    catalogue = replace(shipped.catalogue, scale=Scale.model_validate(scale))
    made = Columns(catalogue)
    assert not made.whole
    assert made.unit == 1
    for rank, end in ((0, 0), (1, 1)):
        worst = {
            id: Interval(*[(0 if (feature.polarity == "higher") == (rank == 0) else feature.whole.high)] * 2)
            for id, feature in catalogue.features.items()
        }
        cards = made.scorecards(dict(worst), 3)
        assert cards.overall.low.dtype == np.float64
        assert [low for low, _ in (_points(cards.overall, place) for place in range(3))] == [
            pytest.approx(100 * end, abs=0.011)
        ] * 3
    share = scoring.weights(catalogue, catalogue.criteria)
    half, rest = made.parts("collective.granted")
    assert (half, rest) == (float(share["collective.granted"] / 2), float(share["collective.granted"] / 2))
    assert made.points(0.591) == 59.1


def test_the_criteria_that_apply(shipped: Workspace) -> None:
    """Shares are of these alone; a part of them keeps the shares of the whole."""
    some = ["collective.granted", "collective.scope", "nonpolice.balance"]
    made = Columns(shipped.catalogue, some)
    assert made.criteria == tuple(some)
    assert made.share == scoring.weights(shipped.catalogue, some)
    best = {
        id: Interval(*[f.whole.high if f.polarity == "higher" else 0] * 2)
        for id, f in shipped.catalogue.features.items()
    }
    cards = made.scorecards(dict(best), 1)
    assert set(cards.possible) == set(some)
    assert set(cards.dimensions) == {"collective", "nonpolice"}
    assert _points(cards.overall, 0) == (100, 100)
    part = made.of(some[:1])
    assert (part.criteria, part.share, part.unit) == (("collective.granted",), made.share, made.unit)


def test_a_unit_that_is_just_small_enough(shipped: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = Columns(shipped.catalogue).unit
    assert unit > 1
    for largest, whole in ((unit, True), (unit - 1, False)):
        monkeypatch.setattr(columns_module, "LARGEST_UNIT", largest)
        assert Columns(shipped.catalogue).whole is whole


def test_sums_are_kept_in_the_narrowest_numbers_that_hold_them(shipped: Workspace) -> None:
    """What makes them fast: a byte for a dimension's score where a byte is enough."""
    everything = {id: feature.whole for id, feature in shipped.catalogue.features.items()}
    cards = Columns(shipped.catalogue).scorecards(everything, 2)
    for scores in cards.dimensions.values():
        assert scores.low.dtype == scores.high.dtype == np.min_scalar_type(scores.unit)
    assert cards.dimensions["collective"].low.dtype == np.uint8
    assert cards.overall.low.dtype == cards.overall.high.dtype == np.int64


FINE = LARGEST_UNIT - 6_657
LEAST = (5_999 * FINE + 9_999) // 10_000
"""The lowest score that is shown as 59.99; the one below falls short of it by less than floating-point numbers can tell."""


@pytest.mark.parametrize(
    ("score", "unit", "expected"),
    [
        (np.array([0, 7, 12], np.uint8), 12, [0, 58.33, 100]),
        (np.array([LEAST - 1, LEAST]), FINE, [59.98, 59.99]),
        (np.array([0.59999, 0.6]), 1, [59.99, 60]),
    ],
)
def test_points_are_cut_and_never_rounded_up(score: object, unit: int, expected: list[float]) -> None:
    """Of a byte, of the largest whole numbers, of floating-point numbers."""
    low, high = Scores(score, score, unit).points()  # type: ignore[arg-type]
    assert list(low) == list(high) == expected


def _possible(made: Scorecards, id: str, place: int) -> tuple[str, ...]:
    planes = zip(("not-met", "partly", "met"), made.possible[id], strict=True)
    return tuple(status for status, plane in planes if unpacked(plane, len(made.overall.low))[place])


def _points(scores: object, place: int) -> tuple[float, float]:
    low, high = scores.points()  # type: ignore[attr-defined]
    return float(low[place]), float(high[place])
