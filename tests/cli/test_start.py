"""A workspace and a mechanism start from what is known; what is missing is told, and nothing unfinished is published."""

from pathlib import Path

import pytest
from program import baremo
from said import said

from baremo.model.document import RESERVED
from baremo.workbench.slip import Slip
from baremo.workbench.starts import start_mechanism, start_workspace
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.workspace import load


@pytest.fixture
def own(tmp_path: Path) -> Path:
    start_workspace(tmp_path / "own")
    return tmp_path / "own"


@pytest.mark.parametrize(
    ("country", "name"), [("NO", "Norway"), ("CR", "Costa Rica"), ("CI", "Côte d’Ivoire"), ("BO", "Bolivia")]
)
def test_what_is_missing_is_told_and_nothing_else(own: Path, country: str, name: str) -> None:
    file = start_mechanism(own, "ours", country)
    assert f'country: "{country}"' in file.read_text("utf-8")
    assert f'state: {{en: "{name}"' in file.read_text("utf-8")
    assert [path.name for path in file.parent.rglob("*")] == ["mechanism.yaml"]
    with pytest.raises(WorkspaceError) as caught:
        load(own)
    lacking = ("name", "about", "date", "document", "locator")
    assert [line.split(": ", 1)[1] for line in said(caught.value).splitlines()] == [
        f"error: nothing is written after '{key}'; fill it in, or take the key out where it may be missing [type]"
        for key in lacking
    ]


def test_filled_in_it_is_read(own: Path) -> None:
    file = start_mechanism(own, "ours", "NO")
    text = file.read_text("utf-8").replace("name:", "name: {en: Ours}").replace("about:", "about: {en: What it is.}")
    filled = {"  date:": "  date: 2020", "  document:": "  document: amnesty-2017", "  locator:": "  locator: p. 1"}
    for key, line in filled.items():
        text = "\n".join(line if old.startswith(key) else old for old in text.splitlines())
    file.write_text(text, "utf-8")
    (filed,) = load(own).dossiers.values()
    assert filed.dossier.mechanism.country == "NO"
    assert filed.dossier.mechanism.state["fr"] == "Norvège"


@pytest.mark.parametrize("id", ["x" * 81, "Ours", "our_s", "our.s", "", "..", "ñandú", "-a"])
def test_an_id_that_the_reader_would_refuse(own: Path, id: str) -> None:
    with pytest.raises(Slip, match="not-an-id"):
        start_mechanism(own, id, "NO")
    assert [path.name for path in (own / "mechanisms").iterdir()] == ["speakers.yaml"]


@pytest.mark.parametrize("id", RESERVED)
def test_an_id_that_folders_and_pages_have(own: Path, id: str) -> None:
    with pytest.raises(Slip, match="reserved-id"):
        start_mechanism(own, id, "NO")


@pytest.mark.parametrize("country", ["no", "NOR", "XX", "", "N0"])
def test_a_country_that_is_none(own: Path, country: str) -> None:
    with pytest.raises(Slip, match="not-a-country"):
        start_mechanism(own, "ours", country)


@pytest.mark.parametrize("room", ["mechanisms", "standards"])
def test_a_folder_in_the_way_is_named(tmp_path: Path, room: str) -> None:
    (tmp_path / room).mkdir()
    with pytest.raises(Slip) as caught:
        start_workspace(tmp_path, with_standards=True)
    assert (caught.value.code, caught.value.values["path"]) == ("exists", tmp_path / room)
    assert [path.name for path in tmp_path.iterdir()] == [room]


def test_a_workspace_already(own: Path) -> None:
    with pytest.raises(Slip, match="workspace-already"):
        start_workspace(own)


def test_what_init_recommends_works(tmp_path: Path) -> None:
    done = baremo("init", cwd=tmp_path)
    command = done.stdout.rpartition("baremo ")[2].replace("MECHANISM", "ours").replace("CC", "NO").split()
    assert baremo(*command, cwd=tmp_path).returncode == 0
    assert baremo("score", cwd=tmp_path, LC_ALL="C").stderr.splitlines()[-1] == "5 problems; nothing was written."


@pytest.mark.parametrize(
    ("environment", "language", "last"),
    [
        ({"LC_ALL": "es_MX.UTF-8"}, None, "5 problemas; no se escribió nada."),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "pt_BR"}, None, "5 problemas; nada foi escrito."),
        ({"LC_ALL": "de_DE.UTF-8"}, None, "5 problems; nothing was written."),
        ({"LC_ALL": "es_MX.UTF-8"}, "fr", "5 problèmes\u202f; rien n’a été écrit."),
    ],
)
def test_the_language_of_the_command(own: Path, environment: dict[str, str], language: str | None, last: str) -> None:
    start_mechanism(own, "ours", "NO")
    words = ["score", "--lang", language] if language else ["check"]
    done = baremo(*words, "-w", str(own), **environment)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, last)


@pytest.mark.parametrize(
    ("given", "example"), [("2016", "2016-12-31"), ("2016-02", "2016-02-29"), ("soon", "2017-03-31")]
)
def test_a_day_that_is_none(given: str, example: str) -> None:
    done = baremo("score", "--as-of", given)
    assert f"is not a full day; expected year, month and day, as {example}." in done.stderr


@pytest.mark.parametrize("command", [("report", "--to", ""), ("export", "--to="), ("init", "")])
def test_a_folder_without_a_name(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = baremo(*command, cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "for the current one give a full stop" in done.stderr


@pytest.mark.parametrize("feature", ["impunity.investigated", "participation.plans"])
def test_a_criterion_in_the_place_of_a_feature_or_the_other_way(feature: str) -> None:
    from baremo.workbench.slip import unknown_criterion, unknown_feature

    catalogue = load().catalogue
    alone = next(id for id in catalogue.criteria if id not in catalogue.features)
    assert unknown_feature(alone, catalogue).values["features"] == list(catalogue.features_of(alone))
    tested = next(
        id
        for id in catalogue.features
        if id not in catalogue.criteria and unknown_criterion(id, catalogue).code == "feature-not-criterion"
    )
    assert all(tested in catalogue.features_of(id) for id in unknown_criterion(tested, catalogue).values["criteria"])
    assert unknown_feature(feature + "x", catalogue).code.startswith("unknown-feature")
