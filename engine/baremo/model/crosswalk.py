"""The crosswalk: what other methodologies require, and where it is here."""

from typing import Literal

from pydantic import Field

from .record import Address, Identifier, Note, Record
from .standard import StandardsVersion
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


class RequirementCovered(Record):
    """A requirement with the criteria of this edition that cover it, and those that do in other editions alone."""

    id: str
    text: dict[str, str]
    criteria: tuple[str, ...]
    elsewhere: tuple[str, ...] = Field(description="criteria that cover it in other editions alone")
    note: dict[str, str] | None


class MethodologyCovered(Record):
    """A methodology as far as this edition covers it; `covered` is the number of its requirements that it does."""

    id: str
    title: dict[str, str]
    reference: str
    address: str | None
    covered: int
    requirements: tuple[RequirementCovered, ...]


class CoverageFile(Record):
    """What `baremo standards --crosswalk --format json` prints."""

    baremo: str
    schema_version: Literal[2] = 2
    standards: StandardsVersion
    methodologies: tuple[MethodologyCovered, ...]
