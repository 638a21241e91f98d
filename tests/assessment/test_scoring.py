"""Scores on findings made by hand."""

from fractions import Fraction

import pytest
from findings import judged

from baremo.assessment import scoring
from baremo.assessment.kernel import weighed
from baremo.model.condition import Status
from baremo.model.scorecard import BASES, Basis
from baremo.workspace.workspace import Workspace


def all_met(shipped: Workspace, **changed: tuple[Status, ...]) -> dict[str, tuple[Status, ...]]:
    """Every criterion met, but for those named."""
    return {id: changed.get(id.replace(".", "_").replace("-", "_"), ("met",)) for id in shipped.catalogue.criteria}


def scored(shipped: Workspace, possible: dict[str, tuple[Status, ...]], basis: Basis = "settled") -> scoring.Scores:
    judgement = judged(shipped.catalogue, possible)
    (scores,) = scoring.scores(judgement, {id: {basis: 1} for id in possible})
    return scores


def test_weights_are_equal_by_dimension_and_within(shipped: Workspace) -> None:
    share = weighed(shipped.catalogue, shipped.catalogue.criteria)
    assert sum(share.values()) == 1
    assert share["collective.granted"] == Fraction(1, 6) / 4
    assert share["institution.reach"] == Fraction(1, 6) / 10


def test_all_met_is_100(shipped: Workspace) -> None:
    score = scored(shipped, all_met(shipped)).overall
    assert (score.score, score.bands) == ((100, 100), ("full",))


@pytest.mark.parametrize(
    ("possible", "expected", "bands", "uncapped"),
    [
        (("not-met",), (59.0, 59.0), ("partial",), (97.2, 97.2)),
        (("not-met", "partly", "met"), (59.0, 100.0), ("partial", "substantial", "full"), (97, 100)),
        (("partly",), (98.6, 98.6), ("full",), (98.6, 98.6)),
    ],
)
def test_the_cap(
    shipped: Workspace,
    possible: tuple[Status, ...],
    expected: tuple[float, float],
    bands: tuple[str, ...],
    uncapped: tuple[float, float],
) -> None:
    score = scored(shipped, all_met(shipped, effectiveness_adequacy=possible)).overall
    assert (score.score, score.bands, score.uncapped) == (expected, bands, uncapped)


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [(0, 0, "absent"), (19.99, 20, "absent weak"), (60, 79, "substantial"), (80, 100, "full")],
)
def test_each_band_includes_its_lower_edge(shipped: Workspace, low: float, high: float, bands: str) -> None:
    spanned = shipped.catalogue.scale.spanned(Fraction(str(low)), Fraction(str(high)))
    assert [band.id for band in spanned] == bands.split()


def test_coverage_is_by_weight(shipped: Workspace) -> None:
    """Of four criteria of two dimensions: three that weigh a sixth each, and one that weighs a half."""
    bases: dict[str, Basis] = {
        "collective.granted": "settled",
        "collective.scope": "settled",
        "collective.implemented": "silent",
        "nonpolice.balance": "disputed",
    }
    possible: dict[str, tuple[Status, ...]] = {
        "collective.granted": ("met",),
        "collective.scope": ("partly",),
        "collective.implemented": ("not-met", "met"),
        "nonpolice.balance": ("partly", "met"),
    }
    judgement = judged(shipped.catalogue, possible)
    (scores,) = scoring.scores(judgement, {id: {basis: 1} for id, basis in bases.items()})
    covered = scores.overall.coverage
    assert [covered.shares[basis] for basis in BASES] == [Fraction(n, 6) for n in (2, 0, 0, 3, 0, 1)]
    assert [covered.numbers[basis] for basis in BASES] == [2, 0, 0, 1, 0, 1]
    assert (covered.told, covered.criteria) == (2, 4)
    assert covered.model_dump()["shares"]["settled"] == 0.3333
    assert scores.overall.exact == (50, Fraction(275, 3))
    assert [(s.dimension, s.score, s.bands) for s in scores.dimensions] == [
        ("collective", (50, 84), ("partial", "substantial", "full")),
        ("nonpolice", (50, 100), ("partial", "substantial", "full")),
    ]
    assert [s.coverage.told_share for s in scores.dimensions] == [0.6667, 0]
    assert [s.too_little for s in scores.dimensions] == [False, True]
    assert scores.law is None
    assert scores.practice is not None
    assert scores.practice.exact == scores.overall.exact


def test_scenarios_are_read_off_one_after_the_other(shipped: Workspace) -> None:
    """Each as if it stood alone; what is alike in two is the same thing."""
    scenarios = [all_met(shipped), all_met(shipped, effectiveness_adequacy=("not-met",)), all_met(shipped)]
    judgement = judged(shipped.catalogue, *scenarios)
    together = list(scoring.scores(judgement, {id: {"settled": 0b111} for id in shipped.catalogue.criteria}))
    assert together == [scored(shipped, scenario) for scenario in scenarios]
    assert together[0].overall is together[2].overall
    assert together[0].overall != together[1].overall
