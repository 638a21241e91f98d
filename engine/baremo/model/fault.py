"""What a model's validators refuse: a code with values, said in words elsewhere."""

from typing import Any, LiteralString

from pydantic_core import PydanticCustomError


def fault(code: LiteralString, **values: Any) -> PydanticCustomError:
    """A fault of that code, to be raised, which pydantic tells with its place; `given` is the value as it was read."""
    return PydanticCustomError(code, code, values)
