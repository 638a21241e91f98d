"""The gap between law and practice: what is laid down and not done."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..model.catalogue import Catalogue
from ..model.condition import Status
from ..model.scale import Scale
from ..model.scorecard import Gap
from . import rounding

Possible = tuple[Status, ...]
Ends = tuple[Fraction, Fraction]


def implementation_gap(catalogue: Catalogue, possible: Mapping[str, Possible]) -> Gap | None:
    """How far practice lags behind law: the mean, over the pairs of a law criterion and one that carries it out, of
    what is laid down and not done. None where no pair applies. `possible` has the statuses of what applies.

    Where there is no norm there is nothing to fall behind. Where there may be none, the ends hold whether the pair
    counts or not, so that knowing more never widens them.
    """
    certain: list[Ends] = []
    doubtful: list[list[Ends]] = []
    no_norm = 0
    for id, law in possible.items():
        carriers = [possible[other] for other in catalogue.criteria[id].carried_out_by if other in possible]
        norm = tuple(status for status in law if status != "not-met")
        if not norm:
            no_norm += len(carriers)
        elif carriers:
            pairs = [_behind(catalogue.scale, norm, carrier) for carrier in carriers]
            if "not-met" in law:
                doubtful.append(pairs)
            else:
                certain += pairs
    unsettled = sum(map(len, doubtful))
    if not certain and not unsettled and not no_norm:
        return None
    counted = {"pairs": len(certain), "unsettled": unsettled, "no_norm": no_norm}
    if not certain and not unsettled:
        return Gap(points=None, exact=None, **counted)
    low = _least([low for low, _ in certain], [[low for low, _ in pairs] for pairs in doubtful])
    high = -_least([-high for _, high in certain], [[-high for _, high in pairs] for pairs in doubtful])
    exact = (low * 100, high * 100)
    return Gap(points=rounding.shown(*exact, (rounding.above_nothing,)), exact=exact, **counted)


def _behind(scale: Scale, law: Possible, practice: Possible) -> Ends:
    """What is laid down and not done; where more is done than is laid down, nothing."""
    least, most = (scale.worth(law[end]) - scale.worth(practice[-1 - end]) for end in (0, -1))
    return max(Fraction(0), least), max(Fraction(0), most)


def _least(certain: Sequence[Fraction], doubtful: Sequence[Sequence[Fraction]]) -> Fraction:
    """The least mean of the certain numbers and any of the doubtful groups: those that pull it down, lowest first."""
    counted = list(certain)
    for group in sorted(doubtful, key=_mean):
        if not counted or _mean(group) < _mean(counted):
            counted += group
    return _mean(counted)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)
