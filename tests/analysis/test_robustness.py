"""The sensitivity analysis against independent implementations, published examples and its own seeds."""

import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import validate
from program import baremo

np = pytest.importorskip("numpy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")
pytest.importorskip("scipy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")

from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from baremo.analysis.draws import Factors  # noqa: E402
from baremo.analysis.robustness import base_points, crossed, indices, rank_acceptability, robustness  # noqa: E402
from baremo.assessment.assess import Mechanism, assess, judge  # noqa: E402
from baremo.model.feature import Interval  # noqa: E402
from baremo.rules.engines import Engines  # noqa: E402

COMMAND = ("robustness", "--draws", "2000", "--format", "json")


def test_equal_seeds_equal_bytes_and_the_json_is_as_published() -> None:
    one, again, other = (baremo(*COMMAND, "--seed", seed).stdout for seed in ("7", "7", "8"))
    assert one == again
    assert one != other
    made = json.loads(one)
    validate(made, json.loads(baremo("schema", "robustness").stdout))
    for spread in made["robustness"]["spreads"]:
        assert sum(spread["ranks"]) == pytest.approx(1, abs=1e-5)
    assert "they are not probabilities and not a ranking" in baremo("robustness", "--draws", "10", COLUMNS="200").stdout


def test_draws_stay_within_what_the_scorecard_allows(mechanisms: dict[str, Mechanism], engines: Engines) -> None:
    """With the declared weights and the declared way of adding up every draw is a score of the published range."""
    random = np.random.default_rng(3)
    for one in mechanisms.values():
        card = assess(one, engines)
        factors = Factors.of(card, 1.0)
        weights = np.tile([factors.shape(id) for id in factors.weighted], (500, 1))
        scores = factors.scores(weights, np.zeros(500), random.random((500, len(factors.open))))
        low, high = card.scorecard.overall.score
        assert low - 0.01 <= scores.min() <= scores.max() <= high + 0.01


@given(rows=st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=20))
def test_rank_acceptability_is_that_of_counting_orders(rows: list[list[int]]) -> None:
    """The naive second implementation: list all orders that a draw's scores allow, and give each the same weight."""
    from itertools import pairwise, permutations

    expected = np.zeros((3, 3))
    for row in rows:
        orders = [order for order in permutations(range(3)) if all(row[a] >= row[b] for a, b in pairwise(order))]
        for order in orders:
            for rank, alternative in enumerate(order):
                expected[alternative, rank] += 1 / len(orders) / len(rows)
    assert rank_acceptability(np.array(rows, float).T) == pytest.approx(expected)


def test_rows_are_in_saltellis_order() -> None:
    """Each first point, that point with one group after the other from the second, and the second point."""
    one, other = base_points(4, 4, 5)
    rows = crossed(one, other, ["b", "a", "b", "c"]).reshape(4, 5, 4)
    for first, second, block in zip(one, other, rows, strict=True):
        expected = [first]
        for columns in ([0, 2], [1], [3]):
            mixed = first.copy()
            mixed[columns] = second[columns]
            expected.append(mixed)
        assert np.array_equal(block, [*expected, second])


def test_ishigami() -> None:
    """The function that sensitivity methods are tried on (Ishigami and Homma 1990): its indices are known exactly."""
    x3, x1, x2 = (crossed(*base_points(3, 4096, 1), ["x3", "x1", "x2"]) * 2 * np.pi - np.pi).T
    first, total = indices(np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1), 4096)
    assert list(first) == pytest.approx([0, 0.3139, 0.4424], abs=0.02)
    assert list(total) == pytest.approx([0.2437, 0.5576, 0.4424], abs=0.02)


@pytest.mark.parametrize("best", ["nothing", "one theme"])
def test_a_true_nothing_is_told_as_nothing(mechanisms: dict[str, Mechanism], engines: Engines, best: str) -> None:
    """However it is added up: where nothing is met the score is 0, and where one theme alone is met the geometric mean."""
    card = assess(mechanisms["honduras"], engines, date(2017, 3, 31))
    worst = {
        id: Interval(*[0 if s.feature.polarity == "higher" else s.feature.whole.high] * 2)
        for id, s in card.profile.states.items()
    }
    if best == "one theme":
        worst |= {
            id: Interval(s.feature.whole.high, s.feature.whole.high)
            for id, s in card.profile.states.items()
            if id.startswith("impunity.")
        }
    states = {id: replace(state, interval=worst[id]) for id, state in card.profile.states.items()}
    judged = judge(card.mechanism, replace(card.profile, states=states), engines)
    (spread,) = robustness([judged], draws=500, seed=1, sobol=8).spreads
    assert spread.lowest == 0
    assert spread.percentiles["25"] == 0
    if best == "nothing":
        assert (spread.mean, spread.percentiles["50"], spread.highest) == (0, 0, 0)
        assert judged.scorecard.overall.score == (0, 0)
