"""The program as a user runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-m", "baremo")


def baremo(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, *arguments]
    env = {**os.environ, "COLUMNS": "100", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)


def complaints(stderr: str) -> str:
    """What the program says beside its results, but for the note that it says wherever durable-rules is not installed."""
    return stderr.replace("Note: evaluated by the reference engine alone; durable-rules is not installed.\n", "")
