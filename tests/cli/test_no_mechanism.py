"""Before it began, once it ended, and where nothing applies there is no scorecard: a state that every command shows.

The rows B6 of what was found wrong: a day before one mechanism's beginning failed every command over several.
"""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from baremo.cli import program

FICTIONAL = ("--workspace", str(Path(__file__).parents[1] / "fictional"))
LUCIA = ("santa-lucia", *FICTIONAL)
LANGUAGES = {
    "en": ("it certainly exists from 15 May 2015", "there is no mechanism any more"),
    "es": ("solo es seguro que existe desde el 15 de mayo de 2015", "ya no hay mecanismo"),
    "pt": ("só é certo que existe a partir de 15 de maio de 2015", "já não há mecanismo"),
    "fr": ("son existence n’est certaine qu’à partir du 15 mai 2015", "il n’y a plus de mécanisme"),
}
EVE, ENDED = ("--as-of", "2015-05-14"), ("--as-of", "2023-02-01")


def run(*words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(program, words, env={"COLUMNS": "400"})
    assert done.exit_code == code, done.output
    return done


def read(schema: str, *words: str) -> dict:
    """What a command prints as JSON, which is as its schema says."""
    made = json.loads(run(*words, "--format", "json").stdout)
    jsonschema.validate(made, json.loads(run("schema", schema).stdout))
    return made


def test_one_that_does_not_exist_yet_leaves_the_others_their_scorecards() -> None:
    made = read("scorecard", "score", "--as-of", "2013-01-01")
    assert [card["mechanism"] for card in made["scorecards"]] == ["colombia", "guatemala", "mexico"]
    assert made["unscored"] == [
        {"mechanism": "honduras", "as_of": "2013-01-01", "state": "not-yet", "day": "2015-05-15",
         "announced": False, "replaced_by": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2015-03-01", "not-yet"), ("2015-03-02", None), ("2022-06-30", None), ("2022-07-01", "ended"),
    ],
)  # fmt: skip
def test_it_ends_on_its_day(day: str, state: str | None) -> None:
    made = read("scorecard", "score", *LUCIA, "--as-of", day)
    (told,) = made["unscored"] or [None]
    assert (told and told["state"]) == state
    assert len(made["scorecards"]) == (state is None)
    if state == "ended":
        assert (told["day"], told["replaced_by"]) == ("2022-07-01", "santa-lucia-office")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_says_so_in_every_language(language: str) -> None:
    begins, ended = LANGUAGES[language]
    lang = ("--lang", language)
    honduras = ("honduras", *EVE, *lang)
    assert begins in run("score", *honduras).stdout
    assert begins in run("score", *honduras, "--format", "markdown").stdout
    assert begins in run("score", *honduras, "--format", "csv").stderr
    assert begins in run("timeline", *honduras).stdout
    assert begins in run("compare", "honduras@2015-05-14", "mexico", *lang).stdout
    assert begins in run("compare", "honduras", "--around", "protection-law", *lang).stdout
    assert begins in run("compare", *honduras, "--perspectives").stdout
    assert begins in run("whatif", *honduras, "--set", "collective.implemented=most").stdout
    assert begins in run("ask", *honduras).stdout
    assert begins in run("why", *honduras, "collective.granted", code=2).stderr
    for form in ("html", "markdown"):
        for words in (
            ("compare", "honduras@2015-05-14", "mexico"),
            ("compare", "honduras@2015-05-14", "honduras@2015-05-13"),
            ("compare", "honduras", "--around", "protection-law"),
            ("timeline", "honduras", *EVE),
            ("whatif", "honduras", "--set", "collective.implemented=most", *EVE),
        ):
            assert begins in run(*words, *lang, "--format", form).stdout, words
    lucia = (*LUCIA, *ENDED, *lang)
    assert ended in run("score", *lucia).stdout
    assert ended in run("timeline", *lucia, "--format", "html").stdout


def test_around_a_founding_law_there_is_one_side() -> None:
    made = read("comparison", "compare", "honduras", "--around", "protection-law")["around"]
    assert (made["before"]["state"], made["before"]["day"]) == ("not-yet", "2015-05-15")
    assert made["after"]["as_of"] == "2015-05-15"
    assert (made["due_to_reform"], made["due_to_others"]) == ([], [])


def test_one_mechanism_is_compared_with_itself_before_it_began() -> None:
    made = read("comparison", "compare", "honduras@2012-01-01", "honduras@2017-01-01")["comparison"]
    assert [card["as_of"] for card in made["scorecards"]] == ["2017-01-01"]
    assert [none["as_of"] for none in made["unscored"]] == ["2012-01-01"]
    assert [(rank["best"], rank["worst"]) for rank in made["ranks"]] == [(1, 1)]


def test_a_timeline_stops_where_the_mechanism_ends() -> None:
    (made,) = read("timeline", "timeline", *LUCIA, *ENDED)["timelines"]
    assert max(point["date"] for point in made["points"]) < "2022-07-01"
    assert [(none["as_of"], none["state"]) for none in made["unscored"]] == [("2022-07-01", "ended")]
    (end,) = (moment for moment in made["moments"] if moment["kind"] == "ended")
    assert (end["date"], end["id"]) == ("2022-07-01", "santa-lucia-office")
    rows = list(csv.reader(io.StringIO(run("timeline", *LUCIA, *ENDED, "--format", "csv").stdout)))
    assert rows[-1] == ["santa-lucia", "2022-07-01", "ended", "", "", ""]
    page = run("timeline", *LUCIA, *ENDED, "--format", "markdown").stdout
    assert "Where it stands" not in page


def test_before_it_began_a_timeline_has_no_point() -> None:
    (made,) = read("timeline", "timeline", "honduras", *EVE)["timelines"]
    assert made["points"] == []
    assert {moment["kind"] for moment in made["moments"]} <= {"event", "reform"}  # what led to it may be on record
    assert [none["state"] for none in made["unscored"]] == ["not-yet"]


def test_nothing_can_be_supposed_of_what_is_not_there() -> None:
    made = read("whatif", "whatif", "honduras", "--set", "collective.implemented=most", *EVE)
    assert (made["whatif"], made["unscored"]["state"]) == (None, "not-yet")


def test_finished_files_tell_it_and_do_not_fail(tmp_path: Path) -> None:
    run("report", "--to", str(tmp_path / "pages"), "--as-of", "2013-01-01", "--format", "html")
    index = (tmp_path / "pages" / "index.html").read_text("utf-8")
    assert "it certainly exists from 15 May 2015" in index
    assert not list((tmp_path / "pages").glob("honduras*"))
    run("export", "--to", str(tmp_path / "data"), "--as-of", "2013-01-01")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "data" / "mechanisms.csv").read_text("utf-8"))))
    assert {row["mechanism"]: row["scorecard"] for row in rows} == {
        "colombia": "yes", "guatemala": "yes", "honduras": "not-yet", "mexico": "yes",
    }  # fmt: skip
    done = run("report", "honduras", "--to", str(tmp_path / "none"), *EVE, code=2)
    assert "it certainly exists from 15 May 2015" in done.stderr
    assert not (tmp_path / "none").exists()


def test_what_analyses_several_leaves_it_out() -> None:
    pytest.importorskip("scipy")
    made = read("robustness", "robustness", "--draws", "200", "--as-of", "2013-01-01")
    assert [spread["mechanism"] for spread in made["robustness"]["spreads"]] == ["colombia", "guatemala", "mexico"]
    assert [none["mechanism"] for none in made["unscored"]] == ["honduras"]
    assert "15 May 2015" in run("robustness", "honduras", "--draws", "200", *EVE, code=2).stderr
    assert [none["mechanism"] for none in read("ask", "ask", "--as-of", "2013-01-01")["unscored"]] == ["honduras"]
