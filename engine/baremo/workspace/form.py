"""The form in which a record stands in a file: the order of its keys, and which of its texts are words."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from ..model.dates import PartialDate
from ..model.record import Record
from ..model.sheet import Entry, Sheet
from .yaml_text import Word, is_list

_ENTRY = (
    *("id", "reform", "feature", "kind", "state", "label", "value", "at_least", "at_most", "before", "approximate"),
    *("unit", "period", "title", "date", "in_force", "until", "due", "document", "speaker", "locator", "anchor"),
    *("lays_down", "aims", "note", "corrects", "from", "why", "confidence", "visibility"),
)
"""Of the entries of a sheet, whose models inherit what they share and so have another order."""
_SIGNS = "a-z"
"""Ids and the like have a pattern that names the signs allowed; a text's only asks for some."""


def written(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Plain data as a file holds it, in the order of such a record's keys; unknown keys come last, as they are."""
    fields = _fields(model)
    return {key: _held(data[key], fields.get(key)) for key in sorted(data, key=_place(model))}


def order(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of such a record, in order."""
    return _ENTRY if issubclass(model, Entry) else tuple(_fields(model))


def entry_of(record: Record, sheet: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a file holds of a record: what it was given, without what the sheet says for all its entries."""
    data = {
        field.alias or name: _plain(getattr(record, name))
        for name, field in type(record).model_fields.items()
        if name in record.model_fields_set
    }
    if sheet is not None:
        for key in ("document", "speaker"):
            if data.get(key) == sheet.get(key):
                data.pop(key, None)
    if isinstance(record, Sheet):
        for key in ("claims", "reforms", "figures", "events"):
            if key in data:
                data[key] = [entry_of(entry, data) for entry in getattr(record, key)]
    return written(data, type(record))


def _plain(value: Any) -> Any:
    if isinstance(value, RootModel):
        return dict(value.root)
    if isinstance(value, Record):
        return entry_of(value)
    if isinstance(value, PartialDate):
        return int(value.text) if value.text.isdigit() else Word(value.text)
    if isinstance(value, date):
        return Word(value.isoformat())
    return [_plain(item) for item in value] if is_list(value) else value


def _place(model: type[BaseModel]) -> Any:
    keys = order(model)
    return lambda key: keys.index(key) if key in keys else len(keys)


def _held(value: Any, field: FieldInfo | None) -> Any:
    if field is None:
        return value
    leaves = tuple(_leaves(field.annotation, tuple(field.metadata)))
    if isinstance(value, Mapping):
        nested = next((kind for kind, _ in leaves if _is_record(kind)), None)
        return written(value, nested) if nested else dict(value)
    if is_list(value):
        return [_held(item, field) for item in value]
    if isinstance(value, date):
        value = value.isoformat()
    return Word(value) if isinstance(value, str) and any(_is_word(*leaf) for leaf in leaves) else value


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, RootModel)


def _is_word(kind: Any, metadata: tuple[Any, ...]) -> bool:
    patterns = [pattern for item in metadata if (pattern := _pattern(item)) is not None]
    return kind in (PartialDate, date, bool) or kind is Literal or any(_SIGNS in pattern for pattern in patterns)


def _pattern(metadata: Any) -> str | None:
    if isinstance(metadata, FieldInfo):
        return next((found for item in metadata.metadata if (found := _pattern(item))), None)
    found = getattr(metadata, "pattern", None)
    return found if isinstance(found, str) else None


def _leaves(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _leaves(inner, (*metadata, *more))
    elif origin is Literal:
        yield Literal, metadata
    elif origin in (Union, UnionType, tuple):
        for inner in get_args(annotation):
            yield from _leaves(inner, metadata)
    else:
        yield annotation, metadata


@cache
def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}
