"""A questionnaire: what one document is asked about one mechanism, and what stands in it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.document import Document
from ..model.feature import Feature
from ..model.mechanism import Mechanism
from ..model.questionnaire import Origin
from ..model.sheet import Claim
from ..model.text import Language, Localised
from .vocabulary import Vocabulary
from .words import Words

Row = tuple[str, Claim | None]
"""A row's id, and the claim that stands in it already."""


@dataclass(frozen=True)
class Asked:
    """A question with its theme, the guidance on it, its rows, and whether the document says nothing on it."""

    feature: Feature
    theme: Localised
    guidance: Localised | None
    rows: Sequence[Row]
    nothing: bool = False


@dataclass(frozen=True)
class Questionnaire:
    """What one document is asked about one mechanism; `sheet` is what is known already of the document as a whole."""

    origin: Origin
    vocabulary: Vocabulary
    mechanism: Mechanism
    document: Document
    asked: Sequence[Asked]
    sheet: Mapping[str, str]


Filled = str | int | float
"""What stands in a cell."""


def cells(claim: Claim, feature: Feature, vocabulary: Vocabulary, language: Language) -> dict[str, Filled]:
    """What the cells of a claim hold, by column; its note in this language."""

    def chosen(column: str, id: object) -> Filled:
        named = {True: "yes", False: "no"}.get(id, id) if isinstance(id, bool) else id
        labels: dict[object, str] = dict(vocabulary.choices(column, feature))
        if named in labels:
            return labels[named]
        return str(named) if feature.type == "share" or not isinstance(named, int) else named

    bounds = claim.at_least, claim.at_most
    how = (
        "exactly" if claim.value is not None
        else "between" if None not in bounds
        else "at_least" if claim.at_least is not None else "at_most"
    )  # fmt: skip
    answers = [value for value in (claim.value, *bounds) if value is not None]
    held: dict[str, Filled | None] = {
        "how": chosen("how", how),
        "answer": chosen("answer", answers[0]),
        "up_to": chosen("up_to", answers[1]) if how == "between" else None,
        "kind": chosen("kind", claim.kind),
        "speaker": chosen("speaker", claim.speaker),
        "date": None if claim.date is None else claim.date.text,
        "end": next((end.text for end in (claim.until, claim.due) if end is not None), None),
        "before": None if claim.before is None else chosen("before", claim.before),
        "locator": claim.locator,
        "anchor": claim.anchor,
        "note": claim.note.root.get(language),
        "confidence": None if claim.confidence is None else chosen("confidence", claim.confidence),
        "visibility": None if claim.visibility == "public" else chosen("visibility", claim.visibility),
    }
    return {column: value for column, value in held.items() if value is not None}


def guided(asked: Asked, vocabulary: Vocabulary, words: Words) -> str:
    """The guidance with the lists' words in the place of a file's, and without marks of emphasis."""
    if asked.guidance is None:
        return ""
    told = words.text(asked.guidance).text.replace("*", "")
    for how, label in vocabulary.choices("how", asked.feature, words):
        told = told.replace(f"`{how}`", words.say("value.quoted", value=label))
    return told
