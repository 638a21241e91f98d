"""What starting, checking and exporting did wrong, each with two more of its kind. The rows, and where each is tested:

| row | what was wrong | tested |
| --- | --- | --- |
| C1 | `new` invented a date, a document and a place; placeholders were published | cli/test_start.py::test_what_is_missing_is_told_and_nothing_else |
| C2 | `new` for Norway wrote what is refused; a bare `no`, `on`, `1.10` in a text | cli/test_start.py::test_filled_in_it_is_read; workspace/test_messages.py::test_a_text_that_is_none_without_quotes, ::test_the_country_of_norway |
| C3 | `new` took ids that `check` or `report` refuse | here; cli/test_start.py::test_an_id_that_the_reader_would_refuse |
| C4 | `check` below a workspace read the built-in content | here |
| C5 | `.yml`, `.YAML` and subfolders were ignored without a word | here |
| C6 | no doubt for a claim given twice, a day after publication, 0.45 where 45 is meant, a coder who reviews | here; assessment/test_doubts.py::test_days_and_histories, ::test_who_coded_a_sheet_does_not_review_it |
| C7 | text in a column of numbers | here |
| C8 | shipped mechanisms could not be compared with one's own | here |
"""

import csv
import json
import re
from pathlib import Path

import pytest
from fuzz.kinds import copied
from nowhere import claim, write
from program import baremo

from baremo.model.document import RESERVED
from baremo.workbench.bench import Bench
from baremo.workbench.checks import check
from baremo.workspace.problem import Problem, WorkspaceError

GRANTED = "collective.granted"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace with one mechanism."""
    folder = tmp_path / "own"
    write(folder, f"claims:\n{claim(GRANTED, 'none', more='id: cgranted, locator: p. 1, ')}")
    (folder / "baremo.yaml").touch()
    return folder


def found(folder: Path) -> list[Problem]:
    try:
        return list(check(Bench(folder, "confidential")).problems)
    except WorkspaceError as error:
        return list(error.problems)


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("id", ["x" * 80, "x" * 81, "index", "comparison", "a", "9", "no", "a--b", *RESERVED])
def test_c3_an_id_that_new_takes_is_one_that_all_take(own: Path, id: str) -> None:
    file = own / "mechanisms" / "nowhere" / "mechanism.yaml"
    taken = baremo("new", id, "--country", "CO", cwd=own).returncode == 0
    filled = own / "mechanisms" / id / "mechanism.yaml"
    assert filled.exists() == taken
    written = filled.read_text("utf-8").partition("\n")[0] if taken else f'id: "{id}"'
    filled.parent.mkdir(exist_ok=True)
    filled.write_text(file.read_text("utf-8").replace("id: nowhere", written), "utf-8")
    done = baremo("report", id, "--to", "out", "--format", "markdown", cwd=own)
    assert (done.returncode == 0) == taken, done.stderr
    assert (own / "out" / f"{id}.md").exists() == taken


@pytest.mark.parametrize("below", ["mechanisms", "mechanisms/nowhere/claims", "notes/of/mine"])
def test_c4_a_workspace_is_found_upwards(own: Path, below: str) -> None:
    (own / below).mkdir(parents=True, exist_ok=True)
    up = "/".join([".."] * len(Path(below).parts))
    said = baremo("check", cwd=own / below).stdout
    assert f"Read: the workspace that this folder is in ({up})" in said
    assert "Read: the workspace in this folder" in baremo("check", cwd=own).stdout
    assert f"Read: {own}" in baremo("check", "-w", str(own)).stdout
    edited(own / "mechanisms" / "nowhere" / "mechanism.yaml", "about:", "abuot:")
    assert baremo("check", cwd=own / below).returncode == 2
    assert (own / "mechanisms" / "ours" / "mechanism.yaml").exists() is False
    assert baremo("new", "ours", "--country", "NO", cwd=own / below).returncode == 0
    assert (own / "mechanisms" / "ours" / "mechanism.yaml").exists()


@pytest.mark.parametrize(
    "name",
    ["bo.yml", "bo.YAML", "nowhere/claims/late.yml", "nowhere/claims/sub/late.yaml", "nowhere/._late.yaml",
     "nowhere/claims/~$late.docx", "nowhere/claims/late (conflicted copy 2026-11-25).yaml", "documents/Late.yaml"],
)  # fmt: skip
def test_c5_a_file_that_is_not_read_is_named(own: Path, name: str) -> None:
    file = own / "mechanisms" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\x00 no YAML [")
    strays = [problem.path for problem in found(own) if problem.code == "stray"]
    assert strays == [f"mechanisms/{name}"]
    assert baremo("score", cwd=own).returncode == 0


@pytest.mark.parametrize(
    ("published", "as_of", "doubted"),
    [("2017", "2018-01-01", True), ("2017-02", "2017-03-01", True), ("2017-02-28", "2017-03-01", True), ("2017", "2017-12-31", False)],
)  # fmt: skip
def test_c6_a_document_that_knows_more_than_its_day(own: Path, published: str, as_of: str, doubted: bool) -> None:
    edited(own / "mechanisms" / "documents" / "late.yaml", "published: 2017\nas_of: 2017-02-28", f"published: {published}\nas_of: {as_of}")  # fmt: skip
    assert ("known-after-publication" in {problem.code for problem in found(own)}) == doubted


@pytest.mark.parametrize(("key", "value", "meant"), [("value", "0.45", "45"), ("at_least", "0.5", "50"), ("at_most", "0.07", "7"), ("value", "45", None), ("value", "1.5", None)])  # fmt: skip
def test_c6_a_share_of_one(tmp_path: Path, key: str, value: str, meant: str | None) -> None:
    """Over standards of one's own, the only ones that ask for a share."""
    folder = copied(tmp_path / "workspace")
    (folder / "baremo.yaml").touch()
    sheet = next((folder / "mechanisms" / "nowhere" / "claims").glob("*.yaml"))
    line = f"  - {{feature: collective.done, kind: observation, {key}: {value}, speaker: ministry, locator: p. 1, note: {{en: A.}}}}\n"
    edited(sheet, "claims:\n", "claims:\n" + line)
    doubts = [dict(problem.values) for problem in found(folder) if problem.code == "share-of-one"]
    assert [doubt["expected"] for doubt in doubts] == ([] if meant is None else [meant])


