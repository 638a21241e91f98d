"""Criteria and flags: what is judged."""

from typing import Literal

from pydantic import Field, model_validator

from .condition import Condition, Status
from .edition import Standing
from .fault import fault
from .feature import Feature, ShortTitle
from .instrument import Addressed
from .record import Identifier, ProvisionId, Record
from .text import Localised

Aspect = Literal["law", "practice"]


class Criterion(Standing):
    """One requirement on a mechanism, with its rule and the provisions it rests on.

    It applies `only_for` the States that these instruments reach, if it says so.
    """

    id: Identifier
    aspect: Aspect
    title: Localised
    short: ShortTitle | None = None
    only_for: Addressed | None = None
    met: Condition
    partly: Condition | None = None
    rests_on: tuple[ProvisionId, ...] = Field(min_length=1)
    carried_out_by: tuple[Identifier, ...] = ()
    reason: Localised
    advice: Localised

    @property
    def dimension(self) -> str:
        """The dimension, which is the first word of the id."""
        return self.id.split(".")[0]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of its rule: `met`, and `partly` if it has one."""
        return (self.met,) if self.partly is None else (self.met, self.partly)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that its rule knows, from worst to best."""
        return ("not-met", "met") if self.partly is None else ("not-met", "partly", "met")


class FeatureFile(Record):
    """One file of `standards/features/`; without a `dimension` it may hold features of any."""

    dimension: Identifier | None = None
    features: tuple[Feature, ...]


class CriterionFile(Record):
    """One file of `standards/criteria/`; without a `dimension` it may hold criteria of any."""

    dimension: Identifier | None = None
    title: Localised | None = None
    criteria: tuple[Criterion, ...]

    @model_validator(mode="after")
    def _titled(self) -> "CriterionFile":
        if (self.dimension is None) != (self.title is None):
            raise fault("value.titled")
        return self


class Flag(Standing):
    """A pattern across findings, worth saying aloud.

    It is raised `only_for` the States that these instruments reach, if it says so.
    """

    id: Identifier
    title: Localised
    text: Localised
    only_for: Addressed | None = None
    when: Condition


class FlagFile(Record):
    """`standards/flags.yaml`."""

    flags: tuple[Flag, ...]
