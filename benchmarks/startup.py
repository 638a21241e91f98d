"""How long whole commands take, beside the imports that they cannot do without; measured in turn, in one run.

Prints for each command the median of its processor time and the median of the ratios to its yardstick, pair by pair,
with the modules compiled as they are once they are installed. Another folder with an engine of Baremo, as of an earlier
commit, is measured beside it and the ratio of the two printed.

    python benchmarks/startup.py [FOLDER]
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from growth import compiled

RUNS = 11
ENGINE = Path(__file__).parents[1] / "engine"
PAIRS = {
    "score --format json": (["score", "--format", "json"], "import pydantic, jinja2, click, yaml, durable.lang", 3.0),
    "--help": (["--help"], "import click", 2.0),
}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Of processor time, by the command and those that it runs."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    before = Path(sys.argv[1]) / "engine" if len(sys.argv) > 1 else None
    print(f"{'command':24} {'seconds':>8} {'yardstick':>10} {'ratio':>6} {'aim':>5} {'to before':>10}")
    with tempfile.TemporaryDirectory() as modules:
        now = {**compiled(Path(modules) / "now"), "PYTHONPATH": str(ENGINE)}
        then = {**compiled(Path(modules) / "then"), "PYTHONPATH": str(before)}
        for name, (arguments, yardstick, aim) in PAIRS.items():
            ours = [sys.executable, "-m", "baremo", *arguments]
            theirs = [sys.executable, "-c", yardstick]
            runs = [(ours, now), (theirs, now), *([(ours, then)] if before else [])]
            for run in runs:
                seconds(*run)
            rows = [[seconds(*run) for run in runs] for _ in range(RUNS)]
            own, other = (statistics.median(row[place] for row in rows) for place in (0, 1))
            ratio = statistics.median(row[0] / row[1] for row in rows)
            grown = f"{statistics.median(row[0] / row[2] for row in rows):10.2f}" if before else ""
            print(f"{name:24} {own:8.3f} {other:10.3f} {ratio:6.2f} {aim:5.1f} {grown}")


if __name__ == "__main__":
    main()
