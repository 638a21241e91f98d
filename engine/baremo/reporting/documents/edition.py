"""What all pages of one report have in common: the language, who publishes it, how it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ... import __version__
from ...model.text import Localised
from ..words import Words
from .blocks import Block, Document, Line, Paragraph, plain


@dataclass(frozen=True)
class Edition:
    """One report in one language. `standards` says which were applied; `publisher` is the organisation's name, empty
    where none is given.
    """

    words: Words
    dimensions: Mapping[str, Localised]
    standards: str
    publisher: str = ""

    def document(
        self,
        *,
        name: str,
        title: str,
        heading: Line,
        meta: tuple[str, ...],
        banner: tuple[str, ...],
        mark: str,
        day: date,
        blocks: tuple[Block, ...],
    ) -> Document:
        """A page of this report."""
        made_by = self.words.say("made-with", version=__version__)
        return Document(
            name=name,
            title=title,
            language=self.words.language,
            kicker=self.words.say("kicker"),
            heading=heading,
            meta=meta,
            banner=banner,
            mark=mark,
            day=day,
            blocks=(*blocks, Paragraph(plain(self.standards, self.words.language), "quiet")),
            footer=(self.publisher, made_by) if self.publisher else (made_by,),
        )
