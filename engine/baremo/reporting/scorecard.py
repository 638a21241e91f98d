"""Tells a whole scorecard: everything that a reader sees of it, ready to be laid out."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from .. import __version__
from ..analysis.remedy import remedy
from ..assessment.assess import Assessment
from ..assessment.explanation import Explanations
from ..model.condition import STATUSES
from ..model.scorecard import BASES, Finding, NotApplicableFinding, Score, Scorecard
from ..model.text import Localised, Phrase
from .chronicle import chronicle, documents, figures, later_lines
from .context import Context
from .finding import raised, told_finding
from .phrases import band_words, citation, shown_score, supposed_words
from .told import Bar, Part, Raised, ScorecardView, Told
from .words import Words


def scorecard_view(assessment: Assessment, words: Words, engines: Sequence[str]) -> ScorecardView:
    """Tell one scorecard."""
    context, card = Context.of(assessment, words), assessment.scorecard
    dossier, catalogue = context.mechanism.dossier, context.catalogue
    explanations = Explanations(assessment)
    told = {
        f.criterion: told_finding(explanations.finding(f.criterion), remedy(assessment, f.criterion), context)
        for f in card.findings
    }
    strongest, weakest = _by_strength(card, told)
    parts = tuple(
        Part(
            bar(d.dimension, words.text(catalogue.dimensions[d.dimension]).text, d, context, d.bands),
            tuple(one for id, one in told.items() if catalogue.criteria[id].dimension == d.dimension),
        )
        for d in card.dimensions
    )
    return ScorecardView(
        mechanism=dossier.id,
        state=words.text(dossier.mechanism.state),
        name=words.text(dossier.mechanism.name),
        about=words.text(dossier.mechanism.about),
        day=card.as_of,
        as_of=words.say("as-of", date=words.day(card.as_of)),
        perspective=words.perspective(card.perspective),
        audience=words.say(f"audience.{card.audience}"),
        evidence=" ".join((evidence(card, words), *_announced(context))),
        hypothetical=tuple(supposed_words(one, catalogue, words) for one in card.hypothetical),
        overall=bar("overall", words.say("overall"), card.overall, context, card.overall.bands),
        too_little=words.say("too-little") if card.overall.too_little else None,
        summary=_verdicts(card, words),
        capped=_capped(card, context),
        dimensions=tuple(part.bar for part in parts),
        law=bar("law", words.say("in-law"), card.law, context) if card.law else None,
        practice=bar("practice", words.say("in-practice"), card.practice, context) if card.practice else None,
        gap=_gap(card, words),
        strongest=strongest,
        weakest=weakest,
        unknown=_unknown(card, told, context),
        unknown_summary=_unknown_summary(card, words),
        flags=_flags(card, context),
        parts=parts,
        chronicle=chronicle(context),
        since_then=later_lines(explanations.since_then, context),
        figures=figures(context),
        documents=documents(assessment, context),
        not_applicable=tuple(
            (words.text(catalogue.criteria[entry.criterion].title), reason_left_out(entry, context))
            for entry in card.not_applicable
        ),
        withheld=None if card.withheld is None else words.say("withheld", n=card.withheld),
        method=method(card, context, engines),
    )


def bar(id: str, label: str, score: Score, context: Context, bands: Sequence[str] = ()) -> Bar:
    """A score to be drawn."""
    low, high = score.score
    return Bar(
        id=id,
        label=label,
        low=low,
        high=high,
        points=shown_score(score, context.words),
        bands="" if score.too_little else band_words(context.catalogue, bands, context.words),
        determined=score.coverage.told_share,
    )


def evidence(card: Scorecard, words: Words) -> str:
    """Of what day the newest evidence is."""
    if card.newest_evidence is None:
        return words.say("evidence.none")
    return words.say("evidence.newest", date=words.day(card.newest_evidence))


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
    failed = [
        context.words.text(context.catalogue.criteria[f.criterion].title).text
        for f in card.findings
        if f.critical and (f.possible == ("not-met",) if certain else "not-met" in f.possible)
    ]
    return context.words.say(
        "capped" if certain else "capped.low",
        n=len(failed),
        points=context.words.number(context.catalogue.scale.cap.at),
        criteria=context.words.listed(failed),
    )


def reason_left_out(entry: NotApplicableFinding, context: Context) -> Phrase:
    """Why a criterion does not apply: the dossier's reason, or whom it is for."""
    if entry.reason is not None:
        return context.words.text(Localised.model_validate(entry.reason))
    cited = [citation(context.catalogue, id, context.words).label for id in entry.addressed_by]
    return Phrase(
        context.words.say("not-applicable.only-for", list=context.words.listed(cited)), context.words.language
    )


