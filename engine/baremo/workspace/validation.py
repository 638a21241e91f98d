"""From a file to a model: pydantic's findings, told with their place and the nearest valid name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model.condition import KEYS
from ..model.record import FORMS
from ..model.shown import show
from .keys import keys_at, levels_of
from .problem import Location, Problem, WorkspaceError, nearest
from .yaml_file import YamlFile

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "type.text",
    "int_type": "type.whole-number",
    "int_from_float": "type.whole-number",
    "float_type": "type.number",
    "tuple_type": "type.list",
    "dict_type": "type.mapping",
    "model_type": "type.mapping",
    "model_attributes_type": "type.mapping",
    "bool_type": "type.yes-no",
}
_MEMBERS = ("bool", "int", "float", "str")
"""What a feature's value may be: pydantic reports once for each that it is none."""
_BOUNDS = {
    "greater_than": "value.more-than",
    "greater_than_equal": "value.at-least",
    "less_than": "value.less-than",
    "less_than_equal": "value.at-most",
}

_BEGINS = re.compile(r"https?://\S", re.ASCII)


def validate(yaml_file: YamlFile, model: type[Model], languages: Sequence[str] = ()) -> Model:
    """The file's data as `model`, its texts in these languages if any is named; what is valid stays so.

    Raises:
        WorkspaceError: with every fault that pydantic finds, each at its place.
    """
    known: Model | None = yaml_file.models.get((model, *languages))
    if known is not None:
        return known
    try:
        valid = model.model_validate(yaml_file.data, context={"languages": languages})
        yaml_file.models[model, *languages] = valid
        return valid
    except ValidationError as fault:
        problems = [_problem(yaml_file, model, details) for details in fault.errors()]
        raise WorkspaceError(_without_echoes(problems)) from None


def _without_echoes(problems: list[Problem]) -> Iterator[Problem]:
    """A union reports a fault once for each of its members; one line for one place is enough."""
    seen: set[tuple[int, int, str]] = set()
    for problem in problems:
        where = (problem.line, problem.column, problem.kind)
        if where not in seen or problem.kind in ("missing-key", "unknown-key"):
            seen.add(where)
            yield problem


def _problem(yaml_file: YamlFile, model: type[BaseModel], details: ErrorDetails) -> Problem:
    location, kind, given = details["loc"], details["type"], details["input"]
    context: dict[str, Any] = details.get("ctx", {})
    name = location[-1] if location else ""
    if kind == "extra_forbidden":
        return _unknown_key(yaml_file, model, location)
    if kind == "missing":
        return yaml_file.problem(location, "missing-key", name=str(name))
    if given is None:
        return yaml_file.problem(location, "type.nothing", name=_key(location))
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", context["expected"])
        return yaml_file.problem(location, "value.not-listed", given=given, known=known, near=nearest(given, known))
    if kind == "string_pattern_mismatch":
        code = FORMS[context["pattern"]]
        if code == "form.address" and _BEGINS.match(given):
            code = "form.address-sign"
        key = name == "[key]"
        at = location[:-1] if key else location
        return yaml_file.problem(at, code, key=key, given=given, **_stranger(given, context["pattern"]))
    if kind == "string_type" and name not in _MEMBERS and isinstance(given, bool | int | float):
        return yaml_file.problem(location, "type.in-quotes", written=yaml_file.written(location))
    if kind in _WANTED:
        return yaml_file.problem(location, "type.any" if name in _MEMBERS else _WANTED[kind], given=given)
    if kind in _BOUNDS:
        return yaml_file.problem(location, _BOUNDS[kind], given=given, limit=next(iter(context.values())))
    if kind == "string_too_long":
        return yaml_file.problem(location, "too-long", length=len(given), limit=context["max_length"])
    if kind == "too_short":
        return yaml_file.problem(location, "empty.list")
    if kind == "value.condition":
        return yaml_file.problem(location, kind, known=KEYS)
    if "." in kind:  # a fault of our own models
        return yaml_file.problem(location, kind, **context)
    return yaml_file.problem(location, "value", given=given, why=kind)


def _key(location: Location) -> str:
    """The last key on the way to a place."""
    return next((step for step in reversed(location) if isinstance(step, str) and step.isidentifier()), "")


def _unknown_key(yaml_file: YamlFile, model: type[BaseModel], location: Location) -> Problem:
    """Told with the nearest key that may stand there, or else where such a key belongs, or else with all that may."""
    name, known = str(location[-1]), keys_at(model, location[:-1])
    near, levels = nearest(name, known), levels_of(model, name)
    name = show(name)[1:-1]  # with what nobody sees in it written out
    if near is not None:
        return yaml_file.problem(location, "unknown-key", key=True, name=name, near=near)
    if "" in levels:
        return yaml_file.problem(location, "unknown-key.top", key=True, name=name)
    if levels:
        return yaml_file.problem(location, "unknown-key.elsewhere", key=True, name=name, levels=levels)
    return yaml_file.problem(location, "unknown-key.listed", key=True, name=name, known=known)


def _stranger(text: str, pattern: str) -> dict[str, Any]:
    """The character that is to blame, by its name, where it is one that looks like a letter or cannot be seen."""
    odd = next((sign for sign in text if not sign.isascii()), None)
    if odd is None or not re.search(pattern, re.sub(r"[^\x00-\x7f]", "a", text)):
        return {}
    return {"sign": repr(odd), "point": f"U+{ord(odd):04X}", "sign_name": unicodedata.name(odd, "?")}
