"""What explains a finding or a flag: who says what, the rule, what it rests on, and what would meet it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.condition import CriterionTest, Test
from ...model.dossier import Reform
from ...model.feature import Feature, Interval, Raw
from ...model.mechanism import Reply
from ...model.scorecard import Finding, FlagFinding, Scorecard, Verdict
from ...model.sheet import Setting
from ...model.text import Localised, Phrase
from ...model.why import Change, Lapsed, Origin, Remedy, Said, Step, Tested, Why, WhyFlag
from ...rules.evaluation import FLAG, nodes
from ..words import Words
from .context import Context
from .looks import Look, look_of
from .phrases import Citation, change_words, citation, interval_words, rule_lines, status_words, test_words


@dataclass(frozen=True)
class Statement:
    """Who says what of a feature, and where it stands; `origin` is where in the keepers' files, and by whom coded."""

    speaker: str
    value: str
    note: Phrase | None
    when: str
    where: str
    anchor: Phrase | None
    origin: str | None


@dataclass(frozen=True)
class Answered:
    """One feature: the question, the answer so far, and who gave it. `knowledge` is empty where nothing is in force.

    `beside` is what says nothing of what is: the aims of reforms in force, and what officials said that they would do;
    `since_then` is what counts only from a later day; `repealed` tells whose changes were left out.
    """

    id: str
    question: Phrase
    knowledge: str
    answer: str
    said: tuple[Statement, ...]
    decided: str | None
    beside: tuple[Statement, ...]
    since_then: tuple[Statement, ...]
    repealed: tuple[str, ...]


@dataclass(frozen=True)
class ReplyView:
    """What the State answers to a finding; `where` is empty where no document holds it."""

    speaker: str
    when: str
    text: Phrase
    where: str


@dataclass(frozen=True)
class Need:
    """One change that would help to meet a criterion, and the reforms that would bring it."""

    feature: str
    question: Phrase
    value: str
    brought_by: tuple[str, ...]


@dataclass(frozen=True)
class FindingView:
    """One finding, with everything on the way back from it.

    `marks` are what its short title carries: law, critical, contested. `provided` tells what reforms in force provide
    for beyond it, `grounds` on whose word it stands; `silent` that nothing is in force on any of its features.
    """

    id: str
    title: Phrase
    short: Phrase
    law: bool
    aspect: str
    look: Look
    verdict: Verdict
    basis: str
    silent: bool
    provided: str | None
    grounds: tuple[str, ...]
    contested: bool
    critical: bool
    worth: float
    facts: tuple[Statement, ...]
    known: tuple[Answered, ...]
    rule: tuple[str, ...]
    trace: tuple[str, ...]
    reason: Phrase
    advice: Phrase
    rests_on: tuple[Citation, ...]
    since_then: tuple[Citation, ...]
    needs: tuple[tuple[Need, ...], ...]
    needs_up_to: int | None
    replies: tuple[ReplyView, ...]


@dataclass(frozen=True)
class RaisedFlag:
    """One flag."""

    id: str
    title: Phrase
    text: Phrase
    state: str
    certain: bool


@dataclass(frozen=True)
class FlagView:
    """One flag, with every test of its condition and whether that supports it."""

    flag: RaisedFlag
    tests: tuple[tuple[bool, str], ...]


def finding_view(why: Why, remedy: Remedy, context: Context) -> FindingView:
    """One finding with everything on the way back from it."""
    words, catalogue, finding = context.words, context.catalogue, why.finding
    criterion = catalogue.criteria[finding.criterion]
    known = tuple(_known(tested, context) for tested in why.features)
    citations = [citation(catalogue, id, words, context.cited_to) for id in criterion.rests_on]
    look = look_of(finding.possible, criterion, words)
    assert look is not None
    return FindingView(
        id=criterion.id,
        title=words.text(criterion.title),
        short=words.text(criterion.short or criterion.title),
        law=criterion.aspect == "law",
        aspect=words.say(f"aspect.{criterion.aspect}"),
        look=look,
        verdict=finding.verdict,
        basis=words.say(f"basis.{finding.basis}"),
        silent=finding.basis == "silent" and not any(item.said or item.beside or item.since_then for item in known),
        provided=provided_words(finding, words),
        grounds=tuple(_grounds(finding, context)),
        contested=finding.contested,
        critical=finding.critical,
        worth=finding.worth,
        facts=tuple(said for item in known for said in item.said if said.note is not None),
        known=known,
        rule=rule_lines(catalogue, criterion.id, words),
        trace=tuple(_step(step, context) for step in why.rule),
        reason=words.text(criterion.reason),
        advice=words.text(criterion.advice),
        rests_on=tuple(c for c in citations if c.standing),
        since_then=tuple(c for c in citations if not c.standing),
        needs=tuple(tuple(_need(change, context) for change in changes) for changes in remedy.sets),
        needs_up_to=remedy.up_to,
        replies=tuple(_reply(reply, context) for reply in why.replies),
    )


