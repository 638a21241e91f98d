"""Strong three-valued logic (Kleene 1952): true, false, and open for what may still be either."""

from collections.abc import Iterable
from enum import Enum

from ..model.feature import Interval


class Truth(Enum):
    """A truth value; `OPEN` means that what is known allows both."""

    FALSE = "false"
    OPEN = "open"
    TRUE = "true"

    def __invert__(self) -> "Truth":
        """Not: true and false change places, open stays."""
        return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(self, Truth.OPEN)


def of(possible: Interval) -> Truth:
    """Of a question of yes or no, by the ranks still possible."""
    return {(0, 0): Truth.FALSE, (1, 1): Truth.TRUE}.get(possible, Truth.OPEN)


def at_least(n: int, parts: Iterable[Truth]) -> Truth:
    """Whether at least `n` of the parts are true."""
    found = list(parts)
    if found.count(Truth.TRUE) >= n:
        return Truth.TRUE
    return Truth.OPEN if len(found) - found.count(Truth.FALSE) >= n else Truth.FALSE


def all_of(parts: Iterable[Truth]) -> Truth:
    """Whether every part is true."""
    found = list(parts)
    return at_least(len(found), found)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Whether some part is true."""
    return at_least(1, parts)
