"""How secret the parts of a file are, told from its plain data: a faulty file is known no other way."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..model.visibility import AUDIENCES, Visibility, most_secret
from .problem import Location

Names = Mapping[str, Visibility]
"""The speakers and documents that not everybody may know, by id."""
_NAMING = ("id", "speaker", "document", "author")

_MARK = rb"visibility\W{0,4}%s"
_NAMED = rb"(?:author|speaker|document)\W{0,4}%s(?![\w-])"


def visibility(data: Any, location: Location, names: Names) -> Visibility:
    """Who may know what stands at a place: its own mark, those of all around it, and those of whatever these name.

    A mark that is none of ours counts as confidential.
    """
    found = list(_marks(data, names))
    for step in location:
        try:
            data = data[step]
        except (LookupError, TypeError):  # a name of pydantic's, or of what is missing
            continue
        found += _marks(data, names)
    return most_secret(found)


def secret_names(speakers: Iterable[Any], documents: Mapping[str, Any]) -> Names:
    """The names that not everybody may know: of speakers, the first entry of an id counting, and of documents, each of
    which is as secret as its author.
    """
    levels: dict[str, Visibility] = {}
    for entry in speakers:
        id = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(id, str):
            levels.setdefault(id, most_secret(_marks(entry, {})))
    authors = dict(levels)
    for id, document in documents.items():
        levels[id] = most_secret((levels.get(id, "public"), *_marks(document, authors)))
    return {id: level for id, level in levels.items() if level != "public"}


def marked_in(content: bytes, names: Names = MappingProxyType({})) -> Visibility:
    """The highest mark that stands anywhere in a file, however broken it is, or on whomever it names."""
    marks = (level for level in AUDIENCES if re.search(_MARK % level.encode(), content))
    named = (level for id, level in names.items() if re.search(_NAMED % re.escape(id.encode()), content))
    return most_secret((*marks, *named))


def _marks(entry: Any, names: Names) -> Iterable[Visibility]:
    if isinstance(entry, dict):
        if "visibility" in entry:
            mark = entry["visibility"]
            yield mark if mark in AUDIENCES else "confidential"
        for key in _NAMING:
            if isinstance(entry.get(key), str):
                yield names.get(entry[key], "public")
