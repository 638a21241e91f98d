"""Places are given only where ranges are disjoint."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.comparison import ranks
from baremo.model.scorecard import Scorecard

RANGES = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=5,
)


def card(low: int, high: int) -> Scorecard:
    coverage = {"determined": 0, "disputed": 0, "silent": 1}
    overall = {"score": (low, high), "coverage": coverage, "bands": (), "uncapped": (low, high)}
    return Scorecard.model_validate(
        {
            "mechanism": "m", "as_of": "2017-01-01", "perspective": "all", "audience": "public", "newest_evidence": None,
            "dossier_digest": "", "findings": (), "not_applicable": (), "flags": (), "dimensions": (), "law": None,
            "practice": None, "implementation_gap": None, "overall": overall, "withheld": None,
        }
    )  # fmt: skip


@given(RANGES)
def test_places_contain_every_order_of_possible_scores(given_ranges: list[tuple[int, int]]) -> None:
    """Whatever scores the ranges turn out to be, each mechanism's place lies among those it was given."""
    found = ranks([card(*one) for one in given_ranges])
    for ends in ((0, 1), (1, 0)):
        for favoured in range(len(given_ranges)):
            scores = [one[ends[0]] if place == favoured else one[ends[1]] for place, one in enumerate(given_ranges)]
            above = sum(score > scores[favoured] for score in scores)
            below = sum(score < scores[favoured] for score in scores)
            assert found[favoured].best <= 1 + above
            assert found[favoured].worst >= len(scores) - below


@given(RANGES)
def test_only_disjoint_ranges_are_put_in_an_order(given_ranges: list[tuple[int, int]]) -> None:
    found = ranks([card(*one) for one in given_ranges])
    for one, other in permutations(range(len(given_ranges)), 2):
        if given_ranges[one][0] <= given_ranges[other][1] and given_ranges[other][0] <= given_ranges[one][1]:
            assert found[one].best <= found[other].worst
            assert found[other].best <= found[one].worst
        elif given_ranges[one][0] > given_ranges[other][1]:
            assert found[one].best < found[other].worst or found[one].worst < found[other].worst
