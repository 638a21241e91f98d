"""Many mechanisms on all cores: processes that read and assess some of them each; what comes back is in their order."""

import atexit
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from ..workspace.problem import Problem, WorkspaceError
from .bench import Bench

Found = TypeVar("Found")
Work = Callable[..., Sequence[Found]]
"""What is made of some of a workspace's mechanisms: a function of a module, so that a process can find it."""

MANY = 48
"""Mechanisms from which on it is worth the second that processes take to begin."""
TOGETHER = 8
"""Mechanisms that are read and assessed together."""


def on_all_cores(bench: Bench, mechanisms: Sequence[str], work: Work[Found], *given: Any) -> Iterator[Found]:
    """What `work` makes of a bench, some mechanisms and what is given, part after part, in the mechanisms' order.

    Raises:
        WorkspaceError: with everything that is wrong in all the files read.
    """
    parts = [mechanisms[at : at + TOGETHER] for at in range(0, len(mechanisms), TOGETHER)]
    problems: list[Problem] = []
    for part in bench.watched(_parts(bench, parts, partial(_part, work=work, given=given)), len(parts)):
        problems += part.problems
        bench.hear(part.notice)
        if not problems:
            yield from part.found
    if problems:
        raise WorkspaceError(problems)


@dataclass(frozen=True)
class _Part:
    """What was found of some mechanisms, or what is wrong in their files; and why durable did not take part."""

    found: Sequence[Any]
    problems: Sequence[Problem]
    notice: str | None


def _parts(bench: Bench, parts: Sequence[Sequence[str]], make: Callable[..., _Part]) -> Iterator[_Part]:
    if sum(map(len, parts)) < MANY or _cores() == 1:
        yield from (make(part, bench=bench) for part in parts)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    settings = (bench.folder, bench.audience, bench.edition, bench.shipped)
    with ProcessPoolExecutor(min(_cores(), len(parts)), get_context("spawn"), _open, settings) as pool:
        yield from pool.map(make, parts)


def _part(mechanisms: Sequence[str], *, work: Work[Any], given: Sequence[Any], bench: Bench | None = None) -> _Part:
    own = bench or _benches[0]
    try:
        return _Part(work(own, mechanisms, *given), (), own.notice)
    except WorkspaceError as fault:
        return _Part((), fault.problems, own.notice)


_benches: list[Bench] = []
"""The bench of a process that was started here; open until the process ends."""


def _open(*settings: Any) -> None:
    gc.disable()  # as in the program that started it
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    bench = Bench(*settings).__enter__()
    atexit.register(bench.__exit__, None, None, None)
    _benches.append(bench)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for its next part for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
