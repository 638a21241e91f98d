"""Scores on findings made by hand."""

from fractions import Fraction

import pytest

from baremo.assessment import scoring
from baremo.model.condition import Status
from baremo.model.scorecard import Finding
from baremo.workspace.workspace import Workspace


def finding(id: str, *possible: Status, basis: str = "determined", critical: bool = False) -> Finding:
    return Finding.model_validate(
        {
            "criterion": id, "dimension": id.split(".", maxsplit=1)[0], "aspect": "practice", "possible": possible, "basis": basis,
            "contested": False, "critical": critical, "worth": 1,
        }
    )  # fmt: skip


def all_findings(shipped: Workspace, **changed: Finding) -> list[Finding]:
    critical = shipped.catalogue.scale.cap.critical
    return [
        changed.get(id.replace(".", "_").replace("-", "_"), finding(id, "met", critical=id in critical))
        for id in shipped.catalogue.criteria
    ]


def test_weights_are_equal_by_dimension_and_within(shipped: Workspace) -> None:
    share = scoring.weights(shipped.catalogue, shipped.catalogue.criteria)
    assert sum(share.values()) == 1
    assert share["collective.granted"] == Fraction(1, 6) / 4
    assert share["institution.reach"] == Fraction(1, 6) / 10


def test_all_met_is_100(shipped: Workspace) -> None:
    share = scoring.weights(shipped.catalogue, shipped.catalogue.criteria)
    score = scoring.overall(shipped.catalogue, all_findings(shipped), share)
    assert (score.score, score.bands) == ((100, 100), ("full",))


@pytest.mark.parametrize(
    ("possible", "expected", "bands"),
    [
        (("not-met",), (59.0, 59.0), ("partial",)),
        (("not-met", "partly", "met"), (59.0, 100.0), ("partial", "substantial", "full")),
        (("partly",), (98.61, 98.61), ("full",)),
    ],
)
def test_the_cap(
    shipped: Workspace, possible: tuple[Status, ...], expected: tuple[float, float], bands: tuple[str, ...]
) -> None:
    share = scoring.weights(shipped.catalogue, shipped.catalogue.criteria)
    changed = finding("effectiveness.adequacy", *possible, basis="silent", critical=True)
    score = scoring.overall(shipped.catalogue, all_findings(shipped, effectiveness_adequacy=changed), share)
    assert (score.score, score.bands) == (expected, bands)


def test_a_score_just_under_an_edge_is_not_shown_above_it() -> None:
    assert scoring.Exact(Fraction(5999999, 10**7), Fraction(3, 5)).points() == (59.99, 60.0)


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [(0, 0, "absent"), (19.99, 20, "absent weak"), (60, 79, "substantial"), (80, 100, "full")],
)
def test_each_band_includes_its_lower_edge(shipped: Workspace, low: float, high: float, bands: str) -> None:
    spanned = shipped.catalogue.scale.spanned(Fraction(str(low)), Fraction(str(high)))
    assert [band.id for band in spanned] == bands.split()


def test_the_implementation_gap_takes_pairs_only(shipped: Workspace) -> None:
    found = [
        finding("collective.legal-basis", "met"),
        finding("collective.granted", "partly"),
        finding("collective.implemented", "not-met", "partly"),
        finding("nonpolice.balance", "not-met"),
    ]
    gap = scoring.implementation_gap(shipped.catalogue, found)
    assert gap is not None
    assert (gap.points, gap.pairs) == ((50.0, 75.0), 1)


def test_the_implementation_gap_is_the_mean_over_law_of_the_mean_over_practice(shipped: Workspace) -> None:
    """Law criteria count alike, and so do those that carry one out, whatever their weight; others are left out."""
    catalogue = shipped.catalogue
    carried = {id: c.carried_out_by for id, c in catalogue.criteria.items() if c.carried_out_by}
    (one, several) = (
        next(id for id, by in carried.items() if len(by) == 1),
        next(id for id, by in carried.items() if len(by) > 1),
    )
    first, second = carried[several][:2]
    found = [
        finding(one, "met"),
        finding(carried[one][0], "not-met"),
        finding(several, "partly", "met"),
        finding(first, "met"),
        finding(second, "not-met", "partly"),
    ]
    gap = scoring.implementation_gap(catalogue, found)
    assert gap is not None
    assert gap.pairs == 2
    assert gap.points == ((100 + 50 - 75) / 2, (100 + 100 - 50) / 2)
    assert scoring.implementation_gap(catalogue, found[:1]) is None


def test_coverage_is_by_weight(shipped: Workspace) -> None:
    share = {
        "collective.granted": Fraction(1, 7),
        "nonpolice.balance": Fraction(3, 7),
        "impunity.investigations": Fraction(1, 7),
    }
    found = [
        finding("collective.granted", "met"),
        finding("nonpolice.balance", "not-met", "met", basis="disputed"),
        finding("impunity.investigations", "not-met", "met", basis="silent"),
    ]
    covered = scoring.coverage([*found], {**share, "collective.granted": Fraction(2, 7)})
    assert (covered.determined, covered.disputed, covered.silent) == (0.3333, 0.5, 0.1667)
    score = scoring.score(shipped.catalogue, found, share)
    assert score is not None
    assert score.score == (20, 100)
    assert scoring.score(shipped.catalogue, [], share) is None


def test_a_dimension_is_scored_from_its_own_findings(shipped: Workspace) -> None:
    share = {
        "collective.granted": Fraction(1, 4),
        "collective.scope": Fraction(1, 4),
        "nonpolice.balance": Fraction(1, 2),
    }
    found = [
        finding("collective.granted", "met"),
        finding("collective.scope", "not-met"),
        finding("nonpolice.balance", "partly", "met", basis="silent"),
    ]
    scores = scoring.dimension_scores(shipped.catalogue, found, share)
    assert [(s.dimension, s.score, s.bands) for s in scores] == [
        ("collective", (50, 50), ("partial",)),
        ("nonpolice", (50, 100), ("partial", "substantial", "full")),
    ]
    assert [s.coverage.determined for s in scores] == [1, 0]


def test_bands_of_a_range_that_ends_under_an_edge() -> None:
    from strategies import SCALE

    spanned = scoring._bands(SCALE, scoring.Exact(Fraction(1, 5), Fraction(399, 500)))
    assert spanned == ("weak", "partial", "substantial")
