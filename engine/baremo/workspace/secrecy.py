"""How secret the parts of a file are, told from its plain data: a faulty file is known no other way."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.visibility import AUDIENCES, Visibility
from .problem import Location

Names = Mapping[str, Visibility]
"""The speakers and sources that not everybody may know, by id."""
_NAMING = ("id", "speaker", "source", "author")


def most_secret(levels: Iterable[Visibility]) -> Visibility:
    """The highest of these levels; public if there are none."""
    return max(levels, key=AUDIENCES.index, default="public")


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


def secret_names(bibliography: Any) -> Names:
    """The names in a bibliography that not everybody may know; a source is as secret as its author."""
    found: dict[str, Visibility] = {}
    for group in ("speakers", "sources"):
        entries = bibliography.get(group) if isinstance(bibliography, dict) else None
        for entry in entries if isinstance(entries, list) else ():
            id = entry.get("id") if isinstance(entry, dict) else None
            level = most_secret(_marks(entry, found))
            if isinstance(id, str) and level != "public":
                found[id] = most_secret((level, found.get(id, "public")))
    return found


def _marks(entry: Any, names: Names) -> Iterable[Visibility]:
    if isinstance(entry, dict):
        if "visibility" in entry:
            mark = entry["visibility"]
            yield mark if mark in AUDIENCES else "confidential"
        for key in _NAMING:
            if isinstance(entry.get(key), str):
                yield names.get(entry[key], "public")
