"""The commands as a user runs them: a process, its output, its exit code."""

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from program import PROGRAM, baremo, process

from baremo.cli import COMMANDS

DAY = "2017-03-31"


def test_help_names_every_command() -> None:
    done = baremo("--help")
    assert done.returncode == 0
    assert all(f"  {name}  " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = baremo(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\b" not in done.stdout  # click's mark for lines that are kept as they are


def test_json_is_as_published() -> None:
    done = baremo("score", "--format", "json", "--as-of", "2017-03-31")
    card = json.loads(done.stdout)
    jsonschema.validate(card, json.loads(baremo("schema", "scorecard").stdout))
    assert [c["mechanism"] for c in card["scorecards"]] == ["colombia", "guatemala", "honduras", "mexico"]
    for scorecard in card["scorecards"]:
        assert len(scorecard["findings"]) == 38
        low, high = scorecard["overall"]["score"]
        assert 0 <= low <= high <= 100
        assert scorecard["overall"]["coverage"].keys() == {"shares", "numbers", "told", "criteria"}


def test_same_inputs_same_bytes() -> None:
    arguments = ("score", "--format", "json", "--as-of", "2017-03-31")
    assert process(*arguments, PYTHONHASHSEED="1").stdout == process(*arguments, PYTHONHASHSEED="2").stdout


def test_why_leads_all_the_way_back() -> None:
    done = baremo("why", "colombia", "collective.implemented")
    for part in (
        "not met",
        "collective.implemented at_least most = no",
        "Somos Defensores",
        "20 February 2017",
        "Colombia 8",
        "UNDHRD/12.2",
    ):
        assert part in done.stdout


def test_standards_in_both_directions() -> None:
    done = baremo("standards", "UNDHRD/12.2")
    assert "collective.granted" in done.stdout
    assert "Honduras" in done.stdout
    assert "UNDHRD/12.2" in baremo("standards", "collective.granted").stdout


def test_check_finds_no_error_in_what_is_shipped() -> None:
    done = baremo("check")
    assert done.returncode == 0, done.stdout
    assert " 0 errors" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("scor",), "There is no command 'scor'; did you mean 'score'?"),
        (
            ("score", "colombo"),
            "there is no mechanism 'colombo'; there are: colombia, guatemala, honduras, mexico",
        ),
        (("score", "--as-of", "yesterday"), "'yesterday' is not a full day"),
        (("score", "--as-of", "2017"), "'2017' is not a full day"),
        (("why", "colombia", "collective.implementd"), "did you mean 'collective.implemented'?"),
        (("standards", "UNDHRD/12.3.1"), "There is no provision, criterion or feature 'UNDHRD/12.3.1'"),
        (("score", "-w", "/nowhere"), "there is no such folder"),
    ],
)
def test_a_slip_is_told(arguments: tuple[str, ...], expected: str) -> None:
    done = baremo(*arguments)
    assert done.returncode == 2
    assert expected in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    for arguments, reader in (("score", "head -n 1"), ("check", "true"), ("score --format json", "head -c 9")):
        line = f"{' '.join(PROGRAM)} {arguments} | {reader}; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        assert [said for said in done.stderr.splitlines() if not said.startswith("Note: evaluated by")] == []
        assert done.returncode == 0


def test_output_that_cannot_be_written_is_told() -> None:
    for line, code in ((">/dev/full", 1), (">&-", 0)):
        done = subprocess.run(
            ["bash", "-c", f"{' '.join(PROGRAM)} score mexico {line}"], capture_output=True, text=True, check=False
        )
        assert done.returncode == code
        assert ("Error: No space left on device" in done.stderr) == (code == 1)
        assert "Traceback" not in done.stderr
        assert "defect" not in done.stderr


def test_doubts_count_as_errors_where_they_are_to() -> None:
    """The shipped dossiers have some: paragraphs that are still to be looked up."""
    assert baremo("check", "--strict").returncode == 2


def test_no_colour_where_output_is_piped() -> None:
    assert "\x1b" not in baremo("score", "mexico").stdout


def test_report_writes_pages_and_an_index(tmp_path: Path) -> None:
    done = baremo("report", "--to", str(tmp_path / "out"), "--as-of", "2017-03-31")
    assert "index.html" in done.stdout
    names = {file.name for file in (tmp_path / "out").iterdir()}
    pages = {name.removesuffix(".html") for name in names if name.endswith(".html")}
    assert {name.removesuffix(".md") for name in names if name.endswith(".md")} == pages - {"index"}
    assert {"index", "comparison", "guatemala-perspectives", "colombia-around-resolution-1085"} < pages
    assert "guatemala-whatif-general-directive" in pages
    assert {f"{m}{page}" for m in ("colombia", "guatemala", "honduras", "mexico") for page in ("", "-timeline")} < pages
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert set(re.findall(r'href="([^"]+)"', index)) == names - {"index.html"}


