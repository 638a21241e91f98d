"""Ids of claims and the like: eight random signs, the first a letter."""

import hashlib
import string
from collections.abc import Collection
from typing import Any

_FIRST = string.ascii_lowercase
_SIGNS = _FIRST + "23456789"
_LISTS = ("claims", "reforms", "figures", "events", "replies")


def new_id(taken: Collection[str]) -> str:
    """An id that is not among those taken."""
    import secrets

    while (id := secrets.choice(_FIRST) + "".join(secrets.choice(_SIGNS) for _ in range(7))) in taken:
        pass
    return id


def id_for(*parts: str) -> str:
    """The id that always goes with these parts, and hardly ever with others."""
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest())
    number, first = divmod(number, len(_FIRST))
    signs = [_FIRST[first]]
    for _ in range(7):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join(signs)


def ids_in(data: Any) -> set[str]:
    """The ids of the entries of a sheet or a mechanism, and those that were withdrawn."""
    lists = (data.get(name) or () for name in (*_LISTS, "withdrawn"))
    return {entry["id"] for entries in lists for entry in entries if entry.get("id") is not None}


def without_id(data: Any) -> list[tuple[str, int]]:
    """The list and place of every entry of a sheet or a mechanism that has no id."""
    return [
        (name, place) for name in _LISTS for place, entry in enumerate(data.get(name) or ()) if entry.get("id") is None
    ]
