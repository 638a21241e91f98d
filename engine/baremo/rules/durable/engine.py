"""Evaluating a catalogue with durable-rules, in a worker process that may fail without harm."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import TracebackType
from typing import Any

from ...model.catalogue import Catalogue
from ...model.feature import Interval
from .. import circuit
from ..evaluation import Evaluation, presumed
from ..kleene import Truth
from .network import plan

PATIENCE = 60.0
"""Seconds after which a silent worker counts as hung."""


class DurableUnavailable(Exception):
    """durable-rules is not installed, cannot be imported, or failed; the message says which."""


def installed() -> bool:
    """Whether the package is there at all."""
    return find_spec("durable") is not None


class Worker:
    """The process in which durable-rules runs. It starts at once, and imports the package while the caller goes on."""

    def __init__(self) -> None:
        """Start the process.

        Raises:
            DurableUnavailable: if the package is not there at all.
        """
        if not installed():
            raise DurableUnavailable("durable-rules is not installed")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "baremo.rules.durable.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, message: dict[str, Any]) -> None:
        """Hand over one message."""
        try:
            with self._patience():
                self._to.write(json.dumps(message) + "\n")
                self._to.flush()
        except OSError:
            raise DurableUnavailable(self._end()) from None

    def receive(self, key: str) -> Any:
        """What the next answer says under `key`."""
        with self._patience():
            line = self._from.readline()
        if not line:
            raise DurableUnavailable(self._end())
        message = _read(line)
        if key not in message:
            raise DurableUnavailable(message.get("fault", "it gave no answer"))
        return message[key]

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """End the process if what is done with it takes too long."""
        alarm = threading.Timer(PATIENCE, self._process.kill)
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._from.close()
        try:
            self._to.close()
        except OSError:
            pass  # it died with a message still unsent

    def _end(self) -> str:
        """Its last word if it left one, else how it ended."""
        with self._patience():
            last = self._from.readline()
            if last and "fault" in (message := _read(last)):
                return str(message["fault"])
            code = self._process.wait()
        return f"its process ended with signal {-code}" if code < 0 else f"its process ended with exit code {code}"


def _read(line: str) -> dict[str, Any]:
    """A message of the worker's."""
    try:
        message = json.loads(line)
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise DurableUnavailable("its answer cannot be read")
    return message


class Durable:
    """The engine for one catalogue, in a worker. Use it as a context: the worker ends with it.

    Raises:
        DurableUnavailable: from any method, if the package is absent, broken, crashes or hangs.
    """

    def __init__(self, catalogue: Catalogue, worker: Worker | None = None) -> None:
        """Hand the rules to the worker (a new one, unless it was started before); it loads them meanwhile."""
        self.worker = worker or Worker()
        self._catalogue = catalogue
        self._circuit = circuit.build(catalogue)
        self._plan = plan(self._circuit)
        self._ready = False
        try:
            self.worker.send({"rulesets": self._plan.rulesets, "reads": [sorted(reads) for reads in self._plan.reads]})
        except DurableUnavailable:
            self.worker.close()
            raise

    def evaluate(self, values: Mapping[str, Interval]) -> Evaluation:
        """The truth of every condition of the catalogue for these values."""
        self.worker.send({"facts": self._plan.facts({**presumed(self._catalogue), **values})})
        if not self._ready:
            self.worker.receive("ready")
            self._ready = True
        derived = set(self.worker.receive("literals"))
        return Evaluation(
            self._catalogue,
            {path: _truth(literal in derived, literal ^ 1 in derived) for path, literal in self._circuit.paths.items()},
        )

    def __enter__(self) -> "Durable":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.worker.close()


def _truth(true: bool, false: bool) -> Truth:
    if true and false:
        raise AssertionError("a condition cannot be both true and false")
    return Truth.TRUE if true else Truth.FALSE if false else Truth.OPEN
