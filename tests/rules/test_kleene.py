"""The three-valued logic, as truth tables."""

import pytest

from baremo.rules.kleene import Truth, all_of, any_of, at_least

T, F, U = Truth.TRUE, Truth.FALSE, Truth.OPEN


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [(T, T, T, T), (T, U, U, T), (T, F, F, T), (U, U, U, U), (U, F, F, U), (F, F, F, F)],
)
def test_and_or(a: Truth, b: Truth, both: Truth, either: Truth) -> None:
    assert all_of([a, b]) is all_of([b, a]) is both
    assert any_of([a, b]) is any_of([b, a]) is either


def test_not() -> None:
    assert [~T, ~U, ~F] == [F, U, T]


@pytest.mark.parametrize(
    ("n", "parts", "expected"),
    [
        (2, [T, T, U], T),
        (2, [T, U, F], U),
        (2, [T, F, F], F),
        (1, [F, F], F),
        (3, [T, T, U], U),
        (3, [T, U, F], F),
    ],
)
def test_at_least(n: int, parts: list[Truth], expected: Truth) -> None:
    assert at_least(n, parts) is expected
