"""Profiles: what is known of every feature at one date under one reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from .dossier import Adjudication, Reading, SpeakerKind
from .feature import Feature, Interval
from .text import Localised

Knowledge = Literal["known", "disputed", "silent"]


@dataclass(frozen=True)
class Statement:
    """One thing said about one feature, wherever in the dossier it stood.

    A `change` holds from `start`; an `observation` from `start` to `end`; a `before`, what a change says that it
    replaced, until the day before `end`. `day` is the date as given, None where the source gave none. What belongs to
    the public record has no speaker if it is part of a reform.
    """

    feature: str
    interval: Interval
    kind: Literal["change", "observation", "before"]
    start: date
    end: date | None
    day: str | None
    speaker: str | None
    speaker_kind: SpeakerKind | None
    source: str
    locator: str
    anchor: str | None
    note: Localised | None
    reform: str | None


@dataclass(frozen=True)
class FeatureState:
    """What is known of one feature: the interval still possible, and the statements in force."""

    feature: Feature
    interval: Interval
    knowledge: Knowledge
    statements: tuple[Statement, ...] = ()
    adjudication: Adjudication | None = None


@dataclass(frozen=True)
class Profile:
    """All features of a mechanism on one day under one reading."""

    mechanism: str
    as_of: date
    reading: Reading
    states: Mapping[str, FeatureState]

    @property
    def values(self) -> dict[str, Interval]:
        """The ranks still possible of every feature: what the engines evaluate."""
        return {id: state.interval for id, state in self.states.items()}


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
