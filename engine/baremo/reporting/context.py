"""What every teller of one mechanism needs: the words, the day, and how a document is named."""

from dataclasses import dataclass
from datetime import date

from ..assessment.assess import Assessment, Mechanism
from ..model.catalogue import Catalogue
from ..model.document import Document
from ..model.text import Phrase
from .words import Words


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
        """The year in which a document was published, or that it has none."""
        published = document.published
        return self.words.say("undated") if isinstance(published, str) else published.text[:4]

    def speaker(self, id: str) -> str:
        """A speaker's name."""
        return self.words.text(self.mechanism.speakers[id].name).text
