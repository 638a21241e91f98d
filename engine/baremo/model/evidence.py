"""How much evidence there is, question by question and year by year: the JSON contract of `baremo evidence`."""

from typing import Literal

from pydantic import Field

from .record import Record
from .standard import StandardsVersion


class QuestionEvidence(Record):
    """How many claims were in force on one question at the end of each year, in the order of the years."""

    feature: str
    in_force: tuple[int, ...]


class Evidence(Record):
    """What a dossier holds. A document counts if something that it says was in force on some day.

    `documents` are those that count, by the kind of their author; `reconciled` of them were coded by two.
    """

    mechanism: str
    years: tuple[int, ...]
    documents: dict[str, int] = Field(description="by kind of author, in the order of the standards")
    reconciled: int
    context_only: int = Field(description="documents of which only figures or events are told, or nothing in force")
    speakers: int = Field(description="who is heard in claims")
    claims: int
    stages: int
    figures: int
    events: int
    questions: tuple[QuestionEvidence, ...]


class EvidenceFile(Record):
    """What `baremo evidence --format json` prints."""

    baremo: str
    schema_version: Literal[1] = 1
    standards: StandardsVersion
    evidence: tuple[Evidence, ...]
