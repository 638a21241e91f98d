"""Findings, flags and scores of one profile: the published result, and its JSON contract."""

from datetime import date
from typing import Literal

from pydantic import Field

from .condition import Status
from .criterion import Aspect
from .exact import ExactRange, Range
from .record import Record
from .standard import StandardsVersion
from .visibility import Visibility

FlagState = Literal["certain", "possible", "absent"]


class Finding(Record):
    """The statuses of one criterion that are still possible, from worst to best.

    `basis`: `determined` if one is left; else `disputed` if a feature it rests on is, and `silent` if none is.
    `contested` tells that speakers differ on a feature it rests on, whether or not that leaves the finding open.
    """

    criterion: str
    dimension: str
    aspect: Aspect
    possible: tuple[Status, ...] = Field(min_length=1)
    basis: Literal["determined", "disputed", "silent"]
    contested: bool
    critical: bool
    worth: float = Field(description="points of 100 that this criterion is worth in the overall score")


class FlagFinding(Record):
    """Whether a pattern across findings is certain, possible or absent."""

    flag: str
    state: FlagState


class Coverage(Record):
    """Shares of weight by what the findings rest on; they sum to 1."""

    determined: float
    disputed: float
    silent: float


class Score(Record):
    """A score on 0 to 100 as a range, never without its coverage. Decimals are cut, not rounded up."""

    score: Range
    coverage: Coverage


class DimensionScore(Score):
    """The score of one dimension."""

    dimension: str
    bands: tuple[str, ...]


class OverallScore(Score):
    """The overall score, with the bands that its range spans and the lowest and highest had there been no cap."""

    bands: tuple[str, ...]
    uncapped: Range


class Gap(Record):
    """How far practice lags behind law, in points, over the pairs of law and practice criteria alone."""

    points: Range
    pairs: int


class NotApplicableFinding(Record):
    """A criterion left out, with the dossier's reason."""

    criterion: str
    reason: dict[str, str]


class Scorecard(Record):
    """Everything that one profile comes to."""

    mechanism: str
    as_of: date
    perspective: str
    audience: Visibility
    newest_evidence: date | None
    dossier_digest: str = Field(description="identifies all that this audience is told of the dossier")
    findings: tuple[Finding, ...]
    not_applicable: tuple[NotApplicableFinding, ...]
    flags: tuple[FlagFinding, ...]
    dimensions: tuple[DimensionScore, ...]
    law: Score | None
    practice: Score | None
    implementation_gap: Gap | None
    overall: OverallScore
    withheld: int | None = Field(description="statements left out for this audience; null unless asked for")
    hypothetical: tuple[str, ...] = Field(default=(), description="what was assumed that is not (yet) real")


class ScorecardFile(Record):
    """What `baremo score --format json` prints."""

    baremo: str = Field(description="version of Baremo")
    schema_version: Literal[1] = 1
    standards: StandardsVersion
    engines: tuple[str, ...] = Field(description="the engines that evaluated the rules, and agreed")
    scorecards: tuple[Scorecard, ...]
    exact: tuple[ExactRange, ...] | None = Field(default=None, description="null unless asked for")
