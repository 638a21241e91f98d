"""Days that were moved and states that were lost, each with two more of its kind. The rows, and where each is tested:

| row | what was lost | tested |
| --- | --- | --- |
| B1 | the day of a reform, a beginning, an event | assessment/test_statements.py::test_when_a_reform_stands, ::test_it_counts_from_the_last_possible_day_as_far_as_its_document_knows; assessment/test_doubts.py::test_days_and_histories |
| B2 | decisions made after the newest claim | here; assessment/test_profiling.py::test_a_decision_holds_between_the_claims_that_it_names |
| B3 | what a year is given of superseded what a day is given of | assessment/test_profiling.py::test_only_what_is_certainly_later_supersedes |
| B3a | a dispute that time alone decided | assessment/test_profiling.py::test_while_a_feature_is_disputed_none_of_its_claims_lapses, ::test_the_absence_of_a_norm_grows_old_and_its_presence_does_not |
| B4 | histories of reforms | assessment/test_statements.py::test_when_a_reform_stands; assessment/test_doubts.py::test_days_and_histories |
| B5 | the end, successor and names of a mechanism | here; assessment/test_statements.py::test_before_the_beginning_and_from_the_end_on_there_is_no_mechanism |
| B6 | a day without a mechanism | cli/test_no_mechanism.py; properties/test_exemptions.py |
| B7 | the second of two settings; what is in force already | here |
| B8 | languages of quotations, undated documents, citations alike | here |
| B9 | what a decree provides for | reporting/test_standing.py::test_what_a_reform_provides_for_stands_on_its_page; fictional/test_fictional.py::test_as_agreed |
"""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from nowhere import claim, nowhere, write

from baremo.assessment.assess import NoScorecard, assess
from baremo.cli import program
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

TWO = (
    "claims:\n"
    + claim("collective.granted", "none", more='id: caaaaaaa, locator: "1", date: 2016-05, ')
    + claim("collective.granted", "regular", speaker="ministry", more='id: caaaaaab, locator: "2", date: 2016-06, ')
)
DECIDED = (
    "adjudications:\n  - {{feature: collective.granted, between: [caaaaaaa, caaaaaab], value: isolated, "
    "by: an editor, date: {}, why: {{en: Both., es: Ambas.}}}}\n"
)


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(program, words, env={"COLUMNS": "1000"})
    assert done.exit_code == code, done.output
    return " ".join((done.stdout if code == 0 else done.stderr).split())


@pytest.mark.parametrize("day", ["2016", "2017-09-30", "2019-12", "2026-11-01"])
def test_b2_a_decision_counts_whenever_it_was_made(
    shipped: Workspace, tmp_path: Path, engines: Engines, day: str
) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, DECIDED.format(day) + TWO)
    card = assess(mechanism, engines).scorecard
    assert card.as_of == date(2016, 6, 30)  # and does not move the day
    (granted,) = (f for f in card.findings if f.criterion == "collective.granted")
    assert (granted.possible, granted.basis) == (("partly",), "adjudicated")


@pytest.mark.parametrize(
    ("more", "day", "expected"),
    [
        ("ended: {date: 2016-07-30, document: late, locator: x}\n", date(2016, 7, 29), None),
        ("ended: {date: 2016-07-30, document: late, locator: x}\n", date(2016, 7, 30), ("ended", date(2016, 7, 30))),
        ("ended: {date: 2016, document: late, locator: x}\n", date(2016, 12, 30), None),  # not certain yet
        ("ended: {date: 2016, document: late, locator: x}\n", date(2017, 1, 1), ("ended", date(2016, 12, 31))),
        ("ended: {date: 2018-01-01, document: late, locator: x}\n", date(2018, 1, 1), ("ended", date(2018, 1, 1))),
        ("names: [{from: 2016-03, name: {en: Another}}]\n", date(2016, 3, 31), None),
    ],
)
def test_b5_a_mechanism_ends_and_is_renamed(
    shipped: Workspace, tmp_path: Path, engines: Engines, more: str, day: date, expected: tuple[str, date] | None
) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, more + TWO)
    if expected is None:
        assert assess(mechanism, engines, day).scorecard.as_of == day
    else:
        with pytest.raises(NoScorecard) as caught:
            assess(mechanism, engines, day)
        unscored = caught.value.unscored
        assert (unscored.state, unscored.day) == expected
        assert unscored.announced is (expected[1].year == 2018)
    renamed = "names" in more and day >= date(2016, 3, 31)
    assert mechanism.lifetime.name_on(day).root["en"] == ("Another" if renamed else "A mechanism")


