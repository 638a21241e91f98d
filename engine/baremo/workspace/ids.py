"""Ids of claims and the like: eight random signs, the first a letter."""

import secrets
import string
from collections.abc import Collection

from .splice import put_each
from .yaml_file import parse
from .yaml_text import Word

_FIRST = string.ascii_lowercase
_SIGNS = _FIRST + "23456789"
_LISTS = ("claims", "reforms", "figures", "events", "replies")


def new_id(taken: Collection[str]) -> str:
    """An id that is not among those taken."""
    while (id := secrets.choice(_FIRST) + "".join(secrets.choice(_SIGNS) for _ in range(7))) in taken:
        pass
    return id


def without_id(data: object, lists: Collection[str] = _LISTS) -> list[tuple[str, int]]:
    """The list and place of every entry of a sheet or a mechanism that has no id."""
    return [
        (name, place)
        for name in lists
        if isinstance(data, dict) and isinstance(data.get(name), list)
        for place, entry in enumerate(data[name])
        if isinstance(entry, dict) and entry.get("id") is None
    ]


def give_ids(text: str, taken: Collection[str], path: str = "") -> str:
    """The text of a sheet or a mechanism's file with an id for every entry that has none, and no other byte changed.

    Raises:
        WorkspaceError: if it is not the YAML that we accept.
        Refusal: if an entry stands in a form that leaves no place for an id.
    """
    data = parse(text.encode(), path).data
    known = set(taken)
    ids: dict[tuple[str | int, ...], Word] = {}
    for name, place in without_id(data):
        id = new_id(known)
        known.add(id)
        ids[name, place, "id"] = Word(id)
    return put_each(text, ids, ("id",)) if ids else text
