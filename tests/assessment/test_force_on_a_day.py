"""What binds whom on which day, and whom a flag is for; what has grown too old is named with its day."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from nowhere import claim, nowhere

from baremo.assessment.assess import assess, prepare
from baremo.cli import program
from baremo.model.force import force
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace, load


@pytest.mark.parametrize(
    ("state", "day", "kind"),
    [
        ("CO", "2024-12-23", "not-yet-binding"),
        ("CO", "2024-12-24", "binding"),
        ("MX", "2021-04-21", "not-yet-binding"),
        ("MX", "2021-04-22", "binding"),
        ("HN", "2024-12-24", "not-party"),
        ("HN", "2012-01-01", "not-party"),
        ("XX", "2024-12-24", "unknown"),  # never verified: no force is printed
    ],
)
def test_escazu(shipped: Workspace, state: str, day: str, kind: str) -> None:
    assert force(shipped.catalogue.instruments["ESCAZU"], state, date.fromisoformat(day)).kind == kind


FLAG = "ordered-policy-missing"
SPOKEN = ("ministry", "network", "court")


@pytest.mark.parametrize("perspective", ["all", "official", "civil-society", "international"])
@pytest.mark.parametrize(
    ("state", "policy", "expected"),
    [
        ("HN", "none", {"certain"}),  # an order, and no policy
        ("HN", None, {"possible"}),  # an order, and nobody says whether there is a policy
        ("CO", "none", set()),  # no order: the flag is not for it
        ("CO", None, set()),
    ],
)
def test_three_states(tmp_path: Path, state: str, policy: str | None, expected: set[str], perspective: str) -> None:
    second = load(edition=2)
    said = "".join(
        claim("institution.policy", policy, speaker=speaker, more='locator: "1", date: 2016-06, ')
        for speaker in SPOKEN
        if policy is not None
    )
    mechanism, filed = nowhere(second, tmp_path, f"claims:\n{said}" if said else "")
    own = filed.dossier.mechanism.model_copy(update={"country": state})
    dossier = filed.dossier.model_copy(update={"mechanism": own})
    mechanism = prepare(dossier, second.catalogue, mechanism.speakers, mechanism.documents)
    with Engines(second.catalogue) as engines:
        card = assess(mechanism, engines, date(2017, 2, 28), perspective).scorecard
    assert {flag.state for flag in card.flags if flag.flag == FLAG} <= expected
    assert bool(expected) == any(flag.flag == FLAG for flag in card.flags)


def test_what_lapsed_is_named_with_its_day() -> None:
    words = ["why", "honduras", "participation.rule-making", "--as-of", "2026-11-25"]
    told = " ".join(CliRunner().invoke(program, words, env={"COLUMNS": "300"}).stdout.split())
    assert "no source says" not in told.lower()
    assert told.count("too old to count since 29 February 2020") == 3
    assert "Amnesty International 2017, Honduras 3" in told


@pytest.mark.parametrize(
    ("day", "knowledge", "unsaid"),
    [
        ("2020-01-31", "disputed", 0),
        ("2020-02-01", "disputed", 1),  # the first has grown old, and nobody said anything new
        ("2022-01-31", "disputed", 1),
        ("2022-02-01", "lapsed", 0),  # both, together
    ],
)
def test_an_ngo_and_the_ministry_stay_disputed(
    shipped: Workspace, tmp_path: Path, day: str, knowledge: str, unsaid: int
) -> None:
    feature = "institution.resources"
    claims = claim(feature, "insufficient", more='locator: "1", date: 2017-01-31, ') + claim(
        feature, "sufficient", speaker="ministry", more='locator: "1", date: 2017-01-31, until: 2019-01-31, '
    )
    mechanism, filed = nowhere(shipped, tmp_path, f"claims:\n{claims}")
    late = {**mechanism.documents, "late": mechanism.documents["late"].model_copy(update={"as_of": date(2019, 6, 30)})}
    mechanism = prepare(filed.dossier, shipped.catalogue, mechanism.speakers, late)
    state = mechanism.profiles().on(date.fromisoformat(day)).states[feature]
    assert (state.knowledge, len(state.not_said_again)) == (knowledge, unsaid)


@pytest.mark.parametrize(
    ("day", "knowledge"), [("2020-06-30", "known"), ("2020-07-01", "lapsed"), ("2035-01-01", "lapsed")]
)
def test_no_policy_said_once_is_not_known_for_ever(
    shipped: Workspace, tmp_path: Path, day: str, knowledge: str
) -> None:
    said = claim("institution.public-policy", "no", more='locator: "1", date: 2016-06, ')
    years = shipped.catalogue.features["institution.public-policy"].good_for
    mechanism, _ = nowhere(shipped, tmp_path, f"claims:\n{said}")
    when = date.fromisoformat(day)
    when = when.replace(year=when.year - 4 + int(years)) if when.year == 2020 else when
    assert mechanism.profiles().on(when).states["institution.public-policy"].knowledge == knowledge
