"""Possible days: when something may have happened, as far as the document that tells of it knows."""

from dataclasses import dataclass
from datetime import date

from .dates import PartialDate


@dataclass(frozen=True, slots=True)
class PossibleDays:
    """From the first to the last day on which something may lie; it counts from the last.

    `first` is None for what may lie anywhere in the past ("by 2017-02"). `announced` tells that already the first day
    is later than what the document knows: then it counts from its own last day.
    """

    first: date | None
    last: date
    announced: bool = False

    @classmethod
    def of(cls, given: PartialDate | None, as_of: date, *, undated_first: date | None = None) -> "PossibleDays":
        """The days of a date in a document that knows up to `as_of`; without a date, `undated_first` to `as_of`."""
        if given is None:
            return cls(undated_first, as_of)
        if given.text.startswith("by "):
            return cls(None, min(given.last, as_of))
        if given.first > as_of:
            return cls(given.first, given.last, announced=True)
        return cls(given.first, min(given.last, as_of))

    def after(self, other: "PossibleDays") -> bool:
        """Whether this certainly lies later."""
        return self.first is not None and self.first > other.last

    def overlaps(self, other: "PossibleDays") -> bool:
        """Whether both may lie on one day, or neither is known to be the later."""
        return not self.after(other) and not other.after(self)
