"""One meaning, several engines: every engine gives the reference's answer, and the answer is never too narrow."""

from dataclasses import replace
from itertools import product

import pytest
from conftest import needs_durable
from hypothesis import given, settings
from hypothesis import strategies as st

from baremo.model.catalogue import Catalogue
from baremo.model.condition import STATUSES, CriterionTest, ProvidedTest
from baremo.model.feature import Interval
from baremo.rules import circuit, kleene, reference
from baremo.rules.durable.engine import Durable
from baremo.rules.evaluation import NO, applying, nodes, provided, rules
from baremo.rules.kleene import Truth
from baremo.testing import asked_beside, catalogues, improved, intervals, narrowed, profiles
from baremo.workspace.workspace import Workspace


@needs_durable
@given(st.data())
@settings(max_examples=settings.default.max_examples // 2)
def test_durable_equals_reference(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues())
    with Durable(catalogue) as durable:
        for _ in range(3):
            profile = {**data.draw(profiles(catalogue)), **data.draw(asked_beside(catalogue))}
            assert durable.evaluate(profile) == reference.evaluate(catalogue, profile)


@needs_durable
@given(st.data())
@settings(max_examples=settings.default.max_examples)
def test_durable_equals_reference_on_the_shipped_catalogue(
    shipped: Workspace, shipped_durable: Durable, data: st.DataObject
) -> None:
    profile = {**data.draw(profiles(shipped.catalogue)), **data.draw(asked_beside(shipped.catalogue))}
    assert shipped_durable.evaluate(profile).truths == reference.evaluate(shipped.catalogue, profile).truths


@given(catalogues())
def test_every_condition_is_called_by_its_path(catalogue: Catalogue) -> None:
    """An engine tells the truth of each condition that stands in a rule, and of nothing else."""
    known = {id: feature.whole for id, feature in catalogue.features.items()}
    listed = [path for start, condition in rules(catalogue) for path, _ in nodes(start, condition)]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(reference.evaluate(catalogue, known).truths) == set(circuit.build(catalogue).paths)


@pytest.fixture(scope="module")
def shipped_durable(shipped: Workspace):
    with Durable(shipped.catalogue) as durable:
        yield durable


def _completions(catalogue: Catalogue, profile: dict[str, Interval]):
    """Every completion of the unknowns; of numbers only the first few, which is all that generated rules can tell apart."""
    choices = [range(low, min(high, 6) + 1) for low, high in profile.values()]
    for ranks in product(*choices):
        yield dict(zip(profile, (Interval(rank, rank) for rank in ranks), strict=True))


@given(st.data())
def test_findings_contain_every_finding_of_a_completion(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(max_criteria=3))
    profile = data.draw(profiles(catalogue))
    unknown = [id for id, interval in profile.items() if not interval.single]
    for id in unknown[2:]:
        profile[id] = Interval(profile[id].low, profile[id].low)
    wide = reference.evaluate(catalogue, profile)
    for completion in _completions(catalogue, profile):
        exact = reference.evaluate(catalogue, completion)
        for id, (status,) in exact.findings.items():
            assert status in wide.findings[id]
        for path, truth in exact.truths.items():
            assert wide.truths[path] in (truth, Truth.OPEN)


@given(st.data())
def test_improving_a_feature_never_lowers_a_finding(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues(monotone=True))
    _check_monotone(catalogue, data)


@given(st.data())
def test_improving_a_feature_never_lowers_a_shipped_finding(shipped: Workspace, data: st.DataObject) -> None:
    _check_monotone(replace(shipped.catalogue, flags={}), data)


def _check_monotone(catalogue: Catalogue, data: st.DataObject) -> None:
    before = data.draw(profiles(catalogue))
    id = data.draw(st.sampled_from(sorted(catalogue.features)))
    better = data.draw(improved(catalogue.features[id], before[id]))
    first, second = reference.evaluate(catalogue, before), reference.evaluate(catalogue, {**before, id: better})
    for criterion in catalogue.criteria:
        old, new = first.findings[criterion], second.findings[criterion]
        assert STATUSES.index(new[0]) >= STATUSES.index(old[0])
        assert STATUSES.index(new[-1]) >= STATUSES.index(old[-1])


@given(st.data())
def test_learning_never_widens_a_finding(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues())
    before = {**data.draw(profiles(catalogue)), **data.draw(asked_beside(catalogue))}
    after = {id: data.draw(narrowed(interval)) for id, interval in before.items()}
    wide, narrow = reference.evaluate(catalogue, before), reference.evaluate(catalogue, after)
    for id in catalogue.criteria:
        assert set(narrow.findings[id]) <= set(wide.findings[id])
    for path, truth in wide.truths.items():
        assert truth is Truth.OPEN or narrow.truths[path] is truth


@given(st.data())
def test_an_interval_is_tested_as_a_whole(data: st.DataObject) -> None:
    """The strategy itself: intervals lie within their type."""
    catalogue = data.draw(catalogues())
    for feature in catalogue.features.values():
        low, high = data.draw(intervals(feature))
        assert 0 <= low <= high <= feature.whole.high


@given(st.data())
def test_in_a_flag_a_test_on_what_does_not_apply_is_false(data: st.DataObject) -> None:
    """And in no rule; what is provided for is as it is given."""
    catalogue = data.draw(catalogues())
    profile, beside = data.draw(profiles(catalogue)), data.draw(asked_beside(catalogue))
    evaluation = reference.evaluate(catalogue, {**profile, **beside})
    bare = reference.evaluate(replace(catalogue, flags={}), profile)
    assert bare.findings == evaluation.findings
    for flag in catalogue.flags.values():
        for path, node in nodes(f"{flag.id}:when", flag.when):
            if isinstance(node, CriterionTest) and beside[applying(node.criterion)] == NO:
                assert evaluation.truths[path] is Truth.FALSE
            if isinstance(node, ProvidedTest):
                assert evaluation.truths[path] is kleene.of(beside[provided(node.provided_for)])