def provided_words(finding: Finding, words: Words) -> str | None:
    """What reforms in force provide for, where practice is short of it or nobody reports; None where nothing is."""
    if finding.provided is None or finding.aspect != "practice" or finding.verdict == "met":
        return None
    part = "in-part." if finding.provided == "in-part" else ""
    outcome = "not-carried-out" if finding.verdict == "short" else "nobody-reports"
    return words.say(f"provided.{part}{outcome}")


def aim_words(aim: Setting, catalogue: Catalogue, words: Words) -> str:
    """The practice that a reform aims at."""
    feature = catalogue.features[aim.feature]
    return interval_words(feature, aim.interval(feature), words)


def carrying_out(
    reform: Reform, card: Scorecard, catalogue: Catalogue, words: Words
) -> Iterator[tuple[Finding, str | None]]:
    """The findings on practice that a reform aims at, each with what is provided for beyond it."""
    aimed = {aim.feature for aim in reform.aims}
    for finding in card.findings:
        if finding.aspect == "practice" and not aimed.isdisjoint(catalogue.features_of(finding.criterion)):
            yield finding, provided_words(finding, words)


def _grounds(finding: Finding, context: Context) -> Iterator[str]:
    """On whose word a finding stands, where its basis does not say so; of an open one only that without the State's own
    word it might be worse.
    """
    words, grounds, told = context.words, finding.grounds, finding.verdict != "open"
    if grounds.state_alone:
        yield words.say("grounds.state-alone")
    if told and grounds.one_speaker is not None:
        yield words.say("grounds.one-speaker", speaker=context.speaker(grounds.one_speaker))
    if told and grounds.adjudicated and finding.basis != "adjudicated":
        yield words.say("grounds.adjudicated")
    if told and not grounds.state_heard:
        yield words.say("grounds.state-not-heard")


def flag_view(why: WhyFlag, context: Context) -> FlagView:
    """One flag with every test of its condition."""
    words, catalogue = context.words, context.catalogue
    tests: dict[str, object] = dict(nodes(f"{why.flag.flag}{FLAG}", catalogue.flags[why.flag.flag].when))
    lines = []
    if why.addressed_by:
        cited = (citation(catalogue, id, words).label for id in why.addressed_by)
        line = words.say("flag.addressed", list=words.listed(cited))
        lines.append((True, f"{line} {words.say('flag.supports')}"))
    for support in why.tests:
        test = tests[support.path]
        assert isinstance(test, Test)
        asked = test_words(catalogue, test, words)
        if support.negated:
            asked = words.say("flag.contrary", test=asked)
        truth = words.say(f"truth.{support.truth}" if support.applies else "flag.not-applicable")
        if support.possible is not None and isinstance(test, CriterionTest):
            truth = f"{truth} ({status_words(support.possible, catalogue.criteria[test.criterion], words)})"
        line = words.say("labelled", label=f"{asked[:1].upper()}{asked[1:]}", value=truth)
        lines.append((support.supports, f"{line}. {words.say('flag.supports')}" if support.supports else line))
    return FlagView(raised(why.flag, context), tuple(lines))


def raised(flag: FlagFinding, context: Context) -> RaisedFlag:
    """A flag and its state. What it says is asserted only where it is certain."""
    words, entry = context.words, context.catalogue.flags[flag.flag]
    text = words.text(entry.text)
    return RaisedFlag(
        id=flag.flag,
        title=words.text(entry.title),
        text=text if flag.state == "certain" else text._replace(text=words.say("flag.would-mean", text=text.text)),
        state=words.say(f"flag.{flag.state}"),
        certain=flag.state == "certain",
    )


