"""Krippendorff's alpha, and the jackknife over what was sampled.

After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): coincidences, nominal and ordinal distances.
The interval is the delete-one jackknife with Student's t, whose quantile is the expansion of Abramowitz and Stegun
(26.7.5).
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple, TypeVar

Value = TypeVar("Value", bound=Hashable)
Units = Iterable[Sequence[Value]]
"""The values that coders gave to each unit; one coder may have given none."""
Distance = Callable[[Value, Value], float]
Metric = Callable[[Mapping[Value, float]], Distance[Value]]
"""The distance between two values, which may depend on how often each value was given."""
LEAST_DOCUMENTS = 5


class Disagreement(NamedTuple):
    """Observed disagreement, and that expected if the same values were paired at random; both as sums over pairs."""

    observed: float
    expected: float


def nominal(margins: Mapping[Value, float]) -> Distance[Value]:
    """Two values are the same or not."""
    return lambda one, other: float(one != other)


def ordinal(margins: Mapping[int, float]) -> Distance[int]:
    """The share of all values that lies between two of them, half of each included, squared.

    Krippendorff counts values where this takes their share; within one group alpha is the same, and groups pooled
    weigh as much as they have values.
    """
    total = sum(margins.values())

    def distance(one: int, other: int) -> float:
        if one == other:
            return 0.0
        low, high = min(one, other), max(one, other)
        between = sum(count for value, count in margins.items() if low <= value <= high)
        return float(((between - (margins[low] + margins[high]) / 2) / total) ** 2)

    return distance


def disagreement(units: Units[Value], metric: Metric[Value]) -> Disagreement:
    """Of units each with two values or more; others tell nothing of agreement."""
    coincidences: Counter[tuple[Value, Value]] = Counter()
    margins: Counter[Value] = Counter()
    for values in units:
        if len(values) < 2:
            continue
        margins.update(values)
        for place, one in enumerate(values):
            for other in (*values[:place], *values[place + 1 :]):
                coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    distance = metric(margins)
    observed = sum(count * distance(*pair) for pair, count in coincidences.items())
    expected = sum(
        n * m * distance(one, other) / (margins.total() - 1)
        for one, n in margins.items()
        for other, m in margins.items()
        if one != other
    )
    return Disagreement(observed, expected)


def alpha(groups: Iterable[Units[Value]], metric: Metric[Value]) -> float | None:
    """One minus observed over expected disagreement, both pooled over groups within which values are compared.

    None if no disagreement could be expected: there are no two values, or all are one.
    """
    parts = [disagreement(units, metric) for units in groups]
    expected = sum(part.expected for part in parts)
    return 1 - sum(part.observed for part in parts) / expected if expected else None


def jackknife(whole: float, without: Sequence[float | None]) -> tuple[float, float] | None:
    """The 95 % interval around `whole` from what it is without each of the documents; it ends at 1.

    None below five documents, or where one document alone makes it exist.
    """
    values = [value for value in without if value is not None]
    count = len(without)
    if count < LEAST_DOCUMENTS or len(values) < count:
        return None
    mean = sum(values) / count
    error = sqrt((count - 1) / count * sum((value - mean) ** 2 for value in values))
    reach = student(count - 1) * error
    return whole - reach, min(whole + reach, 1.0)


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t, to a hundredth from four degrees of freedom on."""
    z = NormalDist().inv_cdf(0.975)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return sum((term / freedom**power for power, term in enumerate(terms, 1)), z)