def _verdicts(card: Scorecard, words: Words) -> str:
    """What the evidence comes to, in one sentence; and how much of it stands on little."""
    given, standing = card.verdicts, card.standing
    counts = {key: words.say(f"verdicts.{key}", n=getattr(given, key)) for key in ("met", "short", "open")}
    sentences = [words.say("verdicts", n=len(card.findings), **counts)]
    rest = {"one-speaker": standing.one_speaker, "state-alone": standing.state_alone}
    rest |= {
        "adjudicated": standing.adjudicated,
        "state-not-heard": standing.state_not_heard,
        "one-coder": standing.one_coder,
    }
    told = [words.say(f"standing.{key}", n=number) for key, number in rest.items() if number]
    if told:
        sentences.append(words.say("standing", n=standing.told, list=words.listed(told)))
    if standing.at_least_partly:
        sentences.append(words.say("standing.at-least-partly", n=standing.at_least_partly))
    return " ".join(sentences)


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


def _by_strength(card: Scorecard, told: dict[str, Told]) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """The three strongest and three weakest of the findings that say something: by status, critical, worth."""
    place = {finding.criterion: number for number, finding in enumerate(card.findings)}

    def weight(finding: Finding) -> tuple[int, float, int]:
        return -int(finding.critical), -finding.worth, place[finding.criterion]

    def ends(finding: Finding) -> tuple[int, int]:
        return STATUSES.index(finding.possible[0]), STATUSES.index(finding.possible[-1])

    held = [f for f in card.findings if f.possible[0] != "not-met"]
    failed = [f for f in card.findings if f.possible[-1] != "met" and f.possible[0] == "not-met"]
    strongest = sorted(held, key=lambda f: (-ends(f)[0], -ends(f)[1], weight(f)))[:3]
    weakest = sorted(failed, key=lambda f: (ends(f)[1], weight(f)))[:3]
    return tuple(told[f.criterion] for f in strongest), tuple(told[f.criterion] for f in weakest)


def _unknown(card: Scorecard, told: dict[str, Told], context: Context) -> tuple[Told, ...]:
    """The open findings, those first that move the overall score most."""
    worth = context.catalogue.scale.worth
    place = {finding.criterion: number for number, finding in enumerate(card.findings)}

    def spread(finding: Finding) -> Fraction:
        return (worth(finding.possible[-1]) - worth(finding.possible[0])) * Fraction(finding.worth)

    open_ = [f for f in card.findings if len(f.possible) > 1]
    ordered = sorted(open_, key=lambda f: (-f.critical, -spread(f), place[f.criterion]))
    return tuple(told[f.criterion] for f in ordered)


def _unknown_summary(card: Scorecard, words: Words) -> str:
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


def _flags(card: Scorecard, context: Context) -> tuple[Raised, ...]:
    shown = [flag for flag in card.flags if flag.state in ("certain", "possible")]
    return tuple(raised(flag, context) for flag in sorted(shown, key=lambda flag: flag.state != "certain"))


def method(card: Scorecard, context: Context, engines: Sequence[str]) -> tuple[str, ...]:
    """How the scores were made, in half a page; the last line tells what exactly was evaluated."""
    words, scale = context.words, context.catalogue.scale
    agreed = "method.engines" if len(engines) > 1 else "method.one-engine"
    return (
        words.say("method.statuses", partly=words.number(scale.statuses["partly"])),
        words.say("method.range"),
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
