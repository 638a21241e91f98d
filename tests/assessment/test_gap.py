"""The gap between law and practice."""

from hypothesis import given
from hypothesis import strategies as st

from baremo.assessment.gap import implementation_gap
from baremo.model.condition import STATUSES, Status
from baremo.workspace.workspace import Workspace


def test_the_gap_is_what_is_laid_down_and_not_done(shipped: Workspace) -> None:
    """Pair by pair, ends apart; what is done beyond the law is no lead that makes up for another lag."""
    found: dict[str, tuple[Status, ...]] = {
        "collective.legal-basis": ("met",),
        "collective.granted": ("partly",),
        "collective.implemented": ("not-met", "partly"),
        "nonpolice.balance": ("not-met",),
    }
    gap = implementation_gap(shipped.catalogue, found)
    assert gap is not None
    assert (gap.points, gap.exact, gap.pairs, gap.unsettled, gap.no_norm) == ((50, 75), (50, 75), 2, 0, 0)


def test_where_there_is_no_norm_there_is_nothing_to_fall_behind(shipped: Workspace) -> None:
    found: dict[str, tuple[Status, ...]] = {
        "collective.legal-basis": ("not-met",),
        "collective.granted": ("not-met",),
        "collective.implemented": ("met",),
    }
    gap = implementation_gap(shipped.catalogue, found)
    assert gap is not None
    assert (gap.points, gap.pairs, gap.no_norm) == (None, 0, 2)
    assert implementation_gap(shipped.catalogue, {"collective.legal-basis": ("not-met",)}) is None


@given(st.data())
def test_knowing_more_never_widens_the_gap(shipped: Workspace, data: st.DataObject) -> None:
    """Not even if it turns out that there is no norm."""
    catalogue = shipped.catalogue
    statuses = st.lists(st.sampled_from(STATUSES), min_size=1, unique=True).map(lambda s: sorted(s, key=STATUSES.index))
    wide = {id: tuple(data.draw(statuses)) for id in catalogue.criteria}
    narrow = {
        id: tuple(sorted(data.draw(st.sets(st.sampled_from(possible), min_size=1)), key=STATUSES.index))
        for id, possible in wide.items()
    }
    before, after = (implementation_gap(catalogue, given) for given in (wide, narrow))
    assert before is not None
    assert after is not None
    if after.exact is not None:
        assert before.exact is not None
        assert before.exact[0] <= after.exact[0] <= after.exact[1] <= before.exact[1]
