"""Which keys may stand where in a file, told from its model."""

from collections.abc import Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from .problem import Location

_DEEPEST = 4
"""Levels that are looked through for a key; conditions nest without end."""


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that may stand in the mapping at a place of such a file, in order."""
    models = [model]
    for step in location:
        fields = [_fields(m)[step] for m in models if isinstance(step, str) and step in _fields(m)]
        models = [inner for annotation in fields for inner in _models(annotation)] if fields else models
    return tuple(dict.fromkeys(key for m in models for key in _fields(m)))


@cache
def levels_of(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The keys that lead to the mappings of such a file in which that key may stand; empty for the file itself."""
    return tuple(dict.fromkeys(_levels(model, key, ())))


def _levels(model: type[BaseModel], key: str, way: Sequence[str]) -> Iterator[str]:
    fields = _fields(model)
    if key in fields:
        yield ".".join(way)
    if len(way) < _DEEPEST:
        for name, annotation in fields.items():
            for inner in _models(annotation):
                if inner is not model:
                    yield from _levels(inner, key, (*way, name))


@cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The records that a value of this annotation is, or is made of."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _models(get_args(annotation)[0])
    elif origin in (Union, UnionType, tuple, dict):
        for inner in get_args(annotation):
            yield from _models(inner)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and not issubclass(annotation, RootModel):
        yield annotation
