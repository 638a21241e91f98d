"""The lints: what they find in rules made to be found, and that the shipped rules are clean."""

from pathlib import Path

import pytest
from said import sentence, told

from baremo.rules import lints
from baremo.rules.lints import rule_problems
from baremo.workspace.standards import load_standards
from baremo.workspace.workspace import Workspace


def test_the_shipped_rules_are_clean(shipped: Workspace) -> None:
    assert list(rule_problems(shipped.standards)) == []


@pytest.fixture
def room(shipped: Workspace, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(shipped.rooms.standards[0], tmp_path / "standards"))


GRANTED = "met: {feature: collective.granted, at_least: regular}"
PARTLY = "    partly: {feature: collective.granted, at_least: isolated}\n"


def doubts(room: Path, rule: str, *, partly: bool = True) -> tuple[list[str], int]:
    """What is found once this rule stands in the place of that of `collective.granted`, and the rule's line."""
    file = room / "criteria" / "collective.yaml"
    before, found, after = file.read_text("utf-8").partition(GRANTED)
    assert found
    file.write_text(before + rule + (after if partly else after.replace("\n" + PARTLY, "\n", 1)), "utf-8")
    return [told(problem) for problem in rule_problems(load_standards([room]))], before.count("\n") + 1


FILE = "standards/criteria/collective.yaml"
ID = "'collective.granted'"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "met: {none: [{feature: collective.granted, at_least: none}]}",
            [f"error: {ID} can never be found met: no combination of values leads there [unreachable]"],
        ),
        (
            "met: {feature: collective.granted, at_most: isolated}",
            [
                f"doubt: improving {ID} can lower the finding on {ID} [not-monotone]",
            ],
        ),
        (
            "met: {all: [{feature: collective.legal-basis, is: yes}, {feature: collective.granted, at_least: isolated}]}",
            [
                f"doubt: the rule of {ID} leaves statuses open that no completion can reach, e.g. where "
                "collective.legal-basis: yes, collective.granted: none–regular [too-wide]"
            ],
        ),
    ],
)
def test_a_doubtful_rule_is_found(room: Path, rule: str, expected: list[str]) -> None:
    found, line = doubts(room, rule)
    for one in expected:
        assert f"{FILE}:{line}:10: {one}" in found


def test_every_fault_of_one_rule_is_told(room: Path) -> None:
    """`at most isolated` is met by the worst, and improving it to the best lowers the finding to partly."""
    found, line = doubts(room, "met: {feature: collective.granted, at_most: isolated}")
    assert found == [
        f"{FILE}:{line}:10: error: {ID} can never be found not-met: no combination of values leads there [unreachable]",
        f"{FILE}:{line}:10: doubt: improving {ID} can lower the finding on {ID} [not-monotone]",
        f"{FILE}:{line}:10: doubt: the rule of {ID} leaves statuses open that no completion can reach, e.g. where "
        "collective.granted: none–regular [too-wide]",
    ]


def test_less_of_a_bad_thing_is_better(room: Path) -> None:
    """Monotone is judged by goodness: to test that few wait long is no fault."""
    file = room / "features" / "collective.yaml"
    text = file.read_text("utf-8")
    entry = text[text.index("  - id: collective.scope") :].splitlines()
    question = [line for line in entry[: entry.index("    values:")] if "type" not in line]
    waiting = "\n".join(question).replace("collective.scope", "collective.waiting")
    file.write_text(text.rstrip("\n") + "\n" + waiting + "\n    type: days\n    polarity: lower\n", "utf-8")
    assert doubts(room, "met: {feature: collective.waiting, at_most: 30}")[0] == []


def test_and_more_of_it_is_not(room: Path) -> None:
    test_less_of_a_bad_thing_is_better(room)
    file = room / "criteria" / "collective.yaml"
    file.write_text(file.read_text("utf-8").replace("waiting, at_most: 30", "waiting, at_least: 30"), "utf-8")
    (found,) = (told(problem) for problem in rule_problems(load_standards([room])))
    assert found.endswith(
        "doubt: improving 'collective.waiting' can lower the finding on 'collective.granted' [not-monotone]"
    )


def test_a_rule_that_is_too_large_is_not_tried(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the ones after it are."""
    rule = "met: {all: [{feature: collective.legal-basis, is: yes}, {feature: collective.granted, at_least: regular}]}"
    monkeypatch.setattr(lints, "LIMIT", 6)
    assert not any("collective.granted" in one for one in doubts(room, rule)[0])
    monkeypatch.setattr(lints, "LIMIT", 5)
    problems = [p for p in rule_problems(load_standards([room])) if p.path == FILE]
    (found,) = (told(problem) for problem in problems if "collective.granted" in told(problem))
    file = (room / "criteria" / "collective.yaml").read_text("utf-8")
    line = file[: file.index(rule)].count("\n") + 1
    assert found == (
        f"{FILE}:{line}:10: doubt: the rule of {ID} tells apart more than 5 combinations; it was not tried out [not-tried]"
    )
    monkeypatch.setattr(lints, "LIMIT", 1)
    standards = load_standards([room])
    assert len({sentence(p) for p in rule_problems(standards) if p.code == "not-tried"}) == len(standards.criteria)


def test_a_rule_whose_ranges_are_too_many_is_not_searched_for_width(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four combinations, but nine ranges of them."""
    rule = "met: {all: [{feature: collective.legal-basis, is: yes}, {feature: collective.granted, at_least: isolated}]}"
    monkeypatch.setattr(lints, "LIMIT", 8)
    assert [one for one in doubts(room, rule)[0] if "collective.granted" in one] == []
    monkeypatch.setattr(lints, "LIMIT", 9)
    assert [p.code for p in rule_problems(load_standards([room])) if "collective.granted" in sentence(p)] == [
        "too-wide"
    ]


def test_a_rule_on_other_criteria_is_tried_on_their_features(room: Path) -> None:
    """Never met: what it asks of another criterion excludes what it asks of the feature that this one rests on."""
    rule = (
        "met: {all: [{criterion: collective.implemented, is: met}, {feature: collective.implemented, at_most: none}]}"
    )
    found, line = doubts(room, rule)
    assert (
        f"{FILE}:{line}:10: error: {ID} can never be found met: no combination of values leads there [unreachable]"
        in found
    )


def test_closure(room: Path) -> None:
    """Each after those it refers to, through others too, once."""
    rule = "met: {any: [{criterion: collective.scope, is: met}, {criterion: collective.implemented, is: met}]}"
    doubts(room, rule)
    file = room / "criteria" / "collective.yaml"
    implemented = "met: {feature: collective.implemented, at_least: most}"
    text = file.read_text("utf-8")
    assert implemented in text
    file.write_text(text.replace(implemented, "met: {criterion: collective.legal-basis, is: met}"), "utf-8")
    catalogue = load_standards([room]).catalogue()
    assert list(catalogue.closure("collective.granted")) == [
        "collective.scope",
        "collective.legal-basis",
        "collective.implemented",
        "collective.granted",
    ]
