"""How long whole commands take, beside the imports that they cannot do without; measured in turn, in one run.

Prints for each command the median of its wall time and the median of the ratios to its yardstick, pair by pair.
"""

import statistics
import subprocess
import sys
import time

RUNS = 11
PAIRS = {
    "score --format json": (["score", "--format", "json"], "import pydantic, jinja2, click, yaml, durable.lang", 3.0),
    "--help": (["--help"], "import click", 2.0),
}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    print(f"{'command':24} {'seconds':>8} {'yardstick':>10} {'ratio':>6} {'aim':>5}")
    for name, (arguments, yardstick, aim) in PAIRS.items():
        ours = [sys.executable, "-m", "baremo", *arguments]
        theirs = [sys.executable, "-c", yardstick]
        for command in (ours, theirs):
            seconds(command)
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
        own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"{name:24} {own:8.3f} {other:10.3f} {ratio:6.2f} {aim:5.1f}")


if __name__ == "__main__":
    main()
