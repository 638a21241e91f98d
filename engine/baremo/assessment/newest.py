"""The default day: that of the newest evidence in force."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..model.document import Document
from ..model.dossier import Dossier
from ..model.profile import Statement
from .spells import spells


def newest(dossier: Dossier, said: Iterable[Statement], documents: Mapping[str, Document]) -> date | None:
    """The newest day from which a change, an observation or a stage in force counts, under any perspective.

    What is announced does not move it, nor does context. None if there is nothing of all that.
    """
    days = {s.counts_from for s in said if s.kind in {"change", "observation"} and not s.announced}
    return max(days | set(_turns(dossier, documents)), default=None)


def _turns(dossier: Dossier, documents: Mapping[str, Document]) -> Iterator[date]:
    """When reforms began to stand and ceased to."""
    for reform in dossier.reforms:
        for spell in spells(reform, documents):
            for turn in (spell.adoption, spell.ending):
                if turn is not None and not turn.announced:
                    yield turn.days.last
