"""What to ask next: the open questions by what their answer could do, and what is about to grow too old."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from ..assessment.assess import Assessment
from ..assessment.kernel import Judgement, Kernel
from ..assessment.rounding import cut
from ..model.ask import Ask, LapseAhead, OpenQuestion, PossibleAnswer
from ..model.exact import Range
from .questions import Question, questions

YEAR = timedelta(days=365)


def ask(assessment: Assessment) -> Ask:
    """The open questions of one mechanism on the day of its scorecard, and what lapses within a year of it."""
    card, profile = assessment.scorecard, assessment.profile
    kernel = assessment.judgement.kernel
    fixed = {id for id, state in profile.states.items() if state.lapsed}
    return Ask(
        mechanism=card.mechanism,
        as_of=card.as_of,
        perspective=card.perspective,
        audience=card.audience,
        score=_points(assessment.judgement.overall.at(0)),
        questions=tuple(_told(assessment, question) for question in questions(kernel, profile.values, fixed)),
        lapses=tuple(_lapses(assessment, kernel)),
    )


def _told(assessment: Assessment, question: Question) -> OpenQuestion:
    feature = assessment.mechanism.catalogue.features[question.feature]
    return OpenQuestion(
        feature=feature.id,
        knowledge=assessment.profile.states[feature.id].knowledge,
        most=cut(question.most),
        least=cut(question.least),
        settles_possibly=question.possibly,
        settles_always=question.always,
        answers=tuple(
            PossibleAnswer(value=feature.raw(answer.value.low), score=_points(answer.score), settles=answer.settles)
            for answer in question.answers
        ),
    )


def _points(score: tuple[Fraction, Fraction]) -> Range:
    return cut(score[0]), cut(score[1])


def _lapses(assessment: Assessment, kernel: Kernel) -> Iterator[LapseAhead]:
    """Each day within a year on which claims lapse, if nothing new is said until then."""
    now = assessment.profile
    profiles = assessment.mechanism.profiles(now.perspective)
    days = [day for day in profiles.days if now.as_of < day <= now.as_of + YEAR]
    course = [now, *(profiles.on(day) for day in days)]
    judgement = kernel.judge(kernel.planes.columns([profile.values for profile in course]), len(course))
    for place, (before, after) in enumerate(pairwise(course), 1):
        lapsing = tuple(
            id
            for id, state in after.states.items()
            if any(lapse not in before.states[id].lapsed for lapse in state.lapsed)
        )
        if lapsing:
            verdicts = tuple(id for id in kernel.criteria if _told_at(judgement, id, place - 1, place))
            yield LapseAhead(date=after.as_of, features=lapsing, verdicts=verdicts)


def _told_at(judgement: Judgement, criterion: str, before: int, after: int) -> bool:
    """Whether the verdict on a criterion is told in one scenario and open in another."""
    open_ = judgement.possible[criterion].open
    return not open_ >> before & 1 and bool(open_ >> after & 1)
