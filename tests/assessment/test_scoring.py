"""Scores on findings made by hand."""

from fractions import Fraction

import pytest
from findings import finding
from hypothesis import given
from hypothesis import strategies as st

from baremo.assessment import scoring
from baremo.model.condition import STATUSES, Status
from baremo.model.scorecard import BASES, Finding
from baremo.workspace.workspace import Workspace


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
        (("partly",), (98.6, 98.6), ("full",)),
    ],
)
def test_the_cap(
    shipped: Workspace, possible: tuple[Status, ...], expected: tuple[float, float], bands: tuple[str, ...]
) -> None:
    share = scoring.weights(shipped.catalogue, shipped.catalogue.criteria)
    changed = finding("effectiveness.adequacy", *possible, basis="silent", critical=True)
    score = scoring.overall(shipped.catalogue, all_findings(shipped, effectiveness_adequacy=changed), share)
    assert (score.score, score.bands) == (expected, bands)


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [(0, 0, "absent"), (19.99, 20, "absent weak"), (60, 79, "substantial"), (80, 100, "full")],
)
def test_each_band_includes_its_lower_edge(shipped: Workspace, low: float, high: float, bands: str) -> None:
    spanned = shipped.catalogue.scale.spanned(Fraction(str(low)), Fraction(str(high)))
    assert [band.id for band in spanned] == bands.split()


def test_the_gap_is_what_is_laid_down_and_not_done(shipped: Workspace) -> None:
    """Pair by pair, ends apart; what is done beyond the law is no lead that makes up for another lag."""
    found = [
        finding("collective.legal-basis", "met", aspect="law"),
        finding("collective.granted", "partly"),
        finding("collective.implemented", "not-met", "partly"),
        finding("nonpolice.balance", "not-met"),
    ]
    gap = scoring.implementation_gap(shipped.catalogue, found)
    assert gap is not None
    assert (gap.points, gap.exact, gap.pairs, gap.unsettled, gap.no_norm) == ((50, 75), (50, 75), 2, 0, 0)


def test_where_there_is_no_norm_there_is_nothing_to_fall_behind(shipped: Workspace) -> None:
    found = [
        finding("collective.legal-basis", "not-met", aspect="law"),
        finding("collective.granted", "not-met"),
        finding("collective.implemented", "met"),
    ]
    gap = scoring.implementation_gap(shipped.catalogue, found)
    assert gap is not None
    assert (gap.points, gap.pairs, gap.no_norm) == (None, 0, 2)
    assert scoring.implementation_gap(shipped.catalogue, found[:1]) is None


@given(st.data())
def test_knowing_more_never_widens_the_gap(shipped: Workspace, data: st.DataObject) -> None:
    """Not even if it turns out that there is no norm."""
    catalogue = shipped.catalogue
    statuses = st.lists(st.sampled_from(STATUSES), min_size=1, unique=True).map(lambda s: sorted(s, key=STATUSES.index))
    wide = [finding(id, *data.draw(statuses)) for id in catalogue.criteria]
    narrow = [
        finding(f.criterion, *sorted(data.draw(st.sets(st.sampled_from(f.possible), min_size=1)), key=STATUSES.index))
        for f in wide
    ]
    before, after = (scoring.implementation_gap(catalogue, given) for given in (wide, narrow))
    assert before is not None
    assert after is not None
    if after.exact is not None:
        assert before.exact is not None
        assert before.exact[0] <= after.exact[0] <= after.exact[1] <= before.exact[1]


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
    assert [covered.shares[basis] for basis in BASES] == [Fraction(n, 6) for n in (2, 0, 0, 3, 0, 1)]
    assert [covered.numbers[basis] for basis in BASES] == [1, 0, 0, 1, 0, 1]
    assert (covered.told, covered.criteria) == (1, 3)
    assert sum(covered.shares.values()) == 1
    assert covered.model_dump()["shares"]["settled"] == 0.3333
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
    assert [s.coverage.told_share for s in scores] == [1, 0]
    assert [s.too_little for s in scores] == [False, True]


def test_bands_of_a_range_that_ends_under_an_edge() -> None:
    from baremo.testing import SCALE

    spanned = scoring._bands(SCALE, scoring.Exact(Fraction(1, 5), Fraction(399, 500)))
    assert spanned == ("weak", "partial", "substantial")
