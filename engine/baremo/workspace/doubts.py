"""What is doubtful in the standards and the bibliography: for a person to look at."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..model.condition import FeatureTest, leaves
from ..model.visibility import Visibility
from .problem import Location, Problem
from .workspace import Workspace
from .yaml_file import YamlFile

STOOD_BY = date(2012, 12, 31)
"""Every criterion rests on at least one provision that stood by then."""
NEEDED = ("en", "es", "pt", "fr")
_PARAGRAPH = re.compile(r"\b(?:para(?:graph)?s?|párr(?:afo)?s?|art(?:icle|ículo)?s?)\.?\s*\d", re.IGNORECASE)


def catalogue_doubts(workspace: Workspace) -> Iterator[Problem]:
    """Everything doubtful outside the dossiers."""
    yield from _unused(workspace)
    for yaml_file in workspace.standards:
        room = yaml_file.path.split("/")[1]
        if room == "instruments":
            yield from _to_be_looked_up(yaml_file)
        if room == "criteria":
            yield from _criteria(workspace, yaml_file)
        yield from untranslated(yaml_file)
    for yaml_file in workspace.bibliography.files:
        own = yaml_file.data.get("language")  # of a document, whose title stands in it beside `titles`
        yield from untranslated(yaml_file, tuple(language for language in ("en", "es") if language != own))


def untranslated(yaml_file: YamlFile, languages: tuple[str, ...] = NEEDED) -> Iterator[Problem]:
    """One doubt a file and language, with the number of texts missing and the place of the first."""
    texts = list(_texts(yaml_file.data, ()))
    for language in languages:
        places = ((at, language not in text) for at, text in texts)
        yield from counted(yaml_file, "untranslated", places, f"texts are not translated into '{language}'")


def counted(yaml_file: YamlFile, code: str, places: Iterable[tuple[Location, bool]], said: str) -> Iterator[Problem]:
    """One doubt for all places that lack something, at the first of them; the secret ones are counted apart."""
    by_level: dict[Visibility, list[tuple[Location, bool]]] = {}
    for at, lacks in places:
        by_level.setdefault(yaml_file.visibility(at), []).append((at, lacks))
    for listed in by_level.values():
        lacking = [at for at, lacks in listed if lacks]
        if lacking:
            message = f"{len(lacking)} of {len(listed)} {said}, this one first"
            yield yaml_file.problem(lacking[0], code, message, doubt=True)


def _texts(data: Any, at: Location) -> Iterator[tuple[Location, dict[str, str]]]:
    if isinstance(data, dict):
        if data and set(data) <= set(NEEDED):
            yield at, data
        else:
            for key, value in data.items():
                yield from _texts(value, (*at, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*at, place))


def _unused(workspace: Workspace) -> Iterator[Problem]:
    catalogue = workspace.catalogue
    conditions = [
        *(c for criterion in catalogue.criteria.values() for c in (criterion.met, criterion.partly) if c is not None),
        *(flag.when for flag in catalogue.flags.values()),
    ]
    used = {test.feature for condition in conditions for test in leaves(condition) if isinstance(test, FeatureTest)}
    for yaml_file in workspace.standards:
        if yaml_file.path.split("/")[1] == "features":
            for place, feature in enumerate(yaml_file.data["features"]):
                if feature["id"] not in used:
                    message = f"no rule tests the feature '{feature['id']}'"
                    yield yaml_file.problem(("features", place, "id"), "unused", message, doubt=True)


def _to_be_looked_up(yaml_file: YamlFile) -> Iterator[Problem]:
    for place, provision in enumerate(yaml_file.data["provisions"]):
        if provision["checked"] == "instrument" and "locator" in provision:
            message = "a paragraph is still to be looked up here; until `checked` is changed it is not printed"
            yield yaml_file.problem(("provisions", place, "checked"), "to-look-up", message, doubt=True)


def _criteria(workspace: Workspace, yaml_file: YamlFile) -> Iterator[Problem]:
    for place, given in enumerate(yaml_file.data["criteria"]):
        criterion = workspace.catalogue.criteria.get(given["id"])
        if criterion is None:
            continue
        since = [workspace.catalogue.provisions[id][0].stands_from() for id in criterion.rests_on]
        if not any(day is not None and day.last <= STOOD_BY for day in since):
            message = f"'{criterion.id}' rests on no provision that stood in {STOOD_BY.year}"
            yield yaml_file.problem(("criteria", place, "rests_on"), "too-recent", message, doubt=True)
        for key in ("title", "reason", "advice"):
            for language, text in given[key].items():
                if _PARAGRAPH.search(text):
                    message = "a text cites an article or paragraph by number; expected the provision under `rests_on`"
                    yield yaml_file.problem(("criteria", place, key, language), "over-precise", message)
