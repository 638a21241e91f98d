"""Who may know something."""

from typing import Literal

Visibility = Literal["public", "internal", "confidential"]
AUDIENCES: tuple[Visibility, ...] = ("public", "internal", "confidential")
"""From the widest to the narrowest; each audience knows what those before it know."""
