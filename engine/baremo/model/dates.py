"""Dates as precise as their source: a year, a month, a day, or "by" one of these."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .fault import fault

_FORM = re.compile(r"(?P<by>by )?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_EXPECTED = 'a date such as 2016, 2016-12, 2016-12-20 or "by 2017-02"'
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as its source gives it; it counts from its last possible day.

    `text` is the date as given, `first` and `last` the days between which it lies. An open date ("by 2017-02") has
    no first day of its own; `first` then equals `last`, the day from which it is certain.
    """

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, given: object) -> "PartialDate":
        """Read a date from a string, a year given as a number, or a `date`.

        Raises:
            ValueError: if it is none, or lies outside 1900 to 2200.
        """
        if isinstance(given, PartialDate):
            return given
        text = str(given) if not isinstance(given, bool) else ""
        match = _FORM.fullmatch(text)
        if match is None:
            raise fault("value.date", given=given)
        year = int(match["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise fault("value.year", year=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR))
        first_month, last_month = (int(match["month"]),) * 2 if match["month"] else (1, 12)
        try:
            last_day = int(match["day"]) if match["day"] else calendar.monthrange(year, last_month)[1]
            first = date(year, first_month, int(match["day"] or 1))
            last = date(year, last_month, last_day)
        except (ValueError, IndexError):
            raise fault("value.day", given=text) from None
        return cls(text, last if match["by"] else first, last)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from any of the forms of `parse`; serialise as given."""
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """For editors: a year as a number, or a date as text."""
        return {
            "anyOf": [
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
                {"type": "string", "pattern": r"^(by )?\d{4}(-\d{2}(-\d{2})?)?$"},
            ],
            "description": f"Expected {_EXPECTED}.",
        }
