"""Guidance for whoever codes: what counts as an answer, and what does not."""

from .record import Identifier, Record
from .text import Localised


class Guidance(Record):
    """What counts as an answer to a question, what does not, and the hard cases."""

    feature: Identifier
    text: Localised


class GuidanceFile(Record):
    """One file of `standards/guidance/`; without a `dimension` it may hold guidance on features of any."""

    dimension: Identifier | None = None
    guidance: tuple[Guidance, ...]
