"""Whatever stands on the command line, the program does what it says or tells the slip: exit code 0 or 2, with a message."""

import os
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from fuzz.kinds import copied
from fuzz.spoiling import NASTY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import baremo, complaints, process

ODD = st.text(st.characters(exclude_characters="\0", exclude_categories=()), max_size=20) | st.sampled_from(NASTY)
"""Whatever a shell can hand over, bytes that are no text included."""
FEATURES = {
    "collective.legal": ("yes", "no", "Yes", "1"),
    "collective.granted": ("none", "some", "all", "None"),
    "collective.done": ("0", "12.5", "100", "100.01", "nan", "inf", "1e1", "0.001"),
    "collective.delay": ("0", "30", "1000000", "1000001", "-1", "1.0", "٣", "1_0"),
    "collective.staff": ("0", "12", "9" * 20, " 1 ", "+1"),
}


def mostly(right: Sequence[str], *slips: str) -> st.SearchStrategy[str]:
    """As a rule something right: a second slip is never told, and a first one ends the program early."""
    odd = st.sampled_from(slips) | ODD if slips else ODD
    return st.integers(0, 7).flatmap(lambda chance: odd if chance == 7 else st.sampled_from(right))


DAY = mostly(
    ["2017-03-31", "2005-12-31", "2200-12-31"], "1900-01-01", "2004-12-31", "2016", "2016-12", "by 2016", "2016-02-30", "2016-1-1"
)  # fmt: skip
MECHANISM = mostly(["nowhere"], "Nowhere", "nowher", "nowhere/mechanism.yaml", "documents", "../mechanisms/nowhere")
COMPARED = mostly(
    ["nowhere", "nowhere@2013-01-01", "nowhere@2017-03-31"], "nowhere@", "@", "@2016", "nowhere@@2016-01-01"
)
CRITERION = mostly(["collective.granted"], "collective.legal", "impunity", "collective")
PLACE = mostly(
    ["DECLARATION/2.1", "collective.granted", "collective.legal", "collective.done"], "DECLARATION/3", "whole"
)
REFORM = mostly(["bill-2"], "resolution-1", "bill-3")
SETTING = mostly([f"{id}={values[0]}" for id, values in FEATURES.items()]) | st.builds(
    "{}={}".format, st.sampled_from([*FEATURES, "collective"]), st.sampled_from(sum(FEATURES.values(), ())) | ODD
)
TARGET = mostly(["0", "59", "100", "full"], "100.0", "1e2", "33.3", "fulll", "-0", "101", "nan", "5 9", "1_0")


