"""Shown numbers: what is shown of a range contains it, touches the same bands, and keeps to the cap."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baremo.assessment.rounding import above_nothing, edges, shown
from baremo.model.scale import Band, Cap, Scale
from baremo.model.text import Localised
from baremo.testing import SCALE

EDGES = edges(SCALE)


def points(low: str, high: str) -> tuple[float, float]:
    return shown(Fraction(low), Fraction(high), EDGES)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("275/3", "275/3", (91.7, 91.7)),  # a point is a point, with one decimal
        ("59", "59", (59, 59)),
        ("59.97", "59.97", (59.97, 59.97)),  # one decimal would carry it into the next band
        ("50", "275/3", (50, 92)),  # an upper end is not rounded down
        ("10.4", "58.2", (10, 59)),
        ("20", "58.96", (20, 59)),
        ("39.2", "59.2", (39, 59.2)),  # 60 would be above the cap, and in another band
        ("39.2", "59.96", (39, 59.96)),
        ("20.01", "39.5", (20, 39.5)),
        ("1/3", "299/5", (0, 59.8)),
        ("0", "100", (0, 100)),
        ("19.999", "20", (19, 20)),
    ],
)
def test_shown(low: str, high: str, expected: tuple[float, float]) -> None:
    assert points(low, high) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "33.34", (0, 34)),
        ("0.04", "0.04", (0.04, 0.04)),  # behind, if by little
        ("0.3", "50", (0.3, 50)),
        ("0", "0", (0, 0)),
    ],
)
def test_a_gap_that_is_there_is_not_shown_as_none(low: str, high: str, expected: tuple[float, float]) -> None:
    assert shown(Fraction(low), Fraction(high), (above_nothing,)) == expected


def scales() -> st.SearchStrategy[Scale]:
    """Bands and a cap anywhere, as finely as a file can say."""
    numbers = st.integers(1, 99_999_999).map(lambda n: n / 1_000_000) | st.integers(1, 99).map(float)

    def scale(starts: list[float], at: float) -> Scale:
        bands = [Band(id=f"b{place}", start=start, label=Localised({"en": "A"})) for place, start in enumerate(starts)]
        return SCALE.model_copy(update={"bands": tuple(bands), "cap": Cap(at=at, critical=())})

    return st.builds(scale, st.sets(numbers, max_size=4).map(lambda s: [0.0, *sorted(s)]), numbers)


@st.composite
def ranges(draw: st.DrawFn, scale: Scale) -> tuple[Fraction, Fraction]:
    """Any range, often with an end on an edge or just beside it."""
    marks = [Fraction(str(band.start)) for band in scale.bands] + [Fraction(str(scale.cap.at)), Fraction(100)]
    nudges = st.sampled_from([Fraction(0), Fraction(1, 3_000_000), Fraction(-1, 3_000_000), Fraction(1, 7)])
    near = st.builds(
        lambda mark, nudge: min(max(mark + nudge, Fraction(0)), Fraction(100)), st.sampled_from(marks), nudges
    )
    low, high = sorted(draw(near | st.fractions(0, 100, max_denominator=500)) for _ in range(2))
    return (low, low) if draw(st.integers(0, 4)) == 0 else (low, high)


@given(st.data())
def test_what_is_shown_is_so(data: st.DataObject) -> None:
    scale = data.draw(scales())
    low, high = data.draw(ranges(scale))
    seen = shown(low, high, edges(scale))
    least, most = (Fraction(repr(end)) for end in seen)
    if low == high:
        assert least == most
        assert abs(least - low) <= Fraction(1, 20)
    else:
        assert least <= low
        assert high <= most
        assert most - least < high - low + 2
    assert scale.spanned(least, most) == scale.spanned(low, high)
    cap = Fraction(str(scale.cap.at))
    assert (most <= cap) == (high <= cap)


@given(st.data())
def test_no_more_decimals_than_are_needed(data: st.DataObject) -> None:
    """Where the whole number below or above lies on the same sides, that is what is shown."""
    scale = data.draw(scales())
    low, high = data.draw(ranges(scale))
    sides = edges(scale)
    if low < high:
        for exact, whole, seen in zip((low, high), (floor(low), ceil(high)), shown(low, high, sides), strict=True):
            assert (seen == whole) == all(edge(Fraction(whole)) == edge(exact) for edge in sides)


@given(st.data())
def test_a_narrower_range_is_not_shown_wider(data: st.DataObject) -> None:
    scale = data.draw(scales())
    low, high = data.draw(ranges(scale))
    inner = sorted(low + (high - low) * data.draw(st.fractions(0, 1, max_denominator=50)) for _ in range(2))
    wide, narrow = shown(low, high, edges(scale)), shown(*inner, edges(scale))
    if inner[0] < inner[1]:
        assert wide[0] <= narrow[0]
        assert narrow[1] <= wide[1]
