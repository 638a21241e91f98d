"""What a scorecard says: everything that a reader sees of it, in one language, with no layout and no order of parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ... import __version__
from ...analysis.ask import ask
from ...analysis.remedy import remedy
from ...assessment.assess import Assessment
from ...assessment.explanation import Explanations
from ...model.condition import STATUSES
from ...model.scorecard import BASES, NotApplicableFinding, Scorecard
from ...model.text import Localised, Phrase
from ...model.timeline import Timeline
from ..words import Words
from .chronicle import Happening, Quantity, Read, chronicle, documents, figures, later_lines
from .context import Context
from .course import Course, course_of
from .finding import FindingView, RaisedFlag, finding_view, raised
from .head import Head, coders, edition, evidence, hypothetical, look
from .looks import Look, legend
from .phrases import Citation, band_words, citation, standards_words
from .ranges import ScoreRange, score_range

ASKED = 5
"""How many questions are named of those whose answer would tell most."""


@dataclass(frozen=True)
class Verdicts:
    """How many requirements are met, fall short, and are open: as parts of a sentence, and as signs with a count."""

    n: int
    met: str
    short: str
    open: str
    signs: tuple[tuple[str, str, tuple[Look, ...]], ...]


@dataclass(frozen=True)
class Part:
    """One dimension and its findings."""

    range: ScoreRange
    bands: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class Asked:
    """A question whose answer would tell much: what it could do."""

    question: Phrase
    narrows: str
    settles: str


@dataclass(frozen=True)
class Required:
    """A provision, and the criteria that rest on it."""

    citation: Citation
    criteria: tuple[FindingView, ...]


@dataclass(frozen=True)
class ScorecardView:
    """One scorecard.

    `holds` and `fails` are the findings that are at least partly met and not fully met, `provided` those beyond which
    reforms in force provide; the firmest and heaviest come first.
    """

    head: Head
    about: Phrase
    verdicts: Verdicts
    standing: tuple[str, ...]
    overall: ScoreRange
    bands: str
    too_little: str | None
    capped: str | None
    law: ScoreRange | None
    practice: ScoreRange | None
    gap: str | None
    parts: tuple[Part, ...]
    legend: tuple[tuple[Look, ...], ...]
    holds: tuple[FindingView, ...]
    fails: tuple[FindingView, ...]
    provided: tuple[FindingView, ...]
    unknown: str
    asked: tuple[Asked, ...]
    flags: tuple[RaisedFlag, ...]
    not_applicable: tuple[tuple[Phrase, Phrase], ...]
    course: Course | None
    chronicle: tuple[Happening, ...]
    since_then: tuple[str, ...]
    figures: tuple[Quantity, ...]
    provisions: tuple[Required, ...]
    documents: tuple[Read, ...]
    cite: str
    method: tuple[str, ...]

    @property
    def contested(self) -> bool:
        """Whether speakers differ on any criterion."""
        return any(finding.contested for part in self.parts for finding in part.findings)


def scorecard_view(
    assessment: Assessment,
    words: Words,
    engines: Sequence[str],
    publisher: str = "",
    timeline: Timeline | None = None,
) -> ScorecardView:
    """What one scorecard says, with its course over the years if that is given."""
    context, card = Context.of(assessment, words), assessment.scorecard
    mechanism, catalogue = context.mechanism.dossier.mechanism, context.catalogue
    explanations = Explanations(assessment)
    findings = {
        f.criterion: finding_view(explanations.finding(f.criterion), remedy(assessment, f.criterion), context)
        for f in card.findings
    }
    title = words.say(
        "title",
        state=words.text(mechanism.state).text,
        name=words.text(mechanism.name).text,
        date=words.day(card.as_of),
    )
    head = Head(
        name=mechanism.id,
        title=title,
        kicker=words.say("kicker"),
        heading=(words.text(mechanism.state), words.text(mechanism.name)),
        day=card.as_of,
        look=look(card, catalogue, words),
        evidence=(evidence(card, words), *_announced(context)),
        standards=standards_words(catalogue, words),
        hypothetical=hypothetical(card.hypothetical, catalogue, words),
        coders=coders([context]),
        withheld=None if card.withheld is None else words.say("withheld", n=card.withheld),
    )
    holds, fails = _by_strength(card, findings)
    return ScorecardView(
        head=head,
        about=words.text(mechanism.about),
        verdicts=_verdicts(card, findings, words),
        standing=tuple(_standing(card, words)),
        overall=score_range("overall", words.say("overall"), card.overall, words),
        bands=band_words(catalogue, () if card.overall.too_little else card.overall.bands, words),
        too_little=words.say("too-little") if card.overall.too_little else None,
        capped=_capped(card, context),
        law=score_range("law", words.say("in-law"), card.law, words) if card.law else None,
        practice=score_range("practice", words.say("in-practice"), card.practice, words) if card.practice else None,
        gap=_gap(card, words),
        parts=tuple(
            Part(
                score_range(d.dimension, words.text(catalogue.dimensions[d.dimension]).text, d, words),
                band_words(catalogue, () if d.too_little else d.bands, words),
                tuple(one for id, one in findings.items() if catalogue.criteria[id].dimension == d.dimension),
            )
            for d in card.dimensions
        ),
        legend=legend(words),
        holds=holds,
        fails=fails,
        provided=tuple(finding for finding in findings.values() if finding.provided is not None),
        unknown=_unknown(card, words),
        asked=tuple(_asked(assessment, words)),
        flags=_flags(card, context),
        not_applicable=tuple(
            (words.text(catalogue.criteria[entry.criterion].title), reason_left_out(entry, context))
            for entry in card.not_applicable
        ),
        course=None if timeline is None else course_of(timeline, words),
        chronicle=chronicle(context),
        since_then=later_lines(explanations.since_then, context),
        figures=figures(context),
        provisions=_provisions(findings),
        documents=documents(assessment, context),
        cite=_cite(title, publisher, card, context),
        method=method(card, context, engines),
    )


def _verdicts(card: Scorecard, findings: Mapping[str, FindingView], words: Words) -> Verdicts:
    """What the evidence comes to: its words, and a sign for each criterion, the best verdict first."""
    given = card.verdicts
    counts = {key: words.say(f"verdicts.{key}", n=getattr(given, key)) for key in ("met", "short", "open")}
    tones = {"met": "met", "short": "not-met", "open": "open"}
    order = {f.criterion: (STATUSES.index(f.possible[0]), STATUSES.index(f.possible[-1])) for f in card.findings}
    signs = []
    for key, tone in tones.items():
        ids = [f.criterion for f in card.findings if f.verdict == key]
        ids.sort(key=lambda id: order[id], reverse=key == "open")
        if ids:
            signs.append((tone, words.say(f"count.{key}", n=len(ids)), tuple(findings[id].look for id in ids)))
    return Verdicts(len(card.findings), **counts, signs=tuple(signs))


def _standing(card: Scorecard, words: Words) -> Sequence[str]:
    """How much of the verdicts stands on little."""
    standing, sentences = card.standing, []
    rest = {"one-speaker": standing.one_speaker, "state-alone": standing.state_alone}
    rest |= {
        "adjudicated": standing.adjudicated,
        "state-not-heard": standing.state_not_heard,
        "one-coder": standing.one_coder,
    }
    said = [words.say(f"standing.{key}", n=number) for key, number in rest.items() if number]
    if said:
        sentences.append(words.say("standing", n=standing.told, list=words.listed(said)))
    if standing.at_least_partly:
        sentences.append(words.say("standing.at-least-partly", n=standing.at_least_partly))
    return sentences


def _announced(context: Context) -> tuple[str, ...]:
    """That the mechanism's beginning was announced, and nothing confirms it."""
    beginning = context.mechanism.lifetime.beginning
    day = context.words.day(beginning.last)
    return (context.words.say("evidence.beginning-announced", date=day),) if beginning.announced else ()


