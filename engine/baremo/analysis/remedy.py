"""What it would take to meet a criterion: every least set of changes, and the reforms that would bring them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from math import comb, prod

from ..assessment.assess import Assessment, Mechanism
from ..assessment.kernel import Kernel
from ..model.catalogue import Catalogue
from ..model.feature import Feature, Interval
from ..model.sheet import Setting
from ..model.why import Bringing, Change, Remedy
from ..rules.cells import worth_trying
from ..rules.evaluation import Values
from ..rules.planes import scenarios
from .changes import Grid, Options, Set, asks_no_more
from .reforms import latest_stage

LIMIT = 1 << 20
"""How many sets of changes are tried for one criterion; the shipped ones have a few dozen at most."""


def remedy(assessment: Assessment, criterion: str) -> Remedy:
    """Every least set of changes that would certainly meet the criterion; none if it is met already.

    One set asks no more than another if it changes no other feature, and each to no better a value; the least sets are
    those for which no other one asks no more. No set may break a bond between features.
    """
    mechanism = assessment.mechanism
    rule = mechanism.catalogue.alone[criterion]
    found, up_to = least_sets(rule, assessment.profile.values, criterion)
    sets = tuple(
        tuple(_change(assessment, rule, criterion, chosen, feature) for feature in sorted(chosen)) for chosen in found
    )
    return Remedy(sets=sets, up_to=up_to)


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


def _tries(options: Options, size: int) -> int:
    """At most how many sets are tried where so many features may change at once."""
    most = sorted((len(ranks) + 1 for ranks in options.values()), reverse=True)[:size]
    return comb(len(options), size) * prod(most)


def _least(kernel: Kernel, values: Values, criterion: str, options: Options) -> Iterator[Set]:
    """Of all sets of changes to these features the least ones that suffice.

    Each option of a feature asks more than the one before. What asks at least as much as a set that suffices is found
    by shifting planes along each side of the grid.
    """
    grid = Grid.of(kernel.planes, values, options)
    met = kernel.judge(grid.columns, grid.size).possible[criterion].certainly_met
    suffices = met & ~kernel.planes.broken(grid.columns, grid.changed)
    enough = suffices
    for id, ranks in options.items():
        for _ in ranks:
            enough |= (enough << grid.strides[id]) & grid.changed[id]
    more = 0
    for id, stride in grid.strides.items():
        more |= (enough << stride) & grid.changed[id]
    yield from map(grid.changes, scenarios(suffices & ~more))


def _met(kernel: Kernel, values: Values, criterion: str) -> bool:
    columns = kernel.planes.columns([values])
    return kernel.judge(columns, 1).possible[criterion].certainly_met == 1


def _options(rule: Catalogue, values: Values) -> Options:
    """For every feature that matters, by a test or by a bond, the ranks worth trying, the least asking first."""
    known = worth_trying(rule, values)
    conditions = (condition for criterion in rule.criteria.values() for condition in criterion.conditions)
    waiting = list(reversed(rule.features_in(conditions)))
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
