"""How a value is written in YAML: texts in double quotes, ids, enumerations, dates and numbers plain where safe."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

WIDTH = 100
"""A list or mapping is written on its key's line where that becomes no longer."""
INDENT = 2

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*|\d{4}-\d{2}(?:-\d{2})?", re.ASCII)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[.-][A-Za-z0-9]+)*", re.ASCII)
_NOT_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Read as something else by one YAML reader or another."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


class Word(str):
    """An id, an enumeration's value or a date: written plain where no reader takes it for anything else."""

    __slots__ = ()


def scalar(value: Any) -> str:
    """One value that is neither a list nor a mapping.

    Raises:
        TypeError: if it is of no type that a file holds.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # never 1e-05, which is a text to readers of YAML 1.1
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Word) and _PLAIN.fullmatch(value) and value.lower() not in _NOT_WORDS:
        return str(value)
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(_escape, value)}"'
    raise TypeError(f"{type(value).__name__} is not written in YAML here")


def _escape(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign.group(), f"\\u{ord(sign.group()):04X}")


def key(name: str) -> str:
    """A mapping's key: plain where it is a word, for the reader takes keys as they stand."""
    return name if _KEY.fullmatch(name) else scalar(name)


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flow(held)}" for name, held in value.items()) + "}"
    if is_list(value):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def block(value: Any, column: int, newline: str) -> str:
    """A value over several lines, its keys or dashes in `column`; the first line is not indented."""
    between = newline + " " * column
    if isinstance(value, Mapping) and value:
        return between.join(pair(name, held, column, newline) for name, held in value.items())
    if is_list(value) and value:
        return between.join("- " + block(item, column + INDENT, newline) for item in value)
    return flow(value)


def pair(name: str, value: Any, column: int, newline: str, offset: int = INDENT) -> str:
    """A key and its value; a list or mapping that is too long for the line stands below, indented by `offset`."""
    short = f"{key(name)}: {flow(value)}"
    if not value or not (isinstance(value, Mapping) or is_list(value)) or column + len(short) <= WIDTH:
        return short
    below = column + (offset if is_list(value) else INDENT)
    return f"{key(name)}:{newline}{' ' * below}{block(value, below, newline)}"


def is_list(value: Any) -> bool:
    """Whether it is written as a list."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)
