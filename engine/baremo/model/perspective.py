"""Perspectives: whose claims count."""

Perspective = str
"""`all`, or one of the perspectives that the standards name."""

ALL: Perspective = "all"
"""Everybody's claims count."""

PERSPECTIVES: tuple[Perspective, ...] = (
    ALL,
    "official",
    "oversight",
    "civil-society",
    "international",
    "media",
    "academic",
)
