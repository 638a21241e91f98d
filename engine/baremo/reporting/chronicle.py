"""Tells what happened, the figures, and the documents: everything in a dossier that is not scored."""

from collections.abc import Iterable
from datetime import date

from ..analysis.reforms import stages
from ..assessment.assess import Assessment
from ..assessment.statements import day_of
from ..model.dates import PartialDate
from ..model.dossier import Reform
from ..model.sheet import Event, Figure, Period
from .context import Context
from .told import Happening, Quantity


def chronicle(context: Context) -> tuple[Happening, ...]:
    """The reforms' stages and the events by the context's day, what is not in force last."""
    dossier, words = context.mechanism.dossier, context.words
    found = [happening for reform in dossier.reforms for happening in _stages(reform, context)]
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
                    state=words.say("event"),
                    where=context.where(event.document, event.locator),
                    open=False,
                )
            )
    return tuple(sorted(found, key=lambda h: (h.open, h.sort, h.title.text)))


def _day(event: Event, context: Context) -> date:
    return day_of(event.date, context.mechanism.documents[event.document])


def _stages(reform: Reform, context: Context) -> Iterable[Happening]:
    words = context.words
    for day, stage in stages(context.mechanism, reform):
        if day <= context.as_of:
            yield Happening(
                id=reform.id,
                when=_when(stage.date, day, context),
                sort=day.isoformat(),
                title=words.text(reform.name),
                note=words.text(reform.note) if reform.note else None,
                state=words.say(f"reform.{stage.state}"),
                where=context.where(stage.document, stage.locator),
                open=stage.state != "adopted",
            )


def _when(given: PartialDate | None, day: date, context: Context) -> str:
    return context.words.partial(given) if given else context.words.say("date.undated", date=context.words.day(day))


def figures(context: Context) -> tuple[Quantity, ...]:
    """The figures whose period had begun by the context's day."""
    return tuple(_figure(figure, context) for figure in context.mechanism.dossier.figures if begun(figure, context))


def begun(figure: Figure, context: Context) -> bool:
    """Whether a figure's period had begun by the context's day."""
    period = figure.period
    start = period.start if isinstance(period, Period) else period
    return day_of(start, context.mechanism.documents[figure.document]) <= context.as_of


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


def documents(assessment: Assessment, context: Context) -> tuple[tuple[str, str], ...]:
    """The documents that the page cites, each with its address or an empty text."""
    words, dossier = context.words, context.mechanism.dossier
    cited = {s.document for state in assessment.profile.states.values() for s in state.statements}
    cited |= {figure.document for figure in dossier.figures if begun(figure, context)}
    cited |= {event.document for event in dossier.events if _day(event, context) <= context.as_of}
    dated = (one for reform in dossier.reforms for one in stages(context.mechanism, reform))
    cited |= {stage.document for day, stage in dated if day <= context.as_of}
    cited |= {dossier.mechanism.established.document}
    told = []
    for id in sorted(cited):
        document = context.mechanism.documents[id]
        published = document.published if isinstance(document.published, str) else words.partial(document.published)
        text = words.say(
            "document",
            author=context.speaker(document.author),
            title=document.title,
            published=published,
            as_of=words.day(document.as_of),
        )
        told.append((text, document.address or ""))
    return tuple(told)
