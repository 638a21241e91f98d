"""Everything doubtful in one dossier."""

from collections.abc import Iterator

from ...workspace.doubts import untranslated
from ...workspace.mechanisms import Filed
from ...workspace.problem import Problem
from ..assess import Mechanism
from .coding import coding_doubts
from .contradictions import adjudication_doubts, bond_doubts, contradictions
from .dating import dating_doubts
from .histories import history_doubts
from .instruments import instrument_doubts
from .places import Places
from .withheld import superseded_by_withheld


def dossier_doubts(mechanism: Mechanism, filed: Filed) -> Iterator[Problem]:
    """Everything doubtful in one dossier, of which the mechanism must hold all: its researcher is the audience."""
    places = Places(mechanism, filed)
    yield from dating_doubts(mechanism, filed, places)
    yield from history_doubts(mechanism, places)
    yield from contradictions(mechanism, places)
    yield from bond_doubts(mechanism, places)
    yield from adjudication_doubts(mechanism, filed, places)
    yield from instrument_doubts(mechanism, filed)
    yield from superseded_by_withheld(mechanism, filed, places)
    yield from coding_doubts(mechanism, filed)
    for file in (filed.mechanism, *filed.sheets.values()):
        yield from untranslated(file, mechanism.catalogue.standard.languages, most=True)
