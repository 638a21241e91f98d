"""From a dossier to dated statements: claims, what reforms lay down and aim at, what a change says that it replaced."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Literal

from ..model.dates import PartialDate
from ..model.days import PossibleDays
from ..model.document import Document, Speaker
from ..model.dossier import Dossier, Reform
from ..model.feature import Feature, Interval
from ..model.profile import Statement
from ..model.sheet import Claim, LaidDown, Setting, Stage, Status
from .spells import ENDINGS, Spell, Turn, spells, turns
from .validity import good_until


def day_of(given: PartialDate | None, document: Document) -> date:
    """The day from which something counts: the last possible one, as far as its document knows."""
    return PossibleDays.of(given, document.as_of).last


def statements(
    dossier: Dossier,
    features: Mapping[str, Feature],
    speakers: Mapping[str, Speaker],
    documents: Mapping[str, Document],
) -> tuple[Statement, ...]:
    """Everything that the dossier says of features, in a fixed order that does not depend on the files'.

    Commitments are none, since they say nothing of what is; nor is a claim that its speaker took back.
    """
    taken_back = {claim.corrects for claim in dossier.claims if claim.corrects is not None}
    statuses = {sheet.document: sheet.status for sheet in dossier.sheets}
    drawn = [
        statement
        for claim in dossier.claims
        if claim.id is None or claim.id not in taken_back
        for statement in of_claim(claim, features, speakers, documents, statuses[claim.document])
    ]
    for reform in dossier.reforms:
        drawn += of_reform(reform, features, documents, statuses)
    ordered = sorted(_confirmed(drawn, documents), key=_order)
    return tuple(each for _, alike in groupby(ordered, key=_order) for each in _settled(list(alike)))


def _order(statement: Statement) -> tuple[str, date, str, str, Interval, str, str]:
    """What readers see first."""
    return (
        statement.feature,
        statement.counts_from,
        statement.kind,
        statement.speaker or "",
        statement.interval,
        statement.document,
        statement.locator,
    )


def _settled(alike: list[Statement]) -> list[Statement]:
    """Of those that are alike in what readers see first, the rest decides."""
    return alike if len(alike) == 1 else sorted(alike, key=repr)


def claim_days(claim: Claim, documents: Mapping[str, Document]) -> PossibleDays:
    """When a claim holds: without a date, an observation or a commitment is of the day up to which its document knows,
    and a change of any day up to it.
    """
    as_of = documents[claim.document].as_of
    return PossibleDays.of(claim.date, as_of, undated_first=None if claim.kind == "change" else as_of)


def of_claim(
    claim: Claim,
    features: Mapping[str, Feature],
    speakers: Mapping[str, Speaker],
    documents: Mapping[str, Document],
    status: Status = "accepted",
) -> Iterator[Statement]:
    """What a change or an observation says, and what held before it if it says that too; nothing of a commitment."""
    if claim.kind == "commitment":
        return
    feature, document, speaker = features[claim.feature], documents[claim.document], speakers[claim.speaker]
    days, interval = claim_days(claim, documents), claim.interval(feature)
    observed = claim.kind == "observation"
    end = good_until(feature, claim, days, interval, document.as_of) if observed else None
    statement = Statement(
        feature=feature.id,
        interval=interval,
        kind=claim.kind,
        days=days,
        end=end,
        ended_by=None if end is None else "validity",
        day=None if claim.date is None else claim.date.text,
        until=None if claim.until is None else claim.until.text,
        announced=days.announced,
        speaker=speaker.id,
        speaker_kind=speaker.kind,
        author=None if document.author == speaker.id else document.author,
        first_hand=document.first_hand,
        document=document.id,
        locator=claim.locator,
        anchor=claim.anchor,
        note=claim.note,
        claim=claim.id,
        stage=None,
        reform=None,
        status=_status(status),
    )
    yield statement
    if claim.before is not None:
        yield _before(statement, feature.rank(claim.before))


def of_reform(
    reform: Reform,
    features: Mapping[str, Feature],
    documents: Mapping[str, Document],
    statuses: Mapping[str, Status],
) -> Iterator[Statement]:
    """What a reform changes while it stands and wants of practice, and what its repeal says that holds from then on.

    What a stage says held before it is said of the first spell that has its content of it, not of a later one.
    """
    standing = spells(reform, documents)
    heard: set[Stage] = set()
    for spell in standing:
        for stage in spell.lays_down:
            for setting in stage.lays_down:
                feature = features[setting.feature]
                change = _of_stage("change", setting, feature, stage, reform, spell, documents, statuses)
                yield change
                if setting.before is not None and stage not in heard:
                    yield _before(change, feature.rank(setting.before))
        heard.update(spell.lays_down)
        for stage in spell.aims:
            for aim in stage.aims:
                yield _of_stage("aim", aim, features[aim.feature], stage, reform, spell, documents, statuses)
    first = min((spell.adoption.days.last for spell in standing), default=None)
    for turn in turns(reform, documents)[1]:
        if turn.state in ENDINGS and first is not None and turn.days.last > first:
            for stage in turn.stages:
                for setting in stage.lays_down:
                    feature = features[setting.feature]
                    change = _of_stage("change", setting, feature, stage, reform, turn, documents, statuses)
                    yield change
                    if setting.before is not None:
                        yield _before(change, feature.rank(setting.before))


def _of_stage(
    kind: Literal["change", "aim"],
    setting: Setting | LaidDown,
    feature: Feature,
    stage: Stage,
    reform: Reform,
    since: Spell | Turn,
    documents: Mapping[str, Document],
    statuses: Mapping[str, Status],
) -> Statement:
    """What a stage says of a feature: while a spell lasts, or from a turn on."""
    turn, end = (since, None) if isinstance(since, Turn) else (since.adoption, since.end)
    return Statement(
        feature=feature.id,
        interval=setting.interval(feature),
        kind=kind,
        days=turn.days,
        end=end,
        ended_by=None if end is None else "repeal",
        day=turn.given,
        until=None,
        announced=turn.announced,
        speaker=None,
        speaker_kind=None,
        author=None,
        first_hand=documents[stage.document].first_hand,
        document=stage.document,
        locator=stage.locator,
        anchor=stage.anchor,
        note=reform.note,
        claim=None,
        stage=stage.id,
        reform=reform.id,
        status=_status(statuses[stage.document]),
    )


def _before(change: Statement, rank: int) -> Statement:
    return replace(change, kind="before", interval=Interval(rank, rank))


def _status(status: Status) -> Literal["accepted", "reconciled"]:
    return "reconciled" if status == "reconciled" else "accepted"


def _confirmed(drawn: Iterable[Statement], documents: Mapping[str, Document]) -> list[Statement]:
    """The statements, of which an announced change is marked as such only until a later document confirms it."""
    drawn = list(drawn)
    told: dict[str, list[Statement]] = {}
    for statement in drawn:
        if statement.kind in {"change", "observation"} and not statement.announced:
            told.setdefault(statement.feature, []).append(statement)

    def confirmed(change: Statement) -> bool:
        return any(
            other.document != change.document
            and documents[other.document].as_of >= change.counts_from
            and other.counts_from >= change.counts_from
            and other.interval.meets(change.interval) is not None
            for other in told.get(change.feature, ())
        )

    held = {_entry(change) for change in drawn if change.kind == "change" and change.announced and confirmed(change)}
    return [
        replace(statement, announced=False)
        if statement.kind in {"change", "before"} and _entry(statement) in held
        else statement
        for statement in drawn
    ]


def _entry(statement: Statement) -> tuple[object, ...]:
    """What a change and its `before` have in common."""
    return (
        statement.claim or statement.stage,
        statement.feature,
        statement.document,
        statement.locator,
        statement.days,
        statement.reform,
    )
