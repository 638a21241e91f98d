"""Tells one finding: its status, who says what, the rule, what it rests on and what would meet it."""

from datetime import date

from ..analysis.remedy import remedy
from ..assessment.assess import Assessment
from ..model.feature import Feature
from ..model.profile import FeatureState, Statement
from ..model.scorecard import Finding
from ..model.why import Change
from .context import Context
from .phrases import change_words, citation, interval_words, rule_lines, status_words, symbols
from .told import Known, Need, Said, Told


def told_finding(assessment: Assessment, finding: Finding, context: Context) -> Told:
    """One finding with everything on the way back from it."""
    words, catalogue = context.words, context.catalogue
    criterion = catalogue.criteria[finding.criterion]
    states = assessment.profile.states
    known = tuple(_known(states[id], context) for id in catalogue.features_of(criterion.id))
    citations = [citation(catalogue, id, words, context.cited_to) for id in criterion.rests_on]
    notes = [said.note for item in known for said in item.said if said.note is not None]
    needed = remedy(assessment, criterion.id)
    return Told(
        id=criterion.id,
        title=words.text(criterion.title),
        aspect=words.say(f"aspect.{criterion.aspect}"),
        statuses=finding.possible,
        status=status_words(finding.possible, criterion, words),
        symbols=symbols(finding.possible, criterion),
        tone=finding.possible[0] if len(finding.possible) == 1 else "open",
        basis=words.say(f"basis.{finding.basis}"),
        contested=finding.contested,
        critical=finding.critical,
        worth=finding.worth,
        sentence=notes[0] if notes else None,
        known=known,
        rule=rule_lines(catalogue, criterion.id, words),
        reason=words.text(criterion.reason),
        advice=words.text(criterion.advice),
        rests_on=tuple(c for c in citations if c.standing),
        since_then=tuple(c for c in citations if not c.standing),
        needs=tuple(tuple(_need(change, context) for change in changes) for changes in needed.sets),
        needs_up_to=needed.up_to,
    )


def _known(state: FeatureState, context: Context) -> Known:
    words = context.words
    decided = None
    if state.adjudication is not None:
        decision = state.adjudication
        decided = words.say(
            "adjudicated",
            value=interval_words(state.feature, decision.interval(state.feature), words),
            by=decision.by,
            date=words.partial(decision.date),
            why=words.text(decision.why).text,
        )
    return Known(
        id=state.feature.id,
        question=words.text(state.feature.question),
        knowledge=words.say(f"knowledge.{state.knowledge}"),
        answer=_answer(state, context),
        said=(
            *(_said(state.feature, statement, context) for statement in state.statements),
            *(_said(state.feature, lapse.statement, context, lapse.day) for lapse in state.lapsed),
        ),
        decided=decided,
    )


def _answer(state: FeatureState, context: Context) -> str:
    if state.statements:
        return interval_words(state.feature, state.interval, context.words)
    return context.words.say("all-lapsed" if state.lapsed else "no-document")


def _said(feature: Feature, statement: Statement, context: Context, lapsed: date | None = None) -> Said:
    words = context.words
    when = (
        words.partial(statement.day)
        if statement.day
        else words.say("date.undated", date=words.day(statement.counts_from))
    )
    if statement.kind == "before":
        when = words.say("date.until", date=when)
    if lapsed is not None:
        when = words.say("date.lapsed", when=when, date=words.day(lapsed))
    return Said(
        speaker=words.say("public-record") if statement.speaker is None else context.speaker(statement.speaker),
        value=interval_words(feature, statement.interval, words),
        note=words.text(statement.note) if statement.note is not None else None,
        when=when,
        where=context.where(statement.document, statement.locator),
        anchor=None if statement.anchor is None else context.quoted(statement.document, statement.anchor),
    )


def _need(change: Change, context: Context) -> Need:
    words, feature = context.words, context.catalogue.features[change.feature]
    reforms = {reform.id: reform for reform in context.mechanism.dossier.reforms}
    return Need(
        feature=feature.id,
        question=words.text(feature.question),
        value=change_words(feature, change, words),
        brought_by=tuple(
            words.say(
                f"remedy.{bringing.by}",
                reform=words.text(reforms[bringing.reform].name).text,
                state=words.say(f"reform.{bringing.state}"),
            )
            for bringing in change.brought_by
        ),
    )
