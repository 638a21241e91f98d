"""DEPENDENCIES.md names all that is installed for Baremo here, and an audit that looked nothing up does not pass for one."""

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest
from dependencies import Dependency, installed, kind, licences, verdict
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parents[1] / "DEPENDENCIES.md"
ROWS = [line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
LISTED = {name: licence for name, _, _, licence, _ in ROWS[2:]}


def test_what_baremo_asks_for_is_listed() -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in distribution("baremo").requires or ()}
    assert asked - LISTED.keys() == set()


@pytest.mark.parametrize("one", installed().values(), ids=lambda one: one.name)
def test_what_is_installed_is_listed_with_its_licence(one: Dependency) -> None:
    assert one.name in LISTED, "run `make dependencies`"
    # Other releases may say the same licence in other words, or name fewer of them.
    assert licences(one.licence) <= licences(LISTED[one.name]), f"{one.licence}: run `make dependencies`"


def test_each_licence_is_judged() -> None:
    assert [name for name, licence in LISTED.items() if kind(licence) == "not judged"] == []


def release(**told: object) -> str:
    return json.dumps({"dependencies": [{"name": "jinja2", **told}]})


CLEAN = release(version="3.1.6", vulns=[])
SPOILED = release(version="3.1.4", vulns=[{"id": "CVE-2025-27516"}])
SKIPPED = release(skip_reason="not found")


@pytest.mark.parametrize(
    ("reports", "well", "said"),
    [
        ((CLEAN, SKIPPED), True, "1 of 2 releases looked up"),
        ((CLEAN, SPOILED), False, "known to be vulnerable: jinja2 3.1.4 (CVE-2025-27516)."),
        (("", SPOILED), False, "known to be vulnerable: jinja2 3.1.4 (CVE-2025-27516)."),
        ((SKIPPED, SKIPPED), True, "nothing was audited"),
        (("", ""), True, "nothing was audited"),
    ],
)
def test_the_verdict_of_an_audit(reports: tuple[str, ...], well: bool, said: str) -> None:
    may_go_on, told = verdict(*reports)
    assert may_go_on is well
    assert said in told
