"""How a finding looks: one of six signs, with the words that stand beside it.

The upper half of a sign is the verdict, the lower half whether it is partly met: solid is proved, hatched is not known,
white is ruled out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...model.condition import Status
from ...model.criterion import Criterion
from ..words import Words

Sign = Literal["met", "partly", "not-met", "at-most-partly", "at-least-partly", "open"]
GLYPHS: dict[Sign, str] = {
    "met": "✓",
    "at-least-partly": "◕",
    "partly": "◐",
    "at-most-partly": "◔",
    "not-met": "✕",
    "open": "▨",
}
"""A sign where nothing can be drawn, from the best to the worst; what is open last."""
_TONES = {"at-most-partly": "not-met", "at-least-partly": "partly"}
_SIGNS: dict[tuple[Status, ...], Sign] = {
    ("met",): "met",
    ("partly",): "partly",
    ("not-met",): "not-met",
    ("not-met", "partly"): "at-most-partly",
    ("partly", "met"): "at-least-partly",
}


@dataclass(frozen=True)
class Look:
    """A sign, the words beside it, and its tone: met, partly, not-met or open."""

    sign: Sign
    words: str

    @property
    def tone(self) -> str:
        """The colour of what is said."""
        return _TONES.get(self.sign, self.sign)

    @property
    def glyph(self) -> str:
        """The sign as a letter."""
        return GLYPHS[self.sign]


def look_of(possible: Sequence[Status], criterion: Criterion, words: Words) -> Look | None:
    """How the statuses still possible of a criterion look; None where it does not apply."""
    if not possible:
        return None
    sign: Sign = "open" if len(possible) == len(criterion.statuses) else _SIGNS.get(tuple(possible), "open")
    return Look(sign, words.say(f"look.{sign}"))


def legend(words: Words) -> tuple[tuple[Look, ...], ...]:
    """The looks by verdict: met; not fully met; not told."""
    groups: tuple[tuple[Sign, ...], ...] = (
        ("met",),
        ("not-met", "at-most-partly", "partly"),
        ("at-least-partly", "open"),
    )
    return tuple(tuple(Look(sign, words.say(f"look.{sign}")) for sign in group) for group in groups)
