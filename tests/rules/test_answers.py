"""What the durable engine makes of its worker's end, and of answers that cannot be."""

import os
import signal
import sys
from pathlib import Path

import pytest
from conftest import needs_durable

from baremo.model.feature import Interval
from baremo.rules import reference
from baremo.rules.durable.engine import Durable, DurableUnavailable, Worker
from baremo.workspace.workspace import Workspace

pytestmark = needs_durable


def test_a_condition_that_is_both_true_and_false_is_no_answer(shipped: Workspace) -> None:
    """As for an interval that ends before it begins: every test on it would hold, and its contrary."""
    values = {id: feature.whole for id, feature in shipped.catalogue.features.items()}
    with Durable(shipped.catalogue) as durable, pytest.raises(AssertionError) as caught:
        durable.evaluate({**values, "collective.granted": Interval(2, 0)})
    assert str(caught.value) == "a condition cannot be both true and false"


@pytest.mark.parametrize("code", [0, 1])
def test_how_a_worker_ended_is_told(
    shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Even if it calls that a success."""
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").write_text(f"import os\nos._exit({code})")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    values = {id: feature.whole for id, feature in shipped.catalogue.features.items()}
    with pytest.raises(DurableUnavailable) as caught, Durable(shipped.catalogue) as durable:
        durable.evaluate(values)
    assert str(caught.value) == f"its process ended with exit code {code}"


def test_a_worker_that_was_ended_before_it_was_told_anything() -> None:
    """What could not be sent is dropped when it is closed."""
    worker = Worker()
    os.kill(worker.pid, signal.SIGKILL)
    worker._process.wait()
    with pytest.raises(DurableUnavailable, match=r"^its process ended with signal 9$"):
        worker.send({"facts": []})
    worker.close()


def test_where_warnings_are_faults_it_works_all_the_same(shipped: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """From Python 3.12 on the package warns at every step, which is nothing that a user can help."""
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    values = {id: feature.whole for id, feature in shipped.catalogue.features.items()}
    with Durable(shipped.catalogue) as durable:
        assert durable.evaluate(values) == reference.evaluate(shipped.catalogue, values)
