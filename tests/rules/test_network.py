"""The plan for durable-rules: how full a ruleset may be, and how long a rule."""

import pytest

from baremo.model.feature import Interval
from baremo.rules.circuit import Circuit, Conjunction, Leaf
from baremo.rules.durable.network import (
    PATTERNS_A_RULE,
    READERS_A_LITERAL,
    RULES_A_RULESET,
    TESTS_A_FEATURE,
    Rule,
    Stage,
    Within,
    plan,
)


def rules(number: int, body: Within | tuple[int, ...] | None = None) -> list[Rule]:
    """So many rules with this body, or each with one of its own."""
    return [(1, (2 * place,) if body is None else body) for place in range(number)]


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        (None, RULES_A_RULESET),
        (Within("f", Interval(0, 0)), TESTS_A_FEATURE),
        ((5,), READERS_A_LITERAL),
    ],
)
def test_a_ruleset_is_filled_to_its_limits_and_no_further(body: Within | tuple[int, ...] | None, limit: int) -> None:
    """In rules, in tests on one feature, in patterns on one literal; asking whether there is room takes none."""
    for at_first in (0, 1, limit):
        stage = Stage()
        stage.add(rules(at_first, body))
        for _ in range(2):
            assert stage.has_room_for(rules(limit - at_first, body))
            assert not stage.has_room_for(rules(limit - at_first + 1, body))


@pytest.mark.parametrize(("parts", "for_its_truth"), [(PATTERNS_A_RULE, 1), (PATTERNS_A_RULE + 1, 3)])
def test_a_rule_is_as_long_as_it_may_be(parts: int, for_its_truth: int) -> None:
    """Each leaf has a rule for its truth and one for its falsity; the conjunction has one for the falsity of each part."""
    yes, no = Interval(1, 1), Interval(0, 0)
    leaves = [Leaf(f"f{number}", (yes,), (no,)) for number in range(parts)]
    whole = Conjunction(tuple(2 * number + 1 for number in range(parts)))
    (ruleset,) = plan(Circuit([*leaves, whole], {})).rulesets
    assert len(ruleset) == 1 + 2 * parts + parts + for_its_truth
