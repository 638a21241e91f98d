"""What people open in spreadsheets, and what stays in a folder when a report is written again."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from baremo.assessment.assess import Mechanism, assess
from baremo.cli import program
from baremo.reporting.publication import Publication
from baremo.reporting.tables import findings_csv
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace


@pytest.mark.parametrize(("language", "separator", "decimal"), [("en", ",", "."), ("pt", ";", ","), ("fr", ";", ",")])
def test_a_csv_for_people_opens_in_their_spreadsheet(
    shipped: Workspace, mechanisms: dict[str, Mechanism], engines: Engines, language: str, separator: str, decimal: str
) -> None:
    words = Publication(shipped.catalogue, language, shipped.rooms.reports).words
    card = assess(mechanisms["honduras"], engines)
    text = findings_csv([card], words)
    assert text.startswith("\ufeffmechanism" + separator)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator))
    worth = {row["criterion"]: row["worth"] for row in rows}
    assert set(worth) == {finding.criterion for finding in card.scorecard.findings}
    assert any(decimal in each for each in worth.values())


def test_an_earlier_report_does_not_stay(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    words = ("report", "--to", str(folder), "--format", "html")
    assert CliRunner().invoke(program, [*words, "honduras", "mexico"]).exit_code == 0
    (folder / "ours.html").write_text("our own")
    assert (folder / "comparison.html").exists()
    assert CliRunner().invoke(program, [*words, "honduras"]).exit_code == 0
    left = {file.name for file in folder.iterdir()}
    assert {"honduras.html", "index.html", "ours.html"} <= left
    assert not [name for name in left if name.startswith(("mexico", "comparison"))]


def test_a_page_of_ones_own_index_is_never_taken_out(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "index.html").write_text('<html><a href="diary.html">mine</a></html>')
    (folder / "diary.html").write_text("mine")
    words = ["report", "--to", str(folder), "--format", "html", "honduras"]
    assert CliRunner().invoke(program, words).exit_code == 0
    assert (folder / "diary.html").read_text() == "mine"


def test_a_supposition_comes_as_pdf() -> None:
    pytest.importorskip("typst", reason="the extra `office` is not installed: pip install 'baremo[office]'")
    words = ["whatif", "mexico", "--set", "collective.implemented=most", "--format", "pdf"]
    done = CliRunner().invoke(program, words)
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"%PDF")
