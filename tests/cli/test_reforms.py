"""Bills, perspectives, minimal changes, and the pages of what is compared: as a user meets them."""

import json
from pathlib import Path

import jsonschema
import pytest
from program import baremo

DAY = "2017-03-31"
BILL = """\
id: collective-bill
name: {en: "Bill on collective protection"}
note: {en: "Provides for collective measures."}
lays_down:
  - {feature: collective.legal-basis, value: yes}
aims:
  - {feature: collective.granted, value: regular}
  - {feature: collective.implemented, value: most}
"""


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    file = tmp_path / "bill.yaml"
    file.write_text(BILL, "utf-8")
    return file


def test_a_bill_is_scored_before_it_is_voted(bill: Path) -> None:
    made = json.loads(baremo("whatif", "honduras", "--draft", str(bill), "--format", "json").stdout)["whatif"]
    assert [(m["criterion"], m["after"]) for m in made["moved"]] == [("collective.legal-basis", ["met"])]
    assert [(one["kind"], one["id"]) for one in made["assumed"]] == [("draft", "collective-bill")]
    assert made["before"]["practice"] == made["after"]["practice"]
    reached = baremo("whatif", "honduras", "--draft", str(bill), "--with-aims", "--format", "json")
    moved = [m["criterion"] for m in json.loads(reached.stdout)["whatif"]["moved"]]
    assert moved == ["collective.legal-basis", "collective.granted", "collective.implemented"]


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("collective.legal-basis", "collective.legal-bases", "5:15", "did you mean 'collective.legal-basis'?"),
        ("value: yes", "value: perhaps", "5:46", "expected yes or no"),
        ("value: most", "value: mots", "8:46", "did you mean 'most'?"),
        ("value: regular", "value: none", "8:15", "goes with 'collective.granted' at least isolated"),
        ("collective.implemented", "collective.granted", "8:15", "'collective.granted' is set twice"),
        ("lays_down:", "lay_down:", "4:1", "did you mean 'lays_down'?"),
        ("feature: collective.legal-basis", "feature: collective.scope", "5:15", "practice is only ever observed"),
    ],
)
def test_a_faulty_bill_is_told_where(bill: Path, old: str, new: str, place: str, expected: str) -> None:
    bill.write_text(BILL.replace(old, new, 1), "utf-8")
    done = baremo("whatif", "honduras", "--draft", str(bill))
    assert done.returncode == 2
    assert f"bill.yaml:{place}: error:" in done.stderr
    assert expected in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_bill_that_changes_nothing_and_one_that_bears_a_reforms_name(bill: Path) -> None:
    bill.write_text(BILL.partition("lays_down:")[0], "utf-8")
    assert "it changes nothing" in baremo("whatif", "honduras", "--draft", str(bill)).stderr
    bill.write_text(BILL.replace("collective-bill", "collective-protocol"), "utf-8")
    done = baremo("whatif", "honduras", "--draft", str(bill))
    assert done.returncode == 2
    assert "has the id of a reform in the dossier" in " ".join(done.stderr.split())


def test_what_is_assumed_keeps_the_bonds_between_features() -> None:
    done = baremo("whatif", "mexico", "--set", "collective.implemented=most", "--set", "collective.granted=none")
    assert done.returncode == 2
    assert "goes with 'collective.granted' at least isolated" in " ".join(done.stderr.split())


def test_the_perspective_gap_is_shown_where_the_text_has_it() -> None:
    made = json.loads(baremo("compare", "guatemala", "--as-of", DAY, "--perspectives", "--format", "json").stdout)
    jsonschema.validate(made, json.loads(baremo("schema", "comparison").stdout))
    gap = made["perspectives"]
    assert tuple(card["perspective"] for card in gap["scorecards"]) == ("official", "civil-society")
    (row,) = (row for row in gap["rows"] if row["criterion"] == "participation.engagement")
    assert row == {
        "criterion": "participation.engagement",
        "possible": [["not-met", "partly"], ["partly", "met"]],
        "apart": False,
    }
    assert len(gap["rows"]) < 5
    told = " ".join(baremo("compare", "guatemala", "--as-of", DAY, "--perspectives", COLUMNS="400").stdout.split())
    assert "have confidence in it ◔ not met or partly met ◕ at least partly met" in told


def test_why_says_what_would_meet_it_and_which_reform_would_bring_it() -> None:
    made = json.loads(
        baremo("why", "guatemala", "impunity.investigation-protocol", "--as-of", DAY, "--format", "json").stdout
    )
    jsonschema.validate(made, json.loads(baremo("schema", "why").stdout))
    assert made["remedy"] == {
        "sets": [
            [
                {
                    "feature": "impunity.investigation-protocol",
                    "value": True,
                    "or_better": False,
                    "brought_by": [{"reform": "general-directive", "state": "pending", "by": "changes"}],
                }
            ]
        ],
        "up_to": None,
    }
    told = " ".join(
        baremo("why", "guatemala", "impunity.investigation-protocol", "--as-of", DAY, COLUMNS="200").stdout.split()
    )
    assert "General Directive on investigating attacks on defenders would bring this: pending" in told
    assert (
        json.loads(baremo("why", "colombia", "collective.legal-basis", "--format", "json").stdout)["remedy"]["sets"]
        == []
    )


def test_the_paper_promise_is_certain_once_none_is_reported_to_be_carried_out() -> None:
    card = json.loads(baremo("score", "colombia", "--as-of", "2017-02-28", "--format", "json").stdout)
    (flag,) = (f for f in card["scorecards"][0]["flags"] if f["flag"] == "promised-on-paper")
    assert flag["state"] == "certain"


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "colombia", "mexico"),
        ("compare", "colombia", "--around", "resolution-1085"),
        ("compare", "guatemala", "--perspectives"),
        ("timeline", "mexico"),
        ("whatif", "guatemala", "--as-of", DAY, "--adopt", "general-directive"),
    ],
)
@pytest.mark.parametrize("form", ["html", "markdown"])
def test_each_is_a_page_too(arguments: tuple[str, ...], form: str) -> None:
    done = baremo(*arguments, "--format", form)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<!doctype html>") if form == "html" else "\n# " in done.stdout
    assert ("Hypothetical" in done.stdout) == (arguments[0] == "whatif")
