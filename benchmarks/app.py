"""How fast the app answers, over HTTP, with 3,000 claims in the mechanism that is worked on.

Each beside an empty request and a bare fsync of the same run: a claim changed, saved, read back and told; the page that
shows it; the scorecard, reassessed after it; a what-if; and once from the start of the program to its first page.

    python benchmarks/app.py [--json FILE]
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from growth import generated

from baremo.workspace.workspace import load

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from visitor import Visitor, served

CLAIMS, SHEETS, TIMES = 3_000, 40, 20
SHEET = "/m/m000/drafts/m000-d000/~"


def timed(work: Callable[[], object]) -> list[float]:
    """Milliseconds that it takes, each time."""
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times


def fsync(folder: Path) -> None:
    """What any save takes at least."""
    with (folder / "bare").open("wb") as stream:
        stream.write(b"x" * 10_000)
        stream.flush()
        os.fsync(stream.fileno())


def measured(folder: Path) -> dict[str, list[float]]:
    """The times of each request."""
    with served(folder) as (_, visitor):
        found = re.search(rf'href="{SHEET}/q/([\w.-]+)">', visitor.get(SHEET))
        assert found is not None
        question = f"{SHEET}/q/{found[1]}"
        number = 0

        def save() -> None:
            nonlocal number
            number += 1
            read = re.search(r'name="read" value="(\w+)"', visitor.get(SHEET))
            assert read is not None
            fields = {"act": "save", "read": read[1], "how_much": f"pages 1 to {number}"}
            body = urllib.parse.urlencode(fields)
            assert visitor.ask("POST", f"{SHEET}/sheet", body).status == 303

        def reassess() -> None:
            save()
            visitor.get("/m/m000/findings/collective.granted")

        return {
            "an empty request": timed(lambda: visitor.ask("GET", "/assets/app.js")),
            "a bare fsync": timed(lambda: fsync(folder)),
            "a question": timed(lambda: visitor.get(question)),
            "a page fetched, changed, saved, read back": timed(save),
            "the same, reassessed and a finding shown": timed(reassess),
            "a what-if": timed(lambda: visitor.get("/m/m000/whatif?s.collective.granted=regular")),
        }


def started(folder: Path) -> float:
    """Seconds from the start of the program to its first page."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "baremo", "app", "--workspace", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        visitor = Visitor(process.stdout.readline().strip())
        visitor.get("/settings")
        took = time.perf_counter() - begun
        visitor.ask("POST", "/stop", "")
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        folder.mkdir()
        generated(folder, load(None, []).catalogue, 1, CLAIMS, sheet=CLAIMS // SHEETS)
        start = started(folder)
        times = measured(folder)
    for what, taken in times.items():
        ordered = sorted(taken)
        print(f"{what}: p50 {statistics.median(ordered):.0f} ms, p95 {ordered[int(len(ordered) * 0.95) - 1]:.0f} ms")
    print(f"from the start to the first page: {start:.1f} s")
    if wanted.json:
        wanted.json.write_text(json.dumps({"start": start, **times}, indent=2))


if __name__ == "__main__":
    main()
