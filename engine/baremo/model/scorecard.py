"""Findings, flags and scores of one profile: the published result, and its JSON contract."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from .condition import Status
from .criterion import Aspect
from .exact import Exact, ExactRange, Range
from .later import Later
from .record import Record
from .standard import StandardsVersion
from .supposed import Supposed
from .unscored import Unscored
from .visibility import Visibility

DECIMALS = 4

Share = Annotated[
    Fraction,
    PlainValidator(Fraction),
    PlainSerializer(lambda share: round(float(share), DECIMALS), return_type=float),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A share of 1, exact while it is counted with."""

Verdict = Literal["met", "short", "open"]
Basis = Literal["settled", "adjudicated", "bounded", "disputed", "lapsed", "silent"]
BASES: tuple[Basis, ...] = get_args(Basis)
"""From the firmest to none."""

FlagState = Literal["certain", "possible", "open", "absent"]
Provided = Literal["in-full", "in-part"]


class Grounds(Record):
    """On whose word a verdict stands.

    `one_speaker`: one speaker's statements suffice for it, and without them it would not stand. `state_alone`: a
    finding on practice would be worse, or might be, if the State's own word were left out. `adjudicated`: it would not
    stand without what we decided between claims. `state_heard`: the State speaks to a feature that it rests on.
    `one_coder`: of all that is in force on these features nothing was coded twice and reconciled.
    """

    one_speaker: str | None
    state_alone: bool
    adjudicated: bool
    state_heard: bool
    one_coder: bool


class Finding(Record):
    """The statuses of one criterion that are still possible, from worst to best.

    `verdict`: `met` if only met is possible, `short` if met is impossible, else `open`: the evidence does not tell.
    `basis`: where one status is left, `settled`, or `adjudicated` if more were left but for our decision between claims
    that differ. Else by the features that could still change the finding: `disputed` if any is, or `lapsed`, or
    `bounded` where something is in force on one of them; `silent` where nothing is. `deciding` names these features.
    `contested` tells that speakers differ on a feature it rests on, whether or not that leaves the finding open.
    `provided`: what it would be with the aims of reforms in force, where that is better than what is known.
    """

    criterion: str
    dimension: str
    aspect: Aspect
    possible: tuple[Status, ...] = Field(min_length=1)
    verdict: Verdict
    at_least_partly: bool = Field(description="whether an open finding is at least partly met")
    basis: Basis
    deciding: tuple[str, ...]
    contested: bool
    critical: bool
    worth: float = Field(description="points of 100 that this criterion is worth in the overall score")
    grounds: Grounds
    provided: Provided | None


class FlagFinding(Record):
    """Whether a pattern across findings is certain, possible or absent; or open, where nothing supports it yet."""

    flag: str
    state: FlagState


class Verdicts(Record):
    """How many of the criteria that apply are met, fall short, and are left open by the evidence on record."""

    met: int
    short: int
    open: int


class Standing(Record):
    """How the verdicts stand: of those that are met or short, how many on one speaker, on the State's word alone, on
    our own adjudication, with the State not heard, and on one coder's reading; and of the open ones, how many are at
    least partly met.
    """

    told: int = Field(description="the criteria that are met or short")
    one_speaker: int
    state_alone: int
    adjudicated: int
    state_not_heard: int
    one_coder: int
    at_least_partly: int


class Coverage(Record):
    """How much is known, by what the findings rest on: shares of weight, which sum to 1, and numbers of criteria.

    `told` is the number of criteria that are met or short, of `criteria` that apply.
    """

    shares: dict[Basis, Share]
    numbers: dict[Basis, int]
    told: int
    criteria: int

    @property
    def told_share(self) -> float:
        """The share of the criteria that are met or short."""
        return round(self.told / self.criteria, DECIMALS)


class Score(Record):
    """A score on 0 to 100 as a range, never without its coverage.

    `score` is the range as it is shown: it contains the exact one, touches the same bands, and keeps to the cap.
    """

    score: Range
    exact: tuple[Exact, Exact]
    coverage: Coverage
    too_little: bool = Field(description="whether so little is told that the range should not be read as one number")


class DimensionScore(Score):
    """The score of one dimension."""

    dimension: str
    bands: tuple[str, ...]


class OverallScore(Score):
    """The overall score, with the bands that its range spans and the lowest and highest had there been no cap."""

    bands: tuple[str, ...]
    uncapped: Range


class Gap(Record):
    """How far practice lags behind law, in points, over the pairs of a norm and a practice that carries it out.

    `pairs` are those with a norm, `unsettled` those of which it is not known whether there is one (the range holds
    whether they count or not), `no_norm` those that have none: there is nothing that practice could lag behind.
    """

    points: Range | None
    exact: tuple[Exact, Exact] | None
    pairs: int
    unsettled: int
    no_norm: int


class NotApplicableFinding(Record):
    """A criterion left out, with the dossier's reason; or because it is only for States that others address."""

    criterion: str
    reason: dict[str, str] | None
    addressed_by: tuple[str, ...] = Field(default=(), description="instruments, none of which addresses this State")


class Scorecard(Record):
    """Everything that one profile comes to."""

    mechanism: str
    as_of: date
    verdicts: Verdicts
    standing: Standing
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
    hypothetical: tuple[Supposed, ...] = Field(default=(), description="what was assumed that is not (yet) real")


class ScorecardFile(Record):
    """What `baremo score --format json` prints."""

    baremo: str = Field(description="version of Baremo")
    schema_version: Literal[2] = 2
    standards: StandardsVersion
    engines: tuple[str, ...] = Field(description="the engines that evaluated the rules, and agreed")
    scorecards: tuple[Scorecard, ...]
    since_then: dict[str, tuple[Later, ...]] = Field(
        default={}, description="by mechanism, what its dossier holds that is dated after the day of its scorecard"
    )
    unscored: tuple[Unscored, ...] = Field(default=(), description="those of which there is no scorecard on their day")
    exact: tuple[ExactRange, ...] | None = Field(default=None, description="null unless asked for")
