"""A scorecard as it is told: everything a reader sees, in order and in one language, ready to be laid out.

Writers only lay it out. Texts of the content are phrases (text and the language that they are really in); words of
the interface are plain strings in the reader's language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .. import __version__
from ..assessment.assess import Assessment, Mechanism, features_of
from ..assessment.profiling import may_know
from ..assessment.statements import most_secret
from ..model.catalogue import Catalogue
from ..model.condition import CriterionTest, FeatureTest, Status
from ..model.criterion import Criterion
from ..model.dossier import Period, Reform, ReformState, Visibility
from ..model.feature import Feature, Interval
from ..model.instrument import Instrument, Provision
from ..model.profile import FeatureState, Statement
from ..model.scorecard import Coverage, Finding, Range, Score
from ..model.text import Phrase
from .words import Words

SYMBOLS: dict[Status, str] = {"met": "●", "partly": "◐", "not-met": "○"}


@dataclass(frozen=True)
class Bar:
    """A score to be drawn: its range, in numbers and in words, and how much of it is known."""

    id: str
    label: str
    low: float
    high: float
    points: str
    bands: str
    determined: float


@dataclass(frozen=True)
class Citation:
    """A provision as a page cites it."""

    id: str
    label: str
    title: Phrase
    text: Phrase
    reference: str
    address: str | None
    checked: str
    standing: bool


@dataclass(frozen=True)
class Said:
    """Who says what of a feature, and where it stands."""

    speaker: str
    value: str
    note: Phrase | None
    when: str
    where: str
    anchor: str | None


@dataclass(frozen=True)
class Known:
    """One feature: the question, the answer so far, and who gave it."""

    id: str
    question: Phrase
    knowledge: str
    answer: str
    said: tuple[Said, ...]
    decided: str | None


@dataclass(frozen=True)
class Told:
    """One finding, with everything on the way back from it."""

    id: str
    title: Phrase
    aspect: str
    statuses: tuple[Status, ...]
    status: str
    symbols: str
    tone: str
    basis: str
    contested: bool
    critical: bool
    worth: float
    sentence: Phrase | None
    known: tuple[Known, ...]
    rule: tuple[str, ...]
    reason: Phrase
    advice: Phrase
    rests_on: tuple[Citation, ...]
    since_then: tuple[Citation, ...]


@dataclass(frozen=True)
class Part:
    """One dimension and its findings."""

    bar: Bar
    findings: tuple[Told, ...]


@dataclass(frozen=True)
class Raised:
    """One flag."""

    id: str
    title: Phrase
    text: Phrase
    state: str
    certain: bool


@dataclass(frozen=True)
class Happening:
    """An entry of the chronicle: a reform's stage or an event; `open` for what is not in force."""

    id: str
    when: str
    sort: str
    title: Phrase
    note: Phrase | None
    state: str
    where: str
    open: bool


@dataclass(frozen=True)
class Quantity:
    """A figure: context, not scored."""

    label: Phrase
    value: str
    period: str
    speaker: str
    where: str
    note: Phrase | None


@dataclass(frozen=True)
class ScorecardView:
    """One scorecard, told."""

    mechanism: str
    state: Phrase
    name: Phrase
    about: Phrase
    as_of: str
    reading: str
    audience: str
    evidence: str
    hypothetical: tuple[str, ...]
    overall: Bar
    summary: str
    capped: str | None
    dimensions: tuple[Bar, ...]
    law: Bar | None
    practice: Bar | None
    gap: str | None
    strongest: tuple[Told, ...]
    weakest: tuple[Told, ...]
    unknown: tuple[Told, ...]
    unknown_summary: str
    flags: tuple[Raised, ...]
    parts: tuple[Part, ...]
    chronicle: tuple[Happening, ...]
    figures: tuple[Quantity, ...]
    sources: tuple[tuple[str, str], ...]
    not_applicable: tuple[tuple[Phrase, Phrase], ...]
    withheld: str | None
    method: tuple[str, ...]

    def overall_of_state(self) -> Bar:
        """The overall score, labelled with the country: for charts that show several."""
        return replace(self.overall, label=self.state.text)


def scorecard_view(assessment: Assessment, words: Words, engines: Sequence[str]) -> ScorecardView:
    """Tell one scorecard."""
    return _Teller(assessment, words).view(engines)


def symbols(possible: Sequence[Status], criterion: Criterion) -> str:
    """One sign a status still possible; a sign of its own where nothing is known."""
    return "◌" if len(possible) == len(criterion.statuses) else "".join(SYMBOLS[status] for status in possible)


