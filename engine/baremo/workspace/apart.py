"""Reading what may be hostile, or merely broken, in a process of its own with limits of time, memory and size.

The process is a module of ours that calls `serve`. It gets bytes, no path, and may write nothing but its answer.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 100
"""Of the processor's time; the caller's clock allows a little more."""
MOST_ANSWER = 100_000_000
"""Of the answer in bytes; more of it is not read, whatever the process's own limits are worth."""
SECONDS = 120.0
"""After which reading it is given up."""
_ROOT = Path(__file__).resolve().parents[2]


class Stopped(Exception):
    """There is no answer: reading was too `slow`, or `crashed`, as it does when it asks for too much memory."""

    def __init__(self, why: Literal["slow", "crashed"]) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


def ask(module: str, content: bytes, argument: str = "", seconds: float = SECONDS) -> dict[str, Any]:
    """What the module answers to this content. It is killed when the time is over.

    Raises:
        Stopped: if it does not answer within the limits.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        try:
            ended = subprocess.run(
                # -P: a module that lies in the current folder, which may be anybody's, is not imported.
                [sys.executable, "-P", "-W", "ignore", "-m", module, argument],
                env=os.environ | {"PYTHONPATH": _path()},
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Stopped("slow") from None
        if ended.returncode == -getattr(signal, "SIGXCPU", 0):
            raise Stopped("slow")
        answer.seek(0)
        try:
            told: dict[str, Any] = json.loads(answer.read(MOST_ANSWER))
        except ValueError:  # a limit stopped it, or it crashed
            raise Stopped("crashed") from None
    return told


def serve(answer: Callable[[bytes, str], dict[str, Any]]) -> None:
    """Be the process: read standard input, answer, leave."""
    _limit()
    content = sys.stdin.buffer.read()
    told = answer(content, sys.argv[1] if len(sys.argv) > 1 else "")
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode())
    sys.stdout.flush()


def _path() -> str:
    """Where the process finds us, then what the user's own path names; an empty name would be the current folder."""
    return os.pathsep.join(filter(None, (str(_ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep))))


def _limit() -> None:
    """As far as the system can: so much memory and time, no file larger than an answer, no core."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows: the caller's clock alone
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        least = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        try:
            resource.setrlimit(what, (least, least))
        except (OSError, ValueError):  # a system that does not know this limit
            continue
