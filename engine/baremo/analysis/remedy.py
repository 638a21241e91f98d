"""What it would take to meet a criterion: every least set of changes, and the reforms that would bring them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, product

from ..assessment.assess import Assessment, Mechanism
from ..model.catalogue import Catalogue
from ..model.condition import CriterionTest, FeatureTest, leaves
from ..model.feature import Feature, Interval
from ..model.sheet import Setting
from ..model.why import Bringing, Change, Remedy
from ..rules.cells import worth_trying
from ..rules.evaluation import Values
from ..rules.reference import evaluate
from .reforms import latest_stage

LIMIT = 20_000
"""How many sets of changes are tried for one criterion; the shipped ones have a few dozen at most."""

Set = Mapping[str, int]
"""Features and the ranks that they would take."""


def remedy(assessment: Assessment, criterion: str) -> Remedy:
    """Every least set of changes that would certainly meet the criterion; none if it is met already.

    One set asks no more than another if it changes no other feature, and each to no better a value; the least sets are
    those for which no other one asks no more. No set may break a bond between features.
    """
    mechanism = assessment.mechanism
    rule = only(mechanism.catalogue, criterion)
    found, up_to = least_sets(rule, assessment.profile.values, criterion)
    sets = tuple(
        tuple(_change(assessment, rule, criterion, chosen, feature) for feature in sorted(chosen)) for chosen in found
    )
    return Remedy(sets=sets, up_to=up_to)


def only(catalogue: Catalogue, criterion: str) -> Catalogue:
    """The catalogue with just this criterion and those that it refers to, and no flags."""
    wanted: dict[str, None] = {}

    def want(id: str) -> None:
        wanted[id] = None
        for condition in catalogue.criteria[id].conditions:
            for test in leaves(condition):
                if isinstance(test, CriterionTest):
                    want(test.criterion)

    want(criterion)
    return replace(catalogue, criteria={id: c for id, c in catalogue.criteria.items() if id in wanted}, flags={})


def least_sets(rule: Catalogue, values: Values, criterion: str) -> tuple[tuple[Set, ...], int | None]:
    """The least sets of changes, fewest changes first, and up to how many at once if not all could be tried."""
    if _met(rule, values, criterion):
        return (), None
    options = {id: ranks for id, ranks in _options(rule, values).items() if ranks}
    found: list[Set] = []
    tried = 0
    for size in range(1, len(options) + 1):
        for chosen in combinations(options, size):
            for ranks in product(*(options[id] for id in chosen)):
                given = dict(zip(chosen, ranks, strict=True))
                if any(asks_no_more(rule, other, given) for other in found):
                    continue
                tried += 1
                if tried > LIMIT:
                    return tuple(found), size - 1
                if suffices(rule, values, criterion, given):
                    found = [other for other in found if not asks_no_more(rule, given, other)] + [given]
    return tuple(found), None


def asks_no_more(rule: Catalogue, one: Set, other: Set) -> bool:
    """Whether `one` changes no feature that `other` does not, and each to no better a value."""
    return all(
        id in other and rule.features[id].goodness(rank) <= rule.features[id].goodness(other[id])
        for id, rank in one.items()
    )


def suffices(rule: Catalogue, values: Values, criterion: str, given: Set) -> bool:
    """Whether the criterion is certainly met once these features have these ranks, and no bond of theirs is broken."""
    after = {**values, **{id: Interval(rank, rank) for id, rank in given.items()}}
    return _keeps_bonds(rule, after, given) and _met(rule, after, criterion)


def _keeps_bonds(rule: Catalogue, after: Values, given: Set) -> bool:
    return not any(feature.id in given or bond.then.feature in given for feature, bond in rule.broken_bonds(after))


def _met(rule: Catalogue, values: Values, criterion: str) -> bool:
    return evaluate(rule, values).findings[criterion] == ("met",)


def _options(rule: Catalogue, values: Values) -> dict[str, Sequence[int]]:
    """For every feature that matters, by a test or by a bond, the ranks worth trying."""
    known = worth_trying(rule, values)
    conditions = [condition for criterion in rule.criteria.values() for condition in criterion.conditions]
    waiting = [test.feature for one in conditions for test in leaves(one) if isinstance(test, FeatureTest)][::-1]
    found: dict[str, Sequence[int]] = {}
    while waiting:
        id = waiting.pop()
        if id not in found:
            found[id] = known[id]
            waiting += [bond.then.feature for bond in rule.features[id].implies]
    return found


def _change(assessment: Assessment, rule: Catalogue, criterion: str, chosen: Set, id: str) -> Change:
    feature, rank = rule.features[id], chosen[id]
    best = feature.whole.high if feature.polarity == "higher" else feature.whole.low
    wide = Interval(min(rank, best), max(rank, best))
    after = {**assessment.profile.values, **{other: Interval(r, r) for other, r in chosen.items()}, id: wide}
    better = (
        not wide.single
        and _met(rule, after, criterion)
        and _keeps_bonds(rule, {**after, id: Interval(best, best)}, chosen)
    )
    wanted = wide if better else Interval(rank, rank)
    profile = assessment.profile
    brought = tuple(bringing(assessment.mechanism, feature, wanted, profile.as_of))
    return Change(feature=id, value=feature.raw(rank), or_better=better, brought_by=brought)


def bringing(mechanism: Mechanism, feature: Feature, wanted: Interval, as_of: date) -> Iterator[Bringing]:
    """The reforms known on that day that would bring one of the values wanted; an adopted one only by its aims."""

    def brings(settings: Sequence[Setting]) -> bool:
        intervals = (s.interval(feature) for s in settings if s.feature == feature.id)
        return any(wanted.low <= low and high <= wanted.high for low, high in intervals)

    for reform in mechanism.dossier.reforms:
        stage = latest_stage(mechanism, reform, as_of)
        if stage is not None and stage.state != "adopted" and brings(reform.lays_down):
            yield Bringing(reform=reform.id, state=stage.state, by="changes")
        elif stage is not None and brings(reform.aims):
            yield Bringing(reform=reform.id, state=stage.state, by="aims")
