"""What is published for those who write rules, on the shipped standards and on ones that it must refuse."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from baremo import testing
from baremo.model.condition import FeatureTest
from baremo.workspace.rooms import built_in


def test_the_shipped_rules_have_every_property() -> None:
    first = testing.standards(edition=1)
    testing.is_monotone(first)
    testing.knowledge_never_widens(first)
    testing.engines_agree(first)
    testing.every_status_is_reached(testing.standards(edition=2))


def spoilt(met: FeatureTest) -> testing.Catalogue:
    whole = testing.standards(edition=1)
    criterion = whole.criteria["collective.legal-basis"].model_copy(update={"met": met, "partly": None})
    asked = {met.feature: whole.features[met.feature]}
    return replace(whole, features=asked, criteria={criterion.id: criterion}, flags={})


def test_a_rule_that_improvement_hurts_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"collective.legal-basis: its \w+ status falls"):
        testing.is_monotone(spoilt(FeatureTest.model_validate({"feature": "collective.legal-basis", "is": False})))


def test_a_rule_that_nothing_meets_is_refused() -> None:
    never = FeatureTest.model_validate({"feature": "collective.granted", "at_least": "none"})
    with pytest.raises(AssertionError, match=r"collective.legal-basis is never not-met"):
        testing.every_status_is_reached(spoilt(never))


def example() -> str:
    """The property that CONTRIBUTING.md shows, as it stands there."""
    text = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    return "\n".join(line[4:] for line in text.splitlines() if line.startswith("    ")) + "\n"


def runs(folder: Path) -> int:
    """What pytest says of a workspace's own properties, run there as its keeper runs it."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_the_example_for_lawyers_runs_as_written(tmp_path: Path) -> None:
    """In a workspace of one's own, whose standards it holds to account: with a spoilt rule it fails."""
    assert len([line for line in example().split("\n") if line]) == 5
    (tmp_path / "baremo.yaml").write_text("# a workspace\n")
    (tmp_path / "test_rules.py").write_text(example())
    assert runs(tmp_path) == 0
    built_in_file = built_in() / "standards" / "criteria" / "collective.yaml"
    listed = yaml.safe_load(built_in_file.read_text("utf-8"))["criteria"]
    criterion = next(each for each in listed if each["id"] == "collective.legal-basis")
    spoilt = {**criterion, "met": {"feature": "collective.granted", "at_least": "isolated"}}
    (tmp_path / "standards" / "criteria").mkdir(parents=True)
    (tmp_path / "standards" / "criteria" / "own.yaml").write_text(yaml.safe_dump({"criteria": [spoilt]}), "utf-8")
    assert runs(tmp_path) == 1
