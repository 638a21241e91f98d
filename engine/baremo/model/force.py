"""Force: what an instrument is to one State on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .dates import PartialDate
from .instrument import Instrument, Order

ForceKind = Literal[
    "binding",
    "not-yet-binding",
    "not-party",
    "addressed",
    "not-yet-addressed",
    "interpretive",
    "not-binding",
    "unknown",
]


@dataclass(frozen=True)
class Force:
    """What an instrument is to a State on a day.

    `binding` on a party since `day`, or from a later `day` on; `not-party` as of `day`; `addressed` to it, with its
    `orders`, or only on a later `day`; `interpretive`: addressed to others, the `states`, or to nobody, it guides the
    interpretation of what binds this one; `not-binding` by itself; `unknown` where it was not verified, and then no
    force is printed.
    """

    kind: ForceKind
    day: PartialDate | None = None
    states: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def reaches(self) -> bool:
        """Whether it binds the State or is addressed to it."""
        return self.kind in ("binding", "addressed")


def force(instrument: Instrument, state: str, day: date) -> Force:
    """What the instrument is to the State on that day."""
    if instrument.kind == "treaty":
        return _of_treaty(instrument, state, day)
    if instrument.kind in ("judgment", "order"):
        return _of_judgment(instrument, state, day)
    return Force("not-binding")


def reached(instruments: Iterable[Instrument], state: str, day: date) -> bool:
    """Whether one of the instruments binds the State or is addressed to it on that day."""
    return any(force(instrument, state, day).reaches for instrument in instruments)


def _of_treaty(treaty: Instrument, state: str, day: date) -> Force:
    party = treaty.party(state)
    if party is not None:
        return Force("binding" if party.since <= day else "not-yet-binding", PartialDate.parse(party.since))
    outsider = next((entry for entry in treaty.not_parties if entry.state == state), None)
    return Force("unknown") if outsider is None else Force("not-party", outsider.as_of)


def _of_judgment(judgment: Instrument, state: str, day: date) -> Force:
    if judgment.addresses is None:
        return Force("unknown")
    own = next((entry for entry in judgment.addresses if entry.state == state), None)
    if own is None:
        return Force("interpretive", states=tuple(entry.state for entry in judgment.addresses))
    if judgment.adopted is not None and judgment.adopted.last > day:
        return Force("not-yet-addressed", judgment.adopted)
    return Force("addressed", judgment.adopted, orders=own.orders)
