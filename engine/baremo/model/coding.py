"""Double coding: two codings of one document side by side, and what is decided where they differ."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from .document import full_day
from .fault import fault
from .record import Identifier, Note, Record
from .sheet import Claim, ClaimId, Entry, Sheet

Relation = Literal["same", "overlapping", "contradictory", "only-one"]
"""Of two answers: the same values, some in common, none in common; or one of the two gives none."""
RELATIONS: tuple[Relation, ...] = ("same", "overlapping", "contradictory", "only-one")

Group = Literal["claims", "reforms", "figures", "events"]
"""The lists of a sheet."""


class Pair(Record):
    """What two coders made of one passage; one of the two may have made nothing of it.

    `differs` are the keys in which two entries are not alike; `open` tells that somebody has to decide: the values
    differ, or a key that bears on what is in force.
    """

    group: Group
    a: Entry | None = None
    b: Entry | None = None
    relation: Relation
    differs: tuple[str, ...] = ()
    open: bool = True

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The one or two entries."""
        return tuple(entry for entry in (self.a, self.b) if entry is not None)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the one or two entries."""
        return frozenset(entry.id for entry in self.entries if entry.id is not None)


class Decision(Record):
    """What goes into the reconciled sheet, and why: entries that it is between, or none of them, or another claim."""

    between: tuple[ClaimId, ...] = Field(min_length=1, max_length=2)
    take: tuple[ClaimId, ...] | None = Field(default=None, max_length=2)
    claim: Claim | None = None
    why: Note

    @model_validator(mode="after")
    def _one_outcome(self) -> "Decision":
        if (self.take is None) == (self.claim is None):
            raise fault("value.decided")
        if strangers := set(self.take or ()) - set(self.between):
            raise fault("value.taken", given=", ".join(sorted(strangers)))
        return self


class DecisionFile(Record):
    """What `baremo reconcile --decisions` reads. `by` is a role; `read` is needed where the two drafts' differ."""

    mechanism: Identifier
    document: Identifier
    by: Note
    on: date
    read: Note | None = None
    decisions: tuple[Decision, ...] = ()

    @field_validator("on", mode="before")
    @classmethod
    def _a_full_day(cls, given: object) -> date:
        return full_day(given)

    @model_validator(mode="before")
    @classmethod
    def _of_the_document(cls, given: object) -> object:
        """A claim that is written here is of the file's document."""
        if not isinstance(given, dict) or not isinstance(given.get("decisions"), list | tuple):
            return given
        decisions = [
            decision | {"claim": {"document": given.get("document"), **decision["claim"]}}
            if isinstance(decision, dict) and isinstance(decision.get("claim"), dict)
            else decision
            for decision in given["decisions"]
        ]
        return given | {"decisions": decisions}


def coder(sheet: Sheet) -> str | None:
    """The role that coded a draft, or accepted its own; None where nobody is named or several are."""
    return sheet.coded[0].by if len(sheet.coded) == 1 else None
