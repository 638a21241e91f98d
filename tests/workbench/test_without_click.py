"""Whatever a command does, another face can do: every job goes through the workbench, without the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from nowhere import write

from baremo.cli import COMMANDS

JOBS = Path(__file__).with_name("jobs.py")
WITHOUT_CLICK = "import runpy, sys; sys.modules['click'] = None; runpy.run_path({!r}, run_name='__main__')"
DRAFT = """\
document: {document}
read: whole
status: draft
coded: [{{by: {coder}, on: 2017-03-01}}]
claims:
  - {{feature: nonpolice.balance, kind: observation, value: {value}, speaker: ministry, locator: "p. 1", note: {{en: "A."}}}}
"""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What came of each job, in a process in which click cannot be imported."""
    folder = tmp_path_factory.mktemp("jobs")
    write(folder, "")
    (folder / "baremo.yaml").touch()
    (folder / "late.txt").write_text("What it says.\n")
    drafts = folder / "mechanisms" / "nowhere" / "drafts"
    drafts.mkdir()
    for document, coder, value in (
        ("late", "coder-a", "only"),
        ("late", "coder-b", "mainly"),
        ("early", "coder-a", "only"),
    ):
        (drafts / f"{document}.{coder}.yaml").write_text(DRAFT.format(document=document, coder=coder, value=value))
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_CLICK.format(str(JOBS))], capture_output=True, text=True, check=False, cwd=folder
    )
    assert ended.returncode == 0, ended.stderr
    made: dict[str, object] = json.loads(ended.stdout)
    return made


def test_every_command_is_among_them(done: dict[str, object]) -> None:
    assert done.keys() == COMMANDS.keys() - {"app"}  # which is the other face


@pytest.mark.parametrize(
    ("command", "outcome"),
    [
        ("check", [3, 0]),
        ("agreement", 1),
        ("hand-in", ["handed-in", "handed-in"]),
        ("reconcile", "reconciled"),
        ("accept", "accepted"),
        ("questionnaire", True),
        ("import", [0, None]),
        ("translate", []),
        ("standards", 1),
        ("verify", True),
        ("new", True),
        ("why", True),
        ("init", [".gitignore", "baremo.yaml", "mechanisms"]),
    ],
)
def test_it_does_what_the_command_does(done: dict[str, object], command: str, outcome: object) -> None:
    assert done[command] == outcome
