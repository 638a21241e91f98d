"""A document's text: its words as a team keeps them to code from, page by page and paragraph by paragraph."""

from typing import Annotated, Literal

from pydantic import Field

from .record import Identifier, Record


class Page(Record):
    """The paragraphs of a page. `label` is what the file itself calls it (`iv`, `12`); our own count is no locator."""

    label: str | None = None
    paragraphs: tuple[str, ...] = ()


class DocumentText(Record):
    """`mechanisms/texts/<document>.json`: what was taken from a file, and the SHA-256 of that file.

    What has no pages (HTML, Word) is one page without a label. It is as secret as its document, and internal at least.
    """

    document: Identifier
    kind: Literal["pdf", "word", "html", "plain"]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    pages: tuple[Page, ...] = Field(min_length=1)

    @property
    def blank(self) -> tuple[int, ...]:
        """The pages on which there are no words, counted from 1: scanned ones, or empty ones."""
        return tuple(number for number, page in enumerate(self.pages, 1) if not page.paragraphs)
