"""Scores as ranges to be drawn, each with its count of what can be told."""

from dataclasses import dataclass

from ...model.scorecard import Score
from ..words import Words
from .phrases import shown_score


@dataclass(frozen=True)
class ScoreRange:
    """A score to be drawn from what is proved to what is still possible.

    `points` says the range, or that too little is known for it to be read as one number (then it is `faint`); `count`
    says how many criteria can be told of how many.
    """

    id: str
    label: str
    low: float
    high: float
    points: str
    count: str = ""
    faint: bool = False


def score_range(id: str, label: str, score: Score, words: Words) -> ScoreRange:
    """A score under a label."""
    low, high = score.score
    coverage = score.coverage
    count = words.say("count.of", told=coverage.told, all=coverage.criteria)
    return ScoreRange(id, label, low, high, shown_score(score, words), count, score.too_little)
