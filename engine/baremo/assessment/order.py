"""Which statements take the place of which: from when each one no longer stands, and for how long."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate

from ..model.profile import Statement

DAY = timedelta(days=1)


Windows = tuple[tuple[date, date], ...]
"""The days on which a statement stands, its age apart: from each first one up to the eve of the second."""


def _windows(start: date, stop: date, away: Iterable[tuple[date, date]] = ()) -> Windows:
    """From one day to the eve of another, but for the times `away`."""
    windows = [(start, stop)]
    for gone, back in away:
        windows = [part for begin, end in windows for part in ((begin, min(end, gone)), (max(begin, back), end))]
    return tuple(sorted({(begin, end) for begin, end in windows if begin < end}))


def presences(said: Sequence[Statement]) -> list[Windows]:
    """When each of the statements on one feature stands, in their order.

    A change takes the place of everything that is certainly earlier, an observation that of its speaker's earlier
    ones: for good, but that a repealed reform's change takes back what it did. A repeal ends also the observations
    made while the reform stood. A first-hand claim puts out reports of the same speaker that differ from it.
    """
    outranked = _outranked(said)
    counting = [s for s, put_out in zip(said, outranked, strict=True) if put_out > s.counts_from]
    changes = [s for s in counting if s.kind == "change"]
    newer = _Newer(counting)
    return [
        _of_before(statement, changes, put_out)
        if statement.kind == "before"
        else _of_claim(statement, changes, newer, put_out)
        for statement, put_out in zip(said, outranked, strict=True)
    ]


def _of_claim(statement: Statement, changes: Sequence[Statement], newer: "_Newer", outranked: date) -> Windows:
    stop, away = _superseded(statement, changes)
    stop = min(stop, outranked)
    if statement.kind == "observation":
        stop = min(stop, newer.than(statement))
    elif statement.end is not None:
        stop = min(stop, statement.end + DAY)
    return _windows(statement.counts_from, stop, away)


def _superseded(statement: Statement, changes: Iterable[Statement]) -> tuple[date, list[tuple[date, date]]]:
    """From when changes, or a repeal, have taken a claim's place for good, and the times for which changes did."""
    stop, away = date.max, []
    for change in changes:
        if change.days.after(statement.days):
            if change.end is None:
                stop = min(stop, change.counts_from)
            else:
                away.append((change.counts_from, change.end + DAY))
        elif (
            statement.kind == "observation"
            and change.end is not None
            and change.counts_from <= statement.counts_from <= change.end
        ):
            stop = min(stop, change.end + DAY)
    return stop, away


def _of_before(before: Statement, changes: Sequence[Statement], outranked: date) -> Windows:
    """Up to the eve of its change since the change before that; and again when its change's reform is repealed.

    It is put out with the report that it is part of.
    """
    since = max((c.counts_from for c in changes if c.counts_from < before.counts_from), default=date.min)
    windows = list(_windows(since, min(before.counts_from, outranked)))
    if before.end is not None:
        later = [c for c in changes if c.days.first is not None and c.days.first >= before.counts_from]
        stop = min((c.counts_from for c in later if c.end is None), default=date.max)
        away = [(c.counts_from, c.end + DAY) for c in later if c.end is not None]
        windows += _windows(before.end + DAY, stop, away)
    return tuple(windows)


def _outranked(said: Sequence[Statement]) -> list[date]:
    """From when each is put out by what its speaker says itself: a change with what it says that it replaced."""
    out = {_entry(s): _outranked_from(s, said) for s in said if s.author is not None and s.kind != "before"}
    return [out.get(_entry(statement), date.max) for statement in said]


def _entry(statement: Statement) -> tuple[object, ...]:
    """What a change and its `before` have in common, and no other claim of one speaker with another value has."""
    change = statement.kind in {"change", "before"}
    return change, statement.claim, statement.document, statement.locator, statement.days, statement.speaker


def _outranked_from(report: Statement, said: Iterable[Statement]) -> date:
    """From when a report is put out by what its speaker says itself."""
    return min(
        (
            own.counts_from
            for own in said
            if own.author is None
            and (own.speaker, own.kind) == (report.speaker, report.kind)
            and own.days.overlaps(report.days)
            and own.interval.meets(report.interval) is None
        ),
        default=date.max,
    )


class _Newer:
    """For every speaker, from when a certainly later observation counts: found by its first possible day."""

    def __init__(self, said: Iterable[Statement]) -> None:
        by_speaker: dict[str | None, list[tuple[date, date]]] = {}
        for statement in said:
            if statement.kind == "observation" and statement.days.first is not None:
                by_speaker.setdefault(statement.speaker, []).append((statement.days.first, statement.counts_from))
        self._firsts: dict[str | None, list[date]] = {}
        self._earliest: dict[str | None, list[date]] = {}
        for speaker, days in by_speaker.items():
            days.sort()
            self._firsts[speaker] = [first for first, _ in days]
            self._earliest[speaker] = list(accumulate((last for _, last in reversed(days)), min))[::-1]

    def than(self, statement: Statement) -> date:
        """The first day from which an observation of the same speaker counts that is certainly later."""
        firsts = self._firsts.get(statement.speaker, [])
        place = bisect_left(firsts, statement.days.last + DAY)
        return self._earliest[statement.speaker][place] if place < len(firsts) else date.max
