"""What is to be known of a statement is said wherever it is shown, in four languages: announced, not said again, of
unknown order, reported differently; what came of a commitment; and what is dated later.
"""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from baremo.cli import program

FICTIONAL = str(Path(__file__).parents[1] / "fictional")
LANGUAGES = ("en", "es", "pt", "fr")
SAID = {
    # criterion, day: the mark or state, as it is in JSON; what is said of it in each language
    ("nonpolice.balance", "2020-06-30"): ("not-said-again", "not said again since", "no se ha vuelto a decir", "não foi dito de novo", "pas redit depuis"),
    ("institution.staff", "2020-06-30"): ("order-unknown", "the order is not known", "no se sabe qué fue antes", "não se sabe o que veio antes", "l’ordre n’est pas connu"),
    ("institution.political-support", "2020-06-30"): ("reports-differ", "reports of it differ", "los relatos difieren", "os relatos divergem", "les récits divergent"),
    ("collective.granted", "2020-06-30"): ("overdue", "due December 2018, and overdue", "para diciembre de 2018, y vencido", "para dezembro de 2018, e vencido", "échéance\u00a0: décembre 2018, dépassée"),
    ("effectiveness.decision-time", "2020-06-30"): ("due", "due December 2021", "para diciembre de 2021", "para dezembro de 2021", "échéance\u00a0: décembre 2021"),
    ("effectiveness.unanswered", "2020-06-30"): ("answered", "met by what has been said since", "cumplido, según se dijo después", "cumprido, segundo se disse depois", "tenu, d’après ce qui a été dit depuis"),
    ("institution.reach", "2020-06-30"): ("withdrawn", "taken back", "retirado", "retirado", "retiré"),
    ("collective.legal-basis", "2020-06-30"): ("suspended", "the reform is no longer in force", "la reforma ya no está en vigor", "a reforma já não está em vigor", "la réforme n’est plus en vigueur"),
}  # fmt: skip


def run(*words: str) -> str:
    done = CliRunner().invoke(program, [*words, "--workspace", FICTIONAL], env={"COLUMNS": "1000"})
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The scorecard's page in every language."""
    form = ("--as-of", "2020-06-30", "--format", "markdown", "--lang")
    return {language: run("score", "santa-lucia", *form, language) for language in LANGUAGES}


@pytest.mark.parametrize(("asked", "said"), SAID.items(), ids=lambda case: case[0])
def test_it_is_said_in_every_form_and_language(
    asked: tuple[str, str], said: tuple[str, ...], pages: dict[str, str]
) -> None:
    words = ("why", "santa-lucia", asked[0], "--as-of", asked[1])
    for language, sentence in zip(LANGUAGES, said[1:], strict=True):
        assert sentence in run(*words, "--lang", language), language
        assert sentence in pages[language], language
    made = json.loads(run(*words, "--format", "json"))
    jsonschema.validate(made, json.loads(CliRunner().invoke(program, ["schema", "why"]).stdout))
    told = made["why"]["features"]
    marks = {mark for tested in told for each in tested["said"] for mark in each["marks"]}
    states = {each["state"] for tested in told for each in tested["commitments"]}
    assert said[0] in marks | states or any(tested["repealed"] for tested in told)


def test_what_is_dated_later_is_listed_and_not_counted() -> None:
    made = json.loads(run("score", "santa-lucia", "--as-of", "2020-06-30", "--format", "json"))
    jsonschema.validate(made, json.loads(CliRunner().invoke(program, ["schema", "scorecard"]).stdout))
    told = [
        (each["kind"], each["date"], each["state"], each["announced"]) for each in made["since_then"]["santa-lucia"]
    ]
    assert told == [
        ("reform", "2021-02-01", "adopted", False),
        ("reform", "2022-06-20", "repealed", True),
        ("ended", "2022-07-01", None, True),
    ]
    titles = {
        "en": ("Since then (not counted here)", "20 June 2022: Decree on collective measures repealed", "announced"),
        "es": ("Desde entonces (no cuenta aquí)", "20 de junio de 2022: Decreto de medidas colectivas", "anunciado"),
        "pt": ("Desde então (não conta aqui)", "20 de junho de 2022: Decree on collective measures", "anunciado"),
        "fr": ("Depuis lors (non compté ici)", "20 juin 2022\u00a0: Decree on collective measures", "annoncé"),
    }
    for language, sentences in titles.items():
        said = run("score", "santa-lucia", "--as-of", "2020-06-30", "--lang", language)
        assert all(sentence in said for sentence in sentences), language


def test_a_claim_of_a_later_day_stands_beside_its_feature() -> None:
    made = json.loads(
        run("why", "santa-lucia", "effectiveness.unanswered", "--as-of", "2018-01-01", "--format", "json")
    )
    (unanswered, _) = made["why"]["features"]
    assert unanswered["said"] == []
    assert [each["values"] for each in unanswered["since_then"]] == [[7.5, 7.5]]
    said = run("why", "santa-lucia", "effectiveness.unanswered", "--as-of", "2018-01-01")
    assert "Since then (not counted here)" in said
    assert "7.5% · May 2020" in said


def test_an_announced_change_is_marked_once_it_counts() -> None:
    (made,) = json.loads(run("timeline", "santa-lucia", "--as-of", "2022-07-01", "--format", "json"))["timelines"]
    announced = [(m["kind"], m["given"], m["in_force"]) for m in made["moments"] if m["announced"]]
    assert announced == [("reform", "2022-06-10", "2022-06-20"), ("ended", "2022-07-01", None)]
    assert "repealed · announced" in run("timeline", "santa-lucia", "--as-of", "2022-07-01")
    page = run("score", "santa-lucia", "--as-of", "2022-06-30", "--format", "markdown")
    assert "repealed, effective: 20 June 2022 · announced" in page
    office = run("score", "santa-lucia-office", "--as-of", "2022-07-01")
    assert "Its beginning is announced for 1 July 2022." in office
