"""From findings to scores: ranges, caps, bands, coverage, and the gap between law and practice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..model.catalogue import Catalogue
from ..model.exact import Range
from ..model.scale import Scale
from ..model.scorecard import BASES, Coverage, DimensionScore, Finding, Gap, OverallScore, Score
from . import rounding


@dataclass(frozen=True)
class Exact:
    """A score from 0 to 1 as an exact range."""

    low: Fraction
    high: Fraction

    @property
    def points(self) -> tuple[Fraction, Fraction]:
        """On 0 to 100."""
        return self.low * 100, self.high * 100

    def shown(self, edges: Sequence[rounding.Edge]) -> Range:
        """On 0 to 100, as it is shown."""
        return rounding.shown(*self.points, edges)


def worth(scale: Scale, finding: Finding) -> Exact:
    """What a finding is worth: from the worst to the best status still possible."""
    return Exact(scale.worth(finding.possible[0]), scale.worth(finding.possible[-1]))


def summed(shares: Iterable[Fraction]) -> Fraction:
    """Their exact sum."""
    return sum(shares, Fraction(0))


def mean(parts: Iterable[tuple[Fraction, Exact]]) -> Exact:
    """The weighted mean of (weight, range) pairs."""
    listed = list(parts)
    total = summed(weight for weight, _ in listed)
    return Exact(
        summed(weight * part.low for weight, part in listed) / total,
        summed(weight * part.high for weight, part in listed) / total,
    )


def weights(catalogue: Catalogue, criteria: Iterable[str]) -> dict[str, Fraction]:
    """The share of the overall score of each criterion that applies; they sum to 1."""
    applying = [catalogue.criteria[id] for id in criteria]
    dimensions = {criterion.dimension for criterion in applying}
    total = summed(catalogue.scale.weight(dimension) for dimension in dimensions)
    within = {
        dimension: summed(catalogue.scale.weight(c.id) for c in applying if c.dimension == dimension)
        for dimension in dimensions
    }
    return {
        criterion.id: catalogue.scale.weight(criterion.dimension)
        / total
        * catalogue.scale.weight(criterion.id)
        / within[criterion.dimension]
        for criterion in applying
    }


def coverage(findings: Sequence[Finding], share: Mapping[str, Fraction]) -> Coverage:
    """How much of these findings is known, by what they rest on."""
    total = summed(share[finding.criterion] for finding in findings)
    by_basis = {basis: [f for f in findings if f.basis == basis] for basis in BASES}
    return Coverage(
        shares={basis: summed(share[f.criterion] for f in own) / total for basis, own in by_basis.items()},
        numbers={basis: len(own) for basis, own in by_basis.items()},
        told=sum(finding.verdict != "open" for finding in findings),
        criteria=len(findings),
    )


def score(catalogue: Catalogue, findings: Sequence[Finding], share: Mapping[str, Fraction]) -> Score | None:
    """The weighted mean of these findings, or None if there are none."""
    return (
        Score(**_score(catalogue.scale, _mean(catalogue.scale, findings, share), findings, share)) if findings else None
    )


def dimension_scores(
    catalogue: Catalogue, findings: Sequence[Finding], share: Mapping[str, Fraction]
) -> tuple[DimensionScore, ...]:
    """A score for every dimension with a criterion that applies."""
    scale = catalogue.scale
    scores: list[DimensionScore] = []
    for dimension in catalogue.dimensions:
        own = [finding for finding in findings if finding.dimension == dimension]
        if own:
            exact = _mean(scale, own, share)
            scores.append(
                DimensionScore(dimension=dimension, bands=_bands(scale, exact), **_score(scale, exact, own, share))
            )
    return tuple(scores)


def overall(catalogue: Catalogue, findings: Sequence[Finding], share: Mapping[str, Fraction]) -> OverallScore:
    """The weighted mean of all findings, capped where a critical criterion is (or for the lower end may be) not met."""
    scale = catalogue.scale
    exact = _mean(scale, findings, share)
    critical = [finding for finding in findings if finding.critical]
    cap = Fraction(str(scale.cap.at)) / 100
    capped = Exact(
        min(exact.low, cap) if any("not-met" in finding.possible for finding in critical) else exact.low,
        min(exact.high, cap) if any(finding.possible == ("not-met",) for finding in critical) else exact.high,
    )
    return OverallScore(
        uncapped=exact.shown(rounding.edges(scale)),
        bands=_bands(scale, capped),
        **_score(scale, capped, findings, share),
    )


def _mean(scale: Scale, findings: Sequence[Finding], share: Mapping[str, Fraction]) -> Exact:
    return mean((share[finding.criterion], worth(scale, finding)) for finding in findings)


def _score(scale: Scale, exact: Exact, findings: Sequence[Finding], share: Mapping[str, Fraction]) -> dict[str, Any]:
    """What every score says of itself."""
    covered = coverage(findings, share)
    return {
        "score": exact.shown(rounding.edges(scale)),
        "exact": exact.points,
        "coverage": covered,
        "too_little": Fraction(100 * covered.told, covered.criteria) < Fraction(str(scale.least_coverage)),
    }


def implementation_gap(catalogue: Catalogue, findings: Sequence[Finding]) -> Gap | None:
    """How far practice lags behind law: the mean, over the pairs of a law criterion and one that carries it out, of
    what is laid down and not done. None where no pair applies.

    Where there is no norm there is nothing to fall behind. Where there may be none, the ends hold whether the pair
    counts or not, so that knowing more never widens them.
    """
    by_id = {finding.criterion: finding for finding in findings}
    certain: list[Exact] = []
    doubtful: list[list[Exact]] = []
    no_norm = 0
    for law in findings:
        carriers = [by_id[id] for id in catalogue.criteria[law.criterion].carried_out_by if id in by_id]
        norm = [status for status in law.possible if status != "not-met"]
        if not norm:
            no_norm += len(carriers)
        elif carriers:
            laid_down = law.model_copy(update={"possible": tuple(norm)})
            pairs = [_behind(catalogue.scale, laid_down, carrier) for carrier in carriers]
            if "not-met" in law.possible:
                doubtful.append(pairs)
            else:
                certain += pairs
    unsettled = sum(map(len, doubtful))
    if not certain and not unsettled and not no_norm:
        return None
    counted = {"pairs": len(certain), "unsettled": unsettled, "no_norm": no_norm}
    if not certain and not unsettled:
        return Gap(points=None, exact=None, **counted)
    low = _least([pair.low for pair in certain], [[pair.low for pair in pairs] for pairs in doubtful])
    high = -_least([-pair.high for pair in certain], [[-pair.high for pair in pairs] for pairs in doubtful])
    exact = Exact(low, high)
    return Gap(points=exact.shown((rounding.above_nothing,)), exact=exact.points, **counted)


def _behind(scale: Scale, law: Finding, practice: Finding) -> Exact:
    """What is laid down and not done; where more is done than is laid down, nothing."""
    laid_down, done = worth(scale, law), worth(scale, practice)
    nothing = Fraction(0)
    return Exact(max(nothing, laid_down.low - done.high), max(nothing, laid_down.high - done.low))


def _least(certain: Sequence[Fraction], doubtful: Sequence[Sequence[Fraction]]) -> Fraction:
    """The least mean of the certain numbers and any of the doubtful groups: those that pull it down, lowest first."""
    counted = list(certain)
    for group in sorted(doubtful, key=lambda group: summed(group) / len(group)):
        if not counted or summed(group) / len(group) < summed(counted) / len(counted):
            counted += group
    return summed(counted) / len(counted)


def _bands(scale: Scale, exact: Exact) -> tuple[str, ...]:
    return tuple(band.id for band in scale.spanned(*exact.points))
