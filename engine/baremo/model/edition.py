"""Editions: what stands in which of them."""

from typing import Annotated

from pydantic import Field, model_validator

from .fault import fault
from .record import Record, Whole

EditionNumber = Annotated[Whole, Field(ge=1, le=1000)]
"""Editions are counted from 1."""


class Standing(Record):
    """What stands from one edition on and may end before another; `before` the one it begins in it stands in none."""

    start: EditionNumber = Field(default=1, alias="from")
    end: EditionNumber | None = Field(default=None, alias="before")

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "Standing":
        if self.end is not None and self.end < self.start:
            raise fault("value.edition-span", start=str(self.start), end=str(self.end))
        return self

    def stands_in(self, edition: int) -> bool:
        """Whether it belongs to that edition."""
        return self.start <= edition and (self.end is None or edition < self.end)