def words(value: st.SearchStrategy[str], least: int = 1, most: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(value, min_size=least, max_size=most)


def option(name: str, value: st.SearchStrategy[str], least: int = 0, most: int = 1) -> st.SearchStrategy[list[str]]:
    return words(value, least, most).map(lambda values: [f"{name}={value}" for value in values])


VIEW = (
    option("--as-of", DAY),
    option("--perspective", mostly(["official", "civil-society"], "nobody")),
    option("--audience", mostly(["internal", "confidential"], "press")),
)
LANGUAGE = option("--lang", mostly(["es", "fr"], "xx"))
FORMAT = option("--format", mostly(["json", "terminal"], "markdown", "html", "csv"))


def call(*parts: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.tuples(*parts).map(lambda parts: [word for part in parts for word in part])


CALLS = {
    "score": call(words(MECHANISM, 0, 2), *VIEW, LANGUAGE, FORMAT),
    "why": call(words(MECHANISM), words(CRITERION), *VIEW, FORMAT),
    "compare": call(words(COMPARED, 2, 3), *VIEW, LANGUAGE, FORMAT),
    "compare around": call(words(MECHANISM), option("--around", mostly(["resolution-1"], "bill-2"), 1), *VIEW, FORMAT),
    "timeline": call(words(MECHANISM), *VIEW, FORMAT),
    "whatif": call(
        words(MECHANISM),
        option("--set", SETTING, 1, 3),
        option("--adopt", REFORM),
        option("--without", mostly(["resolution-1"], "bill-2")),
        *VIEW,
        FORMAT,
    ),
    "standards": call(words(PLACE, 0, 1), *VIEW, LANGUAGE),
    "new": call(
        words(mostly(["nowhere-else"], "Else", "el se", "..")), option("--country", mostly(["CO"], "co", "COL"), 1)
    ),
    "schema": call(words(mostly(["mechanism", "sheet", "profile"], "dossier"))),
}
if find_spec("ortools") is not None:
    CALLS["plan"] = call(
        words(MECHANISM),
        option("--target", TARGET, 1),
        option("--fix", mostly([*FEATURES], "collective"), 0, 3),
        option("--options", mostly(["1", "100"], "101", "0", "1.0")),
        *VIEW,
        FORMAT,
    )


class Told:
    """A run of the program: its exit code, and all that it said."""

    def __init__(self, words: list[str]) -> None:
        done = baremo(*words)
        self.code, self.out, self.err = done.returncode, done.stdout, complaints(done.stderr)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("values") / "workspace")
    dossier = folder / "mechanisms" / "nowhere" / "mechanism.yaml"
    dossier.write_text(dossier.read_text("utf-8").partition("not_applicable:")[0], "utf-8")
    (folder / "baremo.yaml").touch()
    return folder


@pytest.fixture(autouse=True)
def _defects(monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect comes with its traceback."""
    monkeypatch.setenv("BAREMO_DEBUG", "1")


def slip_or_result(words: list[str]) -> Told:
    told = Told(words)
    assert told.code in (0, 2), told.err
    assert (told.out != "") == (told.code == 0)
    assert told.code == 0 or told.err.strip()
    return told


@pytest.mark.parametrize("command", CALLS)
@settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value(workspace: Path, command: str, data: st.DataObject) -> None:
    for started in (workspace / "mechanisms").glob("nowhere-*"):
        shutil.rmtree(started)
    slip_or_result([command.split(maxsplit=1)[0], "-w", str(workspace), *data.draw(CALLS[command])])


PATHS = (
    "", ".", "..", "~", " ", "-", "out", "out/", "out/../out", "./out//in", "file", "file/in", "file/../out", "gone", "link", "loop",
    "loop/in", "a\nb", "a\tb", "\u202eout", "café", "cafe\u0301", "😀", "\udcff", "-out", "--to", "CON", "a" * 255, "a" * 256, "a/" * 3_000,
    "/dev/null", "/dev/null/in", "/dev/fd/9/in", "/proc/self/out",
)  # fmt: skip
"""Where something is written to, as odd as can be; none leads out of the test's own folder to where files can be made."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "a" / "here"
    folder.mkdir(parents=True)
    (folder / "file").write_text("mine")
    (folder / "link").symlink_to("gone")
    (folder / "loop").symlink_to("loop")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("command", [("report", "nowhere", "--format", "markdown", "--to"), ("init",)])
def test_a_path(workspace: Path, here: Path, command: tuple[str, ...], path: str) -> None:
    chosen = () if command == ("init",) else ("-w", str(workspace))
    told = Told([command[0], *chosen, *command[1:], *(["--"] if command == ("init",) else []), path])
    assert told.code in (0, 1, 2)
    assert (told.out != "") == (told.code == 0)
    assert told.code != 1 or told.err.startswith("Error: "), told.err
    assert told.code == 0 or told.err.strip()
    assert (here / "file").read_text() == "mine"


@pytest.mark.parametrize("path", ["file", "file/in", "a" * 256, "/dev/null/in", "loop/in"])
def test_a_path_that_cannot_be(workspace: Path, here: Path, path: str) -> None:
    """It is a slip, told as one."""
    assert slip_or_result(["report", "nowhere", "-w", str(workspace), "--to", path]).code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_is_said_does_not_depend_on_the_machines_encoding(encoding: str) -> None:
    made = [
        process("score", "honduras", "--lang", "es", PYTHONIOENCODING=one, NO_COLOR="1") for one in (encoding, "utf-8")
    ]
    assert [(one.returncode, complaints(one.stderr)) for one in made] == [(0, "")] * 2
    assert made[0].stdout == made[1].stdout
    assert "▨" in made[0].stdout


def test_a_folder_whose_name_is_no_text(here: Path) -> None:
    done = process("report", "honduras", "--to", os.fsdecode(b"\xff"), PYTHONIOENCODING="utf-8:strict")
    assert (done.returncode, complaints(done.stderr)) == (0, "")
    assert (here / os.fsdecode(b"\xff") / "index.html").is_file()
