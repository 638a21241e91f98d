"""Whole numbers in many scenarios at a time: one plane a binary digit, added without ever leaving the planes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .planes import Plane


@dataclass(frozen=True)
class Sum:
    """A whole number, not negative, in each of `size` scenarios: plane `k` holds its digits of worth 2 to the k."""

    digits: tuple[Plane, ...]
    size: int

    def at(self, scenario: int) -> int:
        """The number in one scenario."""
        return sum((digit >> scenario & 1) << place for place, digit in enumerate(self.digits))

    def numbers(self) -> list[int]:
        """The number in each scenario, in their order."""
        if not self.digits:
            return [0] * self.size
        rows = [format(digit, f"0{self.size}b") for digit in reversed(self.digits)]
        return [int("".join(digits), 2) for digits in zip(*rows, strict=True)][::-1]

    def at_least(self, number: int) -> Plane:
        """Where it is that much or more."""
        everywhere = (1 << self.size) - 1
        if number <= 0:
            return everywhere
        if number.bit_length() > len(self.digits):
            return 0
        greater, equal = 0, everywhere
        for place in reversed(range(len(self.digits))):
            digit = self.digits[place]
            if number >> place & 1:
                equal &= digit
            else:
                greater |= equal & digit
                equal &= ~digit
        return greater | equal

    def capped(self, most: int, where: Plane) -> "Sum":
        """The same, but for the scenarios of a plane in which it is more than `most`: there it is that."""
        over = self.at_least(most + 1) & where
        digits = tuple(digit & ~over | (over if most >> place & 1 else 0) for place, digit in enumerate(self.digits))
        return Sum(digits, self.size)

    def lowest(self, where: Plane) -> tuple[int, Plane]:
        """The least number within a plane that is not empty, and the scenarios of the plane that have it."""
        return self._extreme(where, greatest=False)

    def highest(self, where: Plane) -> tuple[int, Plane]:
        """The greatest number within a plane that is not empty, and the scenarios of the plane that have it."""
        return self._extreme(where, greatest=True)

    def _extreme(self, where: Plane, *, greatest: bool) -> tuple[int, Plane]:
        number = 0
        for place in reversed(range(len(self.digits))):
            ones = where & self.digits[place]
            wanted = ones if greatest else where & ~self.digits[place]
            if wanted:
                where = wanted
            if wanted if greatest else not wanted:
                number |= 1 << place
        return number, where


def total(parts: Iterable[tuple[int, Plane]], size: int) -> Sum:
    """In each scenario the sum of the whole numbers whose plane holds there.

    Digits of equal worth are added three at a time, each three leaving a digit and a carry (Wallace 1964, *A
    suggestion for a fast multiplier*).
    """
    if size == 1:
        number = sum(number for number, plane in parts if plane)
        return Sum(tuple(number >> place & 1 for place in range(number.bit_length())), size)
    columns: list[list[Plane]] = []
    for number, plane in parts:
        for place in range(number.bit_length() if plane else 0):
            if number >> place & 1:
                _column(columns, place).append(plane)
    digits: list[Plane] = []
    place = 0
    while place < len(columns):
        column = columns[place]
        while len(column) > 1:
            digit, carry = _added(column)
            column.append(digit)
            _column(columns, place + 1).append(carry)
        digits.append(column[0] if column else 0)
        place += 1
    while digits and not digits[-1]:
        digits.pop()
    return Sum(tuple(digits), size)


def _column(columns: list[list[Plane]], place: int) -> list[Plane]:
    while len(columns) <= place:
        columns.append([])
    return columns[place]


def _added(column: list[Plane]) -> tuple[Plane, Plane]:
    """The digit and the carry of the last three planes of a column, or of its last two; they are taken off it."""
    one, two = column.pop(0), column.pop(0)
    half = one ^ two
    if not column:
        return half, one & two
    three = column.pop(0)
    return half ^ three, one & two | half & three


def joined(sums: Sequence[Sum]) -> Sum:
    """In each scenario the sum of these sums; there is one at least."""
    return total(((1 << place, digit) for part in sums for place, digit in enumerate(part.digits)), sums[0].size)