def _capped(card: Scorecard, context: Context) -> str | None:
    overall = card.overall
    if overall.score == overall.uncapped:
        return None
    certain = overall.score[1] < overall.uncapped[1]
    words = context.words
    failed = [
        words.say("value.quoted", value=words.text(criterion.short or criterion.title).text)
        for f in card.findings
        if f.critical and (f.possible == ("not-met",) if certain else "not-met" in f.possible)
        for criterion in (context.catalogue.criteria[f.criterion],)
    ]
    return words.say(
        "capped" if certain else "capped.low",
        n=len(failed),
        points=words.number(context.catalogue.scale.cap.at),
        criteria=words.listed(failed),
    )


def reason_left_out(entry: NotApplicableFinding, context: Context) -> Phrase:
    """Why a criterion does not apply: the dossier's reason, or whom it is for."""
    if entry.reason is not None:
        return context.words.text(Localised.model_validate(entry.reason))
    cited = [citation(context.catalogue, id, context.words).label for id in entry.addressed_by]
    return Phrase(
        context.words.say("not-applicable.only-for", list=context.words.listed(cited)), context.words.language
    )


def _gap(card: Scorecard, words: Words) -> str | None:
    gap = card.implementation_gap
    if gap is None:
        return None
    sentences = []
    if gap.points is not None:
        points = words.points(gap.points, join=f" {words.say('to')} ")
        sentences.append(words.say("gap", n=gap.pairs + gap.unsettled, points=points))
        if gap.unsettled:
            sentences.append(words.say("gap.unsettled", n=gap.unsettled))
    if gap.no_norm:
        sentences.append(words.say("gap.no-norm", n=gap.no_norm))
    return " ".join(sentences)


