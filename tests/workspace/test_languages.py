"""What the built-in content and the interface say, they say in each of their languages, and in that language's signs."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from baremo.model.feature import SHORT
from baremo.workspace.guidance import load_guidance
from baremo.workspace.rooms import built_in
from baremo.workspace.standards import load_standards
from baremo.workspace.workspace import Workspace

ROOM = built_in() / "standards"
MECHANISMS = built_in() / "mechanisms"
CATALOGUES = sorted((built_in() / "reports" / "locales").glob("*.po"))
LONG = 12
"""Letters above which a text that equals its English was hardly translated."""
SAME = {
    "Participation",
    "Nogueira de Carvalho (2006)",
    "Kawas Fernández (2009)",
    "Velásquez Rodríguez (1988)",
    "Valle Jaramillo (2008)",
    "Luna López (2013)",
    "Acosta (2017)",
    "Escher (2009)",
    "Yarce (2016)",
    "Escaleras Mejía (2018)",
    "Digna Ochoa (2021)",
    "Palacio Urrutia (2021)",
    "Sales Pimenta (2022)",
    "Pérez Lucas (2024)",
    "A/RES/70/161 (2015)",
    "A/HRC/RES/13/13 (2010)",
    "A/HRC/RES/22/6 (2013)",
    "A/HRC/22/47 (2013)",
    "A/HRC/13/22 (2009)",
    "A/HRC/25/55 (2013)",
    "A/HRC/31/55 (2016)",
}
"""Proper names, symbols of documents, and words that two languages share."""
STRANGE = {
    "en": r"[«»„]|[¿¡]",
    "es": r"[“”„]|« | »",
    "pt": r"[«»„¿¡]",
    "fr": r"[“”„¿¡']|«(?!\u00a0)|(?<!\u00a0)»|(?<!\u202f)[;?!]|(?<!\u00a0):(?=\s|$)",
}
"""Signs that are another language's, or stand without the space that French sets before them."""


def texts(data: Any, languages: tuple[str, ...], path: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of the data that is given by language, with where it stands."""
    if isinstance(data, dict):
        if languages[0] in data and isinstance(data[languages[0]], str):
            yield "/".join(path), data
        else:
            for key, value in data.items():
                yield from texts(value, languages, (*path, str(key)))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            name = value.get("id", value.get("at", place)) if isinstance(value, dict) else place
            yield from texts(value, languages, (*path, str(name)))


def strange(language: str, text: str) -> str | None:
    """What is not a sign of the language; None where all are. What stands between backticks is no language's."""
    found = re.search(STRANGE[language], re.sub(r"`[^`]*`", "", text))
    return found.group() if found else None


@pytest.fixture(scope="module")
def languages(shipped: Workspace) -> tuple[str, ...]:
    return tuple(shipped.catalogue.standard.languages)


@pytest.fixture(scope="module")
def content(languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Every text of the built-in standards by where it stands."""
    return {
        f"{file.relative_to(ROOM)}: {place}": text
        for file in sorted(ROOM.rglob("*.yaml"))
        for place, text in texts(yaml.safe_load(file.read_text("utf-8")), languages)
    }


def test_there_is_content(content: dict[str, dict[str, str]]) -> None:
    assert len(content) > 400


def test_every_text_is_there_in_every_language(content: dict[str, dict[str, str]], languages: tuple[str, ...]) -> None:
    assert {place: set(languages) - set(text) for place, text in content.items() if set(languages) != set(text)} == {}


def test_no_text_is_its_english(content: dict[str, dict[str, str]], languages: tuple[str, ...]) -> None:
    english, *others = languages
    same = {
        (place, language)
        for place, text in content.items()
        for language in others
        if text[language] == text[english] and len(text[english]) > LONG and text[english] not in SAME
    }
    assert same == set()


def test_every_language_has_its_own_signs(content: dict[str, dict[str, str]]) -> None:
    wrong = {
        (place, language): sign
        for place, text in content.items()
        for language, words in text.items()
        if (sign := strange(language, words))
    }
    assert wrong == {}


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_the_interface_says_all_in_its_own_signs(file: Path) -> None:
    messages, english = (
        {message.id: message.string for message in read_po(BytesIO(at.read_bytes())) if message.id}
        for at in (file, file.with_stem("en"))
    )
    assert messages.keys() == english.keys()
    for id, string in messages.items():
        for words in [string] if isinstance(string, str) else string:
            assert words, id
            assert strange(file.stem, words) is None, id
        if file.stem != "en" and isinstance(string, str) and len(string) > LONG:
            assert string != english[id] or not re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", string)), id


def test_names_are_there_in_every_language(languages: tuple[str, ...]) -> None:
    """Of speakers, mechanisms, their States and reforms; what a note says may stand in one language."""
    missing = {
        f"{file.relative_to(MECHANISMS)}: {place}"
        for file in [MECHANISMS / "speakers.yaml", *MECHANISMS.glob("*/mechanism.yaml")]
        for place, text in texts(yaml.safe_load(file.read_text("utf-8")), languages)
        if place.rsplit("/")[-1] in ("name", "state", "about") and set(languages) - set(text)
    }
    assert missing == set()


@pytest.mark.parametrize("edition", [1, 2])
def test_every_feature_and_criterion_has_a_short_title(
    shipped: Workspace, languages: tuple[str, ...], edition: int
) -> None:
    catalogue = shipped.standards.catalogue(edition)
    for entry in (*catalogue.features.values(), *catalogue.criteria.values()):
        assert entry.short is not None, entry.id
        assert {code: 0 < len(entry.short[code]) <= SHORT for code in languages} == dict.fromkeys(languages, True), (
            entry.id
        )


@pytest.mark.parametrize("edition", [1, 2])
def test_every_feature_has_guidance_for_coders(shipped: Workspace, languages: tuple[str, ...], edition: int) -> None:
    guidance = load_guidance([ROOM], load_standards([ROOM]))
    for id in shipped.standards.catalogue(edition).features:
        assert set(guidance[id].root) >= set(languages), id
        assert all(len(guidance[id][code]) > SHORT for code in languages), id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "un \u00ab\u00a0mot\u00a0\u00bb ;"),
        ("fr", "l'homme"),
        ("es", "dice \u201csí\u201d"),
        ("pt", "diz «sim»"),
        ("en", "says «yes»"),
    ],
)
def test_a_strange_sign_is_seen(language: str, text: str) -> None:
    assert strange(language, text)
