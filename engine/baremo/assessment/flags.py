"""Flags: whether a pattern is certain, possible, open or absent, and what supports it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.condition import Condition, CriterionTest, None_, Test, parts
from ..model.scorecard import Finding, FlagState
from ..rules.evaluation import FLAG, Evaluation
from ..rules.kleene import Truth


@dataclass(frozen=True)
class Support:
    """A test in a flag's condition, by its path, how it turned out, and whether it supports the flag. `negated` are
    those of which the flag wants the contrary.
    """

    path: str
    test: Test
    truth: Truth
    negated: bool
    applies: bool
    supports: bool


def state(evaluation: Evaluation, flag: str, findings: Mapping[str, Finding]) -> FlagState:
    """Certain or absent where settled; else possible if something supports it. `findings` are those that apply.

    That it is for some States alone supports it for each of them.
    """
    truth = evaluation.flags[flag]
    if truth is not Truth.OPEN:
        return "certain" if truth is Truth.TRUE else "absent"
    addressed = evaluation.catalogue.flags[flag].only_for is not None
    supported = addressed or any(support.supports for support in supports(evaluation, flag, findings))
    return "possible" if supported else "open"


def supports(evaluation: Evaluation, flag: str, findings: Mapping[str, Finding]) -> Iterator[Support]:
    """Every test of the flag's condition, from left to right.

    A test supports it if it holds, or if it is open on a criterion that is certain to fall short. What does not apply
    supports nothing.
    """
    yield from _supports(f"{flag}{FLAG}", evaluation.catalogue.flags[flag].when, False, evaluation, findings)


def _supports(
    path: str, condition: Condition, negated: bool, evaluation: Evaluation, findings: Mapping[str, Finding]
) -> Iterator[Support]:
    if isinstance(condition, Test):
        truth = evaluation.truths[path]
        applies = not isinstance(condition, CriterionTest) or condition.criterion in findings
        short = isinstance(condition, CriterionTest) and applies and findings[condition.criterion].verdict == "short"
        holds = truth is (Truth.FALSE if negated else Truth.TRUE)
        supported = applies and (holds or (truth is Truth.OPEN and short))
        yield Support(path, condition, truth, negated, applies, supported)
    inner = negated ^ isinstance(condition, None_)
    for place, part in enumerate(parts(condition)):
        yield from _supports(f"{path}/{place}", part, inner, evaluation, findings)
