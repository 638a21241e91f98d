"""How commands grow with the number of mechanisms, claims and days: generated workspaces, measured in one run.

Every workspace is made anew from a seed: so many mechanisms, each with so many claims in sheets of forty, by a dozen
speakers over twenty years. Each command runs as a program of its own, with its modules compiled as they are once it is
installed; beside it stands the time that PyYAML's C parser takes to compose the same files, which no reader of them can
beat. The ratio is of processor time, all processes together, which other work on the machine disturbs less. A table,
and with --json a file.

    python benchmarks/growth.py [--mechanisms 50 100 200] [--claims 200] [--only score check] [--json FILE]
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from baremo.model.catalogue import Catalogue
from baremo.model.feature import Feature
from baremo.workspace.workspace import load

SPEAKERS = 12
CLAIMS_A_SHEET = 40
FIRST, LAST = date(2004, 1, 1), date(2025, 12, 31)
COMMANDS = {
    "check": ["check"],
    "score, JSON": ["score", "--format", "json"],
    "score, terminal": ["score"],
    "export": ["export", "--to", "{out}/data"],
    "timeline of one": ["timeline", "m000", "--format", "json"],
    "robustness": ["robustness", "--draws", "10000", "--format", "json"],
    "report, html and md": ["report", "--to", "{out}/report"],
}


def generated(
    folder: Path, catalogue: Catalogue, mechanisms: int, claims: int, seed: int = 1, sheet: int = CLAIMS_A_SHEET
) -> None:
    """A workspace of that size, with so many claims a sheet."""
    draw = random.Random(seed)
    room = folder / "mechanisms"
    (room / "documents").mkdir(parents=True)
    (folder / "baremo.yaml").write_text("# generated\n")
    kinds = [kind.id for kind in catalogue.standard.speakers]
    speakers = [
        {"id": f"s{n:02}", "kind": kinds[n % len(kinds)], "name": {"en": f"Speaker {n}"}} for n in range(SPEAKERS)
    ]
    _write(room / "speakers.yaml", {"speakers": speakers})
    for number in range(mechanisms):
        id = f"m{number:03}"
        for number_of_sheet in range(-(-claims // sheet)):
            as_of = _day(draw)
            document = f"{id}-d{number_of_sheet:03}"
            _write(
                room / "documents" / f"{document}.yaml",
                {
                    "id": document, "author": f"s{number_of_sheet % SPEAKERS:02}", "kind": "report", "language": "en",
                    "title": f"Document {number_of_sheet}", "published": as_of.isoformat(), "as_of": as_of.isoformat(),
                },
            )  # fmt: skip
            entries = list(_claims(draw, catalogue, as_of, min(sheet, claims - number_of_sheet * sheet)))
            _write(
                room / id / "claims" / f"{document}.yaml",
                {"document": document, "read": "whole", "status": "accepted", "claims": entries},
            )
        _write(
            room / id / "mechanism.yaml",
            {
                "id": id, "country": "XA", "name": {"en": f"Mechanism {number}"}, "state": {"en": f"State {number}"},
                "about": {"en": "Generated."},
                "established": {"date": FIRST.isoformat(), "document": f"{id}-d000", "locator": "1"},
            },
        )  # fmt: skip


def _claims(draw: random.Random, catalogue: Catalogue, as_of: date, number: int) -> Iterator[dict[str, object]]:
    features = list(catalogue.features.values())
    for place in range(number):
        feature = draw.choice(features)
        rank = draw.randint(0, min(feature.whole.high, 400))
        bound = draw.choice(("value", "value", "at_least", "at_most"))
        day = min(as_of, _day(draw))
        yield {
            "id": _id(draw), "feature": feature.id, "kind": _kind(draw, feature), bound: feature.raw(rank),
            "date": day.isoformat(), "speaker": f"s{draw.randrange(SPEAKERS):02}", "locator": f"p. {place + 1}",
            "anchor": "a few words of it", "note": {"en": "What is said, in a sentence of some length about it."},
        }  # fmt: skip


def _kind(draw: random.Random, feature: Feature) -> str:
    return "change" if feature.kind == "record" and draw.random() < 0.3 else "observation"


def _day(draw: random.Random) -> date:
    return FIRST + timedelta(draw.randrange((LAST - FIRST).days + 1))


def _id(draw: random.Random) -> str:
    signs = "abcdefghijklmnopqrstuvwxyz"
    return draw.choice(signs) + "".join(draw.choice(signs + "23456789") for _ in range(7))


def _write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False))


def composed(folder: Path) -> float:
    """Seconds of processor time that PyYAML takes to compose all files of the workspace."""
    texts = [file.read_text() for file in sorted(folder.rglob("*.yaml"))]
    started = time.process_time()
    for text in texts:
        yaml.compose(text, Loader=yaml.CSafeLoader)
    return time.process_time() - started


def compiled(folder: Path) -> dict[str, str]:
    """The environment in which modules are compiled once, into that folder."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def measured(arguments: list[str], folder: Path, out: Path, environment: dict[str, str]) -> tuple[float, float, float]:
    """Wall seconds of a command, seconds of processor time of all its processes, and the peak of its memory in MiB; the
    largest of its processes counts.
    """
    command = [
        sys.executable,
        "-m",
        "baremo",
        *(part.format(out=out) for part in arguments),
        "--workspace",
        str(folder),
    ]
    started = time.perf_counter()
    with (out / "told").open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}:\n{(out / 'told').read_text()[-2000:]}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mechanisms", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--claims", type=int, default=200)
    parser.add_argument("--only", nargs="+", default=list(COMMANDS), help="names that begin so")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    catalogue = load(None, []).catalogue
    rows = []
    modules = tempfile.TemporaryDirectory()
    environment = compiled(Path(modules.name))
    print(
        f"{'mechanisms':>10} {'claims':>7} {'command':22} {'seconds':>8} {'CPU':>8} {'compose':>8} {'ratio':>6}"
        f" {'MiB':>6}"
    )
    for number in wanted.mechanisms:
        with tempfile.TemporaryDirectory() as name:
            folder, out = Path(name) / "workspace", Path(name) / "out"
            out.mkdir()
            generated(folder, catalogue, number, wanted.claims)
            floor = composed(folder)
            for command, arguments in COMMANDS.items():  # so that its modules are compiled
                if any(command.startswith(start) for start in wanted.only):
                    subprocess.run(
                        [sys.executable, "-m", "baremo", arguments[0], "--help"],
                        env=environment,
                        stdout=subprocess.DEVNULL,
                        check=True,
                    )
            for command, arguments in COMMANDS.items():
                if not any(command.startswith(start) for start in wanted.only):
                    continue
                seconds, cpu, memory = measured(arguments, folder, out, environment)
                rows.append((number, wanted.claims, command, seconds, cpu, floor, memory))
                told = f"{number:10} {wanted.claims:7} {command:22} {seconds:8.2f} {cpu:8.2f} {floor:8.2f}"
                print(f"{told} {cpu / floor:6.1f} {memory:6.0f}", flush=True)
    if wanted.json:
        keys = ("mechanisms", "claims", "command", "seconds", "CPU", "compose", "MiB")
        wanted.json.write_text(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2))


if __name__ == "__main__":
    main()
