"""A body of standards that shares no language, dimension, kind of speaker or instrument with the built-in one."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from said import said

from baremo.cli import program

SECOND = Path(__file__).parents[1] / "second-standard"
OURS = re.compile(r"participation|nonpolice|civil.society|official|Inter-American|institution\.", re.IGNORECASE)


def call(*words: str) -> Result:
    return CliRunner().invoke(program, [*words, "--workspace", str(SECOND)], catch_exceptions=False)


@pytest.mark.parametrize(
    "words",
    [
        *(["score", "--lang", "de", "--format", form] for form in ("terminal", "json", "markdown", "csv")),
        ["score", "--lang", "sw"],
        ["score", "--lang", "de", "--perspective", "asasi"],
        ["score", "--lang", "de", "--edition", "3"],
        *(["why", "pwani", "ulinzi.siku", "--lang", "de", "--format", form] for form in ("terminal", "json")),
        *(["compare", "pwani", "bara", "--lang", "de", "--format", form] for form in ("terminal", "json", "html")),
        ["compare", "pwani", "--around", "sheria", "--lang", "de"],
        ["compare", "pwani", "--perspectives", "--lang", "de"],
        ["timeline", "pwani", "--lang", "de"],
        ["whatif", "pwani", "--set", "ulinzi.siku=5", "--lang", "de"],
        ["standards", "--lang", "de"],
        ["standards", "MKATABA/7", "--lang", "de"],
        ["check"],
        ["schema", "profile"],
    ],
    ids=" ".join,
)
def test_every_command_goes_through(words: list[str]) -> None:
    done = call(*words)
    assert done.exit_code == 0, done.output
    assert OURS.search(done.output.replace('"institution"', "")) is None


def test_reports_and_data_go_through(tmp_path: Path) -> None:
    forms = [word for form in ("html", "markdown", "csv", "json") for word in ("--format", form)]
    done = call("report", "--lang", "de", "--to", str(tmp_path / "reports"), *forms)
    assert done.exit_code == 0, done.output
    assert call("export", "--lang", "de", "--to", str(tmp_path / "data")).exit_code == 0
    page = (tmp_path / "reports" / "pwani.html").read_text("utf-8")
    assert '<html lang="de">' in page
    assert "Der Schutz kommt schnell" in page
    assert "Ein Gesetz ist zu erlassen." in page


def test_texts_in_the_first_language_are_marked_where_the_interface_does_not_speak_it(tmp_path: Path) -> None:
    done = call("report", "--to", str(tmp_path), "--format", "html")
    assert "the interface does not speak 'sw'; 'de' stands in for it" in done.output
    page = (tmp_path / "pwani.html").read_text("utf-8")
    assert '<html lang="de">' in page
    assert re.search(r'lang="sw"[^>]*>Ulinzi ni wa haraka', page)


def test_the_result_names_its_body_of_standards_and_its_own_worths() -> None:
    made = json.loads(call("score", "pwani", "--lang", "de", "--format", "json").stdout)
    assert made["standards"] | {"digest": ""} == {
        "id": "mfano", "edition": 4, "digest": "", "changed_by": None, "changed": []
    }  # fmt: skip
    overall = made["scorecards"][0]["overall"]
    assert overall["exact"] == ["325/4", "100"]
    assert overall["score"] == [81, 100]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["score", "--lang", "es-419"], "There is no 'es-419'; there are: sw, de, en, es, fr, pt."),
        (["score", "--perspective", "official"], "here is no perspective 'official'; there are: all, serikali, asasi"),
        (["score", "--edition", "1"], "there is no edition 1; there are: 3, 4"),
    ],
)
def test_what_these_standards_do_not_have(words: list[str], told: str) -> None:
    from baremo.workspace.problem import WorkspaceError

    try:
        output = call(*words).output
    except WorkspaceError as fault:
        output = said(fault)
    assert told in " ".join(output.replace("│", " ").split())
