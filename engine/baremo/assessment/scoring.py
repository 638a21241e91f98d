"""Scores as scorecards say them: what the kernel has worked out, read off for one scenario after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from ..model.catalogue import Catalogue
from ..model.exact import Range
from ..model.scale import exactly
from ..model.scorecard import BASES, Coverage, DimensionScore, OverallScore, Score
from . import kernel, rounding
from .kernel import Bases, Judgement

Ends = tuple[Fraction, Fraction]
"""Of an exact range, from 0 to 1."""
Told = TypeVar("Told", bound=Score)


class Scores(NamedTuple):
    """All scores of one scenario but the gap between law and practice."""

    overall: OverallScore
    dimensions: tuple[DimensionScore, ...]
    law: Score | None
    practice: Score | None


def scores(judgement: Judgement, bases: Bases) -> Iterator[Scores]:
    """Those of every scenario, in their order; scenarios that have one in common share it."""
    whole = judgement.kernel
    catalogue = whole.catalogue

    def overall(said: dict[str, Any], exact: Ends, uncapped: Ends) -> OverallScore:
        return OverallScore(**said, uncapped=_shown(catalogue, *uncapped)[0], bands=_shown(catalogue, *exact)[1])

    def of_dimension(id: str) -> Callable[..., DimensionScore]:
        return lambda said, exact: DimensionScore(**said, dimension=id, bands=_shown(catalogue, *exact)[1])

    def plain(said: dict[str, Any], _: Ends) -> Score:
        return Score(**said)

    def read(criteria: Sequence[str], make: Callable[..., Told]) -> list[Told]:
        return _Scope(judgement, bases, criteria, (judgement.of(criteria),)).read(make)

    capped = _Scope(judgement, bases, whole.criteria, (judgement.overall, judgement.uncapped)).read(overall)
    dimensions = [read(own, of_dimension(id)) for id in catalogue.dimensions if (own := whole.of_dimension(id))]
    aspects = [read(own, plain) if (own := whole.of_aspect(aspect)) else None for aspect in ("law", "practice")]
    for scenario in range(judgement.size):
        law, practice = (None if listed is None else listed[scenario] for listed in aspects)
        yield Scores(capped[scenario], tuple(listed[scenario] for listed in dimensions), law, practice)


@dataclass(frozen=True)
class _Scope:
    """Some of the criteria that apply, with their score in every scenario; and beside it another score of theirs."""

    judgement: Judgement
    bases: Bases
    criteria: Sequence[str]
    scores: tuple[kernel.Score, ...]

    def read(self, make: Callable[..., Told]) -> list[Told]:
        """What is made of every scenario: of what each score says of itself, and of the exact ranges."""
        covered = self.judgement.covered(self.criteria, self.bases)
        ends = [end for score in self.scores for end in (score.low, score.high)]
        sums = (covered.told, *covered.shares.values(), *covered.numbers.values(), *ends)
        made: dict[tuple[int, ...], Told] = {}
        rows = list(zip(*(each.numbers() for each in sums), strict=True))
        for row in rows:
            if row not in made:
                told, known, exact = row[0], row[1 : -len(ends)], row[-len(ends) :]
                shares, numbers = known[: len(BASES)], known[len(BASES) :]
                coverage = Coverage(
                    shares={b: Fraction(share, covered.unit) for b, share in zip(BASES, shares, strict=True)},
                    numbers=dict(zip(BASES, numbers, strict=True)),
                    told=told,
                    criteria=len(self.criteria),
                )
                ranges = [
                    (Fraction(low, score.unit), Fraction(high, score.unit))
                    for score, low, high in zip(self.scores, exact[::2], exact[1::2], strict=True)
                ]
                made[row] = make(self._said(ranges[0], coverage), *ranges)
        return [made[row] for row in rows]

    def _said(self, exact: Ends, coverage: Coverage) -> dict[str, Any]:
        """What every score says of itself."""
        catalogue = self.judgement.kernel.catalogue
        return {
            "score": _shown(catalogue, *exact)[0],
            "exact": tuple(end * 100 for end in exact),
            "coverage": coverage,
            "too_little": Fraction(100 * coverage.told, coverage.criteria) < exactly(catalogue.scale.least_coverage),
        }


@lru_cache(maxsize=1 << 14)
def _shown(catalogue: Catalogue, low: Fraction, high: Fraction) -> tuple[Range, tuple[str, ...]]:
    """A range in points as it is shown, and the bands that the exact one touches."""
    bands = catalogue.scale.spanned(low * 100, high * 100)
    return rounding.points((low, high), catalogue.scale), tuple(band.id for band in bands)
