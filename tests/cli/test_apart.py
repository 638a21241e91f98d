"""What a report depends on: its inputs alone. Not the network, not the clock, not the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from baremo.reporting.report import FORMATS, OFFICE

try:
    import docx  # noqa: F401
    import typst  # noqa: F401

    FORMS = FORMATS
except ModuleNotFoundError:
    FORMS = tuple(form for form in FORMATS if form not in OFFICE)

NO_NETWORK = """
import sys
def watch(event, given):
    if event.startswith("socket."):
        raise SystemExit(f"tried the network: {event} {given}")
sys.addaudithook(watch)
from baremo.cli import main
main()
"""


def report(folder: Path, program: str = "from baremo.cli import main; main()", **environment: str) -> None:
    command = [sys.executable, "-c", program, "report", "--to", str(folder), "--lang", "pt"]
    command += [part for form in FORMS for part in ("--format", form)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONWARNINGS": "", **environment}
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "report"
    report(folder, PYTHONHASHSEED="1", TZ="America/Bogota", LC_ALL="C")
    return folder


def test_the_same_bytes_wherever_and_whenever(first: Path, tmp_path: Path) -> None:
    second = tmp_path / "a longer way" / "report"
    report(second, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", HOME=str(tmp_path))
    made = {file.name: file.read_bytes() for file in first.iterdir()}
    again = {file.name: file.read_bytes() for file in second.iterdir()}
    assert made.keys() == again.keys()
    assert [name for name, content in made.items() if again[name] != content] == []


def test_without_a_network(first: Path, tmp_path: Path) -> None:
    report(tmp_path / "report", NO_NETWORK)
    assert len(list((tmp_path / "report").iterdir())) == len(list(first.iterdir()))


def test_no_file_names_this_machine(first: Path) -> None:
    import getpass
    import socket

    words = [word for word in (str(Path.home()) + "/", socket.gethostname(), getpass.getuser()) if len(word) > 5]
    words.append(str(Path.cwd()))
    named = [(file.name, word) for file in first.iterdir() for word in words if word.encode() in file.read_bytes()]
    assert named == []
