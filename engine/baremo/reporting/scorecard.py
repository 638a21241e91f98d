"""Tells a whole scorecard: everything that a reader sees of it, ready to be laid out."""

from collections.abc import Sequence
from fractions import Fraction

from .. import __version__
from ..assessment.assess import Assessment
from ..model.condition import STATUSES
from ..model.scorecard import Finding, Score, Scorecard
from .chronicle import chronicle, documents, figures
from .context import Context
from .finding import told_finding
from .phrases import band_words
from .told import Bar, Part, Raised, ScorecardView, Told
from .words import Words


def scorecard_view(assessment: Assessment, words: Words, engines: Sequence[str]) -> ScorecardView:
    """Tell one scorecard."""
    context, card = Context.of(assessment, words), assessment.scorecard
    dossier, catalogue = context.mechanism.dossier, context.catalogue
    told = {finding.criterion: told_finding(assessment, finding, context) for finding in card.findings}
    strongest, weakest = _by_strength(card, told)
    parts = tuple(
        Part(
            bar(d.dimension, words.text(catalogue.dimensions[d.dimension]).text, d, context, d.bands),
            tuple(one for id, one in told.items() if catalogue.criteria[id].dimension == d.dimension),
        )
        for d in card.dimensions
    )
    settled = sum(finding.basis == "determined" for finding in card.findings)
    return ScorecardView(
        mechanism=dossier.id,
        state=words.text(dossier.mechanism.state),
        name=words.text(dossier.mechanism.name),
        about=words.text(dossier.mechanism.about),
        day=card.as_of,
        as_of=words.say("as-of", date=words.day(card.as_of)),
        perspective=words.perspective(card.perspective),
        audience=words.say(f"audience.{card.audience}"),
        evidence=evidence(card, words),
        hypothetical=card.hypothetical,
        overall=bar("overall", words.say("overall"), card.overall, context, card.overall.bands),
        summary=words.say("summary.settled", n=len(card.findings), settled=settled),
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
        figures=figures(context),
        documents=documents(assessment, context),
        not_applicable=tuple(
            (words.text(catalogue.criteria[entry.criterion].title), words.text(entry.reason))
            for entry in dossier.mechanism.not_applicable
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
        points=context.words.points(score.score),
        bands=band_words(context.catalogue, bands, context.words),
        determined=score.coverage.determined,
    )


def evidence(card: Scorecard, words: Words) -> str:
    """How old the newest evidence is."""
    if card.newest_evidence is None:
        return words.say("evidence.none")
    days = (card.as_of - card.newest_evidence).days
    return words.say("evidence.age", n=days, date=words.day(card.newest_evidence))


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
        points=int(context.catalogue.scale.cap.at),
        criteria=context.words.listed(failed),
    )


def _gap(card: Scorecard, words: Words) -> str | None:
    gap = card.implementation_gap
    if gap is None:
        return None
    low, high = (int(end // 1) for end in gap.points)
    if low > 0:
        return words.say("gap.behind", n=gap.pairs, low=low, high=high)
    if high < 0:
        return words.say("gap.ahead", n=gap.pairs, low=-high, high=-low)
    return words.say("gap.open", n=gap.pairs, low=low, high=high)


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

    open_ = [f for f in card.findings if f.basis != "determined"]
    ordered = sorted(open_, key=lambda f: (-f.critical, -spread(f), place[f.criterion]))
    return tuple(told[f.criterion] for f in ordered)


def _unknown_summary(card: Scorecard, words: Words) -> str:
    open_ = [f for f in card.findings if f.basis != "determined"]
    disputed = sum(f.basis == "disputed" for f in open_)
    low, high = card.overall.uncapped
    return words.say(
        "unknown.summary", n=len(open_), disputed=disputed, silent=len(open_) - disputed, points=int(high - low)
    )


def _flags(card: Scorecard, context: Context) -> tuple[Raised, ...]:
    words = context.words
    raised = [flag for flag in card.flags if flag.state != "absent"]
    return tuple(
        Raised(
            id=flag.flag,
            title=words.text(context.catalogue.flags[flag.flag].title),
            text=words.text(context.catalogue.flags[flag.flag].text),
            state=words.say(f"flag.{flag.state}"),
            certain=flag.state == "certain",
        )
        for flag in sorted(raised, key=lambda flag: flag.state != "certain")
    )


def method(card: Scorecard, context: Context, engines: Sequence[str]) -> tuple[str, ...]:
    """How the scores were made, in half a page; the last line tells what exactly was evaluated."""
    words, scale = context.words, context.catalogue.scale
    agreed = "method.engines" if len(engines) > 1 else "method.one-engine"
    return (
        words.say("method.statuses", partly=words.number(scale.statuses["partly"])),
        words.say("method.range"),
        words.say("method.weights", n=len(card.dimensions), dimensions=len(card.dimensions)),
        words.say("method.cap", points=int(scale.cap.at)),
        words.say("method.limits"),
        words.say(agreed, engines=words.listed(engines)),
        words.say(
            "method.digests", standards=context.catalogue.digest, dossier=card.dossier_digest, version=__version__
        ),
    )
