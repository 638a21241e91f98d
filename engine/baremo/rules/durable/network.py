"""From the circuit to rulesets for durable-rules, within what that package does safely.

The facts are of two kinds. A feature's fact carries its lowest and highest possible rank: `{"b": bucket, "f": number,
"l": low, "h": high}`. A derived fact says that a literal holds: `{"b": bucket, "t": literal}`. Every rule is the `all`
of positive patterns, each testing constants on one fact, the bucket first. A node has rules for its truth and others
for its falsity, so that none needs negation as absence.

Measured limits of durable-rules 2.0.28 that the plan stays under: 16 patterns a rule, 511 distinct tests under one
branching point (above it the build never ends), 256 patterns on one test, 64 tests matched by one fact at one level,
4,096 rules a ruleset.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...model.feature import Interval
from ..circuit import Circuit, Conjunction, Leaf

Ruleset = dict[str, Any]


class Within(NamedTuple):
    """A body that asks for one fact: this feature lies within the interval."""

    feature: str
    interval: Interval


Rule = tuple[int, Within | tuple[int, ...]]
"""A literal, and what it follows from: a feature within an interval, or all of some literals."""

PATTERNS_A_RULE = 16
RULES_A_RULESET = 1_000
TESTS_A_FEATURE = 32
READERS_A_LITERAL = 128
BUCKET = 64


@dataclass
class Stage:
    """One ruleset of the plan: its rules as (head, body), where a body is a leaf's interval or literals."""

    rules: list[Rule] = field(default_factory=list)
    features: Counter[str] = field(default_factory=Counter)
    readers: Counter[int] = field(default_factory=Counter)

    def has_room_for(self, rules: Sequence[Rule]) -> bool:
        """Whether these rules can join without coming near a limit."""
        if len(self.rules) + len(rules) > RULES_A_RULESET:
            return False
        features, readers = self.features.copy(), self.readers.copy()
        _count(rules, features, readers)
        return all(tests <= TESTS_A_FEATURE for tests in features.values()) and all(
            patterns <= READERS_A_LITERAL for patterns in readers.values()
        )

    def add(self, rules: Sequence[Rule]) -> None:
        """Let the rules join."""
        self.rules += rules
        _count(rules, self.features, self.readers)


@dataclass(frozen=True)
class Plan:
    """The rulesets in the order in which they run, and the numbers by which features are called in facts."""

    rulesets: tuple[Ruleset, ...]
    features: Mapping[str, int]
    reads: tuple[frozenset[int], ...]

    def facts(self, values: Mapping[str, Interval]) -> list[tuple[int, int, int]]:
        """A fact (number, low, high) for every feature that some rule tests."""
        return [(number, *values[feature]) for feature, number in self.features.items()]


def plan(circuit: Circuit) -> Plan:
    """The rulesets that derive every literal of the circuit."""
    tested = dict.fromkeys(leaf.feature for leaf in circuit.nodes if isinstance(leaf, Leaf))
    features = {feature: number for number, feature in enumerate(tested)}
    stages = [Stage()]
    for rules in _rules(circuit):
        if not stages[-1].has_room_for(rules):
            stages.append(Stage())
        stages[-1].add(rules)
    return Plan(
        tuple(_ruleset(stage, features) for stage in stages),
        features,
        tuple(frozenset(stage.readers) for stage in stages),
    )


def _count(
    rules: Sequence[Rule],
    features: Counter[str],
    readers: Counter[int],
) -> None:
    for _, body in rules:
        if isinstance(body, Within):
            features[body.feature] += 1
        else:
            readers.update(body)


def _rules(circuit: Circuit) -> Iterator[list[Rule]]:
    """The rules of each node in turn: for its truth, then for its falsity."""
    spare = 2 * len(circuit.nodes)
    for number, node in enumerate(circuit.nodes):
        false, true = 2 * number, 2 * number + 1
        if isinstance(node, Leaf):
            rules: list[Rule] = [(true, Within(node.feature, run)) for run in node.accepts]
            yield rules + [(false, Within(node.feature, run)) for run in node.rejects]
            continue
        assert isinstance(node, Conjunction)
        rules = [(false, (literal ^ 1,)) for literal in node.literals]
        body = node.literals
        while len(body) > PATTERNS_A_RULE:  # a long `all` is the `all` of shorter ones
            chunks = [body[start : start + PATTERNS_A_RULE] for start in range(0, len(body), PATTERNS_A_RULE)]
            heads = tuple(range(spare, spare + len(chunks)))
            spare += len(chunks)
            rules += zip(heads, chunks, strict=True)
            body = heads
        yield [*rules, (true, body)]


def _ruleset(stage: Stage, features: Mapping[str, int]) -> Ruleset:
    rules: Ruleset = {"boot": {"all": [{"m": {"$and": [{"b": -1}, {"t": -1}]}}], "run": -1}}
    for number, (head, body) in enumerate(stage.rules):
        if isinstance(body, Within):
            patterns = [_within(features[body.feature], body.interval)]
        else:
            patterns = [{"$and": [{"b": _bucket(literal)}, {"t": literal}]} for literal in body]
        rules[f"r{number}"] = {
            "all": [{f"m{place}": pattern} for place, pattern in enumerate(patterns)],
            "run": head,
        }
    return rules


def _within(feature: int, run: Interval) -> dict[str, Any]:
    """The pattern: this feature's fact lies within the interval."""
    bucket = 2 * (feature // BUCKET)  # an even number; those of literals are odd
    return {"$and": [{"b": bucket}, {"f": feature}, {"$gte": {"l": run.low}}, {"$lte": {"h": run.high}}]}


def _bucket(literal: int) -> int:
    return 2 * (literal // BUCKET) + 1
