"""Exact ranges against brute force over every rank of every open feature."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.exact import exact, extremes
from baremo.assessment.assess import Mechanism, assess
from baremo.assessment.kernel import Kernel
from baremo.model.catalogue import Catalogue
from baremo.model.feature import Interval
from baremo.rules import reference
from baremo.rules.engines import Engines
from baremo.rules.evaluation import Values
from baremo.testing import catalogues, profiles


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, Values]:
    catalogue = draw(catalogues(max_features=4))
    given = draw(profiles(catalogue))
    # A few ranks at the interval's lower end: brute force tries every rank.
    return catalogue, {id: Interval(low, min(high, low + 3)) for id, (low, high) in given.items()}


def brute(catalogue: Catalogue, given: Values) -> tuple[Fraction, Fraction, dict[str, set[str]]]:
    """Lowest and highest overall score and every status seen, one completion at a time, by the reference."""
    kernel = Kernel(catalogue)
    scores: list[Fraction] = []
    seen: dict[str, set[str]] = {id: set() for id in catalogue.criteria}
    for ranks in product(*(range(low, high + 1) for low, high in given.values())):
        completion = {id: Interval(rank, rank) for id, rank in zip(given, ranks, strict=True)}
        if any(True for _ in catalogue.broken_bonds(completion)):
            continue
        findings = reference.evaluate(catalogue, completion).findings
        total = sum(kernel.share[id] * catalogue.scale.worth(status) for id, (status,) in findings.items())
        failing = any(findings[id] == ("not-met",) for id in catalogue.scale.cap.critical)
        scores.append(min(total, kernel.cap) if failing else total)
        for id, (status,) in findings.items():
            seen[id].add(status)
    return min(scores), max(scores), seen


@given(case=cases())
def test_extremes_are_those_of_brute_force(case: tuple[Catalogue, Values]) -> None:
    catalogue, given = case
    low, high, seen = brute(catalogue, given)
    found, possible, untried = extremes(catalogue, given, list(catalogue.criteria), 1 << 20)
    assert untried == []
    assert found == (low, high)
    assert {id: set(statuses) for id, statuses in possible.items()} == seen


@given(case=cases())
def test_the_solver_says_the_same(case: tuple[Catalogue, Values]) -> None:
    pytest.importorskip("ortools", reason="the extra `plan` is not installed: pip install 'baremo[plan]'")
    catalogue, given = case
    criteria = list(catalogue.criteria)
    assert extremes(catalogue, given, criteria, 1) == extremes(catalogue, given, criteria, 1 << 20)


def test_the_shipped_catalogue_leaves_no_finding_too_wide(mechanisms: dict[str, Mechanism], engines: Engines) -> None:
    for one in mechanisms.values():
        found = exact(assess(one, engines))
        assert found.untried == ()
        assert [narrower.id for narrower in found.narrower if narrower.kind == "finding"] == []
        assert found.kleene[0] <= found.overall[0] <= found.overall[1] <= found.kleene[1]
