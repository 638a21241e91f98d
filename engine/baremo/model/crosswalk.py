"""The crosswalk: what other methodologies require, and where it is here."""

from pydantic import Field

from .record import Address, Identifier, Note, Record
from .text import Localised


class Requirement(Record):
    """One thing that a methodology requires, in our words, and the criteria that cover it; none is told openly."""

    id: Identifier
    text: Localised
    criteria: tuple[Identifier, ...] = ()
    note: Localised | None = None


class Methodology(Record):
    """What somebody else requires of a mechanism."""

    id: Identifier
    title: Localised
    reference: Note
    address: Address | None = None
    requirements: tuple[Requirement, ...] = Field(min_length=1)


class CrosswalkFile(Record):
    """`standards/crosswalk.yaml`."""

    methodologies: tuple[Methodology, ...]