def status_words(possible: Sequence[Status], criterion: Criterion, words: Words) -> str:
    """The statuses still possible, in words; `open` where nothing is known."""
    if len(possible) == len(criterion.statuses):
        return words.say("status.open")
    return words.listed([words.say(f"status.{status}") for status in possible], style="or")


def phrase_of_interval(feature: Feature, interval: Interval, words: Words) -> str:
    """What an interval of values says, in words."""
    if interval == feature.whole:
        return words.say("value.anything")
    low, high = (_value(feature, rank, words) for rank in interval)
    if interval.single:
        return low
    if interval.high == feature.whole.high:
        return words.say("value.at-least", value=low)
    if interval.low == feature.whole.low:
        return words.say("value.at-most", value=high)
    return words.say("value.between", low=low, high=high)


def _value(feature: Feature, rank: int, words: Words) -> str:
    raw = feature.raw(rank)
    if isinstance(raw, bool):
        return words.say("value.yes" if raw else "value.no")
    if feature.type == "choice":
        return words.text(feature.values[rank].label).text
    unit = (
        words.text(feature.unit).text
        if feature.unit
        else {"share": "%", "days": words.say("unit.days")}.get(feature.type, "")
    )
    return f"{raw} {unit}".strip()


def rule_lines(catalogue: Catalogue, criterion: str, words: Words) -> tuple[str, ...]:
    """The rule of a criterion, one line a condition."""
    rule = catalogue.criteria[criterion]
    lines = [words.say("rule.met", rule=_condition(catalogue, rule.met, words))]
    if rule.partly is not None:
        lines.append(words.say("rule.partly", rule=_condition(catalogue, rule.partly, words)))
    lines.append(words.say("rule.otherwise"))
    return tuple(lines)


def _condition(catalogue: Catalogue, condition: object, words: Words, *, inner: bool = False) -> str:
    match condition:
        case FeatureTest():
            feature = catalogue.features[condition.feature]
            operand = condition.operand
            shown = operand if isinstance(operand, tuple) else (operand,)
            named = " / ".join(f"“{_value(feature, feature.rank(raw), words)}”" for raw in shown)
            question = words.text(feature.question).text
            return words.say(f"rule.{condition.operator}", question=question, value=named)
        case CriterionTest():
            title = words.text(catalogue.criteria[condition.criterion].title).text
            statuses = " / ".join(words.say(f"status.{s}") for s in sorted(condition.accepted))
            return words.say("rule.criterion", title=title, statuses=statuses)
    form, parts_ = _form(condition)
    joined = "; ".join(_condition(catalogue, part, words, inner=True) for part in parts_)
    text = words.say(f"rule.{form}", n=getattr(getattr(condition, "at_least_n", None), "n", len(parts_)), parts=joined)
    return f"({text})" if inner else text


def _form(condition: object) -> tuple[str, tuple[object, ...]]:
    for form in ("all", "any", "none"):
        if hasattr(condition, form):
            return form, getattr(condition, form)
    return "at-least-n", condition.at_least_n.of  # type: ignore[attr-defined]


def citation(catalogue: Catalogue, id: str, words: Words, day: date | None = None) -> Citation:
    """A provision, and whether it stood on that day (always, without one)."""
    instrument, provision = catalogue.provisions[id]
    return Citation(
        id=id,
        label=_label(instrument, provision, words),
        title=words.text(instrument.title),
        text=words.text(provision.text),
        reference=instrument.reference,
        address=instrument.address,
        checked=words.say(f"checked.{provision.checked}"),
        standing=day is None or stood(instrument, day),
    )


def stood(instrument: Instrument, day: date) -> bool:
    """Whether an instrument was adopted (if binding on its parties: in force) by that day; undated ones always were."""
    since = instrument.stands_from
    return since is None or since.last <= day


def _label(instrument: Instrument, provision: Provision, words: Words) -> str:
    short = words.text(instrument.short).text
    locator = provision.printed_locator
    return f"{short}, {words.text(locator).text}" if locator is not None else short


