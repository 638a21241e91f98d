"""Untrue sentences that were found, each with two more of its kind. The rows, and where each is tested:

| row | what was untrue | tested |
| --- | --- | --- |
| A1 | a sentence said another range than the one shown | reporting/test_sentences.py::test_what_is_said_of_a_range_comes_from_the_range_shown, ::test_the_cap_included |
| A2 | what Guatemala was ordered was told as if Honduras had been | here |
| A3 | themes *count equally* beside declared weights | reporting/test_sentences.py::test_declared_weights_are_said_with_their_reasons |
| A4 | upper ends rounded down, gaps made symmetric | here; assessment/test_rounding.py::test_shown, ::test_what_is_shown_is_so |
| A5 | *silent* of what sources speak to | here |
| A6 | *no source says* of what has grown too old | assessment/test_force_on_a_day.py::test_what_lapsed_is_named_with_its_day; assessment/test_explanation.py::test_the_claims_that_lapsed_are_named_with_their_days |
| A7 | a flag on a criterion that does not apply | here; assessment/test_flags.py::test_what_does_not_apply_raises_no_flag |
| A8 | *at best* of numbers of which less is better | reporting/test_values.py::test_every_value_is_said_as_agreed, ::test_of_numbers_nothing_is_called_best |
| A9 | figures cut to three decimals | reporting/test_values.py::test_numbers_are_said_with_every_decimal; reporting/test_sentences.py::test_what_partly_is_worth |
| A10 | two mechanisms of one State called alike | reporting/test_labels.py::test_by_name_where_two_are_of_one_state, ::test_the_newest_evidence_is_said_once_where_it_is_of_one_day |
| A11 | the age of the newest evidence | reporting/test_sentences.py::test_of_the_evidence_the_day_is_said_and_no_age |
| A12 | accusations that nothing supports | here |
| A13 | *settles 5 of 5; the range is what the rest could still make of it* | reporting/test_sentences.py::test_where_nothing_is_open_nothing_is_counted |
| A14 | the robustness of a true 0 | analysis/test_robustness.py::test_a_true_nothing_is_told_as_nothing |
| A15 | an authority's word on its own future, *settled by the sources* | assessment/test_explanation.py::test_what_a_reform_aims_at_and_what_officials_commit_to_stand_beside, ::test_on_whose_word |
"""

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from nowhere import claim, nowhere

from baremo.assessment.assess import Mechanism, assess, prepare
from baremo.assessment.explanation import Explanations
from baremo.assessment.rounding import above_nothing, shown
from baremo.cli import program
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace


def run(*words: str) -> str:
    done = CliRunner().invoke(program, words, env={"COLUMNS": "1000"})
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("mechanism", "addressed"),
    [
        ("honduras", "Addressed to Guatemala; it guides the interpretation of what binds this State."),
        ("mexico", "Addressed to Guatemala; it guides the interpretation of what binds this State."),
        ("colombia", "Addressed to Guatemala; it guides the interpretation of what binds this State."),
        ("guatemala", "Addressed to this State."),
    ],
)
def test_a2_an_order_is_told_as_addressed_to_whom_it_was(mechanism: str, addressed: str) -> None:
    told = run("why", mechanism, "effectiveness.timeliness", "--as-of", "2017-03-31")
    judgment = told[: told.index("IACtHR/human-rights-defender-v-guatemala")]
    *_, sentence = re.findall(r"\((?:cited|passage)[^)]*\) (Addressed .*?\.)", judgment)
    assert sentence == addressed


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("50", "1100/12", (50, 92)),  # 91.67 was shown as 91
        ("0", "33.34", (0, 34)),  # a gap is no distance to both sides
        ("0.4", "0.4", (0.4, 0.4)),
        ("1/3", "2/3", (0.3333333333333333, 1)),
    ],
)
def test_a4_ranges_are_rounded_outwards(low: str, high: str, expected: tuple[float, float]) -> None:
    told = shown(Fraction(low), Fraction(high), (above_nothing,))
    least, most = (Fraction(str(end)) for end in told)
    assert low == high or (least <= Fraction(low) and Fraction(high) <= most)
    assert told[1] == expected[1]
    assert (told[0] > 0) is (Fraction(low) > 0)


@pytest.mark.parametrize("mechanism", ["colombia", "guatemala", "honduras", "mexico"])
@pytest.mark.parametrize("day", [date(2017, 3, 31), date(2020, 2, 29), date(2026, 11, 25)])
def test_a5_silent_is_only_what_nobody_has_ever_spoken_to(
    mechanisms: dict[str, Mechanism], engines: Engines, mechanism: str, day: date
) -> None:
    card = assess(mechanisms[mechanism], engines, day)
    for finding in card.scorecard.findings:
        states = [card.profile.states[id] for id in card.mechanism.catalogue.features_of(finding.criterion)]
        spoken = any(state.statements for state in states)
        too_old = any(state.lapsed and state.feature.id in finding.deciding for state in states)
        assert not (finding.basis == "silent" and (spoken or too_old)), finding.criterion


