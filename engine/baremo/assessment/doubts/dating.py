"""Days that a document cannot know: what is dated after it is announced, and an observation so dated is wrong."""

from collections.abc import Iterator

from ...model.dates import PartialDate
from ...model.days import PossibleDays
from ...model.sheet import Claim, Event, Figure, Period
from ...workspace.mechanisms import Filed, Place
from ...workspace.problem import Location, Problem
from ..assess import Mechanism
from ..spells import turns
from .places import Places


def dating_doubts(mechanism: Mechanism, filed: Filed, places: Places) -> Iterator[Problem]:
    """Everything dated after its document that no later document confirms."""
    yield from _claims(mechanism, filed, places)
    for reform in mechanism.dossier.reforms:
        adoptions, others = turns(reform, mechanism.documents)
        for turn in (*adoptions, *others):
            if turn.announced:
                stage = turn.stages[0]
                place, key = places.of_stage(stage), "date" if stage.in_force is None else "in_force"
                yield _announced(mechanism, Place(place.file, (*place.at, key)), stage.document)
    for key, entry in (("established", filed.dossier.mechanism.established), ("ended", filed.dossier.mechanism.ended)):
        if entry is not None and _later(entry.date, mechanism, entry.document):
            yield _announced(mechanism, Place(filed.mechanism, (key, "date")), entry.document)
    for name in ("events", "figures"):
        for place, dated in filed.placed(name):
            at, day = _day_of(dated)
            if _later(day, mechanism, dated.document):
                yield _announced(mechanism, Place(place.file, (*place.at, *at)), dated.document)


def _claims(mechanism: Mechanism, filed: Filed, places: Places) -> Iterator[Problem]:
    changes = (s for s in mechanism.statements if s.kind == "change" and s.announced and s.reform is None)
    announced = {(place.file.path, place.at) for place in map(places.of, changes)}
    for place, claim in filed.placed("claims"):
        if not isinstance(claim, Claim) or not _later(claim.date, mechanism, claim.document):
            continue
        dated = Place(place.file, (*place.at, "date"))
        if claim.kind == "observation":
            yield dated.file.problem(dated.at, "later-than-document", day=mechanism.documents[claim.document].as_of)
        elif claim.kind == "commitment" or (place.file.path, place.at) in announced:
            yield _announced(mechanism, dated, claim.document)


def _later(day: PartialDate | None, mechanism: Mechanism, document: str) -> bool:
    return day is not None and PossibleDays.of(day, mechanism.documents[document].as_of).announced


def _day_of(entry: object) -> tuple[Location, PartialDate | None]:
    """The date of an event or the beginning of a figure's period, and where it stands."""
    if isinstance(entry, Event):
        return ("date",), entry.date
    period = entry.period if isinstance(entry, Figure) else None
    return (("period", "from"), period.start) if isinstance(period, Period) else (("period",), period)


def _announced(mechanism: Mechanism, place: Place, document: str) -> Problem:
    return place.file.problem(place.at, "announced", doubt=True, day=mechanism.documents[document].as_of)
