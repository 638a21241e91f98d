"""What it would take to meet a criterion: every least set of changes, and the reforms that would bring them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import comb, prod

from ..assessment.assess import Assessment, Mechanism
from ..assessment.kernel import Kernel
from ..model.catalogue import Catalogue
from ..model.condition import FeatureTest, leaves
from ..model.feature import Feature, Interval
from ..model.sheet import Setting
from ..model.why import Bringing, Change, Remedy
from ..rules.cells import worth_trying
from ..rules.evaluation import Values
from ..rules.planes import repeated, scenarios
from .reforms import latest_stage

LIMIT = 1 << 20
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
    return replace(catalogue, criteria={id: catalogue.criteria[id] for id in catalogue.closure(criterion)}, flags={})


def least_sets(rule: Catalogue, values: Values, criterion: str) -> tuple[tuple[Set, ...], int | None]:
    """The least sets of changes, fewest changes first, and up to how many at once if not all could be tried."""
    kernel, options = Kernel(rule), _options(rule, values)
    if _met(kernel, values, criterion):
        return (), None
    up_to = next((size for size in range(len(options), 0, -1) if _tries(options, size) <= LIMIT), 0)
    sets: list[Set] = []
    for chosen in combinations(options, up_to):
        for least in _least(kernel, values, criterion, {id: options[id] for id in chosen}):
            if not any(asks_no_more(rule, other, least) for other in sets):
                sets = [other for other in sets if not asks_no_more(rule, least, other)] + [least]
    place = {id: at for at, id in enumerate(options)}
    sets.sort(key=lambda chosen: (len(chosen), [(place[id], options[id].index(rank)) for id, rank in chosen.items()]))
    return tuple(sets), None if up_to == len(options) else up_to


def _tries(options: Mapping[str, Sequence[int]], size: int) -> int:
    """At most how many sets are tried where so many features may change at once."""
    most = sorted((len(ranks) + 1 for ranks in options.values()), reverse=True)[:size]
    return comb(len(options), size) * prod(most)


def _least(kernel: Kernel, values: Values, criterion: str, options: Mapping[str, Sequence[int]]) -> Iterator[Set]:
    """Of all sets of changes to these features the least ones that suffice.

    The sets are the scenarios of one grid; a feature is left as it is, or takes one option after the other, each
    asking more. What asks at least as much as a set that suffices is found by shifting planes along each side.
    """
    choices = {id: (values[id], *(Interval(rank, rank) for rank in ranks)) for id, ranks in options.items()}
    ((columns, size, _),) = kernel.planes.every(choices, values, block=prod(map(len, choices.values())))
    stride, sides = 1, []
    for intervals in choices.values():
        sides.append((stride, len(intervals), repeated([False] + [True] * (len(intervals) - 1), stride, size)))
        stride *= len(intervals)
    changed = {id: plane for id, (_, _, plane) in zip(choices, sides, strict=True)}
    met = kernel.judge(columns, size).possible[criterion].certainly_met
    suffices = met & ~kernel.planes.broken(columns, changed)
    enough = suffices
    for stride, number, plane in sides:
        for _ in range(number - 1):
            enough |= (enough << stride) & plane
    more = 0
    for stride, _, plane in sides:
        more |= (enough << stride) & plane
    for scenario in scenarios(suffices & ~more):
        rest, chosen = scenario, {}
        for id, ranks in options.items():
            rest, place = divmod(rest, len(ranks) + 1)
            if place:
                chosen[id] = ranks[place - 1]
        yield chosen


def asks_no_more(rule: Catalogue, one: Set, other: Set) -> bool:
    """Whether `one` changes no feature that `other` does not, and each to no better a value."""
    return all(
        id in other and rule.features[id].goodness(rank) <= rule.features[id].goodness(other[id])
        for id, rank in one.items()
    )


def _met(kernel: Kernel, values: Values, criterion: str) -> bool:
    columns = kernel.planes.columns([values])
    return kernel.judge(columns, 1).possible[criterion].certainly_met == 1


def _options(rule: Catalogue, values: Values) -> dict[str, Sequence[int]]:
    """For every feature that matters, by a test or by a bond, the ranks worth trying, the least asking first."""
    known = worth_trying(rule, values)
    conditions = [condition for criterion in rule.criteria.values() for condition in criterion.conditions]
    waiting = [test.feature for one in conditions for test in leaves(one) if isinstance(test, FeatureTest)][::-1]
    options: dict[str, Sequence[int]] = {}
    while waiting:
        id = waiting.pop()
        if id not in options:
            options[id] = sorted(known[id], key=rule.features[id].goodness)
            waiting += [bond.then.feature for bond in rule.features[id].implies]
    return {id: ranks for id, ranks in options.items() if ranks}


def _change(assessment: Assessment, rule: Catalogue, criterion: str, chosen: Set, id: str) -> Change:
    feature, rank = rule.features[id], chosen[id]
    best = feature.whole.high if feature.polarity == "higher" else feature.whole.low
    wide = Interval(min(rank, best), max(rank, best))
    after = {**assessment.profile.values, **{other: Interval(r, r) for other, r in chosen.items()}, id: wide}
    broken = rule.broken_bonds({**after, id: Interval(best, best)})
    keeps_bonds = not any(bound.id in chosen or bond.then.feature in chosen for bound, bond in broken)
    better = not wide.single and keeps_bonds and _met(Kernel(rule), after, criterion)
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
