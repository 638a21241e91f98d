"""Durable for a long time: 100,000 evaluations, by two workers in two threads, right to the end and flat in memory."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import needs_durable

from baremo.model.feature import Interval
from baremo.rules import reference
from baremo.rules.durable.engine import Durable
from baremo.workspace.workspace import Workspace

pytestmark = [
    needs_durable,
    pytest.mark.skipif(os.environ.get("HYPOTHESIS_PROFILE") != "long", reason="takes minutes: make test-long"),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads how much memory a process has from /proc"),
]
EACH, POOL = 50_000, 300


def resident(pid: int) -> int:
    """KiB of memory that a process has."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def test_a_hundred_thousand_evaluations(shipped: Workspace) -> None:
    chance = random.Random(4)
    catalogue = shipped.catalogue
    pool = []
    for _ in range(POOL):
        ranks = {id: sorted(chance.choices(range(f.whole.high + 1), k=2)) for id, f in catalogue.features.items()}
        pool.append({id: Interval(*pair) for id, pair in ranks.items()})
    expected = [reference.evaluate(catalogue, values).truths for values in pool]

    def run(seed: int) -> tuple[int, int]:
        order = random.Random(seed)
        with Durable(catalogue) as durable:
            settled = 0
            for done in range(EACH):
                at = order.randrange(POOL)
                assert durable.evaluate(pool[at]).truths == expected[at]
                if done == EACH // 10:
                    settled = resident(durable.worker.pid)
            return settled, resident(durable.worker.pid)

    with ThreadPoolExecutor(2) as threads:
        for settled, at_the_end in threads.map(run, (1, 2)):
            assert at_the_end < settled * 1.05
