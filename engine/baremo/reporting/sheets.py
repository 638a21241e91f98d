"""A mechanism's data as sheets: the summary, findings, claims, reforms, figures, events, documents and provisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..analysis.reforms import stages
from ..analysis.survey import Survey
from ..model.scorecard import BASES, Score
from .views.chronicle import chronicle, figures
from .views.chronicle import documents as cited
from .views.context import Context
from .views.phrases import citation, interval_words, status_words
from .words import Words

Cell = str | float | date | None
Columns = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Sheet:
    """A title, columns (message and width in characters), and rows of texts, numbers and days."""

    id: str
    columns: Columns
    rows: tuple[tuple[Cell, ...], ...]


def sheets(survey: Survey, words: Words) -> tuple[Sheet, ...]:
    """All sheets of one mechanism."""
    context = Context.of(survey.assessment, words)
    return (
        _summary(survey, context),
        _findings(survey, context),
        _claims(survey, context),
        _reforms(context),
        _figures(context),
        _events(context),
        _sources(survey, context),
        _provisions(survey, context),
    )


def _summary(survey: Survey, context: Context) -> Sheet:
    card, words = survey.assessment.scorecard, context.words

    def row(label: str, score: Score) -> tuple[Cell, ...]:
        known = score.coverage
        little = words.say("value.yes" if score.too_little else "value.no")
        return (label, *score.score, little, *(float(known.shares[basis]) for basis in BASES))

    scores: list[tuple[str, Score | None]] = [(words.say("overall"), card.overall)]
    scores += [(words.text(context.catalogue.dimensions[d.dimension]).text, d) for d in card.dimensions]
    scores += [(words.say("in-law"), card.law), (words.say("in-practice"), card.practice)]
    about: list[tuple[Cell, ...]] = [
        (words.say("mechanism"), f"{words.text(context.mechanism.dossier.mechanism.state).text}, "
         f"{words.text(context.mechanism.dossier.mechanism.name).text}"),
        (words.say("date"), card.as_of),
        (words.say("column.perspective"), words.perspective(card.perspective)),
        (words.say("column.audience"), words.say(f"audience.{card.audience}")),
        (words.say("column.evidence"), card.newest_evidence),
        *(((words.say("withheld", n=card.withheld),),) if card.withheld is not None else ()),
    ]  # fmt: skip
    columns: Columns = (("column.score", 34), ("column.low", 12), ("column.high", 12))
    columns += (("column.too-little", 16),)
    columns += tuple((f"basis.{basis}", 14) for basis in BASES)
    made = tuple(row(label, score) for label, score in scores if score is not None)
    wide = tuple((*entry, *[None] * (len(columns) - len(entry))) for entry in about)
    return Sheet("summary", columns, (*made, *wide))


def _findings(survey: Survey, context: Context) -> Sheet:
    words, catalogue = context.words, context.catalogue
    rows = tuple(
        (
            finding.criterion,
            words.text(catalogue.criteria[finding.criterion].title).text,
            words.text(catalogue.dimensions[finding.dimension]).text,
            words.say(f"aspect.{finding.aspect}"),
            status_words(finding.possible, catalogue.criteria[finding.criterion], words),
            words.say(f"basis.{finding.basis}"),
            words.say("value.yes" if finding.contested else "value.no"),
            words.say("value.yes" if finding.critical else "value.no"),
            finding.worth,
        )
        for finding in survey.assessment.scorecard.findings
    )
    columns: Columns = (("column.id", 30), ("criterion.short", 60), ("column.dimension", 22), ("aspect", 14))
    columns += (("column.status", 26), ("column.basis", 34), ("contested", 16), ("critical", 12), ("column.worth", 10))
    return Sheet("findings", columns, rows)


def _claims(survey: Survey, context: Context) -> Sheet:
    words = context.words
    columns: Columns = (
        ("column.feature", 34),
        ("column.question", 60),
        ("column.value", 40),
        ("speaker", 28),
        ("date", 14),
    )
    columns += (("column.since", 14), ("where.head", 36), ("column.anchor", 36), ("column.note", 70))
    rows = tuple(
        (
            state.feature.id,
            words.text(state.feature.question).text,
            interval_words(state.feature, statement.interval, words),
            words.say("public-record") if statement.speaker is None else context.speaker(statement.speaker),
            statement.day or "",
            statement.counts_from,
            context.where(statement.document, statement.locator),
            statement.anchor or "",
            words.text(statement.note).text if statement.note is not None else "",
        )
        for state in survey.assessment.profile.states.values()
        for statement in state.statements
    )
    return Sheet("claims", columns, rows)


def _reforms(context: Context) -> Sheet:
    words = context.words

    def rows() -> Iterator[tuple[Cell, ...]]:
        for reform in context.mechanism.dossier.reforms:
            for day, stage in stages(context.mechanism, reform):
                if day <= context.as_of:
                    yield (
                        reform.id,
                        words.text(reform.name).text,
                        words.say(f"reform.{stage.state}"),
                        "" if stage.date is None else stage.date.text,
                        day,
                        ", ".join(setting.feature for setting in reform.lays_down),
                        ", ".join(setting.feature for setting in reform.aims),
                        words.text(reform.note).text if reform.note else "",
                        context.where(stage.document, stage.locator),
                    )

    columns: Columns = (
        ("column.id", 28),
        ("column.reform", 50),
        ("column.state", 14),
        ("date", 14),
        ("column.since", 14),
    )
    columns += (("column.changes", 34), ("column.aims", 34), ("column.note", 70), ("where.head", 36))
    return Sheet("reforms", columns, tuple(rows()))


def _figures(context: Context) -> Sheet:
    columns: Columns = (("figure", 60), ("number", 24), ("period.head", 24), ("speaker", 28), ("where.head", 36))
    rows = (
        (one.label.text, one.value, one.period, one.speaker, one.where, "" if one.note is None else one.note.text)
        for one in figures(context)
    )
    return Sheet("figures", (*columns, ("column.note", 70)), tuple(rows))


def _events(context: Context) -> Sheet:
    columns: Columns = (("date", 24), ("event", 70), ("where.head", 36))
    events = (happening for happening in chronicle(context) if not happening.id)
    return Sheet("events", columns, tuple((one.when, one.title.text, one.where) for one in events))


def _sources(survey: Survey, context: Context) -> Sheet:
    return Sheet(
        "documents",
        (("column.document", 110), ("column.read", 40), ("column.coded", 30), ("column.address", 60)),
        tuple((one.text, one.read, one.coded, one.address) for one in cited(survey.assessment, context)),
    )


def _provisions(survey: Survey, context: Context) -> Sheet:
    words, catalogue = context.words, context.catalogue
    users: dict[str, list[str]] = {}
    for finding in survey.assessment.scorecard.findings:
        for provision in catalogue.criteria[finding.criterion].rests_on:
            users.setdefault(provision, []).append(finding.criterion)
    rows: list[tuple[Cell, ...]] = []
    for id in (provision for provision in catalogue.provisions if provision in users):
        told = citation(catalogue, id, words, context.cited_to)
        standing = words.say("value.yes" if told.standing else "value.no")
        force = told.force or ""
        criteria = ", ".join(users[id])
        rows.append((id, told.label, told.text.text, told.checked, standing, force, criteria, told.address or ""))
    columns: Columns = (("column.id", 34), ("column.provision", 36), ("column.text", 80), ("column.checked", 34))
    columns += (("column.standing", 14), ("column.force", 50), ("column.criteria", 60), ("column.address", 50))
    return Sheet("provisions", columns, tuple(rows))
