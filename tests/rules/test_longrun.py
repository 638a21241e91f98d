"""Durable for a long time, in threads and in processes, and for two catalogues at once: right to the end, and flat."""

import os
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from conftest import needs_durable

from baremo.model.catalogue import Catalogue
from baremo.model.feature import Interval
from baremo.rules import reference
from baremo.rules.durable.engine import Durable
from baremo.workspace.workspace import Workspace, load

pytestmark = needs_durable
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
ALONE, SHARED = (100_000, 25_000) if LONG else (300, 100)
"""How many evaluations one worker makes, and each of several."""
POOL = 300 if LONG else 30


def resident(pid: int) -> int:
    """KiB of memory that a process has; 0 where it cannot be told."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else ["VmRSS: 0 kB"]
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def profiles(catalogue: Catalogue, chance: random.Random) -> list[dict[str, Interval]]:
    pool = []
    for _ in range(POOL):
        ranks = {id: sorted(chance.choices(range(f.whole.high + 1), k=2)) for id, f in catalogue.features.items()}
        pool.append({id: Interval(*pair) for id, pair in ranks.items()})
    return pool


def evaluated(catalogue: Catalogue, times: int, seed: int) -> tuple[int, int]:
    """Evaluates profiles at random, each as the reference engine does; gives the worker's memory early on and last."""
    chance = random.Random(seed)
    pool = profiles(catalogue, chance)
    expected = [reference.evaluate(catalogue, values).truths for values in pool]
    settled = 0
    with Durable(catalogue) as durable:
        for done in range(times):
            at = chance.randrange(POOL)
            assert durable.evaluate(pool[at]).truths == expected[at]
            if done == times // 10:
                settled = resident(durable.worker.pid)
        return settled, resident(durable.worker.pid)


def evaluated_apart(seed: int) -> tuple[int, int]:
    """The same in a process of its own."""
    return evaluated(load(mechanisms=()).catalogue, SHARED, seed)


def flat(memory: tuple[int, int]) -> bool:
    settled, at_the_end = memory
    return not LONG or at_the_end < settled * 1.05


def test_one_worker(shipped: Workspace) -> None:
    assert flat(evaluated(shipped.catalogue, ALONE, 4))


def test_in_threads(shipped: Workspace) -> None:
    with ThreadPoolExecutor(2) as threads:
        assert all(map(flat, threads.map(lambda seed: evaluated(shipped.catalogue, SHARED, seed), (1, 2))))


def test_in_processes() -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        assert all(map(flat, processes.map(evaluated_apart, (1, 2))))


def the_other_way_round(catalogue: Catalogue) -> Catalogue:
    """The same criteria and features under the same ids, each criterion with the rule of the next of its dimension."""
    criteria = dict(catalogue.criteria)
    for dimension in catalogue.dimensions:
        own = [c for c in catalogue.in_order if c.dimension == dimension]
        for criterion, other in zip(own, [*own[1:], own[0]], strict=True):
            rule = {"met": other.met, "partly": other.partly}
            criteria[criterion.id] = criterion.model_copy(update=rule)
    return replace(catalogue, criteria=criteria)


@pytest.mark.parametrize("order", [list, reversed])
def test_two_catalogues_never_see_each_other(shipped: Workspace, order: Callable[..., list[Catalogue]]) -> None:
    """Two workspaces in one process, turn by turn."""
    both = list(order([shipped.catalogue, the_other_way_round(shipped.catalogue)]))
    pool = profiles(shipped.catalogue, random.Random(7))
    with Durable(both[0]) as one, Durable(both[1]) as other:
        differ = 0
        for values in pool:
            found = [engine.evaluate(values).truths for engine in (one, other)]
            assert found == [reference.evaluate(catalogue, values).truths for catalogue in both]
            differ += found[0] != found[1]
    assert differ > len(pool) // 2
