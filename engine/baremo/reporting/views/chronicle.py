"""Tells what happened, the figures, and the documents: everything in a dossier that is not scored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from ...analysis.reforms import stages
from ...assessment.assess import Assessment
from ...assessment.later import event_days, figure_days
from ...assessment.spells import Turn, turns
from ...assessment.statements import day_of
from ...model.dates import PartialDate
from ...model.dossier import Reform
from ...model.feature import Interval
from ...model.later import Later
from ...model.sheet import Event, Figure, Period
from ...model.text import Localised, Phrase
from .context import Context
from .phrases import interval_words, stage_words


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


def chronicle(context: Context) -> tuple[Happening, ...]:
    """The reforms' stages and the events by the context's day, what is not in force last."""
    dossier, documents, words = context.mechanism.dossier, context.mechanism.documents, context.words
    found = [happening for reform in dossier.reforms for happening in _turns(reform, context)]
    for event in dossier.events:
        day = _day(event, context)
        if day <= context.as_of:
            found.append(
                Happening(
                    id="",
                    when=_when(event.date, day, context),
                    sort=day.isoformat(),
                    title=words.text(event.title),
                    note=None,
                    state=_marked(words.say("event"), event_days(event, documents).announced, context),
                    where=context.where(event.document, event.locator),
                    open=False,
                )
            )
    return tuple(sorted(found, key=lambda h: (h.open, h.sort, h.title.text)))


def _day(event: Event, context: Context) -> date:
    return event_days(event, context.mechanism.documents).last


def _marked(state: str, announced: bool, context: Context) -> str:
    """A state, and that its day was still to come for its document where it was."""
    return f"{state} · {context.words.say('mark.announced')}" if announced else state


def _turns(reform: Reform, context: Context) -> Iterable[Happening]:
    """Each turn once, with every document that tells of it; what was never adopted by the day is not in force."""
    words, documents = context.words, context.mechanism.documents
    told = [turn for turn in chain(*turns(reform, documents)) if _reached(turn, context) <= context.as_of]
    adopted = any(turn.state == "adopted" and turn.days.last <= context.as_of for turn in told)
    for place, turn in enumerate(sorted(told, key=lambda turn: _reached(turn, context))):
        stage, day = turn.stages[0], _reached(turn, context)
        yield Happening(
            id=reform.id,
            when=_when(stage.date, day, context),
            sort=day.isoformat(),
            title=words.text(reform.name),
            note=words.text(reform.note) if reform.note and not place else None,
            state=_marked(stage_words(stage, words), turn.announced, context),
            where=" · ".join(dict.fromkeys(context.where(each.document, each.locator) for each in turn.stages)),
            open=not adopted,
        )


def _reached(turn: Turn, context: Context) -> date:
    """The day of a turn by the document that gives it; its entry into force may be another."""
    return day_of(turn.stages[0].date, context.mechanism.documents[turn.stages[0].document])


def _when(given: PartialDate | None, day: date, context: Context) -> str:
    return context.words.partial(given) if given else context.words.say("date.undated", date=context.words.day(day))


def figures(context: Context) -> tuple[Quantity, ...]:
    """The figures whose period had begun by the context's day."""
    return tuple(_figure(figure, context) for figure in context.mechanism.dossier.figures if begun(figure, context))


def begun(figure: Figure, context: Context) -> bool:
    """Whether a figure's period had begun by the context's day."""
    return figure_days(figure, context.mechanism.documents).last <= context.as_of


def _figure(figure: Figure, context: Context) -> Quantity:
    words, period = context.words, figure.period
    shown = f"{words.number(figure.value)} {words.text(figure.unit).text}"
    if isinstance(period, Period):
        when = words.say("period", start=words.partial(period.start), end=words.partial(period.end))
    else:
        when = "" if period is None else words.partial(period)
    return Quantity(
        label=words.text(figure.label),
        value=words.say("about", value=shown) if figure.approximate else shown,
        period=when,
        speaker=context.speaker(figure.speaker),
        where=context.where(figure.document, figure.locator),
        note=words.text(figure.note) if figure.note else None,
    )


@dataclass(frozen=True)
class Read:
    """A document that the page cites: how much of it was read, and by how many coders, reconciled or not.

    `read` and `coded` are empty where no sheet was coded of it.
    """

    text: str
    address: str
    read: str
    coded: str


def documents(assessment: Assessment, context: Context) -> tuple[Read, ...]:
    """The documents that the page cites."""
    dossier = context.mechanism.dossier
    cited = {s.document for state in assessment.profile.states.values() for s in state.statements}
    cited |= {figure.document for figure in dossier.figures if begun(figure, context)}
    cited |= {event.document for event in dossier.events if _day(event, context) <= context.as_of}
    dated = (one for reform in dossier.reforms for one in stages(context.mechanism, reform))
    cited |= {stage.document for day, stage in dated if day <= context.as_of}
    cited |= {dossier.mechanism.established.document}
    return tuple(_read(id, context) for id in sorted(cited))


def _read(id: str, context: Context) -> Read:
    words, document = context.words, context.mechanism.documents[id]
    year = context.year(document)
    published = year if isinstance(document.published, str) else words.partial(document.published)
    if published != year and year[-1].isalpha():
        published = f"{published} ({year})"
    sheet = next((sheet for sheet in context.mechanism.dossier.sheets if sheet.document == id), None)
    text = words.say(
        "document",
        author=context.speaker(document.author),
        title=words.say("value.quoted", value=document.title),
        published=published,
        as_of=words.day(document.as_of),
    )
    if sheet is None:
        return Read(text, document.address or "", "", "")
    known = {"whole", "opening"}
    read = words.say(f"read.{sheet.read}") if sheet.read in known else words.say("read.pages", pages=sheet.read)
    return Read(text, document.address or "", read, words.say(f"coded.{sheet.status}"))


def later_lines(since_then: Sequence[Later], context: Context) -> tuple[str, ...]:
    """What is dated after the day: reforms, events, the end, and all that is announced, line by line; of other claims
    and figures how many.
    """
    listed = [each for each in since_then if each.announced or each.feature is None]
    lines = [_later(each, context) for each in listed if each.announced or each.kind != "figure"]
    claims = sum(each.feature is not None and not each.announced for each in since_then)
    return (*lines, *((context.words.say("later.claims", n=claims),) if claims else ()))


def _later(each: Later, context: Context) -> str:
    words = context.words
    when = words.partial(each.given) if each.given else words.say("date.undated", date=words.day(each.date))
    what = "" if each.title is None else words.text(Localised(each.title)).text
    if each.feature is not None and each.values is not None:
        feature = context.catalogue.features[each.feature]
        value = interval_words(feature, Interval(*map(feature.rank, each.values)), words)
        value = words.say("said.commitment", value=value) if each.kind == "commitment" else value
        what = f"{words.text(feature.question).text} {value}"
    kind = {"reform": f"reform.{each.state}", "ended": "moment.ended", "event": "event"}.get(each.kind)
    state = "" if kind is None else f" {words.say(kind)}"
    speaker = "" if each.speaker is None else f" · {context.speaker(each.speaker)}"
    told = f"{what}{state}{speaker} · {context.where(each.document, each.locator)}"
    return words.say("labelled", label=when, value=_marked(told, each.announced, context))
