"""Tidy data for analysts: the tables of `baremo export`, each row a model, described column by column."""

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from .criterion import Aspect
from .instrument import Checked
from .profile import Knowledge
from .record import Record
from .scorecard import Basis, FlagState, Provided, Verdict
from .sheet import ReformState
from .visibility import Visibility

_SCOPE = "overall, law, practice, or the id of a dimension"
_GIVEN = "the date as its document gives it; empty where it gives none"
_LOCATOR = "the place in the document"


class MechanismRow(Record):
    """A mechanism, and how it was looked at."""

    mechanism: str
    country: str = Field(description="two letters, by ISO 3166")
    state: str
    name: str
    since: date = Field(description="the first day on which it certainly existed")
    as_of: date = Field(description="the day that was looked at")
    scorecard: Literal["yes", "not-yet", "ended", "nothing-applies"] = Field(
        description="whether there is one on that day, or why not"
    )
    perspective: str | None = Field(description="whose claims count; empty where there is no scorecard")
    audience: Visibility
    newest_evidence: date | None
    dossier_digest: str = Field(description="identifies all that this audience is told of the dossier")


class ScoreRow(Record):
    """A score from 0 to 100 as a range, with the shares of weight by what the findings rest on."""

    mechanism: str
    scope: str = Field(description=_SCOPE)
    low: float
    high: float
    told: int = Field(description="the criteria that are met or short")
    criteria: int = Field(description="the criteria that apply")
    too_little: bool = Field(description="whether so little is told that the range should not be read as one number")
    settled: float
    adjudicated: float
    bounded: float
    disputed: float
    lapsed: float
    silent: float


class CourseRow(Record):
    """A score on a day on which something changed; it holds until the next."""

    mechanism: str
    date: date
    scope: str = Field(description=_SCOPE)
    low: float
    high: float
    too_little: bool = Field(description="whether so little is told that the range should not be read as one number")
    told: float = Field(description="the share of the criteria that are met or short")


class FindingRow(Record):
    """The statuses of a criterion that are still possible."""

    mechanism: str
    criterion: str
    possible: str = Field(description="the statuses still possible, from worst to best, with spaces between them")
    verdict: Verdict
    basis: Basis
    contested: bool = Field(description="whether speakers differ on a feature that it rests on")
    critical: bool = Field(description="whether the overall score is capped where it is not met")
    worth: float = Field(description="points of 100 that this criterion is worth in the overall score")
    provided: Provided | None = Field(description="whether reforms in force provide for more, in full or in part")


class NotApplicableRow(Record):
    """A criterion that does not apply to a mechanism and is left out, with the dossier's reason."""

    mechanism: str
    criterion: str
    reason: str


class FlagRow(Record):
    """Whether a pattern across findings is certain, possible or absent."""

    mechanism: str
    flag: str
    state: FlagState


class ValueRow(Record):
    """What is known of a feature: the lowest and the highest value still possible."""

    mechanism: str
    feature: str
    knowledge: Knowledge
    low: str
    high: str
    adjudicated: bool = Field(description="whether the dossier decides between claims that differ")


class StatementRow(Record):
    """One thing said of a feature by the day of the scorecard, whether or not it still counts."""

    mechanism: str
    feature: str
    kind: Literal["change", "observation", "before"]
    low: str = Field(description="the lowest value that it allows")
    high: str = Field(description="the highest value that it allows")
    start: date = Field(description="the day from which it counts")
    end: date | None = Field(description="the last day on which it may count")
    given: str | None = Field(description=_GIVEN)
    in_force: bool = Field(description="whether it counts on that day under the perspective")
    speaker: str | None = Field(description="empty for what is a matter of public record")
    document: str
    locator: str = Field(description=_LOCATOR)
    anchor: str | None = Field(description="a few words to find it by")
    note: str | None
    reform: str | None = Field(description="the reform that it is part of")


class FigureRow(Record):
    """A quantity with unit and period: context, not scored."""

    mechanism: str
    figure: str
    label: str
    value: float
    approximate: bool
    unit: str
    start: str | None = Field(description="the beginning of its period, or the period, as its document gives it")
    end: str | None
    speaker: str
    document: str
    locator: str = Field(description=_LOCATOR)


class StageRow(Record):
    """The state of a reform from a day on."""

    mechanism: str
    reform: str
    name: str
    state: ReformState
    since: date = Field(description="the day from which it counts")
    given: str | None = Field(description=_GIVEN)
    document: str
    locator: str = Field(description=_LOCATOR)


class EventRow(Record):
    """Something dated and public that is neither a claim nor a reform."""

    mechanism: str
    since: date = Field(description="the day from which it counts")
    given: str | None = Field(description=_GIVEN)
    title: str
    document: str
    locator: str = Field(description=_LOCATOR)


class DocumentRow(Record):
    """A document that is cited."""

    document: str
    author: str
    title: str
    published: str
    as_of: date = Field(description="the day up to which its information goes")
    address: str | None


class SpeakerRow(Record):
    """Whoever states something."""

    speaker: str
    kind: str
    name: str


class CriterionRow(Record):
    """One requirement on a mechanism."""

    criterion: str
    dimension: str
    aspect: Aspect
    title: str


class RestsOnRow(Record):
    """A provision that a criterion rests on."""

    criterion: str
    provision: str


class ProvisionRow(Record):
    """One article or paragraph of an instrument, or the instrument as a whole, paraphrased."""

    provision: str
    label: str
    reference: str
    text: str
    checked: Checked = Field(description="how its place was checked")
    since: str | None = Field(description="from when it may be cited; empty where undated")


class FeatureRow(Record):
    """A question asked of a mechanism."""

    feature: str
    kind: Literal["record", "practice"]
    type: Literal["yes-no", "count", "share", "days", "choice"]
    polarity: Literal["higher", "lower"] = Field(description="which values are better")
    question: str


class Table(NamedTuple):
    """What the rows of a table are, and the columns that identify one (none where nothing does)."""

    row: type[Record]
    key: tuple[str, ...] = ()


TABLES: dict[str, Table] = {
    "mechanisms": Table(MechanismRow, ("mechanism",)),
    "scores": Table(ScoreRow, ("mechanism", "scope")),
    "course": Table(CourseRow, ("mechanism", "date", "scope")),
    "findings": Table(FindingRow, ("mechanism", "criterion")),
    "not-applicable": Table(NotApplicableRow, ("mechanism", "criterion")),
    "flags": Table(FlagRow, ("mechanism", "flag")),
    "values": Table(ValueRow, ("mechanism", "feature")),
    "statements": Table(StatementRow),
    "figures": Table(FigureRow, ("mechanism", "figure")),
    "stages": Table(StageRow),
    "events": Table(EventRow),
    "documents": Table(DocumentRow, ("document",)),
    "speakers": Table(SpeakerRow, ("speaker",)),
    "criteria": Table(CriterionRow, ("criterion",)),
    "rests-on": Table(RestsOnRow, ("criterion", "provision")),
    "provisions": Table(ProvisionRow, ("provision",)),
    "features": Table(FeatureRow, ("feature",)),
}
"""Every table by the name of its file."""

REFERS = {
    "mechanism": "mechanisms",
    "criterion": "criteria",
    "feature": "features",
    "provision": "provisions",
    "document": "documents",
    "speaker": "speakers",
    "author": "speakers",
}
"""The table whose rows a column of this name refers to, wherever it stands."""