@pytest.mark.parametrize(
    "settings",
    [
        ("collective.granted=none", "collective.granted=regular"),
        ("collective.legal-basis=yes", "collective.legal-basis=no"),
        ("institution.reach=partly", "collective.granted=none", "institution.reach=partly"),
    ],
)
def test_b7_what_is_set_twice_is_refused(settings: tuple[str, ...]) -> None:
    words = [word for setting in settings for word in ("--set", setting)]
    assert "is set twice; give one value" in run("whatif", "honduras", *words, code=2)


@pytest.mark.parametrize(
    ("mechanism", "reform"),
    [("honduras", "protection-law"), ("honduras", "regulations"), ("colombia", "resolution-1085")],
)
def test_b7_aims_of_what_is_in_force_can_be_supposed_alone(mechanism: str, reform: str) -> None:
    """Adopting it again is refused; supposing its aims too is not, or is for a reason that is said."""
    refused = run("whatif", mechanism, "--adopt", reform, code=2)
    assert "in force already" in refused
    done = CliRunner().invoke(program, ["whatif", mechanism, "--adopt", reform, "--with-aims", "--format", "json"])
    if done.exit_code == 0:
        assert json.loads(done.stdout)["whatif"]["after"]["hypothetical"]
    else:
        assert "in force already" not in done.stderr
        assert done.exit_code == 2


@pytest.mark.parametrize("language", ["es", "sw", "qu"])
def test_b8_a_quotation_is_in_the_language_of_its_document(tmp_path: Path, language: str) -> None:
    write(tmp_path, "claims:\n" + claim("institution.reach", "partly", more='locator: "1", anchor: maneno haya tu, '))
    document = tmp_path / "mechanisms" / "documents" / "late.yaml"
    document.write_text(document.read_text("utf-8").replace("language: en", f"language: {language}"), "utf-8")
    run("report", "nowhere", "-w", str(tmp_path), "--to", str(tmp_path / "out"), "--format", "html")
    page = (tmp_path / "out" / "nowhere.html").read_text("utf-8")
    assert re.search(rf'lang="{language}"[^>]*>[^<]{{0,2}}maneno haya tu', page)


@pytest.mark.parametrize(
    ("published", "cited"),
    [
        (("2021", "2021-05", "2020"), ("2021b", "2021a", "2020")),
        (("2021-03-01", "2021-03-02", "2021-03-03"), ("2021a", "2021b", "2021c")),
        (("undated", "2021", "2019"), ("undated", "2021", "2019")),
        (("undated", "undated", "2019"), ("undated a", "undated b", "2019")),
    ],
)
def test_b8_documents_of_one_author_and_year_are_told_apart(
    tmp_path: Path, published: tuple[str, ...], cited: tuple[str, ...]
) -> None:
    said = "".join(
        claim("institution.reach", "partly", document=document, more=f"date: 2012, locator: at {document}, ")
        for document in ("early", "late", "other")
    )
    write(tmp_path, "claims:\n" + said)
    for document, day in zip(("early", "late", "other"), published, strict=True):
        (tmp_path / "mechanisms" / "documents" / f"{document}.yaml").write_text(
            f"id: {document}\nauthor: network\nkind: report\nlanguage: en\ntitle: {document}\n"
            f"published: {day}\nas_of: 2017-02-28\n",
            "utf-8",
        )
    told = run("why", "nowhere", "institution.reach", "-w", str(tmp_path), "--as-of", "2014-01-01")
    for document, year in zip(("early", "late", "other"), cited, strict=True):
        assert f"The Network {year}, at {document}" in told


@pytest.mark.parametrize("title", ["Ukweli kuhusu ulinzi", "Qhapaq ñan", "Правда"])
def test_b8_a_title_may_be_in_any_language(tmp_path: Path, title: str) -> None:
    write(tmp_path, "claims:\n" + claim("institution.reach", "partly", more='locator: "1", '))
    document = tmp_path / "mechanisms" / "documents" / "late.yaml"
    document.write_text(document.read_text("utf-8").replace("title: Late", f"title: {title}"), "utf-8")
    assert title in run("score", "nowhere", "-w", str(tmp_path), "--format", "markdown")
