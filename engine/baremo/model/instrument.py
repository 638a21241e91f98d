"""Instruments and their provisions: what is required, and how sure we are of where it is written."""

from typing import Literal

from pydantic import Field, model_validator

from .dates import PartialDate
from .record import Address, Note, Place, ProvisionId, Record
from .text import Localised

Dimension = Literal["participation", "collective", "nonpolice", "impunity", "effectiveness", "institution"]
Checked = Literal["article", "seen", "instrument"]
Force = Literal["not-binding", "binding-on-parties", "binding-on-state", "authoritative"]
WHOLE = "whole"


class Provision(Record):
    """One article or paragraph of an instrument, or the instrument as a whole, paraphrased.

    `checked` says how its place was checked: `article` (the numbering is stable and known), `seen` (the passage or a
    public summary was read, at `seen_at`), `instrument` (cite the instrument as a whole: `locator` is then a
    paragraph still to be looked up, and is never printed).
    """

    at: Place
    text: Localised
    themes: tuple[Dimension, ...] = ()
    checked: Checked
    locator: Localised | None = None
    seen_at: Note | None = None

    @model_validator(mode="after")
    def _no_more_precise_than_checked(self) -> "Provision":
        if self.checked == "instrument" and self.at[0].isdigit():
            raise ValueError(
                f"provision '{self.at}' is numbered but was checked only as 'instrument'; expected `at: {WHOLE}`, "
                "a named part, or `checked: article` or `seen`"
            )
        if self.checked == "seen" and self.seen_at is None:
            raise ValueError("a provision that was seen says where; expected `seen_at`")
        return self

    @property
    def printed_locator(self) -> Localised | None:
        """The locator, unless it is still to be checked."""
        return None if self.checked == "instrument" else self.locator


class Instrument(Record):
    """A declaration, treaty, set of rules, judgment or report that standards are drawn from."""

    id: ProvisionId
    kind: Literal["declaration", "treaty", "rules", "judgment", "report"]
    title: Localised
    short: Localised
    body: Localised
    reference: Note
    adopted: PartialDate | None = None
    in_force: PartialDate | None = None
    force: Force
    address: Address | None = None
    provisions: tuple[Provision, ...] = Field(min_length=1)

    def provision_id(self, provision: Provision) -> str:
        """The id by which criteria cite `provision`."""
        return self.id if provision.at == WHOLE else f"{self.id}/{provision.at}"

    @property
    def stands_from(self) -> PartialDate | None:
        """The date from which it may be cited: in force if binding on its parties, else adopted; None if undated."""
        return self.in_force if self.force == "binding-on-parties" else self.adopted