def test_c7_a_column_of_numbers_holds_numbers(own: Path) -> None:
    figure = "  - {id: figuress, label: {en: =Staff}, value: %s, unit: {en: people}, speaker: network, locator: p. 1}\n"
    sheet = own / "mechanisms" / "nowhere" / "claims" / "late.yaml"
    text = sheet.read_text("utf-8")
    for value in ("-3", "-0.5", "388"):
        sheet.write_text(f"{text}figures:\n{figure % value}", "utf-8")
        assert baremo("export", "--to", "data", cwd=own).returncode == 0
        described = json.loads((own / "data" / "datapackage.json").read_text("utf-8"))
        for resource in described["resources"]:
            numbers = [
                field["name"] for field in resource["schema"]["fields"] if field["type"] in ("number", "integer")
            ]
            with (own / "data" / resource["path"]).open(encoding="utf-8-sig", newline="") as stream:
                cells = [row[column] for row in csv.DictReader(stream) for column in numbers]
            assert [cell for cell in cells if cell and not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []
        written = (own / "data" / "figures.csv").read_text("utf-8")
        assert value in written
        assert "'=Staff" in written


@pytest.mark.parametrize("others", [["mexico"], ["mexico", "colombia"], ["guatemala", "honduras"]])
def test_c8_own_and_shipped_side_by_side(own: Path, others: list[str]) -> None:
    done = baremo("compare", "nowhere", *others, "--format", "json", cwd=own)
    assert [card["mechanism"] for card in json.loads(done.stdout)["comparison"]["scorecards"]] == ["nowhere", *others]
