"""Findings: what is still possible of each criterion, what that says, what it rests on, and what is provided for."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..model.condition import Status
from ..model.scorecard import Basis, Finding, Standing, Verdicts
from ..rules.deciding import deciding
from ..rules.evaluation import Evaluation
from . import provided
from .grounds import Counterfactuals, verdict

Possible = tuple[Status, ...]


def finding(
    criterion: str,
    evaluation: Evaluation,
    counterfactuals: Counterfactuals,
    aimed: Mapping[str, Possible],
    share: Fraction,
) -> Finding:
    """The finding on one criterion; `share` is what it is worth of the overall score."""
    catalogue, profile = evaluation.catalogue, counterfactuals.actual
    rule = catalogue.criteria[criterion]
    possible = evaluation.findings[criterion]
    return Finding(
        criterion=criterion,
        dimension=rule.dimension,
        aspect=rule.aspect,
        possible=possible,
        verdict=verdict(possible),
        at_least_partly=len(possible) > 1 and "not-met" not in possible,
        basis=basis(criterion, possible, counterfactuals),
        deciding=deciding(catalogue, criterion, profile.values),
        contested=any(profile.states[id].knowledge == "disputed" for id in catalogue.features_of(criterion)),
        critical=criterion in catalogue.scale.cap.critical,
        worth=round(float(share * 100), 4),
        grounds=counterfactuals.grounds(criterion, possible),
        provided=provided.level(possible, aimed.get(criterion)),
    )


def basis(criterion: str, possible: Possible, counterfactuals: Counterfactuals) -> Basis:
    """What a finding rests on.

    One with more than one status: by the features that could still change it, and whether anything is in force on any
    that it rests on. One with a single status is adjudicated if more were possible but for our decision between claims.
    """
    catalogue, profile = counterfactuals.catalogue, counterfactuals.actual
    states = [profile.states[id] for id in catalogue.features_of(criterion)]
    if len(possible) == 1:
        decided = any(state.adjudication is not None for state in states)
        return "adjudicated" if decided and len(counterfactuals.unadjudicated(criterion)) > 1 else "settled"
    open_ = [profile.states[id] for id in deciding(catalogue, criterion, profile.values)]
    if any(state.knowledge == "disputed" and state.adjudication is None for state in open_):
        return "disputed"
    if any(state.knowledge == "lapsed" for state in open_):
        return "lapsed"
    return "bounded" if any(state.statements for state in states) else "silent"


def verdicts(findings: Sequence[Finding]) -> Verdicts:
    """How many findings there are of each verdict."""
    given = [finding.verdict for finding in findings]
    return Verdicts(met=given.count("met"), short=given.count("short"), open=given.count("open"))


def standing(findings: Sequence[Finding]) -> Standing:
    """How the verdicts that are met or short stand."""
    told = [finding for finding in findings if finding.verdict != "open"]
    return Standing(
        told=len(told),
        one_speaker=sum(finding.grounds.one_speaker is not None for finding in told),
        state_alone=sum(finding.grounds.state_alone for finding in told),
        adjudicated=sum(finding.grounds.adjudicated for finding in told),
        state_not_heard=sum(not finding.grounds.state_heard for finding in told),
        one_coder=sum(finding.grounds.one_coder for finding in told),
        at_least_partly=sum(finding.at_least_partly for finding in findings),
    )
