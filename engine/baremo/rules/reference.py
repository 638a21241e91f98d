"""The reference engine: the executable specification, a plain recursion over the tree."""

from collections.abc import Sequence

from ..model.catalogue import Catalogue
from ..model.condition import (
    All,
    AtLeastN,
    Condition,
    CriterionTest,
    FeatureTest,
    None_,
    ProvidedTest,
    Status,
    parts,
)
from . import accepting, kleene
from .evaluation import FLAG, Evaluation, Values, applying, possible_statuses, presumed, provided, rules
from .kleene import Truth


def evaluate(catalogue: Catalogue, values: Values) -> Evaluation:
    """The truth of every condition of the catalogue for these values."""
    truths: dict[str, Truth] = {}
    given = {**presumed(catalogue), **values}

    def truth(path: str, condition: Condition, of_flag: bool) -> Truth:
        inner = [truth(f"{path}/{place}", part, of_flag) for place, part in enumerate(parts(condition))]
        found = _node(condition, inner)
        if of_flag and isinstance(condition, CriterionTest):
            found = kleene.all_of((kleene.of(given[applying(condition.criterion)]), found))
        truths[path] = found
        return found

    def _node(condition: Condition, inner: Sequence[Truth]) -> Truth:
        match condition:
            case FeatureTest():
                return accepting.truth(condition, catalogue.features[condition.feature], given[condition.feature])
            case CriterionTest():
                return _status(condition, truths)
            case ProvidedTest():
                return kleene.of(given[provided(condition.provided_for)])
            case All():
                return kleene.all_of(inner)
            case None_():
                return ~kleene.any_of(inner)
            case AtLeastN(at_least_n=counted):
                return kleene.at_least(counted.n, inner)
        return kleene.any_of(inner)

    for path, condition in rules(catalogue):
        truth(path, condition, path.endswith(FLAG))
    return Evaluation(catalogue, truths)


def _status(test: CriterionTest, truths: dict[str, Truth]) -> Truth:
    """True if every status still possible passes, false if none does."""
    met = truths[f"{test.criterion}:met"]
    partly = truths.get(f"{test.criterion}:partly", Truth.FALSE)
    possible: set[Status] = set(possible_statuses(met, partly))
    if possible <= test.accepted:
        return Truth.TRUE
    return Truth.OPEN if possible & test.accepted else Truth.FALSE