def _by_strength(
    card: Scorecard, findings: Mapping[str, FindingView]
) -> tuple[tuple[FindingView, ...], tuple[FindingView, ...]]:
    """The findings that are at least partly met, and those that fall short: by status, critical, worth."""
    place = {finding.criterion: number for number, finding in enumerate(card.findings)}
    ends = {f.criterion: (STATUSES.index(f.possible[0]), STATUSES.index(f.possible[-1])) for f in card.findings}
    weight = {f.criterion: (-int(f.critical), -f.worth, place[f.criterion]) for f in card.findings}
    held = [f.criterion for f in card.findings if f.possible[0] != "not-met"]
    failed = [f.criterion for f in card.findings if f.verdict == "short" and f.possible[0] == "not-met"]
    held.sort(key=lambda id: (-ends[id][0], -ends[id][1], weight[id]))
    failed.sort(key=lambda id: (ends[id][1], weight[id]))
    return tuple(findings[id] for id in held), tuple(findings[id] for id in failed)


def _unknown(card: Scorecard, words: Words) -> str:
    """How many findings are open and why, and by how much the range that is shown would narrow with them settled."""
    open_ = [f for f in card.findings if len(f.possible) > 1]
    if not open_:
        return words.say("unknown.none")
    counts = [(basis, sum(f.basis == basis for f in open_)) for basis in BASES]
    reasons = words.listed([words.say(f"unknown.{basis}", n=number) for basis, number in counts if number])
    low, high = (Decimal(repr(end)) for end in card.overall.score)
    width = high - low
    points = words.say("points", n=1 if width == 1 else 2, number=words.number(float(width)))
    return words.say("unknown.summary", n=len(open_), reasons=reasons, points=points)


def _asked(assessment: Assessment, words: Words) -> Sequence[Asked]:
    """The questions whose answer would tell most."""
    if not assessment.scorecard.verdicts.open:
        return ()
    features = assessment.mechanism.catalogue.features
    return [
        Asked(
            question=words.text(features[question.feature].question),
            narrows=words.say("asked.narrows", most=words.number(round(question.most, 1))),
            settles=words.say("asked.settles", n=len(question.settles_possibly)) if question.settles_possibly else "",
        )
        for question in ask(assessment).questions[:ASKED]
    ]


def _flags(card: Scorecard, context: Context) -> tuple[RaisedFlag, ...]:
    shown = [flag for flag in card.flags if flag.state in ("certain", "possible")]
    return tuple(raised(flag, context) for flag in sorted(shown, key=lambda flag: flag.state != "certain"))


def _provisions(findings: Mapping[str, FindingView]) -> tuple[Required, ...]:
    """Every provision once, in the order in which the criteria name them."""
    cited: dict[str, tuple[Citation, list[FindingView]]] = {}
    for finding in findings.values():
        for one in (*finding.rests_on, *finding.since_then):
            cited.setdefault(one.id, (one, []))[1].append(finding)
    return tuple(Required(one, tuple(criteria)) for one, criteria in cited.values())


def _cite(title: str, publisher: str, card: Scorecard, context: Context) -> str:
    """How to name this scorecard in a text of one's own."""
    words = context.words
    return words.say(
        "cite",
        publisher=publisher or "Baremo",
        title=words.say("value.quoted", value=title),
        edition=edition(context.catalogue, words),
        version=__version__,
        digest=card.dossier_digest,
    )


def method(card: Scorecard, context: Context, engines: Sequence[str]) -> tuple[str, ...]:
    """How the scores were made, in half a page; the last line tells what exactly was evaluated."""
    words, scale = context.words, context.catalogue.scale
    agreed = "method.engines" if len(engines) > 1 else "method.one-engine"
    return (
        words.say("method.statuses", partly=words.number(scale.statuses["partly"])),
        words.say("method.range"),
        words.say("rule.otherwise"),
        *_weights(card, context),
        *(
            [words.say("method.cap", points=words.number(scale.cap.at))]
            if any(f.critical for f in card.findings)
            else []
        ),
        words.say("method.limits"),
        words.say(agreed, engines=words.listed(engines)),
        words.say(
            "method.digests", standards=context.catalogue.digest, dossier=card.dossier_digest, version=__version__
        ),
    )


def _weights(card: Scorecard, context: Context) -> list[str]:
    """That all counts equally, or what does not and why."""
    words, catalogue = context.words, context.catalogue
    titles = {**catalogue.dimensions, **{id: criterion.title for id, criterion in catalogue.criteria.items()}}
    counted = {dimension.dimension for dimension in card.dimensions} | {f.criterion for f in card.findings}
    declared = [*catalogue.scale.weights.dimensions, *catalogue.scale.weights.criteria]
    listed = [
        words.say(
            "method.weight",
            title=words.text(titles[weight.of]).text,
            weight=words.number(weight.is_),
            because=words.text(weight.because).text,
        )
        for weight in declared
        if weight.of in counted
    ]
    if not listed:
        return [words.say("method.weights", n=len(card.dimensions), dimensions=len(card.dimensions))]
    return [words.say("method.declared"), *listed]
