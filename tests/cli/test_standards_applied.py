"""Every result says which edition was applied, and who changed it in what, if anybody did."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from baremo.cli import program

FICTIONAL = str(Path(__file__).parents[1] / "fictional")
CHANGED = {
    "en": ("(first edition)", "Edition 1 as changed by this workspace: criteria/effectiveness"),
    "es": ("(primera edición)", "Edición 1 con los cambios hechos por este espacio de trabajo: criteria/effectiveness"),
    "pt": ("(primeira edição)", "Edição 1 com as mudanças feitas por este espaço de trabalho: criteria/effectiveness"),
    "fr": (
        "(première édition)",
        "Édition 1 telle que modifiée par cet espace de travail\u00a0: criteria/effectiveness",
    ),
}
DAY = ("--as-of", "2020-06-30")


def run(*words: str) -> str:
    done = CliRunner().invoke(program, words, env={"COLUMNS": "2000"})
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("language", CHANGED)
def test_who_changed_an_edition_and_in_what_is_said_in_every_language(language: str) -> None:
    words = ("score", "santa-lucia", "-w", FICTIONAL, *DAY, "--lang", language)
    for told in (run(*words), run(*words, "--format", "markdown")):
        assert all(sentence in told for sentence in CHANGED[language])


def test_so_says_every_command(tmp_path: Path) -> None:
    lucia = ("santa-lucia", "-w", FICTIONAL)
    for words in (
        ("why", *lucia, "institution.reach", *DAY),
        ("timeline", *lucia, *DAY),
        ("compare", "santa-lucia@2019-01-15", "santa-lucia@2020-06-30", "-w", FICTIONAL),
        ("compare", *lucia, "--around", "collective-decree"),
        ("whatif", *lucia, "--set", "institution.reach=widely", *DAY),
        ("ask", *lucia, *DAY),
    ):
        told = run(*words)
        assert all(sentence in told for sentence in CHANGED["en"]), words
    run("report", *lucia, *DAY, "--to", str(tmp_path / "pages"), "--format", "html")
    for page in (tmp_path / "pages").glob("*.html"):
        assert "as changed by this workspace" in page.read_text("utf-8"), page.name


def test_of_the_shipped_ones_nothing_is_said_to_be_changed() -> None:
    told = run("score", "mexico")
    assert "(first edition)" in told
    assert "changed" not in told
    second = run("score", "mexico", "--edition", "2")
    assert "(second edition)" in second


def test_the_machines_are_told_too() -> None:
    made = json.loads(run("score", "santa-lucia", "-w", FICTIONAL, *DAY, "--format", "json"))["standards"]
    assert (made["edition"], made["changed_by"]) == (1, None)
    assert "criteria/effectiveness.decision-time" in made["changed"]
