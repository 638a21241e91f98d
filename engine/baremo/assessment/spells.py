"""When a reform stands: from its adoption until it is suspended, repealed or annulled, perhaps more than once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..model.days import PossibleDays
from ..model.document import Document
from ..model.dossier import Reform
from ..model.sheet import ReformState, Stage

_BEFORE: frozenset[ReformState] = frozenset(("proposed", "promised", "pending"))
"""States of what is not adopted yet."""
ENDINGS: frozenset[ReformState] = frozenset(("suspended", "repealed", "annulled", "withdrawn", "rejected"))
"""States of what is not in force any more, or never came to be."""


def days_of(stage: Stage, documents: Mapping[str, Document]) -> PossibleDays:
    """When a stage takes effect: its entry into force, or else its date."""
    return PossibleDays.of(stage.in_force or stage.date, documents[stage.document].as_of)


@dataclass(frozen=True)
class Turn:
    """A state that a reform came to, by all documents that tell of it; its day is that of the first of `stages`.

    `announced` tells that none of them knows of the day itself.
    """

    state: ReformState
    days: PossibleDays
    announced: bool
    stages: tuple[Stage, ...]

    @property
    def given(self) -> str | None:
        """The day as its document gives it."""
        day = self.stages[0].in_force or self.stages[0].date
        return None if day is None else day.text


@dataclass(frozen=True)
class Spell:
    """A time during which a reform stands: from an adoption to the turn that ended it, if one did.

    `lays_down` and `aims` hold what it changes of the record and wants of practice, each with the stage that says so.
    """

    reform: Reform
    adoption: Turn
    ending: Turn | None
    lays_down: tuple[Stage, ...]
    aims: tuple[Stage, ...]

    @property
    def end(self) -> date | None:
        """The last day on which the reform stands."""
        return None if self.ending is None else self.ending.days.last - timedelta(days=1)

    def covers(self, day: date) -> bool:
        """Whether the reform stands on a day."""
        return self.adoption.days.last <= day and (self.end is None or day <= self.end)


def spells(reform: Reform, documents: Mapping[str, Document]) -> tuple[Spell, ...]:
    """When a reform stands, oldest first; not at all if it was never adopted."""
    adoptions, others = turns(reform, documents)
    return tuple(_spells(reform, adoptions, others, documents))


def _spells(
    reform: Reform, adoptions: Sequence[Turn], others: Sequence[Turn], documents: Mapping[str, Document]
) -> Iterator[Spell]:
    for adoption in adoptions:
        ends = [turn for turn in others if _ends(turn.state, turn.days, adoption.days)]
        ending = min(ends, key=lambda turn: (turn.days.last, turn.state), default=None)
        if ending is not None and ending.days.last <= adoption.days.last:
            continue

        def laying(says: Callable[[Stage], Sequence[object]], adoption: Turn = adoption) -> tuple[Stage, ...]:
            own = tuple(stage for stage in adoption.stages if says(stage))
            return own or _earlier(reform, adoption, says, documents)

        yield Spell(reform, adoption, ending, laying(lambda stage: stage.lays_down), laying(lambda stage: stage.aims))


def _earlier(
    reform: Reform, adoption: Turn, says: Callable[[Stage], Sequence[object]], documents: Mapping[str, Document]
) -> tuple[Stage, ...]:
    """The newest stage before an adoption that says any, if those of the adoption do not; several of one day."""
    eligible = [
        (days_of(stage, documents).last, stage)
        for stage in reform.history
        if stage.state in {*_BEFORE, "adopted"} and says(stage)
    ]
    newest = max((day for day, _ in eligible if day <= adoption.days.last), default=None)
    return tuple(stage for day, stage in eligible if day == newest)


def turns(reform: Reform, documents: Mapping[str, Document]) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    """A reform's adoptions, oldest first, and its other turns."""
    dated = [(days_of(stage, documents), stage) for stage in reform.history]
    others = [(days, stage) for days, stage in dated if stage.state != "adopted"]
    adoptions = [
        _turn(group, documents)
        for group in _groups(
            [part for part in dated if part[1].state == "adopted"],
            lambda earlier, later: any(
                later[0].after(days) and _ends(stage.state, days, earlier[0]) for days, stage in others
            ),
        )
    ]
    by_state: dict[ReformState, list[tuple[PossibleDays, Stage]]] = {}
    for days, stage in others:
        by_state.setdefault(stage.state, []).append((days, stage))
    rest = [
        _turn(group, documents)
        for parts in by_state.values()
        for group in _groups(
            parts,
            lambda earlier, later: any(
                later[0].after(adoption.days) and adoption.days.after(earlier[0]) for adoption in adoptions
            ),
        )
    ]
    return tuple(sorted(adoptions, key=lambda turn: turn.days.last)), tuple(
        sorted(rest, key=lambda turn: (turn.days.last, turn.state))
    )


def _ends(state: ReformState, days: PossibleDays, adoption: PossibleDays) -> bool:
    """Whether a turn to another state ends what was adopted: a proposal only if it is certainly later."""
    return days.after(adoption) if state in _BEFORE else not adoption.after(days)


_Dated = tuple[PossibleDays, Stage]


def _groups(parts: Iterable[_Dated], apart: Callable[[_Dated, _Dated], bool]) -> Iterator[list[_Dated]]:
    """Stages of one state, put together with the first unless something lies between."""
    group: list[_Dated] = []
    for part in sorted(parts, key=_order):
        if group and apart(group[0], part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _order(part: _Dated) -> tuple[date, int, str, str]:
    days, stage = part
    return days.last, -(days.first or date.min).toordinal(), stage.document, stage.id or stage.locator


def _turn(group: Sequence[_Dated], documents: Mapping[str, Document]) -> Turn:
    """The first-hand document gives the day, the others corroborate it."""

    def rank(part: _Dated) -> tuple[bool, bool, bool, tuple[date, int, str, str]]:
        stage = part[1]
        return (
            not documents[stage.document].first_hand,
            stage.in_force is None,
            stage.in_force is None and stage.date is None,
            _order(part),
        )

    ordered = sorted(group, key=rank)
    days = ordered[0][0]
    confirmed = any(not own.announced and documents[stage.document].as_of >= days.last for own, stage in ordered)
    return Turn(ordered[0][1].state, days, days.announced and not confirmed, tuple(stage for _, stage in ordered))
