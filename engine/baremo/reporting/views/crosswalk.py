"""What the crosswalk says: each methodology with what it requires and what covers that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...model.catalogue import Catalogue
from ...model.crosswalk import MethodologyCovered, RequirementCovered
from ...model.text import Localised, Phrase
from ..words import Words
from .head import Head, edition
from .phrases import standards_words


@dataclass(frozen=True)
class RequirementView:
    """What is required, in our words; the titles of the criteria that cover it by their ids, and of what is said beside
    them: that none does, or that some do in other editions.
    """

    text: Phrase
    criteria: tuple[tuple[str, Phrase], ...]
    beside: str | None
    note: Phrase | None


@dataclass(frozen=True)
class MethodologyView:
    """A methodology, how much of it is covered, and what it requires."""

    title: Phrase
    reference: str
    address: str | None
    covered: str
    requirements: tuple[RequirementView, ...]


@dataclass(frozen=True)
class CrosswalkView:
    """What other methodologies require, and what covers it."""

    head: Head
    methodologies: tuple[MethodologyView, ...]


def crosswalk_view(
    methodologies: Iterable[MethodologyCovered], catalogue: Catalogue, words: Words, day: date
) -> CrosswalkView:
    """Everything in one language; a page of that day."""
    title = words.say("crosswalk.title")
    head = Head(
        name="crosswalk",
        title=title,
        kicker=words.say("crosswalk.kicker"),
        heading=(title,),
        day=day,
        look=(edition(catalogue, words),),
        evidence=(),
        standards=standards_words(catalogue, words),
    )
    return CrosswalkView(
        head,
        tuple(
            MethodologyView(
                title=words.text(Localised(each.title)),
                reference=each.reference,
                address=each.address,
                covered=words.say("crosswalk.covered", n=each.covered, of=len(each.requirements)),
                requirements=tuple(_requirement(asked, catalogue, words) for asked in each.requirements),
            )
            for each in methodologies
        ),
    )


def _requirement(asked: RequirementCovered, catalogue: Catalogue, words: Words) -> RequirementView:
    beside = None
    if asked.elsewhere:
        beside = words.say("crosswalk.elsewhere", list=words.listed(asked.elsewhere))
    elif not asked.criteria:
        beside = words.say("crosswalk.none")
    return RequirementView(
        text=words.text(Localised(asked.text)),
        criteria=tuple((id, words.text(catalogue.criteria[id].title)) for id in asked.criteria),
        beside=beside,
        note=None if asked.note is None else words.text(Localised(asked.note)),
    )
