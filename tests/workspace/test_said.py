"""Faults and doubts are codes with values: each is said in every language of the interface, and no sentence is left over."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from said import sentence

import baremo
from baremo.workspace.problem import Problem, values
from baremo.workspace.rooms import built_in, interface_languages

REPORTS = built_in() / "reports"
LANGUAGES = interface_languages((REPORTS,))
ENGINE = Path(baremo.__file__).parent
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?")
RAISING = {"fault": 0, "problem": 1, "_problem": 1, "Problem": 3, "doubt": 1, "counted": 1}
"""What makes a problem, and the place of the code among what it is given."""
REFUSING = {"_refuse"}
"""The same where the code is the one text among what it is given that is a code."""
SAID_ELSEWHERE = {"fault.withheld", "fault.near", "fault.stranger"}
NAMED = (
    "document",
    "speaker",
    "criterion",
    "feature",
    "reform",
    "kind of speaker",
    "dimension",
    "provision",
    "mechanism",
)


@cache
def catalogue(language: str) -> dict[str, str]:
    with (REPORTS / "locales" / f"{language}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if str(m.id).startswith("fault.")}


@cache
def texts() -> frozenset[str]:
    """Every text in the code that may be a code."""
    return frozenset(
        node.value
        for file in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    )


def raised() -> Iterator[tuple[str, str]]:
    """The codes that are raised as they stand, each with its place."""
    for file in ENGINE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = node.args[RAISING[name] : RAISING[name] + 1] if name in RAISING else node.args
            if name in RAISING or name in REFUSING:
                for code in given:
                    if isinstance(code, ast.Constant) and isinstance(code.value, str) and CODE.fullmatch(code.value):
                        yield code.value, f"{file.name}:{node.lineno}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence(language: str) -> None:
    raised = {
        node.args[0].value
        for file in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Refusal"
        and isinstance(node.args[0], ast.Constant)
    }
    with (REPORTS / "locales" / f"{language}.po").open("rb") as file:
        said = {str(m.id) for m in read_po(file) if str(m.id).startswith("refusal.")}
    assert said == {f"refusal.{code}" for code in (*raised, "changed")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence(language: str) -> None:
    found = dict(raised())
    assert len(found) > 100
    assert {code: place for code, place in found.items() if f"fault.{code}" not in catalogue(language)} == {}


def test_a_code_without_a_sentence_would_be_noticed() -> None:
    assert "fault.no-such-code" not in catalogue("en")
    assert {"value.or-bounds", "broken-yaml.colon", "missing-key", "stray"} <= texts()


def test_every_sentence_is_used() -> None:
    unknown = {f"fault.unknown-{what.replace(' ', '-')}" for what in (*NAMED, "edition")}
    used = {f"fault.{text}" for text in texts()} | SAID_ELSEWHERE | unknown
    assert set(catalogue("en")) - used == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_say_the_same(language: str) -> None:
    """The same sentences, with the same places to fill."""
    own, english = catalogue(language), catalogue("en")
    assert own.keys() == english.keys()
    places = re.compile(r"\{\w+\}")
    assert [id for id in own if set(places.findall(own[id])) != set(places.findall(english[id]))] == []


def test_values_are_filled_in_and_what_was_likely_meant_is_said() -> None:
    problem = Problem("a.yaml", 1, 1, "unknown-feature", values(id="collective.grantd", near="collective.granted"))
    assert sentence(problem) == "there is no feature 'collective.grantd'; did you mean 'collective.granted'?"
    assert (
        sentence(problem, "es")
        == "no hay ninguna característica «collective.grantd»; ¿quiso decir «collective.granted»?"
    )
    assert sentence(Problem("a.yaml", 1, 1, "too-large", values(limit=4_000_000)), "es").endswith("bytes")


def test_problems_are_sorted_whatever_their_values_are() -> None:
    some = [Problem("a", 1, 1, "value", values(given=given)) for given in (2, "b", None, [1], {"a": 1}, True, 0.5)]
    backwards = some[::-1]
    assert sorted(some) == sorted(backwards)
    assert len(set(some)) == len(some)