APPLIES = "not_applicable:\n  - {{criterion: {}, reason: {{en: It has none., es: No tiene.}}}}\n"


@pytest.mark.parametrize(
    ("flag", "claims", "criterion"),
    [
        ("police-only", {"nonpolice.balance": "only", "nonpolice.structural": "none"}, "nonpolice.structural"),
        ("excluded-from-decisions", {"participation.decision-body": "excluded", "participation.beneficiary-voice": "none"}, "participation.decision-body"),
        ("stigma-unanswered", {"nonpolice.counter-stigma": "none", "nonpolice.recognition": "none"}, "nonpolice.recognition"),
        ("impunity-unattended", {"impunity.investigations": "rare", "impunity.specialised-unit": "none"}, "impunity.investigations"),
    ],
)  # fmt: skip
def test_a7_what_does_not_apply_raises_no_flag(
    shipped: Workspace, tmp_path: Path, engines: Engines, flag: str, claims: dict[str, str], criterion: str
) -> None:
    said = "claims:\n" + "".join(claim(id, value, more='locator: "1", date: 2016-06, ') for id, value in claims.items())
    for exempt, expected in (("", "certain"), (APPLIES.format(criterion), "absent")):
        mechanism, _ = nowhere(shipped, tmp_path, exempt + said)
        states = {f.flag: f.state for f in assess(mechanism, engines, date(2017, 1, 1)).scorecard.flags}
        assert states[flag] == expected


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", set()),  # eight were *possible* where nothing was known
        (claim("institution.reach", "partly"), set()),
        (claim("nonpolice.recognition", "continuous"), set()),  # what speaks against one supports none
        (claim("nonpolice.balance", "only"), {"police-only"}),
    ],
)
def test_a12_nothing_is_possible_that_nothing_supports(
    shipped: Workspace, tmp_path: Path, engines: Engines, said: str, shown: set[str]
) -> None:
    mechanism, _ = nowhere(
        shipped, tmp_path, "claims:\n" + said.replace("note:", 'locator: "1", note:') if said else ""
    )
    card = assess(mechanism, engines, date(2017, 2, 28)).scorecard
    assert {flag.flag for flag in card.flags if flag.state in {"certain", "possible"}} == shown
    assert {flag.state for flag in card.flags if flag.flag not in shown} <= {"open", "absent"}


def test_a12_what_supports_a_flag_is_told() -> None:
    made = json.loads(run("why", "honduras", "critical-failure", "--as-of", "2017-03-31", "--format", "json"))["flag"]
    assert any(test["supports"] for test in made["tests"]) is (made["flag"]["state"] in {"certain", "possible"})


@pytest.mark.parametrize(
    ("mechanism", "state"),
    [("mexico", "open"), ("colombia", "open"), ("guatemala", "possible"), ("honduras", "possible")],
)
def test_a12_no_court_is_said_to_be_disregarded_that_has_ordered_nothing(
    shipped: Workspace, tmp_path: Path, engines: Engines, mechanism: str, state: str
) -> None:
    """There is no public policy; whether a court ordered one, its judgments alone say, and they are of two States."""
    country = shipped.dossiers[mechanism].dossier.mechanism.country
    said = claim("institution.public-policy", "no", more='locator: "1", date: 2016-06, ')
    whole, filed = nowhere(shipped, tmp_path, f"claims:\n{said}")
    own = filed.dossier.mechanism.model_copy(update={"country": country})
    dossier = filed.dossier.model_copy(update={"mechanism": own})
    card = assess(prepare(dossier, shipped.catalogue, whole.speakers, whole.documents), engines, date(2017, 1, 1))
    assert {flag.flag: flag.state for flag in card.scorecard.flags}["court-order-unmet"] == state
    supported = [test.supports for test in Explanations(card).flag("court-order-unmet").tests]
    assert any(supported) is (state == "possible")


@pytest.mark.parametrize(
    ("mechanism", "flag", "asserted"),
    [
        ("honduras", "promised-on-paper", False),  # possible
        ("mexico", "court-order-unmet", False),  # nothing points to it
        ("colombia", "stigma-unanswered", False),
        ("colombia", "promised-on-paper", True),
        ("honduras", "critical-failure", True),
    ],
)
def test_a12_what_a_flag_says_is_asserted_only_where_it_is_certain(mechanism: str, flag: str, asserted: bool) -> None:
    told = run("why", mechanism, flag, "--as-of", "2017-02-28")
    assert ("It would mean: " in told) is not asserted
    assert ("confirmed" in told) is asserted
