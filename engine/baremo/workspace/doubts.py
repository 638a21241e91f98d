"""What is doubtful in the standards and the bibliography: for a person to look at."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..model.condition import FeatureTest, leaves
from ..model.criterion import Criterion
from ..model.instrument import Provision
from ..model.visibility import Visibility
from .entries import Placed
from .problem import Location, Problem
from .standards import Standards
from .workspace import Workspace
from .yaml_file import YamlFile

_PARAGRAPH = re.compile(r"\b(?:para(?:graph)?s?|párr(?:afo)?s?|art(?:icle|ículo)?s?)\.?\s*\d", re.IGNORECASE)


def catalogue_doubts(workspace: Workspace) -> Iterator[Problem]:
    """Everything doubtful outside the dossiers; of the standards in all their editions."""
    standards, languages = workspace.standards, workspace.standards.standard.languages
    yield from _unused(standards)
    for provision in standards.entries.provisions.values():
        yield from _to_be_looked_up(provision)
    for criterion in standards.entries.criteria.values():
        yield from _too_recent(standards, criterion)
        yield from _over_precise(criterion)
    for yaml_file in standards.files:
        yield from untranslated(yaml_file, languages)
    yield from _known_after_publication(workspace)
    for yaml_file in workspace.bibliography.files:
        own = yaml_file.data.get("language")  # of a document, whose title stands in it beside `titles`
        yield from untranslated(yaml_file, [language for language in languages if language != own], most=True)


def _known_after_publication(workspace: Workspace) -> Iterator[Problem]:
    documents = workspace.bibliography.documents
    for yaml_file in workspace.bibliography.files:
        document = documents.get(str(yaml_file.data.get("id")))
        if document is None or isinstance(document.published, str) or "as_of" not in yaml_file.data:
            continue
        if document.as_of > document.published.last:
            yield yaml_file.problem(("as_of",), "known-after-publication", doubt=True, day=document.published.last)


def untranslated(yaml_file: YamlFile, languages: Sequence[str], *, most: bool = False) -> Iterator[Problem]:
    """One doubt a file and language, with the number of texts missing and the place of the first.

    `most` tells to miss only the languages that most of the file's texts are in.
    """
    texts = list(_texts(yaml_file.data, (), frozenset(languages)))
    for language in languages:
        lacking = sum(language not in text for _, text in texts)
        if not lacking or (most and 2 * lacking >= len(texts)):
            continue
        places = ((at, language not in text) for at, text in texts)
        yield from counted(yaml_file, "untranslated", places, language=language)


def counted(yaml_file: YamlFile, code: str, places: Iterable[tuple[Location, bool]], **named: Any) -> Iterator[Problem]:
    """One doubt for all places that lack something, at the first of them; the secret ones are counted apart."""
    by_level: dict[Visibility, list[tuple[Location, bool]]] = {}
    for at, lacks in places:
        by_level.setdefault(yaml_file.visibility(at), []).append((at, lacks))
    for listed in by_level.values():
        lacking = [at for at, lacks in listed if lacks]
        if lacking:
            yield yaml_file.problem(lacking[0], code, doubt=True, lacking=len(lacking), number=len(listed), **named)


def _texts(data: Any, at: Location, languages: frozenset[str]) -> Iterator[tuple[Location, dict[str, str]]]:
    if isinstance(data, dict):
        if data and set(data) <= languages:
            yield at, data
        else:
            for key, value in data.items():
                yield from _texts(value, (*at, key), languages)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*at, place), languages)


def _unused(standards: Standards) -> Iterator[Problem]:
    conditions = [
        *(condition for criterion in standards.criteria.values() for condition in criterion.conditions),
        *(placed.item.when for placed in standards.entries.flags.values()),
    ]
    used = {test.feature for condition in conditions for test in leaves(condition) if isinstance(test, FeatureTest)}
    for id, placed in standards.entries.features.items():
        if id not in used:
            yield placed.file.problem((*placed.at, "id"), "unused", doubt=True, feature=id)


def _to_be_looked_up(placed: Placed[Provision]) -> Iterator[Problem]:
    if placed.item.checked == "instrument" and placed.item.locator is not None:
        yield placed.file.problem((*placed.at, "checked"), "to-look-up", doubt=True)


def _too_recent(standards: Standards, placed: Placed[Criterion]) -> Iterator[Problem]:
    cut_off = standards.standard.cut_off
    since = [standards.whole.provisions[id][0].stands_from() for id in placed.item.rests_on]
    if cut_off is not None and not any(day is not None and day.last <= cut_off for day in since):
        told: dict[str, Any] = {"criterion": placed.item.id, "day": cut_off}
        yield placed.file.problem((*placed.at, "rests_on"), "too-recent", doubt=True, **told)


def _over_precise(placed: Placed[Criterion]) -> Iterator[Problem]:
    for key in ("title", "reason", "advice"):
        for language, text in getattr(placed.item, key).root.items():
            if _PARAGRAPH.search(text):
                yield placed.file.problem((*placed.at, key, language), "over-precise")
