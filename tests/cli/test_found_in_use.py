"""What was found wrong by using the program, each with two other inputs of its kind.

Starting, checking, exporting:

| what was wrong | where it is held |
| --- | --- |
| `new` invented a date, a document and a place, and placeholders were published | `test_start.test_what_is_missing_is_told_and_nothing_else` |
| `new` for Norway wrote what is refused; a bare `no`, `on`, `1.10` in a text | `test_start`, `workspace/test_messages.test_a_text_that_is_none_without_quotes` |
| `new` took ids that `check` or `report` refuse | `test_an_id_that_new_takes_is_one_that_all_take` |
| `check` below a workspace read the built-in content | `test_a_workspace_is_found_upwards` |
| `.yml`, `.YAML` and subfolders were ignored without a word | `test_a_file_that_is_not_read_is_named` |
| no doubt for a claim given twice, a coder who reviews | `assessment/test_doubts` |
| no doubt for a day after publication, for 0.45 where 45 is meant | `test_a_document_that_knows_more_than_its_day`, `test_a_share_of_one` |
| text in a column of numbers | `test_a_column_of_numbers_holds_numbers` |
| shipped mechanisms could not be compared with one's own | `test_own_and_shipped_side_by_side` |

Messages:

| what was wrong | where it is held |
| --- | --- |
| `unknown key 'until'; did you mean 'until'?` | `workspace/test_messages.test_a_key_of_another_level` |
| `2 is not a value; did you mean '2'?` | `workspace/test_messages.test_a_value_that_must_be_in_quotes` |
| an address with a space | `workspace/test_messages.test_an_address_with_a_sign_that_it_cannot_have` |
| an entry under `claims: []` | `workspace/test_messages.test_an_entry_under_an_empty_list` |
| a colon in a text without quotes | `workspace/test_messages.test_a_colon_in_a_text` |
| an unknown key listed no keys | `workspace/test_messages.test_an_unknown_key_lists_those_that_may_stand_there` |
| `name: Mi ley` showed no example | `workspace/test_messages.test_a_text_without_its_language` |
| "1 dossiers" | `test_one_of_a_thing` |
| `init` recommended a `new` that failed; which folder is in the way | `test_start` |
| a criterion given as a feature suggested a third thing | `test_start`, `test_a_criterion_in_the_place_of_a_feature` |
| `--as-of 2016`; `--to ''` | `test_start` |
| `1e+06` for a cost | `test_a_cost_is_written_out` |
| "is True = open" | `test_yes_and_no_are_said_so` |
| "no source says: No source says." | `test_nothing_is_said_twice` |
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
def test_an_id_that_new_takes_is_one_that_all_take(own: Path, id: str) -> None:
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
def test_a_workspace_is_found_upwards(own: Path, below: str) -> None:
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
def test_a_file_that_is_not_read_is_named(own: Path, name: str) -> None:
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
def test_a_document_that_knows_more_than_its_day(own: Path, published: str, as_of: str, doubted: bool) -> None:
    edited(own / "mechanisms" / "documents" / "late.yaml", "published: 2017\nas_of: 2017-02-28", f"published: {published}\nas_of: {as_of}")  # fmt: skip
    assert ("known-after-publication" in {problem.code for problem in found(own)}) == doubted


@pytest.mark.parametrize(("key", "value", "meant"), [("value", "0.45", "45"), ("at_least", "0.5", "50"), ("at_most", "0.07", "7"), ("value", "45", None), ("value", "1.5", None)])  # fmt: skip
def test_a_share_of_one(tmp_path: Path, key: str, value: str, meant: str | None) -> None:
    """Over standards of one's own, the only ones that ask for a share."""
    folder = copied(tmp_path / "workspace")
    (folder / "baremo.yaml").touch()
    sheet = next((folder / "mechanisms" / "nowhere" / "claims").glob("*.yaml"))
    line = f"  - {{feature: collective.done, kind: observation, {key}: {value}, speaker: ministry, locator: p. 1, note: {{en: A.}}}}\n"
    edited(sheet, "claims:\n", "claims:\n" + line)
    doubts = [dict(problem.values) for problem in found(folder) if problem.code == "share-of-one"]
    assert [doubt["expected"] for doubt in doubts] == ([] if meant is None else [meant])


