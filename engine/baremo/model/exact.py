"""Exact numbers; and what is really still possible, where Kleene's logic had to leave more open."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from .record import Record

Range = tuple[float, float]
"""Lowest and highest still possible."""

Exact = Annotated[
    Fraction,
    PlainValidator(Fraction),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(/\d+)?$"}),
]
"""A number as a fraction, which no rounding has touched: `175/3`."""


class Narrower(Record):
    """A finding or flag of which fewer outcomes are possible than Kleene's logic leaves."""

    id: str
    kind: Literal["finding", "flag"]
    kleene: tuple[str, ...]
    exact: tuple[str, ...]


class ExactRange(Record):
    """The exact range of the overall score over every completion of what is open, and where Kleene was too wide.

    `untried` names what has too many completions to try; there Kleene's answer stands, and `overall` may be too wide.
    `completions` says how many there are of everything at once, in decimal digits.
    """

    mechanism: str
    overall: Range
    kleene: Range
    narrower: tuple[Narrower, ...]
    completions: str
    untried: tuple[str, ...]
