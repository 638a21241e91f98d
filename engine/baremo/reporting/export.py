"""Tidy data for analysts: CSV tables with a descriptor, as the Data Package standard has it (Frictionless, 2024)."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from .. import __version__
from ..analysis.reforms import stages
from ..assessment.assess import Assessment, Mechanism
from ..assessment.statements import day_of
from ..model.catalogue import Catalogue
from ..model.dates import PartialDate
from ..model.export import (
    REFERS,
    TABLES,
    CourseRow,
    CriterionRow,
    DocumentRow,
    EventRow,
    FeatureRow,
    FigureRow,
    FindingRow,
    FlagRow,
    MechanismRow,
    NotApplicableRow,
    ProvisionRow,
    RestsOnRow,
    ScoreRow,
    SpeakerRow,
    StageRow,
    StatementRow,
    Table,
    ValueRow,
)
from ..model.feature import Feature, Interval
from ..model.record import Record
from ..model.scorecard import Score, Scorecard
from ..model.sheet import Period
from ..model.shown import show
from ..model.timeline import Point, Timeline
from ..model.unscored import Unscored
from .tables import as_csv
from .views.chronicle import begun
from .views.context import Context
from .views.phrases import citation
from .views.scorecard import reason_left_out
from .words import Words

Row = tuple[str, tuple[str, ...]]
"""The name of a table, and the cells of a row of it."""
SHARED = ("documents", "speakers")
"""Tables whose rows several mechanisms may have in common; they are in the order of their ids."""
_NAMES = {table.row: name for name, table in TABLES.items()}


def rows(card: Assessment, course: Timeline, words: Words) -> Iterator[Row]:
    """What there is of one mechanism on a day."""
    context = Context.of(card, words)
    told = [*_scorecard(card, context), *_course(course), *_said(card, context), *_happened(context)]
    cited = {row.document for row in told if isinstance(row, StatementRow | FigureRow | StageRow | EventRow)}
    cited.add(context.mechanism.dossier.mechanism.established.document)
    heard = {row.speaker for row in told if isinstance(row, StatementRow | FigureRow) and row.speaker is not None}
    documents = [_document(id, context) for id in sorted(cited)]
    speakers = [_speaker(id, context) for id in sorted(heard | {document.author for document in documents})]
    yield from map(_row, (*told, *documents, *speakers))


def unscored_row(mechanism: Mechanism, unscored: Unscored, words: Words) -> Row:
    """That there is a mechanism, and why it has no scorecard."""
    return _row(_mechanism(mechanism, words, as_of=unscored.as_of, scorecard=unscored.state))


def export(told: Iterable[Row], catalogue: Catalogue, words: Words) -> Iterator[tuple[str, str]]:
    """Every file with its name and content: a CSV file a table, and `datapackage.json`, which describes them all.

    `told` are the rows of mechanisms, one after the other.
    """
    listed: dict[str, list[tuple[str, ...]]] = {name: [] for name in TABLES}
    for name, cells in (*told, *map(_row, _standards(catalogue, words))):
        listed[name].append(cells)
    for name, table in TABLES.items():
        own = sorted(set(listed[name])) if name in SHARED else listed[name]
        yield f"{name}.csv", as_csv(tuple(table.row.model_fields), own)
    yield "datapackage.json", json.dumps(_package(catalogue), indent=2) + "\n"


def _row(record: Record) -> Row:
    return _NAMES[type(record)], tuple(_cell(getattr(record, column)) for column in type(record).model_fields)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _scorecard(card: Assessment, context: Context) -> Iterator[Record]:
    made = card.scorecard
    yield _mechanism(
        card.mechanism,
        context.words,
        as_of=made.as_of,
        scorecard="yes",
        perspective=made.perspective,
        newest_evidence=made.newest_evidence,
    )
    for scope, score in _scopes(made):
        lowest, highest = score.score
        coverage = score.coverage
        yield ScoreRow(
            mechanism=made.mechanism,
            scope=scope,
            low=lowest,
            high=highest,
            told=coverage.told,
            criteria=coverage.criteria,
            too_little=score.too_little,
            **coverage.model_dump()["shares"],
        )
    for finding in made.findings:
        yield FindingRow(
            mechanism=made.mechanism,
            possible=" ".join(finding.possible),
            **finding.model_dump(
                include={"criterion", "verdict", "basis", "contested", "critical", "worth", "provided"}
            ),
        )
    for exempt in made.not_applicable:
        reason = reason_left_out(exempt, context).text
        yield NotApplicableRow(mechanism=made.mechanism, criterion=exempt.criterion, reason=reason)
    for flag in made.flags:
        yield FlagRow(mechanism=made.mechanism, flag=flag.flag, state=flag.state)
    for state in card.profile.states.values():
        low, high = _values(state.feature, state.interval)
        yield ValueRow(
            mechanism=made.mechanism,
            feature=state.feature.id,
            knowledge=state.knowledge,
            low=low,
            high=high,
            adjudicated=state.adjudication is not None,
        )


def _mechanism(
    mechanism: Mechanism,
    words: Words,
    *,
    as_of: date,
    scorecard: Literal["yes", "not-yet", "ended", "nothing-applies"],
    perspective: str | None = None,
    newest_evidence: date | None = None,
) -> MechanismRow:
    own = mechanism.dossier.mechanism
    return MechanismRow(
        mechanism=own.id,
        country=own.country,
        state=words.text(own.state).text,
        name=words.text(own.name).text,
        since=mechanism.since,
        as_of=as_of,
        scorecard=scorecard,
        perspective=perspective,
        audience=mechanism.audience,
        newest_evidence=newest_evidence,
        dossier_digest=mechanism.digest,
    )


def _course(course: Timeline) -> Iterator[Record]:
    for point in course.points:
        for scope, score in _scopes(point):
            (low, high), told = score.score, score.coverage.told_share
            yield CourseRow(
                mechanism=course.mechanism,
                date=point.date,
                scope=scope,
                low=low,
                high=high,
                too_little=score.too_little,
                told=told,
            )


def _scopes(of: Scorecard | Point) -> Iterator[tuple[str, Score]]:
    """The scores of a scorecard or of a day, by what they are of."""
    yield "overall", of.overall
    yield from ((score.dimension, score) for score in of.dimensions)
    for scope, score in (("law", of.law), ("practice", of.practice)):
        if score is not None:
            yield scope, score


def _said(card: Assessment, context: Context) -> Iterator[Record]:
    """What was said by the day; in force is what counts on it under the perspective."""
    for state in card.profile.states.values():
        for statement in card.mechanism.statements:
            in_force = statement in state.statements
            if statement.kind == "aim":
                continue
            if statement.feature != state.feature.id or not (in_force or statement.counts_from <= context.as_of):
                continue
            low, high = _values(state.feature, statement.interval)
            yield StatementRow(
                mechanism=card.profile.mechanism,
                feature=statement.feature,
                kind=statement.kind,
                low=low,
                high=high,
                start=statement.counts_from,
                end=statement.end,
                given=statement.day,
                in_force=in_force,
                speaker=statement.speaker,
                document=statement.document,
                locator=statement.locator,
                anchor=statement.anchor,
                note=None if statement.note is None else context.words.text(statement.note).text,
                reform=statement.reform,
            )


def _values(feature: Feature, interval: Interval) -> tuple[str, str]:
    """The two ends of an interval, as a file would say them."""
    low, high = (show(raw) if isinstance(raw := feature.raw(rank), bool) else str(raw) for rank in interval)
    return low, high


def _happened(context: Context) -> Iterator[Record]:
    """The figures, the reforms' stages and the events by the day."""
    dossier, words, mechanism = context.mechanism.dossier, context.words, context.mechanism
    for figure in (figure for figure in dossier.figures if begun(figure, context)):
        period = figure.period
        start, end = (period.start, period.end) if isinstance(period, Period) else (period, None)
        yield FigureRow(
            mechanism=dossier.id,
            figure=figure.id,
            label=words.text(figure.label).text,
            value=figure.value,
            approximate=figure.approximate,
            unit=words.text(figure.unit).text,
            start=_text(start),
            end=_text(end),
            **figure.model_dump(include={"speaker", "document", "locator"}),
        )
    for reform in dossier.reforms:
        for day, stage in stages(mechanism, reform):
            if day <= context.as_of:
                yield StageRow(
                    mechanism=dossier.id,
                    reform=reform.id,
                    name=words.text(reform.name).text,
                    state=stage.state,
                    since=day,
                    given=_text(stage.date),
                    document=stage.document,
                    locator=stage.locator,
                )
    for event in dossier.events:
        day = day_of(event.date, mechanism.documents[event.document])
        if day <= context.as_of:
            yield EventRow(
                mechanism=dossier.id,
                since=day,
                given=_text(event.date),
                title=words.text(event.title).text,
                document=event.document,
                locator=event.locator,
            )


