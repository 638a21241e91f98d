"""Messages that led astray, each with two more of its kind. The rows, and where each is tested:

| row | what was said | tested |
| --- | --- | --- |
| D1 | unknown key 'until'; did you mean 'until'? | workspace/test_messages.py::test_a_key_of_another_level, ::test_a_key_of_the_file_in_an_entry |
| D2 | 2 is not a value; did you mean '2'? | workspace/test_messages.py::test_a_value_that_must_be_in_quotes |
| D3 | an address with a space "must begin with https://", which it does | workspace/test_messages.py::test_an_address_with_a_sign_that_it_cannot_have |
| D4 | of an entry under `claims: []` something 180 lines on | workspace/test_messages.py::test_an_entry_under_an_empty_list |
| D5 | nothing of the quotes that a text with a colon needs | workspace/test_messages.py::test_a_colon_in_a_text |
| D6 | unknown key 'link', and no keys listed | workspace/test_messages.py::test_an_unknown_key_lists_those_that_may_stand_there |
| D7 | a mapping wanted of `name: Mi ley`, and no example | workspace/test_messages.py::test_a_text_without_its_language |
| D8 | 1 dossiers | here |
| D9 | a `new` that fails, recommended by `init` | cli/test_start.py::test_what_init_recommends_works |
| D10 | already has a folder of that name, and not which | cli/test_start.py::test_a_folder_in_the_way_is_named |
| D11 | a third thing, for a criterion given as a feature | here; cli/test_start.py::test_a_criterion_in_the_place_of_a_feature_or_the_other_way |
| D12 | 2016 as an example of a day, where 2016 is refused | cli/test_start.py::test_a_day_that_is_none |
| D13 | nothing, where `--to ''` wrote into the current folder | cli/test_start.py::test_a_folder_without_a_name |
| D14 | 1e+06 for a cost | here |
| D15 | is True = open | here |
| D16 | no source says: No source says. | here |
"""

import re
from pathlib import Path

import pytest
from fuzz.kinds import copied
from nowhere import claim, write
from program import baremo

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


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [("en", " 1 dossier:", " 2 dossiers:"), ("es", " 1 expediente:", " 2 expedientes:"), ("fr", " 1 dossier\u00a0:", " 2 dossiers\u00a0:"), ("pt", " 1 dossiê:", " 2 dossiês:")],
)  # fmt: skip
def test_d8_one_of_a_thing(own: Path, language: str, one: str, several: str) -> None:
    assert one in baremo("check", "--lang", language, cwd=own).stdout
    second = own / "mechanisms" / "elsewhere" / "mechanism.yaml"
    second.parent.mkdir()
    second.write_text((own / "mechanisms" / "nowhere" / "mechanism.yaml").read_text("utf-8").replace("id: nowhere", "id: elsewhere"))  # fmt: skip
    assert several in baremo("check", "--lang", language, cwd=own).stdout


@pytest.mark.parametrize("file", ["criteria/collective.yaml", "features/collective.yaml", "flags.yaml"])
def test_d11_a_criterion_in_the_place_of_a_feature(tmp_path: Path, file: str) -> None:
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
def test_d14_a_cost_is_written_out(tmp_path: Path, cost: str, said: str) -> None:
    (tmp_path / "costs.yaml").write_text(f"norm: 1\ninstitution: {cost}\npractice: {cost}\n")
    done = baremo("plan", "mexico", "--target", "20", "--costs", str(tmp_path / "costs.yaml"))
    assert f"an institution: {said}, a practice: {said}" in done.stdout, done.stderr
    assert not re.search(r"\de[+-]?\d", done.stdout)


@pytest.mark.parametrize(
    "criterion", ["institution.public-policy", "collective.legal-basis", "nonpolice.pattern-analysis"]
)
def test_d15_yes_and_no_are_said_so(criterion: str) -> None:
    for arguments in (("why", "mexico", criterion), ("standards", criterion)):
        done = baremo(*arguments)
        assert done.returncode == 0
        assert not re.search(r"\b(True|False|None)\b", done.stdout)


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "No source says."), ("es", "Ninguna fuente lo dice."), ("fr", "Aucune source ne le dit.")]
)  # fmt: skip
def test_d16_nothing_is_said_twice(own: Path, language: str, sentence: str) -> None:
    told = baremo("why", "nowhere", "institution.privacy", "--lang", language, cwd=own, COLUMNS="200").stdout
    lines = [line.strip() for line in told.splitlines()]
    assert sentence in lines, told