def test_report_into_a_file_fails_whole(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    done = baremo("report", "--to", str(tmp_path / "out"))
    assert done.returncode == 2
    assert (tmp_path / "out").read_text() == "mine"


def test_timeline_reads_as_a_story() -> None:
    done = baremo("timeline", "mexico", COLUMNS="160")
    story = ["Law for the Protection", "established", "deep credibility crisis", "Third Unit"]
    places = [done.stdout.index(part) for part in story]
    assert places == sorted(places)


def test_timeline_json_and_csv_agree_and_are_as_published() -> None:
    made = json.loads(baremo("timeline", "colombia", "--format", "json").stdout)
    jsonschema.validate(made, json.loads(baremo("schema", "timeline").stdout))
    points = made["timelines"][0]["points"]
    assert [point["date"] for point in points] == sorted({point["date"] for point in points})
    rows = [line.split(",") for line in baremo("timeline", "colombia", "--format", "csv").stdout.splitlines()]
    overall = [[row[1], float(row[3]), float(row[4])] for row in rows if row[2] == "overall"]
    assert overall == [[point["date"], *point["overall"]["score"]] for point in points]


def test_a_points_scores_are_the_scorecards_of_that_day() -> None:
    points = json.loads(baremo("timeline", "honduras", "--format", "json").stdout)["timelines"][0]["points"]
    for point in (points[0], points[-1]):
        card = json.loads(baremo("score", "honduras", "--format", "json", "--as-of", point["date"]).stdout)
        assert card["scorecards"][0]["overall"] == point["overall"]


def test_the_general_directive_changes_the_record_and_no_practice() -> None:
    made = json.loads(
        baremo("whatif", "guatemala", "--as-of", DAY, "--adopt", "general-directive", "--format", "json").stdout
    )
    jsonschema.validate(made, json.loads(baremo("schema", "whatif").stdout))
    found = made["whatif"]
    assert [m["criterion"] for m in found["moved"]] == ["impunity.investigation-protocol"]
    assert found["moved"][0]["after"] == ["met"]
    assert found["before"]["practice"] == found["after"]["practice"]
    assert [(one["kind"], one["id"]) for one in found["after"]["hypothetical"]] == [("adopt", "general-directive")]
    assert found["before"]["hypothetical"] == []


def test_undoing_a_reform_restores_what_was_said_before() -> None:
    made = json.loads(
        baremo("whatif", "colombia", "--as-of", DAY, "--without", "resolution-1085", "--format", "json").stdout
    )["whatif"]
    assert [(m["criterion"], m["after"]) for m in made["moved"]] == [("collective.legal-basis", ["not-met", "met"])]


def test_every_hypothetical_line_is_marked() -> None:
    done = baremo("whatif", "mexico", "--set", "collective.implemented=most", COLUMNS="160")
    assert all("hypothetical" in line for line in done.stdout.splitlines() if "→" in line)
    assert "Hypothetical" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--adopt", "general-directiv"), "There is no reform 'general-directiv'; there are: agreement-11-2004,"),
        (
            ("--set", "collective.implemented=all"),
            "'all' is not a value of collective.implemented; expected one of none, some, most",
        ),
        (("--set", "collective.implementd=most"), "did you mean 'collective.implemented'?"),
        (("--adopt", "agreement-11-2004"), "is in force already"),
        ((), "Nothing is supposed"),
    ],
)
def test_what_cannot_be_supposed(arguments: tuple[str, ...], expected: str) -> None:
    done = baremo("whatif", "guatemala", *arguments)
    assert done.returncode == 2
    assert expected in " ".join(done.stderr.split())


def test_resolution_1085_moves_law_and_leaves_practice_open() -> None:
    made = json.loads(baremo("compare", "colombia", "--around", "resolution-1085", "--format", "json").stdout)
    jsonschema.validate(made, json.loads(baremo("schema", "comparison").stdout))
    around = made["around"]
    assert [m["criterion"] for m in around["due_to_reform"]] == ["collective.legal-basis"]
    assert around["due_to_others"] == []
    assert around["before"]["practice"] == around["after"]["practice"]
    assert around["after"]["law"]["score"][0] > around["before"]["law"]["score"][0]
    (flag,) = (f for f in around["after"]["flags"] if f["flag"] == "promised-on-paper")
    assert flag["state"] == "possible"


def test_overlapping_ranges_are_not_ranked() -> None:
    made = json.loads(
        baremo("compare", "colombia", "honduras", "mexico@2014-06-30", "--as-of", DAY, "--format", "json").stdout
    )
    jsonschema.validate(made, json.loads(baremo("schema", "comparison").stdout))
    assert [(r["best"], r["worst"]) for r in made["comparison"]["ranks"]] == [(1, 3)] * 3
    assert [r["as_of"] for r in made["comparison"]["ranks"]] == [DAY, DAY, "2014-06-30"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("colombia",), "There is nothing to compare with"),
        (("guatemala", "--around", "criminalisation-guidelines"), "'criminalisation-guidelines' is not adopted"),
        (("colombia", "mexico@soon"), "'soon' is not a full day"),
    ],
)
def test_what_cannot_be_compared(arguments: tuple[str, ...], expected: str) -> None:
    done = baremo("compare", *arguments)
    assert done.returncode == 2
    assert expected in " ".join(done.stderr.split())
