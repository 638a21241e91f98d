"""What a government would have to change: the JSON contract of `baremo plan`."""

from typing import Literal

from pydantic import Field

from .exact import Range
from .feature import Feature, Raw
from .record import Identifier, Record
from .scale import Cost, Costs
from .standard import StandardsVersion
from .why import Bringing


class Step(Record):
    """One change of a plan: a feature's new value, what that costs, and the findings that would differ without it."""

    feature: str
    value: Raw
    effort: Literal["norm", "institution", "practice"]
    cost: float
    criteria: tuple[str, ...]
    brought_by: tuple[Bringing, ...]


class Option(Record):
    """One least set of changes that reaches the target, and the score that it leads to."""

    steps: tuple[Step, ...]
    cost: float
    score: Range


class Plans(Record):
    """The cheapest sets of one kind: proven cheapest; `more` tells that there are others as cheap.

    `certainly`: the target is reached whatever the unknowns are. `possibly`: it may be reached.
    """

    kind: Literal["certainly", "possibly"]
    costs: Literal["by effort", "equal"]
    cost: float | None
    options: tuple[Option, ...]
    more: bool


class Point(Record):
    """The highest low end (or high end) of the score that changes of at most this cost can reach."""

    cost: float
    score: float


class CostFile(Costs):
    """A user's own costs: by effort, and for single features."""

    features: dict[Identifier, Cost] = Field(default_factory=dict)

    def of(self, feature: Feature) -> float:
        """What changing the feature costs."""
        by_effort = {"norm": self.norm, "institution": self.institution, "practice": self.practice}
        return self.features.get(feature.id, by_effort[feature.effort])


class Plan(Record):
    """What would bring a mechanism to a target: `cost` is null in `plans` where nothing would."""

    mechanism: str
    as_of: str
    target: float
    fixed: tuple[str, ...]
    costs: CostFile
    now: Range
    plans: tuple[Plans, ...]
    front: tuple[Point, ...]


class PlanFile(Record):
    """What `baremo plan --format json` prints."""

    baremo: str
    schema_version: Literal[1] = 1
    standards: StandardsVersion
    engines: tuple[str, ...]
    plan: Plan
