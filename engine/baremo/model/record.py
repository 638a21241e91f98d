"""What every model of ours shares: unknown keys are refused, and nothing changes after it was read."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from .fault import fault


class Record(BaseModel):
    """An immutable model that refuses keys it does not know; validators are built only when first used."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


_WORDS = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
PLAIN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""What a mechanism, a document and a speaker are called."""
_PROVISION = r"^[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*$"
_ADDRESS = r"^https?://[^\s<>\"]+$"
_COUNTRY = r"^[A-Z]{2}$"
NUMBERED = r"^[1-9][0-9]{0,2}$"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
ENTRY = r"^[a-z][a-z2-9]{7}$"
"""What a claim and any other entry of a sheet is called."""
_SOME = r"\S"
FORMS = {
    _WORDS: "form.words",
    PLAIN: "form.plain",
    _PROVISION: "form.provision",
    _ADDRESS: "form.address",
    _COUNTRY: "form.country",
    NUMBERED: "form.number",
    LANGUAGE: "form.language",
    ENTRY: "form.entry",
    _SOME: "form.some",
}
"""The code of the fault that a text is not of the form of each pattern."""

Identifier = Annotated[str, Field(pattern=_WORDS, max_length=80)]
"""Lower-case words joined by hyphens or dots."""

PlainIdentifier = Annotated[str, Field(pattern=PLAIN, max_length=80)]
"""The same without dots: what is a file's or a folder's name too."""

Place = Annotated[str, Field(pattern=_WORDS, max_length=80)]
"""A provision's place in its instrument: `12.2`."""

ProvisionId = Annotated[str, Field(pattern=_PROVISION, max_length=120)]
"""An instrument's id, and the provision's place in it, joined by slashes: `UNDHRD/12.2`."""

Address = Annotated[str, Field(pattern=_ADDRESS, max_length=2000)]
"""Where a document can be read on the web."""

Country = Annotated[str, Field(pattern=_COUNTRY)]
"""Two letters, by ISO 3166."""

Name = Annotated[str, Field(pattern=_SOME, max_length=200)]
"""A text that is not blank."""

Note = Annotated[str, Field(pattern=_SOME, max_length=500)]
"""A line or two: where in a document something stands, who read it."""

DECIMALS = 6


def _coarse(number: float) -> float:
    if round(number, DECIMALS) != number:
        raise fault("value.decimals", given=number, limit=DECIMALS)
    return number


Number = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(_coarse)]
"""A number as YAML writes one: no text that reads like one, no yes or no, and no finer than sums stay exact with."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number, by the same."""

YesNo = Annotated[bool, Field(strict=True)]
"""Yes or no, and not 1 or "on"."""
