"""The open questions in the order of what their answer could do, so that a researcher knows which document to look for.

Every answer to every question is a scenario: the feature takes it, bonds narrow what follows from it, and all else
stays as it is known.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..assessment.kernel import Judgement, Kernel
from ..model.bonds import narrowed
from ..model.feature import Interval
from ..rules.cells import completions
from ..rules.evaluation import Values
from ..rules.planes import Plane

Range = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Answer:
    """One way in which a feature could turn out: the score's range then, and the verdicts that are then told."""

    value: Interval
    score: Range
    settles: tuple[str, ...]

    @property
    def width(self) -> Fraction:
        """How far apart the ends of the range then are."""
        return self.score[1] - self.score[0]


@dataclass(frozen=True)
class Question:
    """An open feature and all answers that can be told apart; `width` is that of the score's range now, from 0 to 1."""

    feature: str
    width: Fraction
    answers: tuple[Answer, ...]

    @cached_property
    def most(self) -> Fraction:
        """By how much the range narrows with the answer that tells most."""
        return self.width - min(answer.width for answer in self.answers)

    @cached_property
    def least(self) -> Fraction:
        """By how much it narrows whatever the answer is."""
        return self.width - max(answer.width for answer in self.answers)

    @cached_property
    def always(self) -> tuple[str, ...]:
        """The criteria whose verdict every answer tells."""
        return tuple(id for id in self.possibly if all(id in answer.settles for answer in self.answers))

    @cached_property
    def possibly(self) -> tuple[str, ...]:
        """The criteria whose verdict some answer tells."""
        return tuple(dict.fromkeys(id for answer in self.answers for id in answer.settles))


def questions(kernel: Kernel, values: Values, fixed: Collection[str] = ()) -> tuple[Question, ...]:
    """Every open feature of which an answer would change anything, that which could tell most first.

    `fixed` are features that bonds do not narrow (see `model.bonds`).
    """
    planes, features = kernel.planes, kernel.catalogue.features
    ways = completions(kernel.catalogue, values)
    asked = [(id, way) for id, listed in ways.items() for way in listed]
    scenarios = [values, *(narrowed(features, {**values, id: way}, fixed) for id, way in asked)]
    columns = planes.columns(scenarios)
    judgement = kernel.judge(columns, len(scenarios))
    broken = planes.broken(columns)
    score, open_now = judgement.overall, _open(judgement)
    now = score.at(0)
    listed: list[Question] = []
    for id in ways:
        places = [place for place, (feature, _) in enumerate(asked, 1) if feature == id and not broken >> place & 1]
        answers = tuple(
            Answer(asked[place - 1][1], score.at(place), _settled(kernel, open_now, place)) for place in places
        )
        question = Question(id, now[1] - now[0], answers)
        if answers and (question.most or question.possibly):
            listed.append(question)
    return tuple(sorted(listed, key=_urgency))


def _urgency(question: Question) -> tuple[Fraction, Fraction, int, str]:
    return -question.most, -question.least, -len(question.possibly), question.feature


def _open(judgement: Judgement) -> dict[str, Plane]:
    """Where the verdict on each criterion is open."""
    return {id: judgement.possible[id].open for id in judgement.kernel.criteria}


def _settled(kernel: Kernel, open_: dict[str, Plane], place: int) -> tuple[str, ...]:
    return tuple(id for id in kernel.criteria if open_[id] & 1 and not open_[id] >> place & 1)
