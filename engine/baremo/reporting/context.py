"""What every teller of one mechanism needs: the words, who may know what, and how a source is named."""

from dataclasses import dataclass
from datetime import date

from ..assessment.assess import Assessment, Mechanism
from ..assessment.profiling import may_know
from ..assessment.statements import most_secret
from ..model.catalogue import Catalogue
from ..model.dossier import Visibility
from .words import Words


@dataclass(frozen=True)
class Context:
    """One mechanism, told in one language to one audience as of one day."""

    words: Words
    mechanism: Mechanism
    audience: Visibility
    as_of: date

    @classmethod
    def of(cls, assessment: Assessment, words: Words) -> "Context":
        """The context of an assessment."""
        card = assessment.scorecard
        return cls(words, assessment.mechanism, card.audience, card.as_of)

    @property
    def catalogue(self) -> Catalogue:
        """The standards."""
        return self.mechanism.catalogue

    def may_tell(self, visibility: Visibility, source: str) -> bool:
        """Whether the audience may know what has this visibility and stands in this source."""
        return may_know(self.audience, most_secret(visibility, self.mechanism.sources[source].visibility))

    def where(self, source: str, locator: str) -> str:
        """A source as a page cites it: author, year, place."""
        entry = self.mechanism.sources[source]
        return self.words.say(
            "where", author=self.speaker(entry.author), year=entry.published.text[:4], locator=locator
        )

    def speaker(self, id: str) -> str:
        """A speaker's name."""
        return self.words.text(self.mechanism.speakers[id].name).text
