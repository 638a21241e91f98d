"""What is published for those who write rules, on the shipped standards and on ones that it must refuse."""

from dataclasses import replace

import pytest

from baremo import testing
from baremo.model.condition import FeatureTest


def test_the_shipped_rules_have_every_property() -> None:
    first = testing.standards(edition=1)
    testing.is_monotone(first)
    testing.knowledge_never_widens(first)
    testing.engines_agree(first)
    testing.every_status_is_reached(testing.standards(edition=2))


def spoilt(met: FeatureTest) -> testing.Catalogue:
    whole = testing.standards(edition=1)
    criterion = whole.criteria["collective.legal-basis"].model_copy(update={"met": met, "partly": None})
    asked = {met.feature: whole.features[met.feature]}
    return replace(whole, features=asked, criteria={criterion.id: criterion}, flags={})


def test_a_rule_that_improvement_hurts_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"collective.legal-basis: its \w+ status falls"):
        testing.is_monotone(spoilt(FeatureTest.model_validate({"feature": "collective.legal-basis", "is": False})))


def test_a_rule_that_nothing_meets_is_refused() -> None:
    never = FeatureTest.model_validate({"feature": "collective.granted", "at_least": "none"})
    with pytest.raises(AssertionError, match=r"collective.legal-basis is never not-met"):
        testing.every_status_is_reached(spoilt(never))


@testing.given(testing.profiles(testing.standards()))
def test_without_a_norm_the_legal_basis_is_never_met(profile: dict[str, testing.Interval]) -> None:
    """The example of CONTRIBUTING.md."""
    if profile["collective.legal-basis"].high == 0:
        assert "met" not in testing.findings(testing.standards(), profile)["collective.legal-basis"]
