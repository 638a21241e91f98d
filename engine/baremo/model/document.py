"""Speakers and documents: who says something, and what was read to know it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Tag, field_validator, model_validator

from .dates import PartialDate
from .fault import fault
from .record import Address, Identifier, Name, Note, PlainIdentifier, Record, YesNo
from .text import LanguageTag, Localised
from .visibility import Visibility

RESERVED = ("documents", "texts", "drafts", "claims", "index", "comparison")
"""What no mechanism, document or speaker may be called: folders and pages have these names."""


def _free(id: str) -> str:
    if id in RESERVED:
        raise fault("value.reserved", given=id)
    return id


OwnName = Annotated[PlainIdentifier, AfterValidator(_free)]
"""What a mechanism, a document or a speaker is called."""


PRESS = "press"
"""The kind of a document that reports what others say and do, as a newspaper does."""


class Speaker(Record):
    """Whoever states something: an authority, an organisation, a court. `kind` is one that `standard.yaml` lists."""

    id: OwnName
    kind: Identifier
    name: Localised
    visibility: Visibility = "public"


class SpeakerFile(Record):
    """`mechanisms/speakers.yaml`."""

    speakers: tuple[Speaker, ...] = ()


def full_day(given: object) -> date:
    """A day of the calendar, from any form of `PartialDate` that names one.

    Raises:
        ValueError: if it names a month, a year or the end of an open period.
    """
    parsed = PartialDate.parse(given)
    if parsed.text != parsed.last.isoformat():
        raise fault("value.full-day", given=given)
    return parsed.last


def _published(given: Any) -> str:
    return "<undated>" if given == "undated" else "<date>"


Published = Annotated[
    Annotated[Literal["undated"], Tag("<undated>")] | Annotated[PartialDate, Tag("<date>")], Discriminator(_published)
]


class Document(Record):
    """`mechanisms/documents/<id>.yaml`: a document that was read.

    `title` is in the document's own `language`, `titles` hold it in others. `as_of` is the day up to which it knows;
    `published` where that is a full day unless given. `first_hand` tells that its author speaks of itself or of its
    own findings, and does not report what others say. `mirror` tells that `address` is not the publisher's own, and
    `seen` when it was last read there. `locators` says how its places are counted where it has no numbers of its own.
    """

    id: OwnName
    author: Identifier
    kind: Identifier
    first_hand: YesNo = False
    language: LanguageTag
    title: Name
    titles: Localised | None = None
    published: Published
    as_of: date
    address: Address | None = None
    mirror: YesNo = False
    archived: Address | None = None
    seen: date | None = None
    locators: Note | None = None
    visibility: Visibility = "public"

    @model_validator(mode="before")
    @classmethod
    def _known_up_to_publication(cls, given: Any) -> Any:
        if isinstance(given, dict) and "as_of" not in given and "published" in given:
            try:
                return given | {"as_of": full_day(given["published"])}
            except ValueError:
                return given
        return given

    @field_validator("as_of", "seen", mode="before")
    @classmethod
    def _a_full_day(cls, given: object) -> date | None:
        return None if given is None else full_day(given)
