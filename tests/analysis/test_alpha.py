"""Krippendorff's alpha against published examples and a second implementation, written from the definition."""

from itertools import permutations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.alpha import alpha, jackknife, nominal, ordinal, student

FOUR_CODERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Krippendorff 2011, his example with four coders, twelve units and missing values: 0.743 and 0.815."""
THREE_CODERS = """
. . . . . 3 4 1 2 1 1 3 3 . 3
1 . 2 1 3 3 4 3 . . . . . . .
. . 2 1 3 4 4 . 2 1 1 3 3 . 4
"""
"""The example of the article on alpha in Wikipedia: 0.691."""


def units(table: str) -> list[list[int]]:
    rows = [row.split() for row in table.strip().splitlines()]
    return [[int(value) for value in column if value != "."] for column in zip(*rows, strict=True)]


def test_published_examples() -> None:
    assert round(alpha([units(FOUR_CODERS)], nominal), 3) == 0.743
    assert round(alpha([units(FOUR_CODERS)], ordinal), 3) == 0.815
    assert round(alpha([units(THREE_CODERS)], nominal), 3) == 0.691


def by_definition(groups: list[list[list[int]]], ordered: bool) -> float | None:
    """Observed over expected squared distance, pair after pair of values, nothing counted beforehand."""
    observed = expected = 0.0
    for group in groups:
        pairable = [values for values in group if len(values) > 1]
        pool = [value for values in pairable for value in values]

        def squared(c: int, k: int, pool: list[int] = pool) -> float:
            if not ordered or c == k:
                return float(c != k)
            low, high = min(c, k), max(c, k)
            inner = len([v for v in pool if low < v < high]) + (pool.count(low) + pool.count(high)) / 2
            return (inner / len(pool)) ** 2

        for values in pairable:
            observed += sum(squared(c, k) for c, k in permutations(values, 2)) / (len(values) - 1)
        if pool:
            expected += sum(squared(c, k) for c, k in permutations(pool, 2)) / (len(pool) - 1)
    return None if expected == 0 else 1 - observed / expected


some_units = st.lists(st.lists(st.integers(0, 4), min_size=0, max_size=3), max_size=8)


@given(st.lists(some_units, max_size=4))
def test_as_a_second_implementation_has_it(groups: list[list[list[int]]]) -> None:
    for metric, ordered in ((nominal, False), (ordinal, True)):
        ours, theirs = alpha(groups, metric), by_definition(groups, ordered)
        if ours is None or theirs is None:
            assert ours is theirs
        else:
            assert isclose(ours, theirs, abs_tol=1e-9)


@given(some_units)
def test_perfect_agreement_is_one_and_one_value_has_no_alpha(group: list[list[int]]) -> None:
    alike = [[values[0]] * len(values) for values in group if len(values) > 1]
    for metric in (nominal, ordinal):
        told = alpha([alike], metric)
        assert told == (1 if len({values[0] for values in alike}) > 1 else None)


def test_a_lone_unit_of_a_feature_draws_the_ordinal_one_to_zero() -> None:
    assert alpha([[[0, 3]]], ordinal) == 0
    assert alpha([[[0, 0], [3, 3]], [[0, 3]]], ordinal) == pytest.approx(1 - 1 / 2 / (2 / 3 + 1 / 2))


def test_student_as_in_the_tables() -> None:
    for freedom, quantile in ((4, 2.776), (5, 2.571), (9, 2.262), (30, 2.042)):
        assert student(freedom) == pytest.approx(quantile, abs=0.005)


def test_the_jackknife_by_hand() -> None:
    low, high = jackknife(0.6, [0.5, 0.6, 0.6, 0.6, 0.7]) or (0, 0)
    # The variance is 4/5 of the summed squares 0.02, its root 0.12649.
    assert high - 0.6 == pytest.approx(2.776 * 0.12649, abs=0.001)
    assert 0.6 - low == pytest.approx(2.776 * 0.12649, abs=0.001)
    assert jackknife(0.9, [0.5, 0.9, 0.9, 0.9, 1.0])[1] == 1


def test_no_interval_below_five_documents_or_where_one_document_makes_all_the_difference() -> None:
    assert jackknife(0.6, [0.5, 0.6, 0.6, 0.7]) is None
    assert jackknife(0.6, [0.5, 0.6, 0.6, 0.6, None]) is None
