"""What a user asked for that cannot be: a code with values, which a face says in the user's language."""

from collections.abc import Iterable
from typing import Any

from .problem import nearest


class Slip(Exception):
    """A question that has no answer as it was put. `code` names it; `values` are what its sentence mentions.

    A value may be a list, or a fault of the models (`PydanticCustomError`), which is said in its own sentence.
    """

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and its values."""
        self.code = code
        self.values: dict[str, Any] = values
        super().__init__(f"{code}: " + ", ".join(f"{name}={value}" for name, value in values.items()))


def unknown(what: str, id: str, known: Iterable[str]) -> Slip:
    """There is no `what` of that id; its values tell which there are, and the nearest where one is near."""
    listed = list(known)
    near = nearest(id, listed)
    return Slip(f"unknown-{what}" if near is None else f"unknown-{what}-near", name=id, known=listed, near=near)
