"""From findings to scores: ranges, caps, bands, coverage, and the gap between law and practice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from ..model.catalogue import Catalogue
from ..model.exact import Range
from ..model.scale import Scale
from ..model.scorecard import Coverage, DimensionScore, Finding, Gap, OverallScore, Score


@dataclass(frozen=True)
class Exact:
    """A score from 0 to 1 as an exact range."""

    low: Fraction
    high: Fraction

    def points(self) -> Range:
        """On 0 to 100 (or -100 to 100), cut to two decimals: no score is shown above an edge that it is under."""
        return _cut(self.low * 100), _cut(self.high * 100)


def _cut(value: Fraction) -> float:
    return floor(value * 100) / 100


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
    """The shares of weight whose finding is determined, open because disputed, or open because documents are silent."""
    total = summed(share[finding.criterion] for finding in findings)
    by_basis = {
        basis: summed(share[f.criterion] for f in findings if f.basis == basis) / total
        for basis in ("determined", "disputed", "silent")
    }
    return Coverage(**{basis: round(float(part), 4) for basis, part in by_basis.items()})


def score(catalogue: Catalogue, findings: Sequence[Finding], share: Mapping[str, Fraction]) -> Score | None:
    """The weighted mean of these findings, or None if there are none."""
    if not findings:
        return None
    exact = mean((share[finding.criterion], worth(catalogue.scale, finding)) for finding in findings)
    return Score(score=exact.points(), coverage=coverage(findings, share))


def dimension_scores(
    catalogue: Catalogue, findings: Sequence[Finding], share: Mapping[str, Fraction]
) -> tuple[DimensionScore, ...]:
    """A score for every dimension with a criterion that applies."""
    scores: list[DimensionScore] = []
    for dimension in catalogue.dimensions:
        own = [finding for finding in findings if finding.dimension == dimension]
        if own:
            exact = mean((share[finding.criterion], worth(catalogue.scale, finding)) for finding in own)
            scores.append(
                DimensionScore(
                    dimension=dimension,
                    score=exact.points(),
                    bands=_bands(catalogue.scale, exact),
                    coverage=coverage(own, share),
                )
            )
    return tuple(scores)


def overall(catalogue: Catalogue, findings: Sequence[Finding], share: Mapping[str, Fraction]) -> OverallScore:
    """The weighted mean of all findings, capped where a critical criterion is (or for the lower end may be) not met."""
    scale = catalogue.scale
    exact = mean((share[finding.criterion], worth(scale, finding)) for finding in findings)
    critical = [finding for finding in findings if finding.critical]
    cap = Fraction(str(scale.cap.at)) / 100
    capped = Exact(
        min(exact.low, cap) if any("not-met" in finding.possible for finding in critical) else exact.low,
        min(exact.high, cap) if any(finding.possible == ("not-met",) for finding in critical) else exact.high,
    )
    return OverallScore(
        score=capped.points(),
        uncapped=exact.points(),
        bands=_bands(scale, capped),
        coverage=coverage(findings, share),
    )


def implementation_gap(catalogue: Catalogue, findings: Sequence[Finding]) -> Gap | None:
    """How far practice lags behind law: the mean, over law criteria, of law less the practice that would carry it out.

    Positive points mean that more is laid down than done. None where no pair applies.
    """
    by_id = {finding.criterion: finding for finding in findings}
    gaps: list[tuple[Fraction, Exact]] = []
    for law in findings:
        carriers = [by_id[id] for id in catalogue.criteria[law.criterion].carried_out_by if id in by_id]
        if carriers:
            laid_down = worth(catalogue.scale, law)
            done = mean((Fraction(1), worth(catalogue.scale, finding)) for finding in carriers)
            gaps.append((Fraction(1), Exact(laid_down.low - done.high, laid_down.high - done.low)))
    return Gap(points=mean(gaps).points(), pairs=len(gaps)) if gaps else None


def _bands(scale: Scale, exact: Exact) -> tuple[str, ...]:
    return tuple(band.id for band in scale.spanned(exact.low * 100, exact.high * 100))
