"""The lints: what they find in rules made to be found, and that the shipped rules are clean."""

from pathlib import Path

import pytest

from baremo.rules.lints import rule_problems
from baremo.workspace.standards import load_standards
from baremo.workspace.workspace import Workspace


def test_the_shipped_rules_are_clean(shipped: Workspace) -> None:
    assert list(rule_problems(shipped.catalogue, shipped.standards)) == []


@pytest.fixture
def room(shipped: Workspace, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(shipped.rooms.standards, tmp_path / "standards"))


@pytest.mark.parametrize(
    ("rule", "code", "word"),
    [
        (
            "met: {none: [{feature: collective.granted, at_least: none}]}",
            "unreachable",
            "can never be found met",
        ),
        (
            "met: {feature: collective.granted, at_most: isolated}",
            "not-monotone",
            "improving 'collective.granted'",
        ),
        (
            "met: {all: [{feature: collective.legal-basis, is: yes}, {feature: collective.granted, at_least: isolated}]}",
            "too-wide",
            "leaves statuses open",
        ),
    ],
)
def test_a_doubtful_rule_is_found(room: Path, rule: str, code: str, word: str) -> None:
    file = room / "criteria" / "collective.yaml"
    before, found, after = file.read_text("utf-8").partition("met: {feature: collective.granted, at_least: regular}")
    assert found
    file.write_text(before + rule + after, "utf-8")
    problems = [p for p in rule_problems(*load_standards(room)) if p.code == code]
    assert any(word in p.message and p.line == before.count("\n") + 1 for p in problems)
