"""From a file to a model: pydantic's findings, told with their place and the nearest valid name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model.record import EXPECTED
from ..model.shown import show
from .problem import Problem, WorkspaceError, suggestion
from .yaml_file import YamlFile

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
_MEMBERS = ("bool", "int", "float", "str")
_ANY = "yes or no, a number or a word"
"""What a feature's value may be: pydantic reports once for each that it is none."""
_BOUNDS = {
    "greater_than": "more than {:,.16g}",
    "greater_than_equal": "at least {:,.16g}",
    "less_than": "less than {:,.16g}",
    "less_than_equal": "at most {:,.16g}",
}


def validate(yaml_file: YamlFile, model: type[Model], languages: Sequence[str] = ()) -> Model:
    """The file's data as `model`, its texts in these languages if any is named.

    Raises:
        WorkspaceError: with every fault that pydantic finds, each at its place.
    """
    try:
        return model.model_validate(yaml_file.data, context={"languages": languages})
    except ValidationError as fault:
        problems = [_problem(yaml_file, model, details) for details in fault.errors()]
        raise WorkspaceError(_without_echoes(problems)) from None


def _without_echoes(problems: list[Problem]) -> Iterator[Problem]:
    """A union reports a fault once for each of its members; one line for one place is enough."""
    seen: set[tuple[int, int, str]] = set()
    for problem in problems:
        where = (problem.line, problem.column, problem.code)
        if where not in seen or problem.code in ("missing-key", "unknown-key"):
            seen.add(where)
            yield problem


def _problem(yaml_file: YamlFile, model: type[BaseModel], details: ErrorDetails) -> Problem:
    location, kind, given = details["loc"], details["type"], details["input"]
    name = location[-1] if location else ""
    if kind == "extra_forbidden":
        hint = suggestion(name, _keys(model))
        return yaml_file.problem(location, "unknown-key", f"unknown key {show(name)}{hint}", key=True)
    if kind == "missing":
        return yaml_file.problem(location, "missing-key", f"the key '{name}' is missing")
    if kind == "literal_error":
        expected = details["ctx"]["expected"]
        hint = suggestion(given, re.findall(r"'([^']+)'", expected))
        return yaml_file.problem(location, "value", f"{show(given)} is not accepted; expected {expected}{hint}")
    if kind == "string_pattern_mismatch":
        pattern = details["ctx"]["pattern"]
        message = f"{show(given)} is not accepted{_stranger(given, pattern)}; expected {EXPECTED[pattern]}"
        if name == "[key]":
            return yaml_file.problem(location[:-1], "form", message, key=True)
        return yaml_file.problem(location, "form", message)
    if kind in _WANTED:
        wanted = _ANY if name in _MEMBERS else _WANTED[kind]
        return yaml_file.problem(location, "type", f"{show(given)} has the wrong type; expected {wanted}")
    if kind in _BOUNDS:
        bound = _BOUNDS[kind].format(*details["ctx"].values())
        return yaml_file.problem(location, "value", f"{show(given)} is out of range; expected {bound}")
    if kind == "string_too_long":
        message = f"this text has {len(given):,} characters; expected {details['ctx']['max_length']:,} at most"
        return yaml_file.problem(location, "too-long", message)
    if kind == "too_short":
        return yaml_file.problem(location, "empty", "this list is empty; expected an entry at least")
    if kind in ("value_error", "condition"):
        return yaml_file.problem(location, "value", details["msg"].removeprefix("Value error, "))
    return yaml_file.problem(location, "value", f"{show(given)}: {details['msg'][:1].lower()}{details['msg'][1:]}")


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand anywhere in such a file; making the schema takes longer than reading one."""
    schema = model.model_json_schema()
    return frozenset(key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", {}))


def _stranger(text: str, pattern: str) -> str:
    """The character that is to blame, by its name, where it is one that looks like a letter or cannot be seen."""
    odd = next((sign for sign in text if not sign.isascii()), None)
    if odd is None or not re.search(pattern, re.sub(r"[^\x00-\x7f]", "a", text)):
        return ""
    return f": {odd!r} is U+{ord(odd):04X}, {unicodedata.name(odd, 'a character without a name')}"
