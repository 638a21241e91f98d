"""The histories of reforms: in an order that can be, and told by more than the press."""

from collections.abc import Iterator, Sequence

from ...model.document import PRESS
from ...model.profile import Statement
from ...workspace.problem import Problem
from ..assess import Mechanism
from ..spells import ENDINGS, Turn, turns
from .places import Places

_OF_THE_ADOPTED = frozenset(("suspended", "repealed", "annulled"))
"""States to which only what was adopted can come; all others come before an adoption, or in its place."""


def history_doubts(mechanism: Mechanism, places: Places) -> Iterator[Problem]:
    """States that do not follow from those before them, and changes that rest on the press alone."""
    for reform in mechanism.dossier.reforms:
        adoptions, others = turns(reform, mechanism.documents)
        for turn in others:
            code = _out_of_order(turn, adoptions, others)
            if code is not None:
                place = places.of_stage(turn.stages[0])
                yield place.file.problem(place.at, code, doubt=True, state=turn.state)
        for adoption in adoptions:
            if all(_press(stage.document, mechanism) for stage in adoption.stages):
                place = places.of_stage(adoption.stages[0])
                yield place.file.problem(place.at, "press-alone", doubt=True)
    yield from _changes(mechanism, places)


def _out_of_order(turn: Turn, adoptions: Sequence[Turn], others: Sequence[Turn]) -> str | None:
    earlier = [adoption for adoption in adoptions if turn.days.after(adoption.days)]
    if turn.state in _OF_THE_ADOPTED:
        possible = any(not adoption.days.after(turn.days) for adoption in adoptions)
        return None if possible else "history.never-adopted"
    ended = any(other.state in ENDINGS and other is not turn and not other.days.after(turn.days) for other in others)
    return "history.after-adoption" if earlier and not ended else None


def _changes(mechanism: Mechanism, places: Places) -> Iterator[Problem]:
    """Claims of a change that the press alone tells of."""
    by_feature: dict[str, list[Statement]] = {}
    for statement in mechanism.statements:
        if statement.kind == "change":
            by_feature.setdefault(statement.feature, []).append(statement)
    for said in by_feature.values():
        others = [statement for statement in said if not _press(statement.document, mechanism)]
        for statement in said:
            if statement.reform is None and _press(statement.document, mechanism):
                told = (o.interval.meets(statement.interval) and o.days.overlaps(statement.days) for o in others)
                if not any(told):
                    yield places.doubt(statement, "press-alone", ())


def _press(document: str, mechanism: Mechanism) -> bool:
    return mechanism.documents[document].kind == PRESS
