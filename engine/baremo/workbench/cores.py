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

from ..workspace.workspace import Workspace
from .bench import Bench

Found = TypeVar("Found")
Work = Callable[..., Sequence[Found]]
"""What is made of a workspace with some of its mechanisms: a function of a module, so that a process can find it."""

MANY = 24
"""Mechanisms from which on processes are worth their start."""
TOGETHER = 8
"""Mechanisms that a process takes at a time."""


def on_all_cores(bench: Bench, workspace: Workspace, work: Work[Found], *given: Any) -> Iterator[Found]:
    """What `work` makes of a bench, its workspace with some of the mechanisms, and what is given: part after part, in
    the mechanisms' order.
    """
    mechanisms = list(workspace.dossiers)
    parts = [mechanisms[at : at + TOGETHER] for at in range(0, len(mechanisms), TOGETHER)]
    for part in bench.watched(_parts(bench, workspace, parts, partial(_part, work=work, given=given)), len(parts)):
        bench.hear(part.notice)
        yield from part.found


class _Part(NamedTuple):
    """What was found of some mechanisms, and why durable did not take part."""

    found: Sequence[Any]
    notice: str | None


def _parts(
    bench: Bench, workspace: Workspace, parts: Sequence[Sequence[str]], make: Callable[..., _Part]
) -> Iterator[_Part]:
    if sum(map(len, parts)) < MANY or _cores() == 1:
        yield from (make(part, at=(bench, workspace)) for part in parts)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    forks = _forks()
    settings = (bench.folder, bench.audience, bench.edition, bench.shipped)
    context = get_context("fork" if forks else "spawn")
    copied = (bench, workspace) if forks else None
    with ProcessPoolExecutor(min(_cores(), len(parts)), context, _open, (settings, copied)) as pool:
        yield from pool.map(make, parts)


_At = tuple[Bench, Workspace | None]
"""Where a process works: a bench, and what was read of its workspace already, if anything was."""


def _part(mechanisms: Sequence[str], *, work: Work[Any], given: Sequence[Any], at: _At | None = None) -> _Part:
    bench, workspace = at or _opened[-1]
    part = bench.read(mechanisms) if workspace is None else workspace.of(mechanisms)
    return _Part(work(bench, part, *given), bench.notice)


_opened: list[_At] = []
"""Where a process works that was started here; open until the process ends."""


def _open(settings: Sequence[Any], parent: tuple[Bench, Workspace] | None) -> None:
    """Begin a process: one that was forked has what was read already, any other reads its part of it again."""
    gc.disable()  # as in the program that started it
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    bench, workspace = (Bench(*settings), None) if parent is None else (parent[0].beside(), parent[1])
    bench.__enter__()
    atexit.register(bench.__exit__, None, None, None)
    _opened.append((bench, workspace))


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
