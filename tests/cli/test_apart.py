"""What a report depends on: its inputs alone. Not the network, not the clock, not the machine."""

import getpass
import os
import shutil
import socket
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from commands import calls, outputs
from program import complaints, process

from baremo.reporting.report import FORMATS, OFFICE
from baremo.workspace.rooms import built_in

try:
    import docx  # noqa: F401
    import typst  # noqa: F401

    FORMS = FORMATS
except ModuleNotFoundError:
    FORMS = tuple(form for form in FORMATS if form not in OFFICE)

WATCH = """
import os, sys

def watch(event, given):
    if event.startswith("socket."):
        with open(os.environ["SEEN"], "a") as seen:
            print(event, given, file=seen)
        raise OSError(f"there is no network: {event}")

sys.addaudithook(watch)
with open(os.environ["SEEN"], "a") as seen:
    print("watching", file=seen)
"""
"""What every Python process runs first where it is found, the worker's too."""
HOME, USER, HOST = "/home/citlalli-quetzal", "citlalli-quetzal", "laptop-of-citlalli"


def before(folder: Path) -> str:
    """Where Python looks for modules, this folder first."""
    return os.pathsep.join((str(folder), *filter(None, [os.environ.get("PYTHONPATH")])))


def report(folder: Path, **environment: str) -> None:
    forms = [word for form in FORMS for word in ("--format", form)]
    done = process(
        "report", "guatemala", "mexico", "--to", str(folder), "--lang", "pt", *forms, PYTHONWARNINGS="", **environment
    )
    assert (done.returncode, complaints(done.stderr)) == (0, "")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "report"
    report(folder, PYTHONHASHSEED="1", TZ="America/Bogota", LC_ALL="C")
    return folder


def test_the_same_bytes_wherever_and_whenever_and_without_a_network(first: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    second, seen = tmp_path / "a longer way" / "report", tmp_path / "seen"
    apart = {"PYTHONPATH": before(tmp_path), "SEEN": str(seen), "HOME": str(tmp_path)}
    report(second, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", **apart)
    assert set(seen.read_text().splitlines()) == {"watching"}
    made = {file.name: file.read_bytes() for file in first.iterdir()}
    again = {file.name: file.read_bytes() for file in second.iterdir()}
    assert made.keys() == again.keys()
    assert [name for name, content in made.items() if again[name] != content] == []


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str | bytes], Path, str]:
    """What all commands put out in a workspace on somebody's laptop, where it is, and what went to the network."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "watching").mkdir()
    (folder / "watching" / "sitecustomize.py").write_text(WATCH)
    made = folder / "work-of-citlalli"
    for name in ("documents", "colombia", "guatemala"):
        shutil.copytree(built_in() / "mechanisms" / name, made / "mechanisms" / name)
    shutil.copy(built_in() / "mechanisms" / "speakers.yaml", made / "mechanisms")
    (made / "baremo.yaml").write_text("# A workspace.\n")
    (made / "broken.yaml").write_text("id: [\n")
    given = calls("guatemala", "colombia", "agreement-103-2008", "general-directive", "collective.granted")
    given += [["check"], ["whatif", "colombia", "--draft", "broken.yaml"], ["report", "--to", "broken.yaml"]]
    given += [["init", "new"], ["init", "new"], ["new", "costa-rica", "--country", "CR"]]
    given += [["new", "costa-rica", "--country", "CR"]]
    seen = folder / "seen"
    found = outputs(given, made, PYTHONPATH=before(folder / "watching"), SEEN=str(seen), HOME=HOME, USER=USER, LOGNAME=USER, HOSTNAME=HOST)  # fmt: skip
    return found, folder, seen.read_text()


def test_no_command_touches_a_network(everything: tuple[dict[str, str | bytes], Path, str]) -> None:
    """Neither the program's process nor the worker's opens a socket, or asks for a host's address."""
    found, _, seen = everything
    assert set(seen.splitlines()) == {"watching"}
    calls_ = sum(content[:1] in "01" for content in found.values() if isinstance(content, str))
    assert seen.count("watching") > (calls_ // 2 if find_spec("durable") else 0)


def test_no_command_names_this_machine(everything: tuple[dict[str, str | bytes], Path, str]) -> None:
    """No absolute path, user or host: not in what is printed, nor in what is said when something is wrong."""
    found, folder, _ = everything
    names = [str(folder), str(built_in()), sys.prefix, "site-packages", tempfile.gettempdir() + "/", "citlalli"]
    names += [word for word in (str(Path.home()) + "/", socket.gethostname(), getpass.getuser()) if len(word) > 5]
    for name, content in found.items():
        raw = content.encode() if isinstance(content, str) else content
        assert [one for one in names if one.encode() in raw] == [], name
    assert all(content[:1] in "0123" for name, content in found.items() if isinstance(content, str) and content)
    assert [name for name, content in found.items() if "a defect in Baremo" in str(content)] == []


def test_no_file_names_this_machine(first: Path) -> None:
    words = [word for word in (str(Path.home()) + "/", socket.gethostname(), getpass.getuser()) if len(word) > 5]
    words.append(str(Path.cwd()))
    named = [(file.name, word) for file in first.iterdir() for word in words if word.encode() in file.read_bytes()]
    assert named == []
