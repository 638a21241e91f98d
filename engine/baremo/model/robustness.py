"""How much scores depend on what is unknown and on the weights: the JSON contract of `baremo robustness`."""

from typing import Literal

from pydantic import Field

from .record import Record
from .standard import StandardsVersion
from .unscored import Unscored

Factor = Literal["weights", "aggregation", "unknown"]


class Spread(Record):
    """The distribution of one mechanism's score over all draws, in points."""

    mechanism: str
    mean: float
    percentiles: dict[str, float] = Field(description="5, 25, 50, 75 and 95")
    lowest: float
    highest: float
    ranks: tuple[float, ...] = Field(description="share of draws in which it has rank 1, 2, …; ties share their ranks")


class Above(Record):
    """In which share of draws one mechanism's score is above another's; draws with equal scores count for neither."""

    one: str
    other: str
    share: float


class Driver(Record):
    """How much of a score's variance one factor accounts for: alone (`first`), and with its interactions (`total`)."""

    factor: str
    kind: Factor
    first: float
    total: float


class Drivers(Record):
    """What drives the variance of one mechanism's score, the greatest total first."""

    mechanism: str
    evaluations: int
    factors: tuple[Driver, ...]


class Robustness(Record):
    """A sensitivity analysis: a share of draws is no probability and no rank."""

    draws: int
    seed: int
    concentration: float
    spreads: tuple[Spread, ...]
    above: tuple[Above, ...]
    drivers: tuple[Drivers, ...]


class RobustnessFile(Record):
    """What `baremo robustness --format json` prints."""

    baremo: str
    schema_version: Literal[1] = 1
    standards: StandardsVersion
    engines: tuple[str, ...]
    robustness: Robustness
    unscored: tuple[Unscored, ...] = ()
