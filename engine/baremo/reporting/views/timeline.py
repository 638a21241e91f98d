"""What a timeline says: one mechanism's scores at every day on which something changed, and what happened."""

from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.dossier import Dossier
from ...model.scorecard import Score
from ...model.text import Localised, Phrase
from ...model.timeline import Moment, Point, Timeline
from ..words import Words
from .course import Course, course_of
from .head import Head, edition
from .phrases import shown_score, standards_words, unscored_words
from .ranges import ScoreRange, score_range


@dataclass(frozen=True)
class MomentView:
    """Something that happened; `open` for a reform's stage that is not in force."""

    number: int
    when: str
    title: Phrase
    what: str
    open: bool


@dataclass(frozen=True)
class Day:
    """The scores on a day on which something changed; `lapsed` is of what there was said too long ago."""

    day: str
    range: ScoreRange
    law: str
    practice: str
    flags: str
    lapsed: str


@dataclass(frozen=True)
class TimelineView:
    """One mechanism over the years; `unscored` says from when on there is no scorecard, `last` are the dimensions on
    the last day, if there is one then.
    """

    head: Head
    course: Course
    moments: tuple[MomentView, ...]
    days: tuple[Day, ...]
    unscored: tuple[str, ...]
    last_day: str
    last: tuple[ScoreRange, ...]

    @property
    def lapses(self) -> bool:
        """Whether anything grew too old."""
        return any(day.lapsed for day in self.days)


def timeline_view(timeline: Timeline, dossier: Dossier, catalogue: Catalogue, words: Words) -> TimelineView:
    """One mechanism from its beginning to a day."""
    state, name = words.text(dossier.mechanism.state), words.text(dossier.mechanism.name)
    over = bool(timeline.unscored) and (not timeline.points or timeline.unscored[-1].as_of > timeline.points[-1].date)
    last = timeline.points[-1] if timeline.points and not over else None
    head = Head(
        name=f"{timeline.mechanism}-timeline",
        title=words.say("timeline.page", state=state.text, name=name.text),
        kicker=words.say("timeline.title"),
        heading=(state, name),
        day=timeline.until,
        look=(
            edition(catalogue, words),
            words.perspective(timeline.perspective),
            words.say(f"audience.{timeline.audience}"),
        ),
        evidence=(words.say("timeline.until", date=words.day(timeline.until)),),
        standards=standards_words(catalogue, words),
    )
    return TimelineView(
        head=head,
        course=course_of(timeline, words, numbered=True),
        moments=tuple(_moment(number, moment, words) for number, moment in enumerate(timeline.moments, 1)),
        days=tuple(_day(point, catalogue, words) for point in timeline.points),
        unscored=tuple(unscored_words(none, words) for none in timeline.unscored),
        last_day="" if last is None else words.day(last.date),
        last=tuple(
            score_range(d.dimension, words.text(catalogue.dimensions[d.dimension]).text, d, words)
            for d in (() if last is None else last.dimensions)
        ),
    )


def _day(point: Point, catalogue: Catalogue, words: Words) -> Day:
    def points(score: Score | None) -> str:
        return "–" if score is None else shown_score(score, words)

    features = (catalogue.features[id] for id in point.lapsed)
    day = words.day(point.date)
    return Day(
        day=day,
        range=score_range("overall", day, point.overall, words),
        law=points(point.law),
        practice=points(point.practice),
        flags=words.number(sum(flag.state == "certain" for flag in point.flags)),
        lapsed=words.say("rule.parts").join(words.text(f.short or f.question).text for f in features),
    )


def _moment(number: int, moment: Moment, words: Words) -> MomentView:
    what = words.say(f"reform.{moment.state}" if moment.state else f"moment.{moment.kind}")
    return MomentView(
        number=number,
        when=words.partial(moment.given) if moment.given else words.say("date.undated", date=words.day(moment.date)),
        title=words.text(Localised.model_validate(moment.title)),
        what=f"{what} · {words.say('mark.announced')}" if moment.announced else what,
        open=moment.state is not None and moment.state != "adopted",
    )
