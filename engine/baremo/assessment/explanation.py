"""Explains a finding or a flag, once for every face: the features it rests on, who says what of them, how its rule
turned out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..model.condition import AtLeastN, Condition, CriterionTest, FeatureTest, ProvidedTest
from ..model.feature import Feature, Interval, Raw
from ..model.instrument import Addressed
from ..model.later import Later
from ..model.mechanism import Adjudication
from ..model.profile import FeatureState, Statement
from ..model.scorecard import Finding
from ..model.why import Decision, Lapsed, Mark, Origin, Said, Step, Support, Tested, Why, WhyFlag
from ..rules.evaluation import nodes
from ..workspace.problem import as_written
from . import flags
from .assess import Assessment
from .commitments import Commitment, commitments
from .later import later


@dataclass(frozen=True)
class Explanations:
    """Explains what one assessment found. `origins` say where each entry stands, for who may know."""

    assessment: Assessment
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def finding(self, criterion: str) -> Why:
        """The finding on a criterion that applies."""
        profile, catalogue = self.assessment.profile, self.assessment.mechanism.catalogue
        replies = self.assessment.mechanism.dossier.mechanism.replies
        return Why(
            **self._view,
            finding=self._findings[criterion],
            rule=tuple(self._rule(criterion)),
            features=tuple(self._tested(profile.states[id]) for id in catalogue.features_of(criterion)),
            rests_on=catalogue.criteria[criterion].rests_on,
            replies=tuple(reply for reply in replies if reply.criterion == criterion),
        )

    def flag(self, flag: str) -> WhyFlag:
        """The state of a flag that is for this State."""
        raised = next(each for each in self.assessment.scorecard.flags if each.flag == flag)
        mechanism, day = self.assessment.mechanism, self.assessment.profile.as_of
        only_for, country = mechanism.catalogue.flags[flag].only_for, mechanism.dossier.mechanism.country
        named = () if only_for is None else only_for.addressed_by
        judgement = self.assessment.judgement
        tests = flags.supports(judgement, flag, flags.instruments_tell(judgement, flag, country, [day]))
        return WhyFlag(
            **self._view,
            flag=raised,
            addressed_by=tuple(
                id for id in named if mechanism.catalogue.reaches(Addressed(addressed_by=(id,)), country, day)
            ),
            tests=tuple(map(self._support, tests)),
        )

    @property
    def since_then(self) -> tuple[Later, ...]:
        """Everything in the dossier that is dated after the scorecard's day."""
        mechanism = self.assessment.mechanism
        features, day = mechanism.catalogue.features, self.assessment.profile.as_of
        return later(mechanism.dossier, features, mechanism.documents, mechanism.statements, day)

    @cached_property
    def _view(self) -> dict[str, Any]:
        card = self.assessment.scorecard
        return card.model_dump(include={"mechanism", "as_of", "perspective", "audience"})

    @cached_property
    def _findings(self) -> Mapping[str, Finding]:
        return {finding.criterion: finding for finding in self.assessment.scorecard.findings}

    @cached_property
    def _committed(self) -> Mapping[str, Sequence[Commitment]]:
        """The commitments made by the day, by feature."""
        mechanism, day = self.assessment.mechanism, self.assessment.profile.as_of
        by_feature: dict[str, list[Commitment]] = {}
        known, documents, said = mechanism.catalogue.features, mechanism.documents, mechanism.statements
        for commitment in commitments(mechanism.dossier, known, documents, said, day):
            by_feature.setdefault(commitment.claim.feature, []).append(commitment)
        return by_feature

    @cached_property
    def _later(self) -> Mapping[str, Sequence[Statement]]:
        """What counts only from a later day under the perspective, by feature."""
        profile, standard = self.assessment.profile, self.assessment.mechanism.catalogue.standard
        kinds = standard.kinds_of(profile.perspective)
        by_feature: dict[str, list[Statement]] = {}
        for statement in self.assessment.mechanism.statements:
            heard = statement.kind == "change" or (statement.kind == "observation" and statement.speaker_kind in kinds)
            if heard and statement.counts_from > profile.as_of:
                by_feature.setdefault(statement.feature, []).append(statement)
        return by_feature

    def _rule(self, criterion: str) -> Sequence[Step]:
        rule, truths = self.assessment.mechanism.catalogue.criteria[criterion], self.assessment.evaluation.truths
        named = (("met", rule.met), ("partly", rule.partly))
        return [
            Step(path=path, condition=written(condition), truth=truths[path].value)
            for name, whole in named
            if whole is not None
            for path, condition in nodes(f"{criterion}:{name}", whole)
        ]

    def _support(self, support: flags.Support) -> Support:
        test = support.test
        asked = self._findings.get(test.criterion) if isinstance(test, CriterionTest) else None
        return Support(
            path=support.path,
            condition=written(test),
            truth=self.assessment.evaluation.truths[support.path].value,
            negated=support.negated,
            applies=support.applies,
            supports=bool(support.supports),
            possible=None if asked is None else asked.possible,
        )

    def _tested(self, state: FeatureState) -> Tested:
        feature = state.feature
        return Tested(
            feature=feature.id,
            knowledge=state.knowledge,
            values=_raw(feature, state.interval),
            said=tuple(self._said(feature, statement, _marks(state, statement)) for statement in state.statements),
            lapsed=tuple(Lapsed(**dict(self._said(feature, lapse.statement)), on=lapse.day) for lapse in state.lapsed),
            decision=None if state.adjudication is None else _decision(feature, state.adjudication),
            provided=None if state.provided is None else _raw(feature, state.provided),
            aims=tuple(self._said(feature, aim) for aim in state.aims),
            commitments=tuple(self._commitment(feature, made) for made in self._committed.get(feature.id, ())),
            since_then=tuple(
                self._said(feature, statement, ("announced",) if statement.announced else ())
                for statement in self._later.get(feature.id, ())
            ),
            repealed=state.repealed,
        )

    def _said(self, feature: Feature, statement: Statement, marks: Sequence[Mark] = ()) -> Said:
        return Said(
            kind=statement.kind,
            values=_raw(feature, statement.interval),
            speaker=statement.speaker,
            author=statement.author,
            since=statement.counts_from,
            given=statement.day,
            document=statement.document,
            locator=statement.locator,
            anchor=statement.anchor,
            note=None if statement.note is None else dict(statement.note.root),
            reform=statement.reform,
            status=statement.status,
            marks=tuple(marks),
            origin=self._origin(statement.claim or statement.stage),
        )

    def _commitment(self, feature: Feature, commitment: Commitment) -> Said:
        claim, dossier = commitment.claim, self.assessment.mechanism.dossier
        author = self.assessment.mechanism.documents[claim.document].author
        return Said(
            kind="commitment",
            values=_raw(feature, claim.interval(feature)),
            speaker=claim.speaker,
            author=None if author == claim.speaker else author,
            since=commitment.days.last,
            given=None if claim.date is None else claim.date.text,
            document=claim.document,
            locator=claim.locator,
            anchor=claim.anchor,
            note=dict(claim.note.root),
            reform=None,
            status=next(sheet.status for sheet in dossier.sheets if sheet.document == claim.document),
            due=None if claim.due is None else claim.due.text,
            state=commitment.state,
            origin=self._origin(claim.id),
        )

    def _origin(self, entry: str | None) -> Origin | None:
        return None if entry is None else self.origins.get(entry)


