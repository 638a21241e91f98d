"""The tidy data: what the descriptor says of the tables is true, and they say what the scorecards say."""

import csv
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from program import baremo

PARSE = {
    "string": str,
    "number": float,
    "integer": int,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}
AS_OF = ("--as-of", "2017-03-31")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exported") / "data"
    done = baremo("export", "--to", str(made), *AS_OF)
    assert (done.returncode, done.stdout.split()[:3]) == (0, ["Wrote", "18", "files"]), done.stderr
    return made


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table as its descriptor says it is to be read."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    read: dict[str, list[dict[str, Any]]] = {}
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, strict=True))
        read[resource["name"]] = [
            {name: PARSE[fields[name]["type"]](cell) if cell else None for name, cell in row.items()} for row in rows
        ]
        for row in read[resource["name"]]:
            assert list(row) == list(fields)
            for name, value in row.items():
                rules = fields[name].get("constraints", {})
                assert value is not None or not rules.get("required"), (resource["name"], name)
                assert value is None or value in rules.get("enum", [value])
    for resource in package["resources"]:
        own = read[resource["name"]]
        key = resource["schema"].get("primaryKey", [])
        assert not key or len({tuple(row[name] for name in key) for row in own}) == len(own)
        for link in resource["schema"]["foreignKeys"]:
            (column,), (other,) = link["fields"], link["reference"]["fields"]
            known = {row[other] for row in read[link["reference"]["resource"]]}
            assert {row[column] for row in own} <= known | {None}, (resource["name"], column)
    return read


def test_the_scores_and_findings_are_those_of_the_scorecards(tables: dict[str, list[dict[str, Any]]]) -> None:
    cards = json.loads(baremo("score", "--format", "json", *AS_OF).stdout)["scorecards"]
    overall = [[row["low"], row["high"]] for row in tables["scores"] if row["scope"] == "overall"]
    assert overall == [card["overall"]["score"] for card in cards]
    findings = [
        (row["mechanism"], row["criterion"], row["possible"].split(), row["worth"]) for row in tables["findings"]
    ]
    assert findings == [
        (card["mechanism"], found["criterion"], found["possible"], found["worth"])
        for card in cards
        for found in card["findings"]
    ]  # fmt: skip
    last = {(row["mechanism"], row["scope"]): (row["low"], row["high"]) for row in tables["course"]}
    assert last == {(row["mechanism"], row["scope"]): (row["low"], row["high"]) for row in tables["scores"]}


def test_what_is_known_rests_on_what_is_in_force(tables: dict[str, list[dict[str, Any]]]) -> None:
    known = {
        (row["mechanism"], row["feature"]) for row in tables["values"] if row["knowledge"] not in ("silent", "lapsed")
    }
    assert known == {(row["mechanism"], row["feature"]) for row in tables["statements"] if row["in_force"]}


def test_of_an_earlier_day_nothing_later_is_told(tmp_path: Path) -> None:
    assert baremo("export", "mexico", "--to", str(tmp_path / "data"), "--as-of", "2013-12-31").returncode == 0
    for name, column in (("statements", "start"), ("stages", "since"), ("events", "since"), ("course", "date")):
        with (tmp_path / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            assert all(row[column] <= "2013-12-31" for row in csv.DictReader(stream)), name


def test_by_the_readers_of_the_standard(folder: Path) -> None:
    installed = Path(__file__).parents[2] / "build" / "readers" / "bin"  # by .ci/run
    program = shutil.which("frictionless") or shutil.which("frictionless", path=str(installed))
    if program is None:
        pytest.skip("frictionless is not installed: pip install frictionless")
    done = subprocess.run(
        [program, "validate", "datapackage.json"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("VALID") == 17