class _Teller:
    def __init__(self, assessment: Assessment, words: Words) -> None:
        self._words = words
        self._card = assessment.scorecard
        self._profile = assessment.profile
        self._mechanism: Mechanism = assessment.mechanism
        self._catalogue = self._mechanism.catalogue

    def view(self, engines: Sequence[str]) -> ScorecardView:
        words, card, dossier = self._words, self._card, self._mechanism.dossier
        told = {finding.criterion: self._told(finding) for finding in card.findings}
        ranked = self._by_strength(told)
        unknown = self._unknown(told)
        overall = self._bar("overall", words.say("overall"), card.overall, card.overall.bands)
        settled = sum(finding.basis == "determined" for finding in card.findings)
        return ScorecardView(
            mechanism=dossier.id,
            state=words.text(dossier.state),
            name=words.text(dossier.name),
            about=words.text(dossier.about),
            as_of=words.say("as-of", date=words.day(card.as_of)),
            reading=words.say(f"reading.{card.reading}"),
            audience=words.say(f"audience.{card.audience}"),
            evidence=self._evidence(),
            hypothetical=card.hypothetical,
            overall=overall,
            summary=words.say("summary.settled", n=len(card.findings), settled=settled),
            capped=self._capped(),
            dimensions=tuple(
                self._bar(
                    score.dimension,
                    words.text(self._catalogue.dimensions[score.dimension]).text,
                    score,
                    score.bands,
                )
                for score in card.dimensions
            ),
            law=self._bar("law", words.say("in-law"), card.law) if card.law else None,
            practice=self._bar("practice", words.say("in-practice"), card.practice) if card.practice else None,
            gap=self._gap(),
            strongest=ranked[0],
            weakest=ranked[1],
            unknown=unknown,
            unknown_summary=self._unknown_summary(),
            flags=self._flags(),
            parts=tuple(
                Part(
                    self._bar(d.dimension, words.text(self._catalogue.dimensions[d.dimension]).text, d, d.bands),
                    tuple(t for id, t in told.items() if self._catalogue.criteria[id].dimension == d.dimension),
                )
                for d in card.dimensions
            ),
            chronicle=self._chronicle(),
            figures=self._figures(),
            sources=self._sources(),
            not_applicable=tuple(
                (words.text(self._catalogue.criteria[entry.criterion].title), words.text(entry.reason))
                for entry in dossier.not_applicable
            ),
            withheld=None if card.withheld is None else words.say("withheld", n=card.withheld),
            method=self._method(engines),
        )

    def _bar(self, id: str, label: str, score: Score, bands: Sequence[str] = ()) -> Bar:
        low, high = score.score
        return Bar(
            id,
            label,
            low,
            high,
            self._words.points(score.score),
            self._bands(bands),
            score.coverage.determined,
        )

    def _bands(self, bands: Sequence[str]) -> str:
        labels = {band.id: self._words.text(band.label).text for band in self._catalogue.scale.bands}
        if not bands:
            return ""
        if len(bands) == 1:
            return labels[bands[0]]
        return self._words.say("bands.span", low=labels[bands[0]], high=labels[bands[-1]])

    def _capped(self) -> str | None:
        overall = self._card.overall
        if overall.score == overall.uncapped:
            return None
        certain = overall.score[1] < overall.uncapped[1]
        failed = [
            self._words.text(self._catalogue.criteria[f.criterion].title).text
            for f in self._card.findings
            if f.critical and (f.possible == ("not-met",) if certain else "not-met" in f.possible)
        ]
        points = int(self._catalogue.scale.cap.at)
        return self._words.say(
            "capped" if certain else "capped.low",
            n=len(failed),
            points=points,
            criteria=self._words.listed(failed),
        )

    def _gap(self) -> str | None:
        gap = self._card.implementation_gap
        if gap is None:
            return None
        low, high = (int(end // 1) for end in gap.points)
        if low > 0:
            return self._words.say("gap.behind", n=gap.pairs, low=low, high=high)
        if high < 0:
            return self._words.say("gap.ahead", n=gap.pairs, low=-high, high=-low)
        return self._words.say("gap.open", n=gap.pairs, low=low, high=high)

    def _evidence(self) -> str:
        newest = self._card.newest_evidence
        if newest is None:
            return self._words.say("evidence.none")
        days = (self._card.as_of - newest).days
        return self._words.say("evidence.age", n=days, date=self._words.day(newest))

    def _told(self, finding: Finding) -> Told:
        words, criterion = self._words, self._catalogue.criteria[finding.criterion]
        known = tuple(self._known(self._profile.states[id]) for id in features_of(self._catalogue, criterion.id))
        citations = [citation(self._catalogue, id, words, self._card.as_of) for id in criterion.rests_on]
        notes = [said.note for item in known for said in item.said if said.note is not None]
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
            rule=rule_lines(self._catalogue, criterion.id, words),
            reason=words.text(criterion.reason),
            advice=words.text(criterion.advice),
            rests_on=tuple(c for c in citations if c.standing),
            since_then=tuple(c for c in citations if not c.standing),
        )

    def _known(self, state: FeatureState) -> Known:
        words = self._words
        decided = None
        if state.adjudication is not None:
            decision = state.adjudication
            decided = words.say(
                "adjudicated",
                value=_value(state.feature, state.feature.rank(decision.value), words),
                by=decision.by,
                date=words.partial(decision.date),
                why=words.text(decision.why).text,
            )
        return Known(
            id=state.feature.id,
            question=words.text(state.feature.question),
            knowledge=words.say(f"knowledge.{state.knowledge}"),
            answer=phrase_of_interval(state.feature, state.interval, words)
            if state.statements
            else words.say("no-source"),
            said=tuple(self._said(state.feature, statement) for statement in state.statements),
            decided=decided,
        )

    def _said(self, feature: Feature, statement: Statement) -> Said:
        words = self._words
        speaker = words.say("public-record")
        if statement.speaker is not None:
            speaker = words.text(self._mechanism.speakers[statement.speaker].name).text
        when = (
            words.partial(statement.day)
            if statement.day
            else words.say("date.undated", date=words.day(statement.start))
        )
        if statement.kind == "before":
            when = words.say("date.until", date=when)
        return Said(
            speaker=speaker,
            value=phrase_of_interval(feature, statement.interval, words),
            note=words.text(statement.note) if statement.note is not None else None,
            when=when,
            where=self._where(statement.source, statement.locator),
            anchor=statement.anchor,
        )

    def _where(self, source: str, locator: str) -> str:
        entry = self._mechanism.sources[source]
        author = self._words.text(self._mechanism.speakers[entry.author].name).text
        return self._words.say("where", author=author, year=entry.published.text[:4], locator=locator)

    def _by_strength(self, told: dict[str, Told]) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
        """The three strongest and three weakest of the findings that say something: by status, critical, worth."""
        order: dict[Status, int] = {"not-met": 0, "partly": 1, "met": 2}
        listed = list(self._card.findings)
        place = {finding.criterion: number for number, finding in enumerate(listed)}

        def weight(finding: Finding) -> tuple[int, float, int]:
            return -int(finding.critical), -finding.worth, place[finding.criterion]

        held = [f for f in listed if f.possible[0] != "not-met"]
        failed = [f for f in listed if f.possible[-1] != "met" and f.possible[0] == "not-met"]
        strongest = sorted(held, key=lambda f: (-order[f.possible[0]], -order[f.possible[-1]], weight(f)))[:3]
        weakest = sorted(failed, key=lambda f: (order[f.possible[-1]], weight(f)))[:3]
        return tuple(told[f.criterion] for f in strongest), tuple(told[f.criterion] for f in weakest)

    def _unknown(self, told: dict[str, Told]) -> tuple[Told, ...]:
        """The open findings, those first that move the overall score most."""
        worth = self._catalogue.scale.worth
        open_ = [f for f in self._card.findings if f.basis != "determined"]
        spread = {f.criterion: float(worth(f.possible[-1]) - worth(f.possible[0])) * f.worth for f in open_}
        place = {f.criterion: number for number, f in enumerate(self._card.findings)}
        return tuple(
            told[f.criterion]
            for f in sorted(open_, key=lambda f: (-f.critical, -spread[f.criterion], place[f.criterion]))
        )

    def _unknown_summary(self) -> str:
        open_ = [f for f in self._card.findings if f.basis != "determined"]
        disputed = sum(f.basis == "disputed" for f in open_)
        low, high = self._card.overall.uncapped
        return self._words.say(
            "unknown.summary",
            n=len(open_),
            disputed=disputed,
            silent=len(open_) - disputed,
            points=int(high - low),
        )

    def _flags(self) -> tuple[Raised, ...]:
        words = self._words
        raised = [flag for flag in self._card.flags if flag.state != "absent"]
        return tuple(
            Raised(
                id=flag.flag,
                title=words.text(self._catalogue.flags[flag.flag].title),
                text=words.text(self._catalogue.flags[flag.flag].text),
                state=words.say(f"flag.{flag.state}"),
                certain=flag.state == "certain",
            )
            for flag in sorted(raised, key=lambda flag: flag.state != "certain")
        )

    def _chronicle(self) -> tuple[Happening, ...]:
        dossier, words = self._mechanism.dossier, self._words
        found = [h for reform in dossier.reforms for h in self._stages(reform)]
        for event in dossier.events:
            source = self._mechanism.sources[event.source]
            day = source.as_of if event.date is None else min(event.date.last, source.as_of)
            if day <= self._card.as_of and self._may_tell(event.visibility, event.source):
                when = words.partial(event.date) if event.date else words.say("date.undated", date=words.day(day))
                where = self._where(event.source, event.locator)
                title = words.text(event.title)
                found.append(Happening("", when, day.isoformat(), title, None, words.say("event"), where, open=False))
        return tuple(sorted(found, key=lambda h: (h.open, h.sort, h.title.text)))

    def _stages(self, reform: Reform) -> Iterable[Happening]:
        """The stages of a reform by the scorecard's date; the last one tells whether it is in force."""
        words = self._words
        stages: list[tuple[date, ReformState, Happening]] = []
        for stage in reform.history:
            source = self._mechanism.sources[stage.source]
            day = source.as_of if stage.date is None else min(stage.date.last, source.as_of)
            if day > self._card.as_of or not self._may_tell(
                most_secret(stage.visibility, reform.visibility), stage.source
            ):
                continue
            when = words.partial(stage.date) if stage.date else words.say("date.undated", date=words.day(day))
            happening = Happening(
                id=reform.id,
                when=when,
                sort=day.isoformat(),
                title=words.text(reform.name),
                note=words.text(reform.note),
                state=words.say(f"reform.{stage.state}"),
                where=self._where(stage.source, stage.locator),
                open=stage.state != "adopted",
            )
            stages.append((day, stage.state, happening))
        return [happening for _, _, happening in stages]

    def _may_tell(self, visibility: Visibility, source: str) -> bool:
        return may_know(self._card.audience, most_secret(visibility, self._mechanism.sources[source].visibility))

    def _figures(self) -> tuple[Quantity, ...]:
        words = self._words
        told: list[Quantity] = []
        for figure in self._mechanism.dossier.figures:
            speaker = self._mechanism.speakers[figure.speaker]
            source = self._mechanism.sources[figure.source]
            period = figure.period
            start = None if period is None else period.start if isinstance(period, Period) else period
            if (start is not None and min(start.last, source.as_of) > self._card.as_of) or (
                start is None and source.as_of > self._card.as_of
            ):
                continue
            if not self._may_tell(most_secret(figure.visibility, speaker.visibility), figure.source):
                continue
            shown = f"{figure.value:,}".replace(",", "\u202f")
            told.append(
                Quantity(
                    label=words.text(figure.label),
                    value=(words.say("about", value=shown) if figure.approximate else shown)
                    + f" {words.text(figure.unit).text}",
                    period=""
                    if period is None
                    else words.say("period", start=words.partial(period.start), end=words.partial(period.end))
                    if isinstance(period, Period)
                    else words.partial(period),
                    speaker=words.text(speaker.name).text,
                    where=self._where(figure.source, figure.locator),
                    note=words.text(figure.note) if figure.note else None,
                )
            )
        return tuple(told)

    def _sources(self) -> tuple[tuple[str, str], ...]:
        words, dossier = self._words, self._mechanism.dossier
        cited = {s.source for state in self._profile.states.values() for s in state.statements}
        cited |= {part.source for part in (*dossier.figures, *dossier.events, dossier.established)}
        cited |= {stage.source for reform in dossier.reforms for stage in reform.history}
        told = []
        for id in sorted(cited):
            source = self._mechanism.sources[id]
            if may_know(self._card.audience, source.visibility):
                author = words.text(self._mechanism.speakers[source.author].name).text
                title = words.text(source.title).text
                text = words.say(
                    "source",
                    author=author,
                    title=title,
                    published=words.partial(source.published),
                    as_of=words.day(source.as_of),
                )
                told.append((text, source.address or ""))
        return tuple(told)

    def _method(self, engines: Sequence[str]) -> tuple[str, ...]:
        words, scale = self._words, self._catalogue.scale
        agreed = "method.engines" if len(engines) > 1 else "method.one-engine"
        return (
            words.say("method.statuses", partly=scale.statuses["partly"]),
            words.say("method.range"),
            words.say("method.weights", dimensions=len(self._card.dimensions)),
            words.say("method.cap", points=int(scale.cap.at)),
            words.say("method.limits"),
            words.say(agreed, engines=words.listed(engines)),
            words.say(
                "method.digests",
                standards=self._catalogue.digest,
                dossier=self._card.dossier_digest,
                version=__version__,
            ),
        )


def coverage_words(coverage: Coverage, words: Words) -> str:
    """Determined, disputed, silent: as percentages of weight."""
    return words.say(
        "coverage",
        determined=words.percent(coverage.determined),
        disputed=words.percent(coverage.disputed),
        silent=words.percent(coverage.silent),
    )


def score_words(score: Range, words: Words) -> str:
    """A range, read aloud."""
    return words.points(score, join=f" {words.say('to')} ")
