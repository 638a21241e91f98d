"""Evaluating a catalogue with durable-rules, in a worker process that may fail without harm."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from importlib.util import find_spec
from types import TracebackType
from typing import Any

from ...model.catalogue import Catalogue
from ...model.feature import Interval
from .. import circuit
from ..evaluation import Evaluation
from ..kleene import Truth
from .network import plan

PATIENCE = 60.0
"""Seconds after which a silent worker counts as hung."""


class DurableUnavailable(Exception):
    """durable-rules is not installed, cannot be imported, or failed; the message says which."""


def installed() -> bool:
    """Whether the package is there at all."""
    return find_spec("durable") is not None


class Durable:
    """The engine for one catalogue. Use it as a context: the worker ends with it.

    Raises:
        DurableUnavailable: from any method, if the package is absent, broken, crashes or hangs.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        """Start the worker and hand it the rules; it loads them while the caller goes on."""
        if not installed():
            raise DurableUnavailable("durable-rules is not installed")
        self._catalogue = catalogue
        self._circuit = circuit.build(catalogue)
        self._plan = plan(self._circuit)
        self._ready = False
        self._worker = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "baremo.rules.durable.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._send({"rulesets": self._plan.rulesets, "reads": [sorted(reads) for reads in self._plan.reads]})

    def evaluate(self, values: Mapping[str, Interval]) -> Evaluation:
        """The truth of every condition of the catalogue for these values."""
        self._send({"facts": self._plan.facts(values)})
        if not self._ready:
            self._receive("ready")
            self._ready = True
        derived = set(self._receive("literals"))
        return Evaluation(
            self._catalogue,
            {path: _truth(literal in derived, literal ^ 1 in derived) for path, literal in self._circuit.paths.items()},
        )

    def __enter__(self) -> "Durable":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        self._worker.kill()
        self._worker.wait()
        for stream in (self._worker.stdin, self._worker.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    pass  # it died with a message still unsent

    def _send(self, message: dict[str, Any]) -> None:
        assert self._worker.stdin is not None
        try:
            self._worker.stdin.write(json.dumps(message) + "\n")
            self._worker.stdin.flush()
        except OSError:
            raise DurableUnavailable(self._end()) from None

    def _receive(self, key: str) -> Any:
        assert self._worker.stdout is not None
        alarm = threading.Timer(PATIENCE, self._worker.kill)
        alarm.start()
        try:
            line = self._worker.stdout.readline()
        finally:
            alarm.cancel()
        if not line:
            raise DurableUnavailable(self._end())
        message = json.loads(line)
        if key not in message:
            raise DurableUnavailable(message.get("fault", "it gave no answer"))
        return message[key]

    def _end(self) -> str:
        code = self._worker.wait()
        return f"its process ended with signal {-code}" if code < 0 else f"its process ended with exit code {code}"


def _truth(true: bool, false: bool) -> Truth:
    if true and false:
        raise AssertionError("a condition cannot be both true and false")
    return Truth.TRUE if true else Truth.FALSE if false else Truth.OPEN
