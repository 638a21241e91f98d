"""Who may know something."""

from collections.abc import Iterable
from typing import Literal

Visibility = Literal["public", "internal", "confidential"]
AUDIENCES: tuple[Visibility, ...] = ("public", "internal", "confidential")
"""From the widest to the narrowest; each audience knows what those before it know."""


def most_secret(levels: Iterable[Visibility]) -> Visibility:
    """The highest of these levels; public if there are none."""
    return max(levels, key=AUDIENCES.index, default="public")
