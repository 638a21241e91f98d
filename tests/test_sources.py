"""Every anchor and locator of the shipped dossiers is really in the source; needs the source at hand."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from baremo.workspace.workspace import Workspace

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "sources" / "amnesty-2017-paragraphs.txt"
OFFICIAL_NAMES = (
    "Unit for the Analysis of Attacks against Human Rights Defenders",
    "Law for the Protection of Human Rights Defenders and Journalists",
    "Ministry of Human Rights, Justice, the Interior and Decentralization",
)
needs_source = pytest.mark.skipif(
    not SOURCE.is_file(), reason=f"the numbered paragraphs of the 2017 brief are not at hand ({SOURCE.name})"
)


def found(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "locator" in data and "source" in data:
            yield data
        for value in data.values():
            yield from found(value)
    elif isinstance(data, list):
        for value in data:
            yield from found(value)


def notes(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("en"), str):
            yield data["en"]
        for value in data.values():
            yield from notes(value)
    elif isinstance(data, list):
        for value in data:
            yield from notes(value)


@pytest.fixture(scope="module")
def paragraphs() -> dict[str, str]:
    text = SOURCE.read_text("utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^\[(\w+ \d+)\] (.*)$", text, re.MULTILINE)}


@needs_source
@pytest.mark.parametrize("id", ["colombia", "honduras", "guatemala", "mexico"])
def test_anchors_stand_in_their_paragraph(shipped: Workspace, paragraphs: dict[str, str], id: str) -> None:
    entries = list(found(shipped.dossiers[id].yaml_file.data))
    assert len(entries) > 20
    for entry in entries:
        assert entry["locator"] in paragraphs
        assert entry["anchor"] in paragraphs[entry["locator"]], entry


@needs_source
@pytest.mark.parametrize("id", ["colombia", "honduras", "guatemala", "mexico"])
def test_no_sentence_is_copied(shipped: Workspace, paragraphs: dict[str, str], id: str) -> None:
    """No eight words in a row of ours stand in the source, official names apart."""
    text = " ".join(re.findall(r"\w+", " ".join(paragraphs.values()).lower()))
    for note in notes(shipped.dossiers[id].yaml_file.data):
        own = note
        for name in OFFICIAL_NAMES:
            own = own.replace(name, "-")
        words = re.findall(r"\w+", own.lower())
        for start in range(len(words) - 7):
            assert " ".join(words[start : start + 8]) not in text, note