def _text(given: PartialDate | None) -> str | None:
    return None if given is None else given.text


def _document(id: str, context: Context) -> DocumentRow:
    document = context.mechanism.documents[id]
    return DocumentRow(
        document=id,
        author=document.author,
        title=document.title,
        published=document.published if isinstance(document.published, str) else document.published.text,
        as_of=document.as_of,
        address=document.address,
    )


def _speaker(id: str, context: Context) -> SpeakerRow:
    return SpeakerRow(speaker=id, kind=context.mechanism.speakers[id].kind, name=context.speaker(id))


def _standards(catalogue: Catalogue, words: Words) -> Iterator[Record]:
    for criterion in catalogue.in_order:
        title = words.text(criterion.title).text
        yield CriterionRow(criterion=criterion.id, dimension=criterion.dimension, aspect=criterion.aspect, title=title)
        yield from (RestsOnRow(criterion=criterion.id, provision=provision) for provision in criterion.rests_on)
    for id, (instrument, provision) in catalogue.provisions.items():
        told = citation(catalogue, id, words)
        yield ProvisionRow(
            provision=id,
            label=told.label,
            reference=told.reference,
            text=told.text.text,
            checked=provision.checked,
            since=_text(instrument.stands_from()),
        )
    for feature in catalogue.features.values():
        yield FeatureRow(
            feature=feature.id,
            kind=feature.kind,
            type=feature.type,
            polarity=feature.polarity,
            question=words.text(feature.question).text,
        )


