"""The table of a questionnaire: what is asked of each statement, under which ids, and what the file belongs to."""

from typing import Literal

from .document import OwnName
from .edition import EditionNumber
from .record import Identifier, Record
from .text import LanguageTag

ROW, FEATURE = "row", "feature"
"""The columns by which a row is known, and the question that it answers."""
COLUMNS = ("how", "answer", "kind", "speaker", "date", "locator", "anchor", "note", "confidence")
"""What is asked of every statement, in order."""
RARE = ("up_to", "end", "before", "visibility")
"""What is asked of few: the better end of a range, until or by when, what held before, who may know it."""
SHEET = ("read", "speaker", "journal")
"""What is asked of the document as a whole."""
SUBMISSION = ("coder", "note_language")
"""What a form on a phone asks besides: who answers, and in which language the notes are."""

HOWS = ("exactly", "at_least", "at_most", "between", "nothing")
"""How an answer holds; `nothing` tells that what was read says nothing on the question."""
CONFIDENCE = ("certain", "likely", "doubtful")
ORIGIN = "baremo"
"""What the sheet is called that says where a file comes from, and what the names of such fields begin with."""


class Origin(Record):
    """Where a questionnaire comes from: what is asked by which standards, of which mechanism and document, and whom.

    `digest` is that of the edition. `language` is that of the headings, and of the notes unless a row says another.
    """

    form: Literal["questionnaire"] = "questionnaire"
    standard: Identifier
    edition: EditionNumber
    digest: str
    mechanism: OwnName
    document: OwnName
    coder: OwnName | None = None
    language: LanguageTag


def name_of(id: str) -> str:
    """An id without dots and hyphens, which forms on a phone do not take in a name; see `id_of`."""
    return id.replace(".", "__").replace("-", "_")


def id_of(name: str) -> str:
    """The id of which this is the name: ids have no underscores, and no two signs of theirs stand side by side."""
    return name.replace("__", ".").replace("_", "-")
