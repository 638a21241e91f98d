"""Faults while a report is written: the folder holds the old report or the new one, whole."""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import needs_durable
from program import PROGRAM, baremo, complaints, process

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux does it")
THINKING = 4
"""At how many steps the process is killed before it makes a folder; from there on at every third one."""
SETTLED = 12
"""How many are the last steps of all, where files change places: it is killed at each."""
STEPS = (
    "open",
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.scandir",
    "tempfile.",
    "ctypes.",
)

KILLED = """
import os, signal, sys
from pathlib import Path
step, began, at = 0, 0, int(sys.argv[1])
def watch(event, given):
    global step, began
    if not event.startswith({steps!r}) or os.getpid() != own:
        return
    step += 1
    if event == "os.mkdir" and str(Path(sys.argv[-1]).parent) in str(given[0]):
        began = began or step
    if step == at:
        os.kill(own, signal.SIGKILL)
own = os.getpid()
sys.addaudithook(watch)
from baremo.cli import program
try:
    program(sys.argv[2:], standalone_mode=False)
finally:
    if at == 0:
        print("steps", began, step, file=sys.stderr)
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file's bytes; a folder in it has none."""
    return {file.name: file.read_bytes() if file.is_file() else b"" for file in folder.iterdir()}


def killed(at: int, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED.format(steps=STEPS), str(at)]
    command += ["report", "honduras", "--lang", "es", "--to", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The report in English and in Spanish, with a note of the user's in the folder."""
    folder = tmp_path_factory.mktemp("reports") / "out-of-two"
    note = {"note.txt": b"mine"}
    made = []
    for language in ("en", "es"):
        assert process("report", "honduras", "--lang", language, "--to", str(folder)).returncode == 0
        made.append(contents(folder) | note)
    return made[0], made[1]


def test_killed_at_any_step(tmp_path: Path, reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    old, new = reports
    folder = tmp_path / "out-of-two"

    def run(at: int) -> subprocess.CompletedProcess[str]:
        for left in tmp_path.iterdir():  # what the last run left behind would be steps of this one
            shutil.rmtree(left)
        folder.mkdir()
        for name, content in old.items():
            (folder / name).write_bytes(content)
        return killed(at, folder)

    run(0)  # Python compiles what it imports for the first time, which would be steps too
    counted = run(0)
    assert counted.returncode == 0, counted.stderr
    assert contents(folder) == new
    began, steps = map(int, counted.stderr.rsplit("steps ", 1)[1].split())
    found = []
    settling = max(began, steps - SETTLED)
    for at in (*range(1, began, began // THINKING), *range(began, settling, 3), *range(settling, steps + 1)):
        if run(at).returncode == -signal.SIGKILL:
            assert contents(folder) in (old, new), at
            found.append("old" if contents(folder) == old else "new")
    assert len(found) >= 15
    assert set(found) == {"old", "new"}
    run(steps // 2)
    assert process("report", "honduras", "--lang", "es", "--to", str(folder)).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out-of-two"]  # what killed runs left behind is gone
    assert contents(folder) == new


def limited(size: int = 30_000) -> None:
    """No file may grow beyond so many bytes: what a full disk does to a writer, without one."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("before", ["nothing", "a report", "a report and a folder"])
def test_a_full_disk(tmp_path: Path, before: str) -> None:
    """No file of the old report is lost, and none of the new one is there."""
    folder = tmp_path / "out"
    if before != "nothing":
        assert baremo("report", "honduras", "--to", str(folder)).returncode == 0
    if before == "a report and a folder":  # which cannot change places with another
        (folder / "mine").mkdir()
    held = contents(folder) if folder.exists() else {}
    done = run_with(limited, "report", "honduras", "--lang", "fr", "--to", str(folder))
    assert done.returncode == 1
    assert complaints(done.stderr).startswith("Error: ")
    assert (contents(folder) if folder.exists() else {}) == held
    assert [path.name for path in tmp_path.iterdir()] == ([] if before == "nothing" else ["out"])


def run_with(prepare: Callable[[], None], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=prepare)


def test_a_target_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = baremo("report", "honduras", "--to", str(tmp_path / "file" / "out"))
    assert done.returncode == 2
    assert complaints(done.stderr).startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_two_at_once_into_the_same_folder(tmp_path: Path, reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    folder = tmp_path / "out-of-two"
    running = [
        subprocess.Popen(
            [*PROGRAM, "report", "honduras", "--lang", language, "--to", str(folder)],
            stdout=subprocess.DEVNULL,
        )
        for language in ("en", "es") * 2
    ]
    assert [one.wait() for one in running] == [0] * 4
    assert contents(folder) | {"note.txt": b"mine"} in reports
    assert [path.name for path in tmp_path.iterdir()] == ["out-of-two"]


def test_into_the_folder_that_one_stands_in(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    done = baremo("report", "honduras", "--to", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "honduras.html").exists()
    assert list((tmp_path / "sub").iterdir()) == []


def without_override() -> None:
    """Even root is refused what a file's mode refuses."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP of CAP_DAC_OVERRIDE, from Linux's headers


@linux
@pytest.mark.parametrize("closed", ["out", "."])
def test_a_folder_that_may_not_be_written(tmp_path: Path, closed: str) -> None:
    folder = tmp_path / "out"
    assert baremo("report", "honduras", "--to", str(folder)).returncode == 0
    held = contents(folder)
    (tmp_path / closed).chmod(0o555)
    done = run_with(without_override, "report", "honduras", "--lang", "fr", "--to", str(folder))
    (tmp_path / closed).chmod(0o755)
    assert (done.returncode, complaints(done.stderr).split(" (")[0]) == (1, "Error: Permission denied")
    assert contents(folder) == held
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_who_may_read_a_report(tmp_path: Path) -> None:
    """A new one is read by those by whom the user's new files are; an old folder and an old file keep their readers."""
    folder = tmp_path / "out"
    assert run_with(lambda: os.umask(0o077) and None, "report", "honduras", "--to", str(folder)).returncode == 0
    assert {path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())} == {0o700, 0o600}
    assert baremo("report", "honduras", "--to", str(folder)).returncode == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / "sub").mkdir()
    (folder / "index.html").chmod(0o640)
    assert baremo("report", "honduras", "--to", str(folder)).returncode == 0
    assert (folder / "index.html").stat().st_mode & 0o777 == 0o640


INTERRUPTIONS = 8


@linux
def test_interrupted_at_any_moment(tmp_path: Path, reports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Ctrl-C goes to the program and its worker at once: it is quiet, and the old report or the new one is there."""
    folder = tmp_path / "out-of-two"
    command = [*PROGRAM, "report", "honduras", "--lang", "es", "--to", str(folder)]
    began = time.monotonic()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    whole = time.monotonic() - began
    codes = []
    for number in range(INTERRUPTIONS):
        shutil.rmtree(folder)
        folder.mkdir()
        for name, content in reports[0].items():
            (folder / name).write_bytes(content)
        program = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        time.sleep(whole * (number + 3) / (INTERRUPTIONS + 4))  # not before Python itself has started
        os.killpg(program.pid, signal.SIGINT)
        _, said = program.communicate()
        codes.append(program.returncode)
        assert complaints(said).strip() == "", (number, said)
        assert contents(folder) in reports
        assert [path.name for path in tmp_path.iterdir()] == ["out-of-two"]
    assert set(codes) <= {130, 0, -signal.SIGINT}  # the last where Python is already on its way out
    assert 130 in codes


def test_a_workspace_for_which_there_is_no_room(tmp_path: Path) -> None:
    done = run_with(lambda: limited(5_000), "init", str(tmp_path / "own"), "--with-standards")
    assert (done.returncode, done.stderr.split(" (")[0].strip()) == (1, "Error: File too large")
    assert [path for path in (tmp_path / "own").iterdir() if not path.is_dir() or any(path.iterdir())] == []
    assert baremo("init", str(tmp_path / "own"), "--with-standards").returncode == 0
    assert baremo("score", "-w", str(tmp_path / "own"), cwd=tmp_path).returncode == 0


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out" / "honduras.html").symlink_to(tmp_path / "mine.txt")
    assert baremo("report", "honduras", "--to", str(tmp_path / "out")).returncode == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "out" / "honduras.html").is_symlink()


@linux
@needs_durable
def test_a_worker_that_dies_loses_no_report(tmp_path: Path) -> None:
    """Killed at any moment: the report is the one of both engines, or says that the reference engine made it alone."""
    (tmp_path / "broken" / "durable").mkdir(parents=True)
    (tmp_path / "broken" / "durable" / "__init__.py").write_text("raise ImportError('no')")
    alone, both = tmp_path / "alone", tmp_path / "both"
    command = [*PROGRAM, "report", "honduras", "mexico", "--to"]
    began = time.monotonic()
    assert subprocess.run([*command, str(both)], capture_output=True, check=False).returncode == 0
    whole = time.monotonic() - began
    paths = {"PYTHONPATH": os.pathsep.join((str(tmp_path / "broken"), *sys.path))}
    assert process("report", "honduras", "mexico", "--to", str(alone), **paths).stderr.startswith("Note: evaluated by")
    notices = []
    for number in range(0, 8, 2):
        out = tmp_path / f"out-{number}"
        program = subprocess.Popen([*command, str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(whole * (number + 1) / 12)
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        _, said = program.communicate()
        assert program.returncode == 0, said
        assert contents(out) == contents(alone if said else both)
        notices.append(said)
    assert set(notices) <= {
        "",
        "Note: evaluated by the reference engine alone; its process ended with signal 9.\n",
    }
    assert len(set(notices)) == 2
