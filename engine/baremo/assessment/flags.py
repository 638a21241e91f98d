"""Flags: whether a pattern is certain, possible, open or absent, and what supports it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from ..model.condition import Condition, CriterionTest, FeatureTest, None_, Test, parts
from ..model.scorecard import FlagFinding, FlagState
from ..rules.evaluation import FLAG, nodes
from ..rules.planes import Plane
from .kernel import Judgement


@dataclass(frozen=True)
class Support:
    """A test in a flag's condition, by its path, and in which scenarios it supports the flag. `negated` are those of
    which the flag wants the contrary.
    """

    path: str
    test: Test
    negated: bool
    applies: bool
    supports: Plane


def raised(judgement: Judgement, country: str, days: Sequence[date]) -> Iterator[tuple[FlagFinding, ...]]:
    """The flags that are for a State, in every scenario, each being that of a day."""
    catalogue = judgement.kernel.catalogue
    listed: dict[str, list[FlagFinding]] = {}
    for id in catalogue.flags:
        findings = {state: FlagFinding(flag=id, state=state) for state in get_args(FlagState)}
        listed[id] = [
            findings[state] for state in states(judgement, id, instruments_tell(judgement, id, country, days))
        ]
    for scenario, day in enumerate(days):
        yield tuple(
            found[scenario] for id, found in listed.items() if catalogue.applies(catalogue.flags[id], country, day)
        )


def instruments_tell(judgement: Judgement, flag: str, country: str, days: Sequence[date]) -> Plane:
    """Where no instrument is silent on the State of which the flag asks what instruments alone tell.

    Whom a judgment addresses, the judgment alone says: where none addresses this State, and nobody claims it, nothing
    points to a judgment's being disregarded.
    """
    catalogue, truths = judgement.kernel.catalogue, judgement.truths
    tell = judgement.everywhere
    for path, test in nodes(f"{flag}{FLAG}", catalogue.flags[flag].when):
        told_by = catalogue.features[test.feature].told_by if isinstance(test, FeatureTest) else None
        if told_by is not None:
            silent = (place for place, day in enumerate(days) if not catalogue.reaches(told_by, country, day))
            tell &= ~(sum(1 << place for place in silent) & ~truths.true[path] & ~truths.false[path])
    return tell


def states(judgement: Judgement, flag: str, tell: Plane) -> Iterator[FlagState]:
    """Certain or absent where settled; else possible if something supports it: in every scenario, in their order.

    That it is for some States alone supports it for each of them.
    """
    certain, absent = judgement.certain[flag], judgement.absent[flag]
    supported = judgement.everywhere if judgement.kernel.catalogue.flags[flag].only_for is not None else 0
    for support in supports(judgement, flag, tell):
        supported |= support.supports
    for scenario in range(judgement.size):
        if (certain | absent) >> scenario & 1:
            yield "certain" if certain >> scenario & 1 else "absent"
        else:
            yield "possible" if supported >> scenario & 1 else "open"


def supports(judgement: Judgement, flag: str, tell: Plane) -> Iterator[Support]:
    """Every test of the flag's condition, from left to right.

    A test supports it if it holds, or if it is open on a criterion that is certain to fall short. What does not apply
    supports nothing, nor does anything but where instruments `tell`.
    """
    for support in _supports(f"{flag}{FLAG}", judgement.kernel.catalogue.flags[flag].when, False, judgement):
        yield replace(support, supports=support.supports & tell)


def _supports(path: str, condition: Condition, negated: bool, judgement: Judgement) -> Iterator[Support]:
    if isinstance(condition, Test):
        true, false = judgement.truths.true[path], judgement.truths.false[path]
        supported = false if negated else true
        applies = not isinstance(condition, CriterionTest) or condition.criterion in judgement.kernel.share
        if isinstance(condition, CriterionTest):
            short = judgement.everywhere & ~judgement.possible[condition.criterion].met
            supported |= short & ~true & ~false
        yield Support(path, condition, negated, applies, supported if applies else 0)
    inner = negated ^ isinstance(condition, None_)
    for place, part in enumerate(parts(condition)):
        yield from _supports(f"{path}/{place}", part, inner, judgement)
