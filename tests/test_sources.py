"""Every anchor and locator of the shipped dossiers is really in the document; needs the document at hand."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from baremo.workspace.workspace import Workspace

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "sources" / "amnesty-2017-paragraphs.txt"
BRIEF = "amnesty-2017"
OFFICIAL_NAMES = (
    "Unit for the Analysis of Attacks against Human Rights Defenders",
    "Law for the Protection of Human Rights Defenders and Journalists",
    "Ministry of Human Rights, Justice, the Interior and Decentralization",
)
needs_source = pytest.mark.skipif(
    not SOURCE.is_file(), reason=f"the numbered paragraphs of the 2017 brief are not at hand ({SOURCE.name})"
)


def found(data: Any, document: str) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "locator" in data and data.get("document", document) == document:
            yield data
        for value in data.values():
            yield from found(value, document)
    elif isinstance(data, list):
        for value in data:
            yield from found(value, document)


def notes(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("en"), str):
            yield data["en"]
        for value in data.values():
            yield from notes(value)
    elif isinstance(data, list):
        for value in data:
            yield from notes(value)


def files(shipped: Workspace, id: str) -> Iterator[Any]:
    """The data of a mechanism's own file and of all its sheets."""
    filed = shipped.dossiers[id]
    yield from (file.data for file in (filed.mechanism, *filed.sheets.values()))


def entries_of(shipped: Workspace, id: str) -> list[dict[str, Any]]:
    """Everything that cites the brief, which its sheet does without naming it."""
    filed = shipped.dossiers[id]
    return [*found(filed.sheets[BRIEF].data, BRIEF), *cited(filed.mechanism.data)]


def cited(data: Any) -> Iterator[dict[str, Any]]:
    return (entry for entry in found(data, BRIEF) if entry.get("document") == BRIEF)


@pytest.fixture(scope="module")
def paragraphs() -> dict[str, str]:
    text = SOURCE.read_text("utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^\[(\w+ \d+)\] (.*)$", text, re.MULTILINE)}


@needs_source
@pytest.mark.parametrize("id", ["colombia", "honduras", "guatemala", "mexico"])
def test_anchors_stand_in_their_paragraph(shipped: Workspace, paragraphs: dict[str, str], id: str) -> None:
    entries = entries_of(shipped, id)
    assert len(entries) > 20
    for entry in entries:
        assert entry["locator"] in paragraphs
        assert entry["anchor"] in paragraphs[entry["locator"]], entry


@needs_source
@pytest.mark.parametrize("id", ["colombia", "honduras", "guatemala", "mexico"])
def test_no_sentence_is_copied(shipped: Workspace, paragraphs: dict[str, str], id: str) -> None:
    """No eight words in a row of ours stand in the source, official names apart."""
    text = " ".join(re.findall(r"\w+", " ".join(paragraphs.values()).lower()))
    for note in (note for data in files(shipped, id) for note in notes(data)):
        own = note
        for name in OFFICIAL_NAMES:
            own = own.replace(name, "-")
        words = re.findall(r"\w+", own.lower())
        for start in range(len(words) - 7):
            assert " ".join(words[start : start + 8]) not in text, note
