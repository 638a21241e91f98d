"""A body of standards: its languages, dimensions, kinds of speaker, perspectives and editions."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from .document import full_day
from .edition import EditionNumber
from .fault import fault
from .record import Identifier, Note, Record, YesNo
from .text import LanguageTag, Localised

ALL = "all"
"""The perspective under which everybody's claims count; it is always there."""


class SpeakerKind(Record):
    """A kind of speaker; `state` tells that its word is the State's own."""

    id: Identifier
    state: YesNo = False
    name: Localised


class Perspective(Record):
    """Whose claims count: those of speakers of these kinds."""

    id: Identifier
    kinds: tuple[Identifier, ...] = Field(min_length=1)
    name: Localised


class Edition(Record):
    """One edition of the catalogue."""

    id: EditionNumber
    name: Localised


class Standard(Record):
    """`standards/standard.yaml`.

    `languages` are those of the content, in the order in which one stands in for another. `compared` are the two
    perspectives that reports set side by side. Every criterion rests on a
    provision that stood by `cut_off`. `takes_over` names files and folders of the built-in room that a body of
    standards of one's own reads besides its own.
    """

    id: Identifier
    name: Localised
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    dimensions: tuple[Identifier, ...] = Field(min_length=1)
    speakers: tuple[SpeakerKind, ...] = Field(min_length=1)
    perspectives: tuple[Perspective, ...] = ()
    compared: tuple[Identifier, Identifier] | None = None
    cut_off: Annotated[date, BeforeValidator(full_day)] | None = None
    editions: tuple[Edition, ...] = Field(min_length=1)
    default_edition: EditionNumber
    takes_over: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "Standard":
        kinds = [kind.id for kind in self.speakers]
        numbers = [edition.id for edition in self.editions]
        perspectives = [perspective.id for perspective in self.perspectives]
        for key, ids in (
            ("languages", self.languages),
            ("dimensions", self.dimensions),
            ("speakers", kinds),
            ("perspectives", perspectives),
        ):
            if len(set(ids)) < len(ids):
                raise fault("value.twice", list=key)
        if dotted := next((id for id in self.dimensions if "." in id), None):
            raise fault("value.dotted", dimension=dotted)
        if numbers != sorted(set(numbers)):
            raise fault("value.editions")
        if self.default_edition not in numbers:
            raise fault("value.default-edition", edition=str(self.default_edition), known=numbers)
        if ALL in perspectives:
            raise fault("value.perspective-all", perspective=ALL)
        for perspective in self.perspectives:
            if unknown := next((kind for kind in perspective.kinds if kind not in kinds), None):
                raise fault("value.unknown-kind", id=unknown, known=kinds)
        return self

    @model_validator(mode="after")
    def _compares_what_there_is(self) -> "Standard":
        known = [perspective.id for perspective in self.perspectives]
        if unknown := next((id for id in self.compared or () if id not in known), None):
            raise fault("value.unknown-perspective", id=unknown, known=known)
        return self

    def kinds_of(self, perspective: str) -> frozenset[str]:
        """The kinds of speaker whose claims count under a perspective."""
        if perspective == ALL:
            return frozenset(kind.id for kind in self.speakers)
        return frozenset(next(known.kinds for known in self.perspectives if known.id == perspective))

    @property
    def state_kinds(self) -> frozenset[str]:
        """The kinds of speaker whose word is the State's own."""
        return frozenset(kind.id for kind in self.speakers if kind.state)


class StandardsVersion(Record):
    """Which standards were applied: the body of standards, its edition, and what a workspace has changed in it."""

    id: str
    edition: int
    digest: str = Field(description="identifies all that the edition holds")
    changed_by: str | None = Field(description="whose workspace has changed the edition; null if nobody's")
    changed: tuple[str, ...] = Field(description="the ids of what was changed, added or taken out")
