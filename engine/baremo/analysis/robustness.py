"""How much scores depend on what is not known and on how findings are weighted and added up.

Weights are drawn around the declared ones, the way of adding up is varied, and what is unknown is completed at random:
a sensitivity analysis in the manner of the OECD and JRC's Handbook on Constructing Composite Indicators (2008). Shares
of draws by rank are the rank acceptabilities of SMAA-2 (Lahdelma and Salminen 2001, Operations Research 49:3); the
variance is divided by Sobol's indices, estimated by Saltelli's scheme (Saltelli et al. 2010, Computer Physics
Communications 181:2). A share of draws is no probability and no rank.
"""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from ..assessment.assess import Assessment
from ..model.robustness import Above, Driver, Drivers, Factor, Robustness, Spread
from .draws import Factors, Numbers

CONCENTRATION = 20.0
"""The Dirichlet's: the greater, the nearer the drawn weights stay to the declared ones."""
SOBOL = 512
"""Base points of Saltelli's scheme; a power of two."""
PERCENTILES = (5, 25, 50, 75, 95)


def robustness(
    assessments: Sequence[Assessment], draws: int, seed: int, concentration: float = CONCENTRATION, sobol: int = SOBOL
) -> Robustness:
    """The analysis of mechanisms of one catalogue; equal seeds give equal results.

    In each draw all mechanisms have the same weights and way of adding up, and each its own completion.
    """
    factors = [Factors.of(assessment, concentration) for assessment in assessments]
    names = [assessment.scorecard.mechanism for assessment in assessments]
    random = np.random.default_rng(seed)
    shapes = {id: one.shape(id) for one in factors for id in one.weighted}
    shared = {id: random.standard_gamma(shape, draws) for id, shape in shapes.items()}
    way = random.random(draws)
    scores = np.stack(
        [
            one.scores(np.column_stack([shared[id] for id in one.weighted]), way, random.random((draws, len(one.open))))
            for one in factors
        ]
    )
    shares = rank_acceptability(scores)
    return Robustness(
        draws=draws,
        seed=seed,
        concentration=concentration,
        spreads=tuple(_spread(*one) for one in zip(names, scores, shares, strict=True)),
        above=tuple(
            Above(one=names[i], other=names[j], share=_round(float((scores[i] > scores[j]).mean()), 6))
            for i, j in permutations(range(len(names)), 2)
        ),
        drivers=tuple(_drivers(name, one, seed, sobol) for name, one in zip(names, factors, strict=True)),
    )


def rank_acceptability(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of draws in which each alternative (row) has each rank, the highest score being first.

    Alternatives with equal scores share the ranks that they take up together.
    """
    from scipy.stats import rankdata

    alternatives, draws = scores.shape
    first, last = (rankdata(-scores, method=method, axis=0).astype(int) for method in ("min", "max"))
    shares = np.zeros((alternatives, alternatives))
    for i in range(alternatives):  # each draw adds its part from the first of the shared ranks on, up to the last
        part = 1 / (last[i] - first[i] + 1)
        begins = np.bincount(first[i] - 1, weights=part, minlength=alternatives + 1)
        ends = np.bincount(last[i], weights=part, minlength=alternatives + 1)
        shares[i] = np.cumsum(begins - ends)[:alternatives] / draws
    return shares


def _spread(name: str, scores: Numbers, ranks: Numbers) -> Spread:
    return Spread(
        mechanism=name,
        mean=_round(scores.mean()),
        percentiles={
            str(p): _round(found) for p, found in zip(PERCENTILES, np.percentile(scores, PERCENTILES), strict=True)
        },
        lowest=_round(scores.min()),
        highest=_round(scores.max()),
        ranks=tuple(_round(float(share), 6) for share in ranks),
    )


def _drivers(name: str, factors: Factors, seed: int, sobol: int) -> Drivers:
    """Sobol's indices: of each dimension's weights, of the way of adding up, and of each open feature."""
    groups = [*(_dimension(factors, id) for id in factors.weighted), "aggregation", *factors.open]
    one, other = base_points(len(groups), sobol, seed)
    weights = len(factors.weighted)
    for points in (one, other):
        points[:, :weights] = factors.quantiles(points[:, :weights])
    rows = crossed(one, other, groups)
    scores = factors.scores(rows[:, :weights], rows[:, weights], rows[:, weights + 1 :])
    drivers: list[Driver] = []
    if scores.std() > 0:
        listed = zip(dict.fromkeys(groups), *indices(scores, sobol), strict=True)
        drivers = [
            Driver(factor=group, kind=_kind(factors, group), first=_round(first, 4), total=_round(total, 4))
            for group, first, total in listed
        ]
    return Drivers(
        mechanism=name,
        evaluations=len(scores),
        factors=tuple(sorted(drivers, key=lambda driver: (-driver.total, driver.factor))),
    )


def base_points(number: int, base: int, seed: int) -> tuple[Numbers, Numbers]:
    """Two independent sets of points of the unit cube, from one scrambled Sobol sequence."""
    from scipy.stats.qmc import Sobol

    both = Sobol(d=2 * number, scramble=True, seed=seed).random(base)
    return both[:, :number].copy(), both[:, number:].copy()


def crossed(one: Numbers, other: Numbers, groups: Sequence[str]) -> Numbers:
    """Saltelli's rows: each of the first points, then that with one group of factors after the other from the second.

    In Saltelli's order, group by group.
    """
    swapped = np.array([[group == name for group in groups] for name in dict.fromkeys(groups)])
    mixed = np.where(swapped[None], other[:, None], one[:, None])
    return np.concatenate([one[:, None], mixed, other[:, None]], axis=1).reshape(-1, len(groups))


def indices(scores: Numbers, base: int) -> tuple[Numbers, Numbers]:
    """Sobol's first-order and total indices of each group, from the scores of the rows of `crossed`."""
    from scipy.stats import sobol_indices

    one, *mixed, other = scores.reshape(base, -1).T[:, None]
    sobol = sobol_indices(func={"f_A": one, "f_B": other, "f_AB": np.array(mixed)}, n=base)
    return sobol.first_order.ravel(), sobol.total_order.ravel()


def _dimension(factors: Factors, id: str) -> str:
    return id if id in factors.dimensions else factors.catalogue.criteria[id].dimension


def _kind(factors: Factors, group: str) -> Factor:
    return "aggregation" if group == "aggregation" else "weights" if group in factors.dimensions else "unknown"


def _round(number: float, digits: int = 2) -> float:
    return round(float(number), digits) + 0.0
