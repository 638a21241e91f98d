"""Profiles: what is known of every feature on one day under one perspective."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from .bonds import narrowed
from .days import PossibleDays
from .feature import Feature, Interval
from .mechanism import Adjudication
from .text import Localised

Knowledge = Literal["known", "disputed", "lapsed", "silent"]


@dataclass(frozen=True)
class Statement:
    """What is said of one feature, wherever in the dossier it stands.

    A `change` holds until another one; an `observation` until `end`; a `before`, what a change says that it replaced,
    up to the eve of that change, and again once the change's reform is repealed; an `aim` is what a reform wants of
    practice, and no claim. `claim` or `stage` is the id of the entry in which it stands. `end` is the last day on
    which it counts in full, and `ended_by` why: an observation has then grown too old, a reform's change was repealed.
    What belongs to the public record has no speaker if it is part of a reform. `author` is the document's where
    somebody else speaks in it: *as reported by*. `day` and `until` are dates as the document gives them.
    """

    feature: str
    interval: Interval
    kind: Literal["change", "observation", "before", "aim"]
    days: PossibleDays
    end: date | None
    ended_by: Literal["validity", "repeal"] | None
    day: str | None
    until: str | None
    announced: bool
    speaker: str | None
    speaker_kind: str | None
    author: str | None
    first_hand: bool
    document: str
    locator: str
    anchor: str | None
    note: Localised | None
    claim: str | None
    stage: str | None
    reform: str | None
    status: Literal["accepted", "reconciled"]

    @property
    def counts_from(self) -> date:
        """The day from which it counts: its last possible one. For a `before`, that of its change."""
        return self.days.last

    def repeats(self, other: "Statement") -> bool:
        """Whether it is the same statement once more: one speaker, one value, perhaps one day, and one is a report."""
        return (
            self.speaker is not None
            and (self.author is not None or other.author is not None)
            and (self.feature, self.kind, self.speaker, self.interval)
            == (other.feature, other.kind, other.speaker, other.interval)
            and self.days.overlaps(other.days)
        )


@dataclass(frozen=True)
class Lapse:
    """A statement that has grown too old, and the first day on which it no longer counts."""

    statement: Statement
    day: date


@dataclass(frozen=True)
class FeatureState:
    """What is known of one feature: the interval still possible, and the statements in force.

    A statement of which only the lower end is still claimed stands among `statements` with what is left of it, and
    among `lapsed` as it was. `not_said_again` are past their age and kept because the feature is disputed,
    `order_unknown` may each have taken the other's place, `reports_differ` report one speaker differently.
    `provided` is what the aims of reforms in force come to, `aims` are these; `repealed` are the reforms whose repeal
    left their changes of this feature out.
    """

    feature: Feature
    interval: Interval
    knowledge: Knowledge
    statements: tuple[Statement, ...] = ()
    lapsed: tuple[Lapse, ...] = ()
    not_said_again: tuple[Statement, ...] = ()
    order_unknown: tuple[Statement, ...] = ()
    reports_differ: tuple[Statement, ...] = ()
    adjudication: Adjudication | None = None
    provided: Interval | None = None
    aims: tuple[Statement, ...] = ()
    repealed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """All features of a mechanism on one day under one perspective."""

    mechanism: str
    as_of: date
    perspective: str
    states: Mapping[str, FeatureState]

    @cached_property
    def values(self) -> dict[str, Interval]:
        """The ranks still possible of every feature, narrowed by its bonds: what the engines evaluate."""
        return narrowed(
            {id: state.feature for id, state in self.states.items()},
            {id: state.interval for id, state in self.states.items()},
            fixed={id for id, state in self.states.items() if state.lapsed},
        )


class Answers(BaseModel):
    """The answers to the catalogue's questions about one mechanism; a question left out is unanswered."""

    model_config = ConfigDict(extra="forbid")


def answers_model(features: Iterable[Feature]) -> type[Answers]:
    """A model with one optional field a feature, typed as the feature is; its JSON Schema serves questionnaires."""
    fields: dict[str, Any] = {}
    for feature in features:
        description = feature.question["en"]
        name = feature.id.replace(".", "__").replace("-", "_")
        fields[name] = (_type(feature) | None, Field(default=None, alias=feature.id, description=description))
    return create_model("Profile", __base__=Answers, **fields)


def _type(feature: Feature) -> Any:
    match feature.type:
        case "choice":
            return Literal[tuple(value.id for value in feature.values)]
        case "yes-no":
            return Annotated[bool, Field(strict=True)]
        case "share":
            return Annotated[float, Field(ge=0, le=100, strict=True)]
    return Annotated[int, Field(ge=0, le=feature.whole.high, strict=True)]