def test_a_column_of_numbers_holds_numbers(own: Path) -> None:
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
def test_own_and_shipped_side_by_side(own: Path, others: list[str]) -> None:
    done = baremo("compare", "nowhere", *others, "--format", "json", cwd=own)
    assert [card["mechanism"] for card in json.loads(done.stdout)["comparison"]["scorecards"]] == ["nowhere", *others]


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [("en", " 1 dossier:", " 2 dossiers:"), ("es", " 1 expediente:", " 2 expedientes:"), ("fr", " 1 dossier\u00a0:", " 2 dossiers\u00a0:"), ("pt", " 1 dossiê:", " 2 dossiês:")],
)  # fmt: skip
def test_one_of_a_thing(own: Path, language: str, one: str, several: str) -> None:
    assert one in baremo("check", "--lang", language, cwd=own).stdout
    second = own / "mechanisms" / "elsewhere" / "mechanism.yaml"
    second.parent.mkdir()
    second.write_text((own / "mechanisms" / "nowhere" / "mechanism.yaml").read_text("utf-8").replace("id: nowhere", "id: elsewhere"))  # fmt: skip
    assert several in baremo("check", "--lang", language, cwd=own).stdout


@pytest.mark.parametrize("file", ["criteria/collective.yaml", "features/collective.yaml", "flags.yaml"])
def test_a_criterion_in_the_place_of_a_feature(tmp_path: Path, file: str) -> None:
    """In a rule, in a bond, in a flag."""
    folder = copied(tmp_path / "workspace")
    standards = folder / "standards"
    text = (standards / file).read_text("utf-8")
    named = re.search(r"feature: (collective\.[\w-]+)", text)
    assert named is not None
    criteria = re.findall(r"id: ([\w.-]+)", (standards / "criteria" / "collective.yaml").read_text("utf-8"))
    features = re.findall(r"id: ([\w.-]+)", (standards / "features" / "collective.yaml").read_text("utf-8"))
    alone = [id for id in criteria if "." in id and id not in features]
    (standards / file).write_text(text.replace(f"feature: {named[1]}", f"feature: {alone[0]}", 1), "utf-8")
    (problem,) = (problem for problem in found(folder) if problem.code.startswith("unknown-feature"))
    assert problem.code == "unknown-feature.criterion"
    assert set(dict(problem.values)["features"]) <= set(features)  # type: ignore[arg-type]


@pytest.mark.parametrize(("cost", "said"), [("1000000", "1,000,000"), ("0.25", "0.25"), ("123456.5", "123,456.5")])
def test_a_cost_is_written_out(tmp_path: Path, cost: str, said: str) -> None:
    (tmp_path / "costs.yaml").write_text(f"norm: 1\ninstitution: {cost}\npractice: {cost}\n")
    done = baremo("plan", "mexico", "--target", "20", "--costs", str(tmp_path / "costs.yaml"))
    assert f"an institution: {said}, a practice: {said}" in done.stdout, done.stderr
    assert not re.search(r"\de[+-]?\d", done.stdout)


@pytest.mark.parametrize(
    "criterion", ["institution.public-policy", "collective.legal-basis", "nonpolice.pattern-analysis"]
)
def test_yes_and_no_are_said_so(criterion: str) -> None:
    for arguments in (("why", "mexico", criterion), ("standards", criterion)):
        done = baremo(*arguments)
        assert done.returncode == 0
        assert not re.search(r"\b(True|False|None)\b", done.stdout)


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "No source says."), ("es", "Ninguna fuente lo dice."), ("fr", "Aucune source ne le dit.")]
)  # fmt: skip
def test_nothing_is_said_twice(own: Path, language: str, sentence: str) -> None:
    told = baremo("why", "nowhere", "institution.privacy", "--lang", language, cwd=own, COLUMNS="200").stdout
    lines = [line.strip() for line in told.splitlines()]
    assert sentence in lines, told
