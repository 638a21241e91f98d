"""Dossiers: all that is kept of one mechanism, put together from its folder."""

from collections.abc import Sequence
from functools import cached_property

from .mechanism import Mechanism, ReformName
from .record import Record
from .sheet import Claim, Event, Figure, LaidDown, Setting, Sheet, Stage


class Bill(ReformName):
    """A named bundle of changes that no dossier holds: what it lays down, and the practice it aims at."""

    lays_down: tuple[LaidDown, ...] = ()
    aims: tuple[Setting, ...] = ()


class Reform(ReformName):
    """A named bundle of changes, with what documents say of it: its stages in the order of their dates."""

    history: tuple[Stage, ...] = ()

    @property
    def lays_down(self) -> tuple[LaidDown, ...]:
        """What it changes of the record; where stages differ on a feature, as the last of them says."""
        return tuple({change.feature: change for stage in self.history for change in stage.lays_down}.values())

    @property
    def aims(self) -> tuple[Setting, ...]:
        """The practice it aims at, by the same."""
        return tuple({aim.feature: aim for stage in self.history for aim in stage.aims}.values())


class Dossier(Record):
    """A mechanism and its accepted or reconciled sheets, each sorted by its document's id."""

    mechanism: Mechanism
    sheets: tuple[Sheet, ...] = ()

    @property
    def id(self) -> str:
        """The mechanism's."""
        return self.mechanism.id

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, sheet by sheet."""
        return tuple(claim for sheet in self.sheets for claim in sheet.claims)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, sheet by sheet."""
        return tuple(figure for sheet in self.sheets for figure in sheet.figures)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events, sheet by sheet."""
        return tuple(event for sheet in self.sheets for event in sheet.events)

    @cached_property
    def reforms(self) -> tuple[Reform, ...]:
        """The reforms that the mechanism names, each with its stages."""
        stages = [stage for sheet in self.sheets for stage in sheet.reforms]
        return tuple(
            Reform(**dict(reform), history=_in_order([stage for stage in stages if stage.reform == reform.id]))
            for reform in self.mechanism.reforms
        )


def _in_order(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """By date, undated ones last; equal dates in the order of the sheets."""
    return tuple(sorted(stages, key=lambda stage: (stage.date is None, stage.date.last if stage.date else None)))
