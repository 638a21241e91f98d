"""How fast a workspace is read and written to: no command, and nothing printed but what was measured.

3,000 claims in 40 sheets, read beside the time that PyYAML's C parser takes to compose the same files; one edit, read
back, in an open workbench beside a bare fsync of the same file; `check` of claims that all contradict each other, which
is linear if the time for a claim stays the same.

    python benchmarks/writing.py [--json FILE]
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from growth import generated

from baremo.workbench.bench import Bench
from baremo.workbench.checks import check
from baremo.workbench.writing import insert, undo
from baremo.workspace.bibliography import load_bibliography
from baremo.workspace.layout import lay_out
from baremo.workspace.mechanisms import load_mechanism
from baremo.workspace.replacing import digest
from baremo.workspace.workspace import Workspace, load

CLAIMS, SHEETS = 3_000, 40
CONTRADICTING = (400, 800, 1_600)
NAME = "m000/claims/m000-d000.yaml"


def best(of: int, work: Callable[[], object]) -> float:
    """The shortest time that it takes, in seconds: what others do on the machine only adds."""
    times = []
    for _ in range(of):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def reading(folder: Path, shipped: Workspace) -> tuple[float, float]:
    """Seconds to compose the mechanism's files, and to read them: data, models, and what they refer to."""
    layout = lay_out([folder / "mechanisms"])
    bibliography = load_bibliography(layout, shipped.catalogue.standard)
    texts = [file.read_text("utf-8") for file in (folder / "mechanisms" / "m000").rglob("*.yaml")]

    def compose() -> None:
        for text in texts:
            yaml.compose(text, Loader=yaml.CSafeLoader)

    def read() -> None:
        load_mechanism("m000", layout.folders["m000"], shipped.standards.whole, bibliography)

    return best(9, compose), best(9, read)


def editing(folder: Path) -> tuple[float, float, float]:
    """Seconds for a bare write and fsync of a sheet, for one edit of it, and to read the workspace after it."""
    file = folder / "mechanisms" / NAME
    content = file.read_bytes()

    def bare() -> None:
        with (folder / "bare").open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    bench = Bench(folder, "confidential")
    bench.read(["m000"], drafts=True)
    time.sleep(2.5)  # until files are old enough to tell by their look whether they change
    bench.read(["m000"], drafts=True)
    entry = {
        "feature": "nonpolice.balance",
        "kind": "observation",
        "value": "only",
        "speaker": "s00",
        "locator": "p. 1",
        "note": {"en": "What is said."},
    }
    edits, reads = [], []
    for _ in range(7):
        started = time.perf_counter()
        saved = insert(bench, NAME, "claims", entry, digest(file.read_bytes()))
        edits.append(time.perf_counter() - started)
        reads.append(best(1, lambda: bench.read(["m000"])))
        undo(bench, saved.undo)
    return best(7, bare), min(edits), min(reads)


def contradicting(folder: Path, shipped: Workspace, number: int) -> float:
    """Seconds to check so many observations of one feature by one speaker on one day, of all its values in turn."""
    generated(folder, shipped.catalogue, 1, 0)
    feature = next(feature for feature in shipped.catalogue.features.values() if feature.type == "choice")
    draw = random.Random(number)
    signs = "abcdefghijklmnopqrstuvwxyz"
    claims = [
        {
            "id": "".join(draw.choice(signs) for _ in range(8)),
            "feature": feature.id,
            "kind": "observation",
            "value": feature.raw(place % (feature.whole.high + 1)),
            "date": "2016-05-01",
            "speaker": "s00",
            "locator": f"p. {place + 1}",
            "note": {"en": "What is said."},
        }
        for place in range(number)
    ]
    room = folder / "mechanisms"
    document = {"id": "m000-d000", "author": "s00", "kind": "report", "language": "en", "title": "T", "published": 2017}
    (room / "documents" / "m000-d000.yaml").write_text(yaml.safe_dump({**document, "as_of": "2017-01-01"}))
    (room / "m000" / "claims").mkdir(exist_ok=True)
    sheet = {"document": "m000-d000", "read": "whole", "status": "accepted", "claims": claims}
    (room / "m000" / "claims" / "m000-d000.yaml").write_text(yaml.safe_dump(sheet, sort_keys=False))
    return best(3, lambda: check(Bench(folder)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    shipped = load(None, [])
    measured: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generated(folder, shipped.catalogue, 1, CLAIMS, sheet=CLAIMS // SHEETS)
        measured["compose"], measured["read"] = reading(folder, shipped)
        measured["fsync"], measured["edit"], measured["read again"] = editing(folder)
    print(
        f"{CLAIMS} claims in {SHEETS} sheets: composed in {measured['compose']:.3f} s, read in {measured['read']:.3f} s"
    )
    print(f"  {measured['read'] / measured['compose']:.1f} times as long")
    print(
        f"one edit among them, read back: {measured['edit']:.3f} s; a bare fsync of the file: {measured['fsync']:.4f} s"
    )
    print(f"  the workspace read after it: {measured['read again']:.3f} s")
    for number in CONTRADICTING:
        with tempfile.TemporaryDirectory() as name:
            seconds = measured[f"check {number}"] = contradicting(Path(name), shipped, number)
        print(f"check of {number} contradicting claims: {seconds:.2f} s, {seconds / number * 1000:.2f} ms a claim")
    if wanted.json:
        wanted.json.write_text(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
