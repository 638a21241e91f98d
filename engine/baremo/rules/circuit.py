"""The catalogue's rules in normal form: leaves that test one feature, joined by `and` alone, negation in the literals.

The durable and the planes engine are both built from it. A literal is a whole number: node `n` is true is `2 n + 1`,
node `n` is false is `2 n`; `literal ^ 1` is its negation. Equal conditions share one node.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.catalogue import Catalogue
from ..model.condition import All, AtLeastN, Condition, CriterionTest, FeatureTest, None_, ProvidedTest, parts
from ..model.feature import Interval
from .accepting import accepted, rejected
from .evaluation import FLAG, NO, YES, applying, provided, rules


@dataclass(frozen=True)
class Leaf:
    """True if the feature lies within one of `accepts`, false if within one of `rejects`, else open.

    So does what flags ask beside the features, by its key.
    """

    feature: str
    accepts: tuple[Interval, ...]
    rejects: tuple[Interval, ...]


@dataclass(frozen=True)
class Conjunction:
    """True if all literals hold, false if the negation of one does, else open."""

    literals: tuple[int, ...]


@dataclass(frozen=True)
class Circuit:
    """Nodes, each after those it uses, and for every path of the catalogue the literal that says it is true."""

    nodes: Sequence[Leaf | Conjunction]
    paths: Mapping[str, int]


TRUE = -1
FALSE = -2
"""Constants, used only while a circuit is built: `-1 ^ 1 == -2`."""


@dataclass
class _Builder:
    catalogue: Catalogue
    nodes: list[Leaf | Conjunction] = field(default_factory=list)
    known: dict[Leaf | Conjunction, int] = field(default_factory=dict)
    paths: dict[str, int] = field(default_factory=dict)

    def node(self, node: Leaf | Conjunction) -> int:
        if node not in self.known:
            self.known[node] = len(self.nodes)
            self.nodes.append(node)
        return 2 * self.known[node] + 1

    def conjunction(self, literals: Iterable[int]) -> int:
        wanted = sorted(set(literals) - {TRUE})
        if FALSE in wanted:
            return FALSE
        if not wanted:
            return TRUE
        return wanted[0] if len(wanted) == 1 else self.node(Conjunction(tuple(wanted)))

    def disjunction(self, literals: Iterable[int]) -> int:
        return self.conjunction(literal ^ 1 for literal in literals) ^ 1

    def at_least(self, n: int, literals: Sequence[int]) -> int:
        """By counting: at least j of the first i hold if j of the first i-1 do, or j-1 of them and the i-th."""
        reached = [TRUE] + [FALSE] * n
        for literal in literals:
            reached = [TRUE] + [
                self.disjunction((reached[j], self.conjunction((reached[j - 1], literal)))) for j in range(1, n + 1)
            ]
        return reached[n]

    def condition(self, path: str, condition: Condition, of_flag: bool) -> int:
        inner = [self.condition(f"{path}/{place}", part, of_flag) for place, part in enumerate(parts(condition))]
        literal = self._joined(condition, inner)
        if of_flag and isinstance(condition, CriterionTest):
            literal = self.conjunction((self.asked(applying(condition.criterion)), literal))
        self.paths[path] = literal
        return literal

    def asked(self, key: str) -> int:
        """What is given beside the features: yes or no."""
        return self.node(Leaf(key, (YES,), (NO,)))

    def _joined(self, condition: Condition, inner: Sequence[int]) -> int:
        match condition:
            case FeatureTest():
                feature = self.catalogue.features[condition.feature]
                accepts = accepted(condition, feature)
                return self.node(Leaf(feature.id, accepts, rejected(accepts, feature.whole)))
            case CriterionTest():
                return self._status(condition)
            case ProvidedTest():
                return self.asked(provided(condition.provided_for))
            case All():
                return self.conjunction(inner)
            case None_():
                return self.conjunction(literal ^ 1 for literal in inner)
            case AtLeastN(at_least_n=given):
                return self.at_least(given.n, inner)
        return self.disjunction(inner)

    def _status(self, test: CriterionTest) -> int:
        met = self.paths[f"{test.criterion}:met"]
        partly = self.paths.get(f"{test.criterion}:partly", FALSE)
        literal = {
            "met": met,
            "partly": self.conjunction((met ^ 1, partly)),
            "not-met": self.conjunction((met ^ 1, partly ^ 1)),
        }
        if len(test.accepted) == 1:
            return literal[next(iter(test.accepted))]
        (refused,) = {"met", "partly", "not-met"} - test.accepted
        return literal[refused] ^ 1


def build(catalogue: Catalogue) -> Circuit:
    """The circuit of all the catalogue's rules."""
    builder = _Builder(catalogue)
    for path, condition in rules(catalogue):
        builder.condition(path, condition, path.endswith(FLAG))
    return Circuit(builder.nodes, builder.paths)
