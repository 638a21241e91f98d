"""What every page says of itself: printed by the frame of all pages, and checked on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...model.catalogue import Catalogue
from ...model.scorecard import Scorecard
from ...model.supposed import Supposed
from ...model.text import Phrase
from ..words import Words
from .context import Context
from .phrases import supposed_words

Name = str | Phrase


@dataclass(frozen=True)
class Head:
    """A page's name (of its file, without ending), title, heading, and what must never be missing.

    `day` is the newest day that the page tells of, which stands in for the time at which it was made. `look` is on what
    day, by which edition, under whose perspective and for whom; `standards` which were applied, and what was changed in
    them; `hypothetical` that what is shown is not real, and what was assumed; `coders` that one person alone coded.
    """

    name: str
    title: str
    kicker: str
    heading: Sequence[Name]
    day: date
    look: tuple[str, ...]
    evidence: tuple[str, ...]
    standards: str
    hypothetical: tuple[str, ...] = ()
    coders: str | None = None
    withheld: str | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """What a finished page must say."""
        rest = tuple(line for line in (self.coders, self.withheld) if line is not None)
        return (*self.look, *self.evidence, *self.hypothetical, self.standards, *rest)


def look(card: Scorecard, catalogue: Catalogue, words: Words, *, dated: bool = True) -> tuple[str, ...]:
    """On what day, by which edition, under whose perspective and for whom."""
    day = (words.say("as-of", date=words.day(card.as_of)),) if dated else ()
    return (
        *day,
        edition(catalogue, words),
        words.perspective(card.perspective),
        words.say(f"audience.{card.audience}"),
    )


def edition(catalogue: Catalogue, words: Words) -> str:
    """Which edition of the standards."""
    return words.text(next(e.name for e in catalogue.standard.editions if e.id == catalogue.edition)).text


def evidence(card: Scorecard, words: Words) -> str:
    """Of what day the newest evidence is."""
    if card.newest_evidence is None:
        return words.say("evidence.none")
    return words.say("evidence.newest", date=words.day(card.newest_evidence))


def coders(contexts: Sequence[Context]) -> str | None:
    """Of how many documents one person alone coded what they say; None where of none."""
    sheets = {(c.mechanism.dossier.id, s.document): s for c in contexts for s in c.mechanism.dossier.sheets}
    alone = sum(sheet.status == "accepted" for sheet in sheets.values())
    return contexts[0].words.say("coders", n=alone, all=len(sheets)) if alone else None


def hypothetical(assumed: Sequence[Supposed], catalogue: Catalogue, words: Words) -> tuple[str, ...]:
    """That what is shown is not real, and what was assumed; nothing where it is."""
    if not assumed:
        return ()
    return words.say("hypothetical"), assumed_words(assumed, catalogue, words)


def assumed_words(assumed: Sequence[Supposed], catalogue: Catalogue, words: Words) -> str:
    """What was assumed."""
    return words.say("hypothetical.list", list=words.listed(supposed_words(one, catalogue, words) for one in assumed))