def _raw(feature: Feature, interval: Interval) -> tuple[Raw, Raw]:
    return feature.raw(interval.low), feature.raw(interval.high)


def _marks(state: FeatureState, statement: Statement) -> Sequence[Mark]:
    marked: dict[Mark, bool] = {
        "announced": statement.announced,
        "not-said-again": statement in state.not_said_again,
        "order-unknown": statement in state.order_unknown,
        "reports-differ": statement in state.reports_differ,
    }
    return [mark for mark, holds in marked.items() if holds]


def _decision(feature: Feature, decision: Adjudication) -> Decision:
    values = _raw(feature, decision.interval(feature))
    return Decision(values=values, by=decision.by, date=decision.date.text, why=dict(decision.why.root))


def written(condition: Condition) -> str:
    """A condition as a file says it, without its parts."""
    match condition:
        case FeatureTest(feature=id, operator=operator, operand=operand):
            return f"{id} {operator} {_written(operand)}"
        case CriterionTest():
            operator = next(key for key in ("is", "at_least", "one_of") if _given(condition, key) is not None)
            return f"{condition.criterion} {operator} {_written(_given(condition, operator))}"
        case ProvidedTest():
            return f"provided_for {condition.provided_for}"
        case AtLeastN():
            return f"at_least_n {condition.at_least_n.n}"
    return type(condition).__name__.rstrip("_").lower()


def _given(test: CriterionTest, key: str) -> object:
    return {"is": test.is_, "at_least": test.at_least, "one_of": test.one_of}[key]


def _written(operand: object) -> str:
    """What something is tested against."""
    return " | ".join(map(as_written, operand)) if isinstance(operand, tuple) else as_written(operand)