def _package(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "name": "baremo-export",
        "version": __version__,
        "standards": catalogue.digest,
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "description": " ".join((table.row.__doc__ or "").split()),
                "schema": _schema(name, table),
            }
            for name, table in TABLES.items()
        ],
    }


def _schema(name: str, table: Table) -> dict[str, Any]:
    columns = table.row.model_json_schema(mode="serialization")["properties"]
    refers = ((column, REFERS[column]) for column in columns if REFERS.get(column, name) != name)
    return {
        "fields": [_field(column, described) for column, described in columns.items()],
        **({"primaryKey": list(table.key)} if table.key else {}),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": other, "fields": list(TABLES[other].key)}}
            for column, other in refers
        ],
    }


def _field(column: str, described: dict[str, Any]) -> dict[str, Any]:
    """A column in the words of Table Schema, from those of JSON Schema."""
    allowed = [one for one in described.get("anyOf", [described]) if one.get("type") != "null"]
    (kind,) = allowed
    constraints: dict[str, Any] = {"required": True} if "anyOf" not in described else {}
    if "enum" in kind:
        constraints["enum"] = kind["enum"]
    return {
        "name": column,
        "type": "date" if kind.get("format") == "date" else kind["type"],
        **({"description": described["description"]} if "description" in described else {}),
        **({"constraints": constraints} if constraints else {}),
    }
