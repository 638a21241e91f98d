"""Many mechanisms on all cores: the same as one after the other, in their order; what is wrong anywhere is told."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from baremo.workbench import cores
from baremo.workbench.bench import Bench
from baremo.workbench.reports import export
from baremo.workbench.scores import published, score
from baremo.workspace.problem import WorkspaceError


@pytest.fixture(params=[True, False], ids=["forked", "begun anew"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, which take a mechanism each."""
    monkeypatch.setattr(cores, "MANY", 2)
    monkeypatch.setattr(cores, "TOGETHER", 1)
    monkeypatch.setattr(cores, "_cores", lambda: 2)
    if not (request.param and sys.platform == "linux"):
        monkeypatch.setattr(cores, "_forks", lambda: False)


@pytest.mark.usefixtures("processes")
def test_processes_give_what_one_gives() -> None:
    with Bench(shipped=True) as bench:
        assert published(bench) == score(bench).file


@pytest.mark.usefixtures("processes")
def test_rows_are_those_of_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    with Bench() as bench:
        several = list(export(bench, ("mexico", "honduras"), "es"))
        monkeypatch.setattr(cores, "MANY", 3)
        assert list(export(bench, ("mexico", "honduras"), "es")) == several


def test_everything_wrong_is_told_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "baremo.yaml").write_text("# own\n")
    for id in ("one", "two"):
        file = tmp_path / "mechanisms" / id / "mechanism.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(yaml.safe_dump({"id": "other"}))
    with Bench(tmp_path) as bench, pytest.raises(WorkspaceError) as caught:
        published(bench)
    assert {problem.path.split("/")[1] for problem in caught.value.problems} == {"one", "two"}


def test_whoever_looks_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "TOGETHER", 1)
    seen: list[int] = []

    def watch(parts: Iterable[Any], number: int) -> Iterator[Any]:
        for part in parts:
            seen.append(number)
            yield part

    with Bench() as bench:
        bench.watch = watch
        published(bench, ("mexico", "honduras", "colombia"))
    assert seen == [3, 3, 3]
