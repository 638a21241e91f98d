"""From when to when there is a mechanism, and what it is called meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..model.days import PossibleDays
from ..model.document import Document
from ..model.mechanism import Mechanism
from ..model.text import Localised
from ..model.unscored import Existence


@dataclass(frozen=True)
class Lifetime:
    """A mechanism's beginning and end, if it has one, and the names that it bore, oldest first.

    Before the beginning and from the end on there is no mechanism, which is a state to be told and no fault.
    """

    beginning: PossibleDays
    ending: PossibleDays | None
    replaced_by: str | None
    name: Localised
    names: tuple[tuple[date, Localised], ...]

    @classmethod
    def of(cls, mechanism: Mechanism, documents: Mapping[str, Document]) -> "Lifetime":
        """By the mechanism's own file, whose days are possible as far as their documents know.

        `documents` are those that the dossier cites: a later one confirms a beginning that was announced.
        """
        begun, ended = mechanism.established, mechanism.ended
        beginning = PossibleDays.of(begun.date, documents[begun.document].as_of)
        later = (document for id, document in documents.items() if id != begun.document)
        if any(document.as_of >= beginning.last for document in later):
            beginning = replace(beginning, announced=False)
        return cls(
            beginning=beginning,
            ending=None if ended is None else PossibleDays.of(ended.date, documents[ended.document].as_of),
            replaced_by=None if ended is None else ended.replaced_by,
            name=mechanism.name,
            names=tuple(sorted(((r.start.last, r.name) for r in mechanism.names), key=lambda named: named[0])),
        )

    def on(self, day: date) -> Existence:
        """Whether there is a mechanism on a day."""
        if day < self.beginning.last:
            return "not-yet"
        return "ended" if self.ending is not None and self.ending.last <= day else "exists"

    def name_on(self, day: date) -> Localised:
        """What it is called on a day: before the first renaming, as its file names it."""
        return next((name for start, name in reversed(self.names) if start <= day), self.name)
