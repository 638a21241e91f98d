"""The overall score over the years, as it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...model.timeline import Timeline
from ..words import Words
from .phrases import score_words


@dataclass(frozen=True)
class Spell:
    """A stretch of time in which a range did not change; `start` and `end` are shares of the whole time shown."""

    start: float
    end: float
    low: float
    high: float


@dataclass(frozen=True)
class Course:
    """A range over time: spells, the years under them, and numbered marks for what happened; `label` says it all."""

    spells: tuple[Spell, ...]
    years: tuple[tuple[float, str], ...]
    marks: tuple[tuple[float, str], ...]
    label: str


def course_of(timeline: Timeline, words: Words, *, numbered: bool = False) -> Course:
    """The overall range over the years; what happened is marked, with numbers if they are explained."""
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
    said = {point.date: score_words(point.overall.score, words) for point in timeline.points}
    said |= {none.as_of: words.say("unscored.head") for none in timeline.unscored}
    lines = (words.say("labelled", label=words.day(day), value=said[day]) for day in sorted(said))
    return Course(
        spells=spells,
        years=tuple((place(date(year, 1, 1)), str(year)) for year in range(first.year, last.year + 1)),
        marks=tuple((at, _span(found) if numbered else "") for at, found in numbers.items()),
        label=words.say("timeline.alt", list=words.say("rule.parts").join(lines)),
    )


def _span(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
