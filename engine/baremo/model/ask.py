"""The open questions in the order of what their answer could do: the JSON contract of `baremo ask`."""

from datetime import date
from typing import Literal

from pydantic import Field

from .exact import Range
from .feature import Raw
from .profile import Knowledge
from .record import Record
from .standard import StandardsVersion
from .unscored import Unscored
from .visibility import Visibility


class PossibleAnswer(Record):
    """One way in which a feature could turn out: the value, or the worst of several that make no difference."""

    value: Raw
    score: Range = Field(description="the overall score's range then, cut to two decimals")
    settles: tuple[str, ...] = Field(description="the criteria whose verdict is then told")


class OpenQuestion(Record):
    """A feature that is open; by how many points an answer could narrow the score's range, and must."""

    feature: str
    knowledge: Knowledge
    most: float
    least: float
    settles_possibly: tuple[str, ...]
    settles_always: tuple[str, ...]
    answers: tuple[PossibleAnswer, ...]


class LapseAhead(Record):
    """A day on which what is known grows too old, unless somebody says it again; and the verdicts that fall with it."""

    date: date
    features: tuple[str, ...]
    verdicts: tuple[str, ...]


class Ask(Record):
    """Of one mechanism: its open questions, those that could tell most first, and what lapses within a year."""

    mechanism: str
    as_of: date
    perspective: str
    audience: Visibility
    score: Range
    questions: tuple[OpenQuestion, ...]
    lapses: tuple[LapseAhead, ...]


class AskFile(Record):
    """What `baremo ask --format json` prints."""

    baremo: str
    schema_version: Literal[1] = 1
    standards: StandardsVersion
    engines: tuple[str, ...]
    ask: tuple[Ask, ...]
    unscored: tuple[Unscored, ...] = ()