def _step(step: Step, context: Context) -> str:
    """A condition of the rule and how it turned out, below the status that the rule is for."""
    words, (rule, *place) = context.words, step.path.split("/")
    name = words.say(f"status.{rule.rsplit(':', 1)[1]}") if not place else "·"
    return f"{'  ' * len(place)}{name}: {step.condition} = {words.say(f'truth.{step.truth}')}"


def _known(tested: Tested, context: Context) -> Answered:
    words, feature = context.words, context.catalogue.features[tested.feature]
    decided = None
    if tested.decision is not None:
        decided = words.say(
            "adjudicated",
            value=_values(feature, tested.decision.values, context),
            by=tested.decision.by,
            date=words.partial(tested.decision.date),
            why=words.text(Localised(tested.decision.why)).text,
        )
    names = {reform.id: words.text(reform.name).text for reform in context.mechanism.dossier.reforms}
    return Answered(
        id=feature.id,
        question=words.text(feature.question),
        knowledge=words.say(f"knowledge.{tested.knowledge}") if tested.said else "",
        answer=_answer(tested, feature, context),
        said=tuple(_said(feature, said, context) for said in (*tested.said, *tested.lapsed)),
        decided=decided,
        beside=tuple(_said(feature, said, context) for said in (*tested.aims, *tested.commitments)),
        since_then=tuple(_said(feature, said, context) for said in tested.since_then),
        repealed=tuple(words.say("repealed", reform=names[id]) for id in tested.repealed),
    )


def _answer(tested: Tested, feature: Feature, context: Context) -> str:
    if tested.said:
        return _values(feature, tested.values, context)
    return context.words.say("all-lapsed" if tested.lapsed else "no-document")


def _values(feature: Feature, values: tuple[Raw, Raw], context: Context) -> str:
    return interval_words(feature, Interval(*map(feature.rank, values)), context.words)


def _said(feature: Feature, said: Said, context: Context) -> Statement:
    words = context.words
    speaker = words.say("public-record") if said.speaker is None else context.speaker(said.speaker)
    if said.author is not None and said.speaker is not None:
        speaker = words.say("reported", speaker=speaker, author=context.speaker(said.author))
    value = _values(feature, said.values, context)
    if said.kind in {"aim", "commitment"}:
        value = words.say(f"said.{said.kind}", value=value)
    return Statement(
        speaker=speaker,
        value=value,
        note=None if said.note is None else words.text(Localised(said.note)),
        when=_when(said, context),
        where=context.where(said.document, said.locator),
        anchor=None if said.anchor is None else context.quoted(said.document, said.anchor),
        origin=None if said.origin is None else _origin(said.origin, context),
    )


def _when(said: Said, context: Context) -> str:
    """The day of a statement, and what is to be known of it."""
    words = context.words
    when = words.partial(said.given) if said.given else words.say("date.undated", date=words.day(said.since))
    if said.kind == "before":
        when = words.say("date.until", date=when)
    if isinstance(said, Lapsed):
        when = words.say("date.lapsed", when=when, date=words.day(said.on))
    marks = [words.say(f"mark.{mark}") for mark in said.marks]
    if said.state is not None and (said.due is not None or said.state != "due"):
        due = "" if said.due is None else words.partial(said.due)
        marks.append(words.say(f"commitment.{said.state}", due=due))
    return " · ".join((when, *marks))


def _origin(origin: Origin, context: Context) -> str:
    words = context.words
    roles = (("coded", origin.coded), ("reconciled", _one(origin.reconciled)), ("reviewed", _one(origin.reviewed)))
    told = (words.say(f"origin.{role}", list=words.listed(people)) for role, people in roles if people)
    return "; ".join((f"{origin.file}:{origin.line}", *told))


def _one(by: str | None) -> Sequence[str]:
    return () if by is None else (by,)


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


def _reply(reply: Reply, context: Context) -> ReplyView:
    where = "" if reply.document is None else context.where(reply.document, reply.locator or "")
    return ReplyView(
        speaker=context.speaker(reply.speaker),
        when=context.words.partial(reply.date),
        text=context.words.text(reply.text),
        where=where,
    )
