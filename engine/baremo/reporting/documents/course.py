"""The score over the years: as a chart in the scorecard, and as a page."""

from collections.abc import Sequence
from datetime import date

from ...model.catalogue import Catalogue
from ...model.feature import Feature
from ...model.scorecard import Score
from ...model.text import Localised, Phrase
from ...model.timeline import Moment, Timeline
from ..phrases import score_words, shown_score, unscored_words
from ..words import Words
from .blocks import Bars, Block, Chronicle, Course, Document, Happened, Line, Spell, Table, said
from .edition import Edition
from .pieces import Pieces


def course_of(timeline: Timeline, edition: Edition, *, numbered: bool = False) -> Course:
    """The overall range over the years, drawn; what happened is marked, with numbers if they are explained."""
    first = date(min(timeline.since, timeline.until).year, 1, 1)
    last = date(timeline.until.year + 1, 1, 1)

    def place(day: date) -> float:
        return round((day - first).days / (last - first).days, 4)

    turns = sorted([*(p.date for p in timeline.points), *(none.as_of for none in timeline.unscored), timeline.until])
    spells = tuple(
        Spell(place(point.date), place(end), *point.overall.score)
        for point in timeline.points
        for end in (next((day for day in turns if day > point.date), point.date),)
        if end > point.date or point.date == timeline.until
    )
    numbers: dict[float, list[int]] = {}
    for number, moment in enumerate(timeline.moments, 1):
        numbers.setdefault(place(max(moment.date, first)), []).append(number)
    marks = tuple((at, _span(found) if numbered else "") for at, found in numbers.items())
    words = edition.words
    said = {point.date: score_words(point.overall.score, words) for point in timeline.points}
    said |= {none.as_of: words.say("unscored.head") for none in timeline.unscored}
    told = "; ".join(words.say("labelled", label=words.day(day), value=said[day]) for day in sorted(said))
    return Course(
        spells=spells,
        years=tuple((place(date(year, 1, 1)), str(year)) for year in range(first.year, last.year + 1)),
        marks=marks,
        alt=words.say("timeline.alt", list=told),
        caption=words.say("timeline.caption"),
    )


def _span(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def timeline_document(
    timeline: Timeline, state: Phrase, name: Phrase, catalogue: Catalogue, edition: Edition
) -> Document:
    """One mechanism's scores at every date on which something changed, and what happened."""
    words, p = edition.words, Pieces(edition.words)
    lapses = any(point.lapsed for point in timeline.points)
    head = ("date", "overall", "in-law", "in-practice", "flags.certain", *(("timeline.lapsed",) if lapses else ()))

    def points(score: Score | None) -> Line:
        return p.line(shown_score(score, words) if score is not None else "–")

    rows = tuple(
        (
            p.line(words.day(point.date)),
            points(point.overall),
            points(point.law),
            points(point.practice),
            p.line(words.number(sum(flag.state == "certain" for flag in point.flags))),
            *(
                [p.line(words.say("rule.parts").join(_short(catalogue.features[id], words) for id in point.lapsed))]
                if lapses
                else ()
            ),
        )
        for point in timeline.points
    )
    last = timeline.points[-1] if timeline.points and not _over(timeline) else None
    bars = tuple(p.bar(words.text(edition.dimensions[d.dimension]).text, d) for d in last.dimensions) if last else ()
    stands: tuple[Block, ...] = (
        (
            p.heading("timeline.last", meta=words.day(last.date)),
            Bars(bars, p.alt(bars), words.say("dimensions.caption")),
        )
        if last is not None
        else ()
    )
    none = (unscored_words(unscored, words) for unscored in timeline.unscored)
    blocks: tuple[Block, ...] = (
        course_of(timeline, edition, numbered=True),
        p.heading("chronicle.title"),
        Chronicle(tuple(_happened(number, moment, p) for number, moment in enumerate(timeline.moments, 1))),
        p.heading("timeline.points"),
        *(
            (Table(words.say("timeline.points"), tuple(p.say(key) for key in head), rows, numbers=(1, 2, 3, 4)),)
            if rows
            else ()
        ),
        *(p.paragraph(line) for line in none),
        *stands,
    )
    return edition.document(
        name=f"{timeline.mechanism}-timeline",
        title=words.say("timeline.page", state=state.text, name=name.text),
        heading=(*said(state), *p.line(words.say("colon")), *said(name)),
        meta=(words.say("timeline.title"), words.perspective(timeline.perspective)),
        banner=(words.say("timeline.until", date=words.day(timeline.until)),),
        mark="",
        day=timeline.until,
        blocks=blocks,
    )


def _over(timeline: Timeline) -> bool:
    """Whether on the last day there is no scorecard."""
    return bool(timeline.unscored) and timeline.unscored[-1].as_of > timeline.points[-1].date


def _short(feature: Feature, words: Words) -> str:
    return words.text(feature.short or feature.question).text


def _happened(number: int, moment: Moment, p: Pieces) -> Happened:
    words = p.words
    when = words.partial(moment.given) if moment.given else words.say("date.undated", date=words.day(moment.date))
    title = words.text(Localised.model_validate(moment.title))
    what = words.say(f"reform.{moment.state}") if moment.state else words.say(f"moment.{moment.kind}")
    line = (*p.line(f"{number}. {when} ", "tag"), *said(title, "strong"), *p.line(f" {what}", "quiet"))
    return Happened(line, (), moment.state is not None and moment.state != "adopted")
