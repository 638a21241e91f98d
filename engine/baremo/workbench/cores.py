"""Many mechanisms on all cores: each process assesses some of those read; what comes back is in their order."""

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from .bench import Bench

Found = TypeVar("Found")
Work = Callable[..., Sequence[Found]]
"""What is made of some of a workspace's mechanisms: a function of a module, so that a process can find it."""

MANY = 24
"""Mechanisms from which on processes are worth their start."""
TOGETHER = 8
"""Mechanisms that a process takes at a time."""


def on_all_cores(bench: Bench, mechanisms: Sequence[str], work: Work[Found], *given: Any) -> Iterator[Found]:
    """What `work` makes of a bench, some mechanisms and what is given, part after part, in the mechanisms' order.

    The mechanisms have been read: what is wrong in their files has been told.
    """
    parts = [mechanisms[at : at + TOGETHER] for at in range(0, len(mechanisms), TOGETHER)]
    for part in bench.watched(_parts(bench, parts, partial(_part, work=work, given=given)), len(parts)):
        bench.hear(part.notice)
        yield from part.found


class _Part(NamedTuple):
    """What was found of some mechanisms, and why durable did not take part."""

    found: Sequence[Any]
    notice: str | None


def _parts(bench: Bench, parts: Sequence[Sequence[str]], make: Callable[..., _Part]) -> Iterator[_Part]:
    if sum(map(len, parts)) < MANY or _cores() == 1:
        yield from (make(part, bench=bench) for part in parts)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    forks = _forks()
    settings = (bench.folder, bench.audience, bench.edition, bench.shipped)
    context = get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(min(_cores(), len(parts)), context, _open, (settings, bench if forks else None)) as pool:
        yield from pool.map(make, parts)


def _part(mechanisms: Sequence[str], *, work: Work[Any], given: Sequence[Any], bench: Bench | None = None) -> _Part:
    own = bench or _benches[-1]
    return _Part(work(own, mechanisms, *given), own.notice)


_benches: list[Bench] = []
"""The bench of a process that was started here; open until the process ends."""


def _open(settings: Sequence[Any], parent: Bench | None) -> None:
    """Begin a process: one that was forked has what was read already, any other reads it again."""
    gc.disable()  # as in the program that started it
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    bench = (Bench(*settings) if parent is None else parent.beside()).__enter__()
    atexit.register(bench.__exit__, None, None, None)
    _benches.append(bench)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for its next part for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _forks() -> bool:
    """Whether a process may begin as a copy of this one: where that is usual, and nothing else runs in it."""
    return sys.platform == "linux" and threading.active_count() == 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
