"""From a document to a model: pydantic's findings, told with their place and the nearest valid name."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model.record import EXPECTED
from .document import Document
from .problem import Problem, WorkspaceError, suggestion

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a mapping (`key: value` lines)",
    "model_type": "a mapping (`key: value` lines)",
    "model_attributes_type": "a mapping (`key: value` lines)",
    "bool_type": "yes or no",
}


def validate(document: Document, model: type[Model]) -> Model:
    """The document's data as `model`.

    Raises:
        WorkspaceError: with every fault that pydantic finds, each at its place.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as fault:
        problems = [_problem(document, model, details) for details in fault.errors()]
        raise WorkspaceError(_without_echoes(problems)) from None


def _without_echoes(problems: list[Problem]) -> Iterator[Problem]:
    """A union reports a fault once for each of its members; one line for one place is enough."""
    seen: set[tuple[int, int, str]] = set()
    for problem in problems:
        where = (problem.line, problem.column, problem.code)
        if where not in seen or problem.code in ("missing-key", "unknown-key"):
            seen.add(where)
            yield problem


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    location, kind, given = details["loc"], details["type"], details["input"]
    name = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        hint = suggestion(name, _keys(model))
        return document.problem(location, "unknown-key", f"unknown key {name!r}{hint}", key=True)
    if kind == "missing":
        return document.problem(location, "missing-key", f"the key '{name}' is missing")
    if kind == "literal_error":
        expected = details["ctx"]["expected"]
        hint = suggestion(given, re.findall(r"'([^']+)'", expected))
        if location[-1] == "[key]":
            return document.problem(
                location[:-1], "value", f"unknown language {given!r}; expected {expected}", key=True
            )
        return document.problem(location, "value", f"{_shown(given)} is not accepted; expected {expected}{hint}")
    if kind == "string_pattern_mismatch":
        pattern = details["ctx"]["pattern"]
        message = f"{_shown(given)} is not accepted{_stranger(given, pattern)}; expected {EXPECTED[pattern]}"
        return document.problem(location, "form", message)
    if kind in _WANTED:
        return document.problem(location, "type", f"{_shown(given)} has the wrong type; expected {_WANTED[kind]}")
    if kind in ("value_error", "condition"):
        return document.problem(location, "value", details["msg"].removeprefix("Value error, "))
    return document.problem(location, "value", f"{_shown(given)}: {details['msg'][:1].lower()}{details['msg'][1:]}")


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that may stand anywhere in such a file."""
    schema = model.model_json_schema()
    return {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", {})}


def _stranger(text: str, pattern: str) -> str:
    """The character that is to blame, by its name, where it is one that looks like a letter or cannot be seen."""
    odd = next((sign for sign in text if not sign.isascii()), None)
    if odd is None or not re.search(pattern, re.sub(r"[^\x00-\x7f]", "a", text)):
        return ""
    return f": {odd!r} is U+{ord(odd):04X}, {unicodedata.name(odd, 'a character without a name')}"


def _shown(given: Any) -> str:
    if isinstance(given, dict | list):
        return "this " + ("mapping" if isinstance(given, dict) else "list")
    if isinstance(given, bool) or given is None:
        return {True: "yes", False: "no", None: "nothing"}[given]
    text = repr(given)
    return text if len(text) <= 60 else text[:57] + "...'"
