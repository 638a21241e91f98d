"""Places are given only where ranges are disjoint."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.comparison import places

RANGES = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=5,
)


@given(RANGES)
def test_places_contain_every_order_of_possible_scores(ranges: list[tuple[int, int]]) -> None:
    """Whatever scores the ranges turn out to be, each mechanism's place lies among those it was given."""
    taken = places(ranges)
    for ends in ((0, 1), (1, 0)):
        for favoured, (best, worst) in enumerate(taken):
            scores = [span[ends[0]] if place == favoured else span[ends[1]] for place, span in enumerate(ranges)]
            above = sum(score > scores[favoured] for score in scores)
            below = sum(score < scores[favoured] for score in scores)
            assert best <= 1 + above
            assert worst >= len(scores) - below


@given(RANGES)
def test_only_disjoint_ranges_are_put_in_an_order(ranges: list[tuple[int, int]]) -> None:
    for (own, own_places), (other, other_places) in permutations(zip(ranges, places(ranges), strict=True), 2):
        if own[0] <= other[1] and other[0] <= own[1]:
            assert own_places[0] <= other_places[1]
            assert other_places[0] <= own_places[1]
        elif own[0] > other[1]:
            assert own_places[0] < other_places[1] or own_places[1] < other_places[1]
