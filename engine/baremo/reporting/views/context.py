"""What every view of one mechanism needs: the words, the day, and how a document is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...assessment.assess import Assessment, Mechanism
from ...model.catalogue import Catalogue
from ...model.document import Document
from ...model.text import Phrase
from ..words import Words


@dataclass(frozen=True)
class Context:
    """One mechanism, told in one language as of one day."""

    words: Words
    mechanism: Mechanism
    as_of: date

    @classmethod
    def of(cls, assessment: Assessment, words: Words) -> "Context":
        """The context of an assessment."""
        return cls(words, assessment.mechanism, assessment.scorecard.as_of)

    @property
    def catalogue(self) -> Catalogue:
        """The standards."""
        return self.mechanism.catalogue

    @property
    def cited_to(self) -> tuple[str, date]:
        """To whom provisions are cited: the State, and the day."""
        return self.mechanism.dossier.mechanism.country, self.as_of

    def where(self, document: str, locator: str) -> str:
        """A document as a page cites it: author, year, place."""
        entry = self.mechanism.documents[document]
        return self.words.say("where", author=self.speaker(entry.author), year=self.year(entry), locator=locator)

    def quoted(self, document: str, words: str) -> Phrase:
        """A document's own words, in its language."""
        return Phrase(words, self.mechanism.documents[document].language)

    def year(self, document: Document) -> str:
        """The year in which a document was published, or that it has none; with a letter where its author has others
        of that year: 2021a, 2021b.
        """
        year, alike = self._year(document), self._alike[document.author, self._year(document)]
        between = "" if year[-1:].isdigit() else " "
        return year if len(alike) == 1 else f"{year}{between}{_letters(alike.index(document.id))}"

    def _year(self, document: Document) -> str:
        published = document.published
        return self.words.say("undated") if isinstance(published, str) else str(published.last.year)

    @cached_property
    def _alike(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The documents that would be cited alike, by author and year, in the order of their publication."""
        groups: dict[tuple[str, str], list[str]] = {}

        def order(document: Document) -> tuple[date, str]:
            published = document.published
            return document.as_of if isinstance(published, str) else published.last, document.id

        for document in sorted(self.mechanism.documents.values(), key=order):
            groups.setdefault((document.author, self._year(document)), []).append(document.id)
        return groups

    def speaker(self, id: str) -> str:
        """A speaker's name."""
        return self.words.text(self.mechanism.speakers[id].name).text


def _letters(number: int) -> str:
    """The letters a, b, …, z, aa, ab, …"""
    number += 1
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
