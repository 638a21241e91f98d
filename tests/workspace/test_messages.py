"""What was hard to understand: a slip is told with its likely cause and with what to write instead."""

from pathlib import Path

import pytest
from said import sentence

from baremo.model.document import Document
from baremo.model.feature import Feature, Value
from baremo.model.mechanism import Mechanism
from baremo.model.sheet import Sheet
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.validation import validate
from baremo.workspace.yaml_file import parse

MECHANISM = """id: ley
country: MX
name: {es: Ley}
state: {es: México}
about: {es: Algo.}
established: {date: 2020, document: d, locator: p. 1}
"""
SHEET = """document: d
read: whole
status: accepted
"""
DOCUMENT = """id: d
author: a
kind: report
language: es
title: Informe
published: 2020-01-01
"""


def told(text: str, model: type, language: str = "es") -> list[str]:
    with pytest.raises(WorkspaceError) as caught:
        validate(parse(text.encode(), "a.yaml"), model, [language])
    return [f"{problem.line}:{problem.column}: {sentence(problem)}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("until: 2020", "the key 'until' does not belong here; expected it within: claims"),
        (
            "locator: p. 1",
            "the key 'locator' does not belong here; expected it within: claims, reforms, figures, events",
        ),
        ("lays_down: []", "the key 'lays_down' does not belong here; expected it within: reforms"),
    ],
)
def test_a_key_of_another_level(line: str, expected: str) -> None:
    assert told(SHEET + line + "\n", Sheet) == [f"4:1: {expected}"]


@pytest.mark.parametrize("key", ["claims", "status", "withdrawn"])
def test_a_key_of_the_file_in_an_entry(key: str) -> None:
    entry = "claims:\n  - {feature: f, kind: change, value: yes, speaker: s, locator: p, note: {es: x}, %s: 1}\n"
    (said,) = told(SHEET + entry % key, Sheet)
    assert said.endswith(f"the key '{key}' does not belong here; expected it at the top level of the file, unindented")


@pytest.mark.parametrize("key", ["link", "colour", "page"])
def test_an_unknown_key_lists_those_that_may_stand_there(key: str) -> None:
    (said,) = told(DOCUMENT + f"{key}: x\n", Document)
    assert said == (
        f"7:1: unknown key '{key}'; expected one of: id, author, kind, first_hand, language, title, titles, published, "
        "as_of, address, mirror, archived, seen, locators, visibility"
    )


def choice(*ids: str) -> Feature:
    texts = {"question": {"en": "Which?"}, "effort": "norm", "kind": "record", "type": "choice", "id": "a.b"}
    return Feature(**texts, values=tuple(Value(id=id, label={"en": id}) for id in ids))


@pytest.mark.parametrize(("ids", "raw", "written"), [("123", 2, "2"), ("123", 3, "3"), (("1.5", "2.5"), 1.5, "1.5")])
def test_a_value_that_must_be_in_quotes(ids: tuple[str, ...], raw: object, written: str) -> None:
    file = parse(b"value: x", "a.yaml")
    from pydantic_core import PydanticCustomError

    with pytest.raises(PydanticCustomError) as caught:
        choice(*ids).rank(raw)
    said = sentence(file.refused(("value",), caught.value))
    assert said == f'{written} is read as a number or as yes or no here; put it in quotes: "{written}"'


@pytest.mark.parametrize("address", ["https://example.org/a b", "http://example.org/ x", 'https://example.org/"x"'])
def test_an_address_with_a_sign_that_it_cannot_have(address: str) -> None:
    (said,) = told(DOCUMENT + f"address: '{address}'\n", Document)
    assert said.endswith('is not accepted; an address has no spaces and none of < > "; write %20 for a space')


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https//example.org"])
def test_an_address_that_begins_otherwise(address: str) -> None:
    (said,) = told(DOCUMENT + f"address: '{address}'\n", Document)
    assert said.endswith("expected an address that begins with https:// or http://")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("claims: []\n" + "# a comment\n" * 180 + "  - feature: x\n", "claims"),
        ("events: []  # none yet\n  - title: x\n", "events"),
        ("figures: [ ]\n\n  - label: x\n    value: 1\n", "figures"),
    ],
)
def test_an_entry_under_an_empty_list(text: str, key: str) -> None:
    (said,) = told(SHEET + text, Sheet)
    assert said.partition(": ")[2] == (
        f"line 4 says that `{key}` is empty, and an entry follows; write `{key}:` there, without []"
    )
    assert said.startswith(f"{(SHEET + text)[: (SHEET + text).index('  - ')].count(chr(10)) + 1}:")


@pytest.mark.parametrize("text", ["locators: p. 1: the list\n", "title: Ley: texto\n", "locators: see: here: there\n"])
def test_a_colon_in_a_text(text: str) -> None:
    document = "\n".join(line for line in DOCUMENT.splitlines() if not line.startswith("title"))
    (said,) = told(document + "\n" + text, Document)
    assert said.endswith("a colon stands within a text; put the text in quotes")


@pytest.mark.parametrize("written", ["no", "1.10", "2017", "Yes", "007"])
def test_a_text_that_is_none_without_quotes(written: str) -> None:
    (said,) = told(DOCUMENT.replace("Informe", written), Document)
    assert said == f'5:8: {written} has the wrong type: unquoted it is no text; put it in quotes: "{written}"'


@pytest.mark.parametrize("written", ["on", "2017-03", "off", "y"])
def test_a_text_that_is_one_without_quotes(written: str) -> None:
    assert validate(parse(DOCUMENT.replace("Informe", written).encode(), "a.yaml"), Document).title == written


def test_the_country_of_norway() -> None:
    (said,) = told(MECHANISM.replace("MX", "NO"), Mechanism)
    assert said == '2:10: NO has the wrong type: unquoted it is no text; put it in quotes: "NO"'


@pytest.mark.parametrize("key", ["name", "state", "about"])
def test_a_text_without_its_language(key: str) -> None:
    lines = [f"{key}: Mi ley" if line.startswith(key) else line for line in MECHANISM.splitlines()]
    (said,) = told("\n".join(lines), Mechanism)
    assert said.endswith("'Mi ley' has the wrong type; expected a text by language, as es: 'Mi ley'")


@pytest.mark.parametrize("key", ["name", "about", "established"])
def test_what_is_still_to_be_filled_in(key: str) -> None:
    lines = [f"{key}:" if line.startswith(key) else line for line in MECHANISM.splitlines()]
    (said,) = told("\n".join(lines), Mechanism)
    assert said.endswith(f"nothing is written after '{key}'; fill it in, or take the key out where it may be missing")


@pytest.mark.parametrize("cost", ["2000000", "1000000.5", "9999999"])
def test_a_cost_that_is_too_high(cost: str, tmp_path: Path) -> None:
    from baremo.model.plan import CostFile

    (said,) = told(f"norm: {cost}\n", CostFile)
    assert said.endswith("is out of range; expected at most 1,000,000")
