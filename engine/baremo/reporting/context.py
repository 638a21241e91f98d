"""What every teller of one mechanism needs: the words, the day, and how a source is named."""

from dataclasses import dataclass
from datetime import date

from ..assessment.assess import Assessment, Mechanism
from ..model.catalogue import Catalogue
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

    def where(self, source: str, locator: str) -> str:
        """A source as a page cites it: author, year, place."""
        entry = self.mechanism.sources[source]
        return self.words.say(
            "where", author=self.speaker(entry.author), year=entry.published.text[:4], locator=locator
        )

    def speaker(self, id: str) -> str:
        """A speaker's name."""
        return self.words.text(self.mechanism.speakers[id].name).text
