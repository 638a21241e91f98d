"""What a test accepts and rejects: against asking it of every rank."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from baremo.model.condition import FeatureTest
from baremo.model.feature import Feature
from baremo.rules.accepting import accepted, rejected
from baremo.testing import feature_tests, features


def passes(test: FeatureTest, feature: Feature, rank: int) -> bool:
    match test.operator:
        case "at_least":
            return rank >= feature.rank(test.operand)
        case "at_most":
            return rank <= feature.rank(test.operand)
        case "is":
            return rank == feature.rank(test.operand)
    assert isinstance(test.operand, tuple)
    return rank in [feature.rank(raw) for raw in test.operand]


@given(st.data())
def test_every_rank_is_accepted_or_rejected_as_the_test_says(data: st.DataObject) -> None:
    """By turns, without a gap, and nothing beyond the type."""
    feature = data.draw(features(0))
    test = data.draw(feature_tests([feature], monotone=False))
    accepts = accepted(test, feature)
    rejects = rejected(accepts, feature.whole)
    in_order = sorted([*accepts, *rejects])
    assert (in_order[0].low, in_order[-1].high) == feature.whole
    for one, next_ in pairwise(in_order):
        assert one.high + 1 == next_.low
        assert (one in accepts) != (next_ in accepts)
    for rank in (*range(min(feature.whole.high, 7) + 1), feature.whole.high):
        (found,) = (interval for interval in in_order if interval.low <= rank <= interval.high)
        assert (found in accepts) == passes(test, feature, rank)
