"""What every model of ours shares: unknown keys are refused, and nothing changes after it was read."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """An immutable model that refuses keys it does not know; validators are built only when first used."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=80)]
"""Lower-case words joined by hyphens or dots."""

Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
"""Where a document can be read on the web."""

ProvisionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*$", max_length=120)]
"""An instrument's id, and the provision's place in it, joined by slashes: `UNDHRD/12.2`."""
