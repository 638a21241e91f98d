"""Instruments and their provisions: what is required, whom it binds, and how sure we are of where it is written."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from .dates import PartialDate
from .document import full_day
from .fault import fault
from .record import Address, Country, Identifier, Note, Place, ProvisionId, Record
from .text import Localised

Checked = Literal["article", "seen", "instrument"]
Day = Annotated[date, BeforeValidator(full_day)]
WHOLE = "whole"


class Provision(Record):
    """One article or paragraph of an instrument, or the instrument as a whole, paraphrased.

    `checked` says how its place was checked: `article` (the numbering is stable and known), `seen` (the passage or a
    public summary was read, at `seen_at`), `instrument` (cite the instrument as a whole: `locator` is then a
    paragraph still to be looked up, and is never printed).
    """

    at: Place
    text: Localised
    themes: tuple[Identifier, ...] = ()
    checked: Checked
    locator: Localised | None = None
    seen_at: Note | None = None

    @model_validator(mode="after")
    def _no_more_precise_than_checked(self) -> "Provision":
        if self.checked == "instrument" and self.at[0].isdigit():
            raise fault("value.numbered", at=self.at, whole=WHOLE)
        if self.checked == "seen" and self.seen_at is None:
            raise fault("value.seen-at")
        return self

    @property
    def printed_locator(self) -> Localised | None:
        """The locator, unless it is still to be checked."""
        return None if self.checked == "instrument" else self.locator


class Party(Record):
    """A State that a treaty binds, and since when."""

    state: Country
    since: Day
    seen_at: Note | None = None


class NotParty(Record):
    """A State that a treaty was seen not to bind, as of a date."""

    state: Country
    as_of: PartialDate
    seen_at: Note | None = None


class Order(Record):
    """What a State was ordered to do, and how far it was seen to have done it."""

    what: Localised
    status: Literal["pending", "partly", "complied", "unknown"]
    as_of: PartialDate | None = None
    seen_at: Note | None = None


class Addressee(Record):
    """A State that a judgment or order is addressed to, when it was notified, and what it was ordered to do."""

    state: Country
    notified: Day | None = None
    orders: tuple[Order, ...] = ()


class Addressed(Record):
    """The States that one of these instruments or provisions addresses, or binds as parties."""

    addressed_by: tuple[ProvisionId, ...] = Field(min_length=1)


class Instrument(Record):
    """A declaration, treaty, set of rules, judgment or report that standards are drawn from.

    A treaty lists States as `parties` or `not_parties`, as far as that was verified. A judgment or an order has
    `addresses`; without that key it is not known whom it addresses, and an empty one says nobody. Nothing else binds
    by itself.
    """

    id: ProvisionId
    kind: Literal["treaty", "judgment", "order", "declaration", "resolution", "rules", "report", "statement"]
    title: Localised
    short: Localised
    body: Localised
    reference: Note
    adopted: PartialDate | None = None
    in_force: PartialDate | None = None
    parties: tuple[Party, ...] = ()
    not_parties: tuple[NotParty, ...] = ()
    addresses: tuple[Addressee, ...] | None = None
    address: Address | None = None
    provisions: tuple[Provision, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _binds_as_its_kind_does(self) -> "Instrument":
        if (self.parties or self.not_parties) and self.kind != "treaty":
            raise fault("value.parties", kind=self.kind)
        if self.addresses is not None and self.kind not in ("judgment", "order"):
            raise fault("value.addresses", kind=self.kind)
        states = [party.state for party in self.parties] + [other.state for other in self.not_parties]
        states += [addressee.state for addressee in self.addresses or ()]
        if len(set(states)) < len(states):
            raise fault("value.state-twice")
        return self

    def provision_id(self, provision: Provision) -> str:
        """The id by which criteria cite `provision`."""
        return self.id if provision.at == WHOLE else f"{self.id}/{provision.at}"

    def party(self, state: str) -> Party | None:
        """A State's entry among the parties."""
        return next((party for party in self.parties if party.state == state), None)

    def stands_from(self, state: str | None = None) -> PartialDate | None:
        """The date from which it may be cited to a State, or at all; None if undated.

        For a party to a treaty the day from which it is bound; else that of entry into force of a treaty, or of
        adoption of anything else.
        """
        if state is not None and (party := self.party(state)) is not None:
            return PartialDate.parse(party.since)
        return self.in_force if self.kind == "treaty" else self.adopted
