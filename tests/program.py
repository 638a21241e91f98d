"""The program as a user runs it: in this process, or where the process is the point in one of its own."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from baremo.cli import program
from baremo.cli.running import outcome
from baremo.rules.durable.engine import DurableUnavailable

PROGRAM = (sys.executable, "-m", "baremo")
NOT_INSTALLED = "durable-rules is not installed"


def baremo(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run in this process, by the reference engine alone: what both engines say has tests of its own."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", "strict")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
    with (
        without_durable(),
        mock.patch.dict(os.environ, {"COLUMNS": "100", **environment}),
        mock.patch.multiple(sys, argv=["baremo", *arguments], stdout=out, stderr=err),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        code = outcome(program)
        out.flush()
        err.flush()
    told, said = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(list(arguments), code, told, said)


def process(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own."""
    command = [*PROGRAM, *arguments]
    env = {**os.environ, "COLUMNS": "100", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)


@contextlib.contextmanager
def without_durable() -> Iterator[None]:
    """As where durable-rules is not installed: no process is started for every run."""
    absent = mock.Mock(side_effect=DurableUnavailable(NOT_INSTALLED))
    with mock.patch("baremo.workbench.bench.Worker", absent), mock.patch("baremo.rules.durable.engine.Worker", absent):
        yield


def complaints(stderr: str) -> str:
    """What the program says beside its results, but for the note that it says wherever durable-rules is not installed."""
    return stderr.replace(f"Note: evaluated by the reference engine alone; {NOT_INSTALLED}.\n", "")
