"""What is in force on a feature over time: which statements stand, and which have grown too old."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ..model.feature import Feature, Interval
from ..model.profile import Lapse, Statement
from .order import DAY, presences
from .validity import lower_end


def shared(said: Iterable[Interval]) -> Interval | None:
    """What all of these allow; None if they differ."""
    said = list(said)
    low, high = max(low for low, _ in said), min(high for _, high in said)
    return Interval(low, high) if low <= high else None


def hull(said: Iterable[Interval]) -> Interval:
    """Everything from the lowest to the highest claimed; what agrees with all others has no part in their dispute."""
    said = list(said)
    highest_low, lowest_high = max(low for low, _ in said), min(high for _, high in said)
    said = [each for each in said if each.low > lowest_high or each.high < highest_low] or said
    return Interval(min(low for low, _ in said), max(high for _, high in said))


@dataclass(frozen=True)
class InForce:
    """The statements in force on a day; those of them that are past their age; and those that have lapsed, when."""

    statements: tuple[Statement, ...] = ()
    not_said_again: tuple[Statement, ...] = ()
    lapsed: tuple[Lapse, ...] = ()


class _Moment(NamedTuple):
    """The places of the statements in force, of those past their age, and of those that stand but have lapsed."""

    in_force: tuple[int, ...] = ()
    old: tuple[int, ...] = ()
    lapsed: tuple[int, ...] = ()


class Course:
    """What is in force on one feature, day by day; it changes on `days` alone.

    A claim lapses when its age is past, unless the claims in force differ and at least one of them is not past its
    own: while they do none lapses, and then all lapse together. So time alone never narrows what is possible.
    """

    def __init__(self, feature: Feature, said: Sequence[Statement]) -> None:
        """Of all that is said of the feature, as one perspective counts it; aims are no claims."""
        self._feature = feature
        self._said = [statement for statement in said if statement.kind != "aim"]
        self._lapses: dict[int, Lapse] = {}
        self._left: dict[int, Interval | None] = {}
        self.days: list[date] = []
        self._moments = [_Moment()]
        self._run()

    def on(self, day: date) -> InForce:
        """What is in force on a day."""
        moment = self._moments[bisect_right(self.days, day)]
        lapsed = set(moment.lapsed)
        return InForce(
            tuple(
                replace(self._said[place], interval=self._interval(place)) if place in lapsed else self._said[place]
                for place in moment.in_force
            ),
            tuple(self._said[place] for place in moment.old),
            tuple(self._lapses[place] for place in moment.lapsed),
        )

    def _run(self) -> None:
        turns: dict[date, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for place, windows in enumerate(presences(self._said)):
            for start, stop in windows:
                turns[start][0].add(place)
                turns[stop][1].add(place)
        for statement in self._said:
            if statement.ended_by == "validity" and statement.end is not None:
                turns[statement.end + DAY] = turns[statement.end + DAY]  # nothing begins or ceases, but age is past
        turns.pop(date.max, None)
        standing: set[int] = set()
        for day in sorted(turns):
            begin, cease = turns[day]
            standing = standing - cease | begin
            moment = self._on(day, sorted(standing))
            if moment != self._moments[-1]:
                self.days.append(day)
                self._moments.append(moment)

    def _on(self, day: date, standing: Sequence[int]) -> "_Moment":
        """Let lapse what lapses on a day, and say what is in force."""
        in_force = self._in_force(standing)
        old = [place for place in in_force if place not in self._lapses and self._past(place, day)]
        if old:
            intervals = {place: self._interval(place) for place in in_force}
            disputed = shared(intervals.values()) is None
            if not disputed or len(old) == len(intervals):
                claimed = hull(intervals.values())
                for place in old:
                    self._lapses[place] = Lapse(self._said[place], day)
                    self._left[place] = self._still_claimed(claimed if disputed else intervals[place])
                old = []
                in_force = self._in_force(standing)
        lapsed = tuple(place for place in standing if place in self._lapses)
        return _Moment(in_force, tuple(old), lapsed)

    def _in_force(self, standing: Sequence[int]) -> tuple[int, ...]:
        """Of those that stand, the ones that still claim something."""
        return tuple(place for place in standing if place not in self._lapses or self._left[place] is not None)

    def _interval(self, place: int) -> Interval:
        return self._left.get(place) or self._said[place].interval

    def _past(self, place: int, day: date) -> bool:
        statement = self._said[place]
        return statement.ended_by == "validity" and statement.end is not None and day > statement.end

    def _still_claimed(self, claimed: Interval) -> Interval | None:
        """By what has grown too old: of practice nothing, of the record the lower end."""
        if self._feature.kind == "practice":
            return None
        end = lower_end(self._feature, claimed)
        return None if end == self._feature.whole else end
