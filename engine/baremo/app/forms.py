"""Forms: what a person typed, as a file would hold it; and a file's entries as a form shows them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.feature import Feature
from ..model.record import PLAIN

Form = Mapping[str, str]


def is_id(text: str) -> bool:
    """Whether it can be what a mechanism, a document, a speaker or a coder is called."""
    return re.fullmatch(PLAIN, text) is not None and len(text) <= 80


def line(form: Form, key: str) -> str | None:
    """A field of one line; None if nothing stands in it."""
    return " ".join(form.get(key, "").split()) or None


def lines(form: Form, key: str) -> str | None:
    """A field of several lines, each without white space at its end; None if nothing stands in it."""
    text = "\n".join(each.rstrip() for each in form.get(key, "").replace("\r\n", "\n").split("\n")).strip()
    return text or None


def localised(form: Form, key: str, languages: Iterable[str]) -> dict[str, str] | None:
    """A text in several languages, from a field each; None if all are empty."""
    found = {language: text for language in languages if (text := line(form, f"{key}.{language}"))}
    return found or None


def kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """What says something."""
    return {key: value for key, value in data.items() if value is not None}


def day(form: Form, key: str) -> str | int | None:
    """A date as precise as it was given: as a file holds it, a year is a number."""
    text = line(form, key)
    return int(text) if text is not None and re.fullmatch(r"\d{4}", text) else text


def setting(form: Form, feature: Feature, prefix: str = "") -> dict[str, Any]:
    """What a claim or a reform says of a feature: a value, or bounds; empty if no value was chosen."""
    bound, value = form.get(f"{prefix}bound", "exactly"), line(form, f"{prefix}value")
    upper = line(form, f"{prefix}upper")
    if value is None:
        return {}
    given = feature.written(value)
    if bound == "at_least":
        return {"at_least": given}
    if bound == "at_most":
        return {"at_most": given}
    if bound == "between" and upper is not None:
        return {"at_least": given, "at_most": feature.written(upper)}
    return {"value": given}


def bound_of(entry: Mapping[str, Any]) -> tuple[str, Any, Any]:
    """How an entry's value is chosen in a form: the kind of bound, the value, and the upper one."""
    if entry.get("value") is not None or (entry.get("at_least") is None and entry.get("at_most") is None):
        return "exactly", entry.get("value"), None
    low, high = entry.get("at_least"), entry.get("at_most")
    if low is not None and high is not None:
        return "between", low, high
    return ("at_least", low, None) if low is not None else ("at_most", high, None)


def typed(value: Any) -> str:
    """A value as a form's field holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
